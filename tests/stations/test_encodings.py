"""TCVN3 and VNI: every letter of Vietnamese there and back, and nothing converted by half."""

import unicodedata

import pytest

from chalicelib.pages.encodings import (
    TCVN3,
    TCVN3_CAPITALS,
    VNI,
    converted,
    encoding_of,
    with_horn,
)

VOWELS = "aăâeêioôơuưy"
MARKS = ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
LETTERS = "đ" + "".join(
    unicodedata.normalize("NFC", vowel + mark) for vowel in VOWELS for mark in MARKS
)

# Written in the order of LETTERS: each vowel plain, acute, grave, hook, tilde, dot. Codes below
# 0x80 are the letters themselves.
OLD_TCVN3 = bytes.fromhex(
    "ae 61b8b5b6b7b9 a8bebbbcbdc6 a9cac7c8c9cb 65d0cccecfd1 aad5d2d3d4d6 69ddd7d8dcde 6fe3dfe1e2e4"
    " abe8e5e6e7e9 acedeaebecee 75f3eff1f2f4 adf8f5f6f7f9 79fdfafbfcfe"
).decode("latin-1")
OLD_VNI = (
    "ñ a aù aø aû aõ aï aê aé aè aú aü aë aâ aá aà aå aã aä e eù eø eû eõ eï eâ eá eà eå eã eä"
    " i í ì æ ó ò o où oø oû oõ oï oâ oá oà oå oã oä ô ôù ôø ôû ôõ ôï u uù uø uû uõ uï ö öù öø öû"
    " öõ öï y yù yø yû yõ î"
)


def test_every_letter_of_tcvn3() -> None:
    assert len(OLD_TCVN3) == len(LETTERS) == 73
    assert converted(OLD_TCVN3, TCVN3) == LETTERS
    assert converted(OLD_TCVN3, TCVN3_CAPITALS) == LETTERS.upper()
    assert converted("¡¢£¤¥¦§", TCVN3) == "ĂÂÊÔƠƯĐ"


def test_every_letter_of_vni_in_both_cases() -> None:
    assert len(OLD_VNI.split()) == len(LETTERS)
    assert converted(OLD_VNI.replace(" ", ""), VNI) == LETTERS
    assert converted(OLD_VNI.replace(" ", "").upper(), VNI) == LETTERS.upper()


@pytest.mark.parametrize(
    ("old", "encoding", "text"),
    [
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", TCVN3, "Cộng hoà xã hội chủ nghĩa Việt Nam"),
        ("quyÕt ®Þnh", TCVN3_CAPITALS, "QUYẾT ĐỊNH"),
        ("n\u2212íc, l\u2219nh", TCVN3, "nước, lãnh"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", VNI, "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("NGUYEÃN THÒ HÖÔNG, 12/3", VNI, "NGUYỄN THỊ HƯƠNG, 12/3"),
        ("Nguyễn Thị Hương", TCVN3, "Nguyễn Thị Hương"),
    ],
)
def test_words_as_they_were_written(old: str, encoding: str, text: str) -> None:
    assert converted(old, encoding) == text


@pytest.mark.parametrize(
    ("old", "encoding"),
    [("ÿ", TCVN3), ("\x02", TCVN3), ("nøi", VNI), ("bâ", VNI), ("iù", VNI), ("¶", VNI)],
)
def test_what_has_no_place_in_an_encoding_converts_to_nothing(old: str, encoding: str) -> None:
    assert converted(old, encoding) is None


@pytest.mark.parametrize(
    ("font", "encoding"),
    [
        (".VnTime", TCVN3),
        ("VnTime", TCVN3),
        ("FBHPFN+VnTimeHBold", TCVN3_CAPITALS),
        (".VnTimeH", TCVN3_CAPITALS),
        (".VnArial NarrowH,BoldItalic", TCVN3_CAPITALS),
        (".VnCentury Schoolbook", TCVN3),
        ("VNI-Times", VNI),
        ("ABCDEF+VNI-Helve-Bold", VNI),
        ("Times New Roman", ""),
        ("Vni", ""),
    ],
)
def test_fonts_by_name(font: str, encoding: str) -> None:
    assert encoding_of(font) == encoding


@pytest.mark.parametrize(
    ("read", "text"),
    [
        ("ng-ời", "người"),
        ("NG-ỜI nh-", "NGƯỜI như"),
        ("01/2006/TT-NHNN", "01/2006/TT-NHNN"),
        ("Hà Nội-Huế", "Hà Nội-Huế"),
        ("t-, th-ơng", "tư, thương"),
        ("- Căn cứ", "- Căn cứ"),
    ],
)
def test_a_hyphen_that_was_a_letter_becomes_it(read: str, text: str) -> None:
    assert with_horn(read) == text
