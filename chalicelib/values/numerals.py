"""Vietnamese number words, both ways: "hai nghìn không trăm hai mươi sáu" and 2026."""

from chalicelib.values.text import bare

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_UNITS = {bare(word): digit for digit, word in enumerate(DIGITS)} | {
    "mot": 1,
    "tu": 4,
    "lam": 5,
    "nham": 5,
    "bay": 7,
}
_SILENT = frozenset({"linh", "le", "va"})


def _two(number: int, *, after_hundreds: bool) -> list[str]:
    tens, unit = divmod(number, 10)
    if tens == 0:
        return [] if unit == 0 else (["linh"] if after_hundreds else []) + [DIGITS[unit]]
    words = ["mười"] if tens == 1 else [DIGITS[tens], "mươi"]
    if unit == 1 and tens > 1:
        return [*words, "mốt"]
    if unit == 4 and tens > 1:
        return [*words, "tư"]
    if unit == 5:
        return [*words, "lăm"]
    return words if unit == 0 else [*words, DIGITS[unit]]


def _three(number: int, *, full: bool) -> list[str]:
    hundreds, rest = divmod(number, 100)
    if hundreds == 0 and not full:
        return _two(rest, after_hundreds=False)
    return [DIGITS[hundreds], "trăm", *_two(rest, after_hundreds=True)]


def spell(number: int) -> str:
    """`number` (0 to 999,999,999,999) in words, as civil-status papers write it."""
    if number == 0:
        return DIGITS[0]
    words: list[str] = []
    for power, name in ((9, "tỷ"), (6, "triệu"), (3, "nghìn"), (0, "")):
        group = number // 10**power % 1000
        if group:
            words += _three(group, full=bool(words)) + ([name] if name else [])
    return " ".join(words)


_GROUPS = {"nghin": 10**3, "ngan": 10**3, "trieu": 10**6, "ty": 10**9, "ti": 10**9}
_LIMIT = 10**12


def unspell(words: str) -> int:
    """The number `words` say (below 10^12), marks and case forgiven; -1 for none."""
    total = group = 0
    seen = False
    for word in bare(words).replace(",", " ").split():
        if word in _SILENT:
            continue
        if word in _GROUPS:
            total, group = _grouped(total, group, _GROUPS[word]), 0
        elif (grown := _grown(group, word)) >= 0:
            group = grown
        else:
            return -1
        seen = True
    return total + group if seen and total + group < _LIMIT else -1


def _grouped(total: int, group: int, size: int) -> int:
    """`total` once `group` was said to be thousands, millions or milliards ("nghìn tỷ": both)."""
    if group == 0 and total:
        return total * size
    return total + (group or 1) * size


def _grown(group: int, word: str) -> int:
    """The number below a thousand after one more `word`; -1 when it is no such word."""
    if word == "tram":
        return group * 100
    if word == "muoi":
        # "mười" stands for ten by itself; "mươi" multiplies the digit before it.
        units = group % 10
        return group - units + units * 10 if units else group + 10
    return group + _UNITS[word] if word in _UNITS else -1


def money_in_words(words: str) -> int:
    """The đồng that `words` say ("Năm mươi triệu đồng chẵn"); -1 when they say no sum."""
    plain = bare(words).strip(" .;:()")
    for ending in ("chan", "viet nam", "dong"):
        plain = plain.removesuffix(ending).strip(" .,;")
    return unspell(plain)
