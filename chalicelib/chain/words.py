"""Checks of what somebody says beside a decision."""

import re

from chalicelib.errors import Invalid

ARTICLE = re.compile(r"(?i)\b(điều|khoản|mục|luật|nghị định|thông tư|quyết định|nđ|tt|qđ|art\.?)\b")


def said(reason: str, at: str) -> str:
    """The reason, tidied. Raises Invalid ``reason_missing`` for none to speak of."""
    if len(reason.strip()) < 3:
        raise Invalid(
            "reason_missing",
            "Hãy ghi rõ lý do để người dân hiểu và làm theo được.",
            "Give a reason that the citizen can act on.",
            at=at,
        )
    return reason.strip()


def lawful(basis: str) -> str:
    """The article of law, tidied. Raises Invalid ``basis_missing`` for words that name no law."""
    if not ARTICLE.search(basis):
        raise Invalid(
            "basis_missing",
            "Hãy ghi căn cứ pháp luật của quyết định này: điều, khoản của văn bản nào "
            "(ví dụ: Điều 16 Luật Hộ tịch).",
            "Name the article of law that this decision rests on.",
            at="basis",
        )
    return basis.strip()
