"""How pages speak: Vietnamese is written in the templates, English comes from the catalogue."""

import gettext
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from chalicelib import values
from chalicelib.agency import agencies
from chalicelib.errors import Text
from chalicelib.workdays import VIETNAM

LOCALE = Path(__file__).parent / "locale"


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """The texts of `language`; a text without translation stays Vietnamese."""
    return gettext.translation("messages", LOCALE, [language], fallback=True)


def filters(language: str) -> dict[str, Callable[..., str]]:
    """What templates may do to a value: ``t`` a text, ``at`` a moment, ``show`` by kind..."""
    return {
        "agency": lambda code: agency_name(code).into(language),
        "t": lambda text: into(text, language),
        "at": lambda moment: at(moment, language),
        "day": lambda moment: _local(moment).strftime("%d/%m/%Y") if moment else "",
        "show": lambda value, kind: values.show(kind, value) if value else "",
        "dong": dong,
    }


def into(text: Text | Mapping[str, Any], language: str) -> str:
    """A two-language text, or its plain JSON row, in `language`."""
    if isinstance(text, Text):
        return text.into(language)
    return Text(text.get("vi", ""), text.get("en", "")).into(language)


def agency_name(code: str) -> Text:
    """What an agency is called; its code where it is not known."""
    found = agencies().get(code)
    return found.name if found else Text(code, code)


def at(moment: str, language: str) -> str:
    """``16:30 ngày 25/09/2026``; empty for no moment."""
    if not moment:
        return ""
    joint = ", " if language == "en" else " ngày "
    return f"{_local(moment):%H:%M}{joint}{_local(moment):%d/%m/%Y}"


def dong(amount: int) -> str:
    """``1.500.000 đồng``."""
    return f"{amount:,}".replace(",", ".") + " đồng"


def _local(moment: str) -> datetime:
    return datetime.fromisoformat(moment).astimezone(VIETNAM)
