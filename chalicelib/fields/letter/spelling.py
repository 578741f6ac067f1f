"""Capitals whose tones OCR mistook, put right where a phrase of administration leaves no doubt.

A tone above a capital is two pixels high, and "SỞ Y TẺ" or "GIÁM ĐÓC" is what every reader makes of
it. Only marks are changed, never a letter, and only in phrases that every office prints.
"""

import re
from collections.abc import Sequence
from functools import cache

from chalicelib.fields.letter.kinds import TITLES
from chalicelib.values import PROVINCES, bare, same

_BODIES = (
    *("ỦY BAN NHÂN DÂN", "HỘI ĐỒNG NHÂN DÂN", "ĐOÀN ĐẠI BIỂU QUỐC HỘI", "CHÍNH PHỦ", "QUỐC HỘI"),
    *("SỞ Y TẾ", "BỘ Y TẾ", "Y TẾ", "SỞ GIÁO DỤC", "BỘ GIÁO DỤC", "GIÁO DỤC VÀ ĐÀO TẠO"),
    *("SỞ TÀI CHÍNH", "BỘ TÀI CHÍNH", "SỞ NỘI VỤ", "BỘ NỘI VỤ", "SỞ TƯ PHÁP", "BỘ TƯ PHÁP"),
    *("SỞ XÂY DỰNG", "BỘ XÂY DỰNG", "SỞ CÔNG THƯƠNG", "BỘ CÔNG THƯƠNG", "SỞ NGOẠI VỤ"),
    *("KẾ HOẠCH VÀ ĐẦU TƯ", "SỞ NÔNG NGHIỆP", "BỘ NÔNG NGHIỆP", "NÔNG NGHIỆP VÀ MÔI TRƯỜNG"),
    *("TÀI NGUYÊN VÀ MÔI TRƯỜNG", "KHOA HỌC VÀ CÔNG NGHỆ", "SỞ KHOA HỌC", "BỘ KHOA HỌC"),
    *(
        "VĂN HÓA, THỂ THAO VÀ DU LỊCH",
        "VĂN HÓA - XÃ HỘI",
        "THÔNG TIN VÀ TRUYỀN THÔNG",
        "BỘ CÔNG AN",
    ),
    *("LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "GIAO THÔNG VẬN TẢI", "NÔNG THÔN", "DÂN TỘC", "TÔN GIÁO"),
    *("KINH TẾ", "HẠ TẦNG VÀ ĐÔ THỊ", "BỘ QUỐC PHÒNG", "BỘ NGOẠI GIAO", "NGÂN HÀNG NHÀ NƯỚC"),
    *("VIỆN KIỂM SÁT NHÂN DÂN", "TÒA ÁN NHÂN DÂN", "NHÂN DÂN", "TỐI CAO", "CẤP CAO", "KIỂM SÁT"),
    *("THÀNH PHỐ", "THỊ XÃ", "THỊ TRẤN", "ĐẶC KHU", "VĂN PHÒNG", "THANH TRA", "BAN QUẢN LÝ"),
    *("TỔNG CỤC", "CHI CỤC", "BAN TỔ CHỨC", "TỔ CHỨC", "BAN CHỈ ĐẠO", "HỘI ĐỒNG", "CÔNG ĐOÀN"),
    *("TRUNG TÂM", "PHỤC VỤ HÀNH CHÍNH CÔNG", "BỆNH VIỆN", "TRẠM Y TẾ", "BẢO HIỂM XÃ HỘI"),
    *("TỔNG CÔNG TY", "CÔNG TY", "TẬP ĐOÀN", "KIỂM TOÁN NHÀ NƯỚC", "ĐÀI TRUYỀN HÌNH", "NHÀ NƯỚC"),
    "PHƯỜNG",
    *("HÀNH CHÍNH", "KIỂM LÂM", "THỦY SẢN", "QUẢN LÝ", "ĐẤT ĐAI", "QUỐC GIA", "VIỆT NAM"),
)


_FOR = re.compile(r"^(TM|KT|TL|TUQ|Q)\s*[.,:]?\s*(?=[A-ZĐÀ-Ỹ]{2})")


@cache
def _phrases() -> dict[str, tuple[str, ...]]:
    """By their letters without marks and spaces: the words as they are written, in capitals."""
    known = (*TITLES, *_BODIES, *(name.upper() for name in PROVINCES.values()))
    written = (tuple(phrase.replace(",", "").split()) for phrase in known)
    return {"".join(bare(word) for word in words): words for words in written}


def _known(plain: Sequence[str]) -> bool:
    """Whether words without marks are a known phrase; one word only where it was read as two, as
    "PHƯỜ NG" is."""
    written = _phrases().get("".join(plain), ())
    return len(written) > 1 or len(written) == 1 < len(plain)


def respelt(text: str) -> str:
    """`text`, a line of capitals, with marks and spaces of known phrases as they are written."""
    words = _FOR.sub(r"\1. ", text).split()
    plain = [bare(word).strip(".,;:-") for word in words]
    known, i = _phrases(), 0
    while i < len(words):
        size = next((n for n in range(6, 0, -1) if _known(plain[i : i + n])), 0)
        if size:
            written = _like(words[i : i + size], known["".join(plain[i : i + size])])
            words[i : i + size] = written
            plain[i : i + size] = [""] * len(written)
            size = len(written)
        i += size or 1
    return " ".join(words)


def _like(read: Sequence[str], written: Sequence[str]) -> list[str]:
    """The words as `written`, with what stood around those that were `read`; tones may move."""
    if len(read) != len(written):
        return list(written)
    return [
        word if _moved(word, right) else word.replace(word.strip(".,;:-"), right)
        for word, right in zip(read, written, strict=True)
    ]


def _moved(word: str, right: str) -> bool:
    """Whether the two differ in nothing but where a tone is put: "HOÀ" and "HÒA"."""
    return same("text", word.strip(".,;:-"), right)
