"""What OCR does to typed values, undone: only tried on a text that is no value as it stands.

A mended value is flagged "corrected": what was read stays in `raw`, and a person can see both.
"""

import re
from collections.abc import Callable

_DIGITS = str.maketrans("OoQDøØÖöÒòlIi!|ZzSsBgqLJ§", "0000000000111112255899118")
_LIKE_DIGIT = "OoQDøØÖöÒòlIi!ZzSsBgqLJ§"
_MAILERS = ("gmail", "yahoo", "hotmail", "outlook", "icloud", "zalo", "viettel")
_AT = re.compile(
    rf"^(.+?)(?:\(?\s*[@©®Q]\s*|\(a|\(ø|€)?({'|'.join(_MAILERS)})[.,]?(com|vn|net)(?:[.,](vn))?$"
)


def digits(raw: str) -> str:
    """`raw` with letters that look like digits read as such, in runs that are mostly digits."""
    return re.sub(rf"[\d{_LIKE_DIGIT}]+(?:[ .|][\d{_LIKE_DIGIT}]+)*", _mostly_digits, raw)


def _mostly_digits(run: re.Match[str]) -> str:
    text = run.group()
    true = sum(letter.isdigit() for letter in text)
    alike = sum(letter in _LIKE_DIGIT for letter in text)
    return text.translate(_DIGITS) if true > alike else text


def boxed(raw: str) -> str:
    """`raw` without what the walls of digit boxes were read as.

    In boxes "s" may have been 5, 8 or 9 and "ø" 0 or 8: such a number is not guessed.
    """
    if re.search(r"[sSøØöÖ]", raw):
        return raw
    # A number begins with 0, and a wall of the first or last box is easily a 1.
    if walled := re.search(r"(?<!\d)(?:1(0\d{11})|(0\d{11})1)(?!\d)", raw):
        return str(walled.group(1) or walled.group(2))
    return digits(re.sub(r"(?<=[\w|\[\]])\s*[|\[\](){}/\\ị!]+\s*(?=[\w|])", "", raw))


def dated(raw: str) -> str:
    """`raw` with what stands for slashes and digits in a date read as such."""
    text = re.sub(r"(?<!\d)(\d\d)(\d\d)((?:19|20)\d\d)(?!\d)", r"\1/\2/\3", digits(raw))
    return re.sub(r"(?<=\d)\s*[/|\\IlJ,;:.\-]\s*(?=\d)", "/", text)


def email(raw: str) -> str:
    """`raw` with the "@" and the dot that were lost before and in a well-known mailer's name."""
    text = re.sub(r"\s", "", raw).strip(" .,:;_-").lower()
    text = re.sub(r"[(\[{]+(?=@|(?:gmail|yahoo|hotmail|outlook|icloud)\.)|(?<=@)[)\]}]+", "", text)
    text = re.sub(r"gmai[1i!|]", "gmail", text)
    text = re.sub(r"[!|](?=.*@)", "1", re.sub(r",(?=.*@)", ".", text))
    text = re.sub(r"(?<=\.com|\.net)[^.]{1,3}$", "", text)
    if "@" not in text:
        text = re.sub(r"(?<=\w)[(\[{©®](?=[a-z][\w\-]*\.)", "@", text)
    found = _AT.match(text)
    if not found:
        return text
    name, mailer, top, country = found.groups()
    return f"{name}@{mailer}.{top}" + (f".{country}" if country else "")


Mend = Callable[[str], str]
