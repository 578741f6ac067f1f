"""Numbers that offices give: of taxpayers, households, papers and kinds of business; sums of money.

The check digit of a tax code: 10 - (sum of the first nine digits by their weights) mod 11.
"""

import re

_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_SUM = re.compile(r"\d(?:[\d.,\s]*\d)?")


def tax_code(raw: str) -> str:
    """10 digits, a branch's 10-3, or the 12 of a personal number; else the digits there are."""
    text = re.sub(r"(?<=\d)[ .]+(?=\d)", "", raw)
    found = re.search(r"(?<!\d)(\d{10})\s*-\s*(\d{3})(?!\d)", text)
    if found:
        return f"{found.group(1)}-{found.group(2)}"
    return max(re.findall(r"\d+", text), key=len, default="")


def tax_code_flags(code: str) -> tuple[str, ...]:
    """Why `code` deserves a look: "not_a_tax_code", "check_digit_differs"."""
    if re.fullmatch(r"\d{12}", code):
        return ()
    if not re.fullmatch(r"\d{10}(?:-\d{3})?", code):
        return ("not_a_tax_code",)
    total = sum(int(digit) * weight for digit, weight in zip(code, _WEIGHTS, strict=False))
    return () if 10 - total % 11 == int(code[9]) else ("check_digit_differs",)


def registration(raw: str) -> str:
    """The number of a household or enterprise: letters, digits and hyphens run together."""
    found = re.findall(r"[0-9A-ZĐ][0-9A-ZĐ\-./]*\d[0-9A-ZĐ\-]*", re.sub(r"(?<=\d) (?=\d)", "", raw))
    return max(found, key=len, default="")


def is_registration(number: str) -> bool:
    return sum(letter.isdigit() for letter in number) >= 6


def business_code(raw: str) -> str:
    """The 4 or 5 digits of a kind of business (Hệ thống ngành kinh tế Việt Nam), else "" ."""
    found = re.search(r"(?<![\w])[A-U]?\s?(\d{4,5})(?!\w)", raw)
    return found.group(1) if found else ""


def document_number(raw: str) -> str:
    """The number and sign of a paper without "Số" before it and spaces in it: 05/QĐ-UBND."""
    text = re.sub(r"^\s*(?:số|so)\s*:?\s*", "", raw, flags=re.IGNORECASE)
    return re.sub(r"\s*([/\-.])\s*", r"\1", " ".join(text.split())).strip(" .,:;_-*|'\"")


def is_document_number(number: str) -> bool:
    """One word with a digit: what follows after a space is of the text beside the number."""
    return any(letter.isdigit() for letter in number) and len(number) <= 40 and " " not in number


def money(raw: str) -> str:
    """The first sum in `raw` as digits: "1.500.000 đồng" -> "1500000"; decimals are dropped."""
    found = _SUM.search(raw)
    if not found or re.match(r"[^\W\d_đĐdDvV]", raw[found.end() :]):
        return ""  # a letter that runs on from the digits was a digit
    whole = re.sub(r",\d{1,2}$", "", found.group())
    return re.sub(r"\D", "", whole)
