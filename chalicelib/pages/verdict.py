"""Can this page be read? One word a page, and one sentence of advice; nothing is ever refused.

The thresholds stand here and nowhere else: the station judges by them, and the upload page hands
the same numbers to its script. `docs/reading.md` says on which pages they were measured.
"""

from collections.abc import Mapping

from chalicelib.errors import Text

LIGHT = 80.0
"""Grey of the paper (90th percentile): telephone photos had 210 and more, at a fifth of the light
48; tesseract lost a third of a card's words at 29."""

SHARP = 0.18
"""Part of a detail's variance that lies in its second derivative, the weaker of two directions: 0.3
and more on good photos, 0.16 where tesseract lost half of the small words, 0.07 where it lost a
quarter of a form's."""

GLARE_FLAT, GLARE_WASHED = 0.02, 0.012
"""Share of tiles that are white throughout, and of lit tiles whose ink is washed out: photos in
strong uneven light reached 0.12 and 0.002, a twentieth of a photo in reflection 0.024 and 0.018."""

SMALL = 5.5
"""Height of a letter in pixels (median over ink): at 6 tesseract read nine words of ten, at 5
none to a third."""

CUT_SIDE, CUT_LINE = 3, 6
"""Letters that touch the left or right border (each a cut line), or the upper or lower (one line
cut along): whole pages had at most 2."""

MARGIN = 1.5
"""Heights of a letter that are left between letters and the border: whole pages had 1.9 and more
at their sides (one of 217: 0.5), 1.57 above and below (one: 1.2); cut ones mostly none."""

SHORT, CLOSE = 1.3, 3.0
"""A page that is taller than wide, and by less than this, has lost some of its length when letters
are this near to its upper or lower end: sheets are 1.29 or 1.41 times as tall, and a cut between
two lines touches no letter."""

CARD = 0.6, 0.66
"""Height by width of a whole card, which is printed nearly to its edges."""

LINES, HANG, GATHER = 0.03, 0.006, 3.5
"""Parts of text lines for each letter, how plainly lines show their upper side, and how much more
ink gathers one way than the other. All three below: the page lies aslant. Photos turned by 20 to 70
degrees had 0.023, 0.005 and 3.4 at most; tables on scans have the first two as well at times."""

FEW, MARKED = 12, 0.01
"""Letters, and share of the paper with any mark, below which a page is blank: empty paper had
4 and 0.004 at most, any page with writing 0.03 and more, however blurred."""

ENOUGH = 60
"""Letters below which nothing is said of cut or turned."""

SHORTEST = 700
"""Longest side, in pixels, below which a browser calls a photo too small without reading it: a
sheet of 550 was unreadable, of 700 read."""

BOUNDS: Mapping[str, float] = {
    "light": LIGHT,
    "sharp": SHARP,
    "flat": GLARE_FLAT,
    "washed": GLARE_WASHED,
    "shortest": SHORTEST,
}
"""What the upload page's script judges by."""

ADVICE: Mapping[str, Text] = {
    "small": Text(
        "Chữ quá nhỏ. Xin chụp gần hơn để giấy đầy khung hình, hoặc quét ở 200 dpi.",
        "The letters are too small. Fill the picture with the paper, or scan at 200 dpi.",
    ),
    "blurred": Text(
        "Ảnh bị mờ. Xin chạm vào màn hình để lấy nét, giữ chắc tay rồi chụp lại.",
        "The picture is blurred. Tap the screen to focus, hold still and take it again.",
    ),
    "dark": Text(
        "Ảnh quá tối. Xin chụp lại ở nơi đủ sáng.",
        "The picture is too dark. Please take it again in good light.",
    ),
    "glare": Text(
        "Ảnh bị lóa một vùng. Xin tắt đèn flash hoặc nghiêng giấy tránh đèn rồi chụp lại.",
        "Part of the picture is washed out by a reflection. Switch the flash off and retake it.",
    ),
    "cut": Text(
        "Trang bị cắt mất mép. Xin chụp lại cho thấy đủ bốn góc giấy.",
        "An edge of the page is cut off. Take it again with all four corners in the picture.",
    ),
    "turned": Text(
        "Trang bị nghiêng nhiều, máy không xoay thẳng được. Xin đặt giấy ngay ngắn rồi chụp lại.",
        "The page lies aslant and could not be straightened. Lay it straight and retake it.",
    ),
    "blank": Text(
        "Trang này trắng, không thấy chữ. Nếu là mặt có chữ, xin chụp lại.",
        "This page is blank. If there is writing on it, please take it again.",
    ),
}
"""One sentence for each verdict; a page that is fine, or was not judged, has none."""


def judge(measures: Mapping[str, float]) -> str:
    """The first thing that keeps a page of these `measures` from being read, or "fine".

    Earlier ones hide later ones: in the dark nothing else can be told.
    """
    for name, wrong in _wrong(measures).items():
        if wrong:
            return name
    return "fine"


def _wrong(found: Mapping[str, float]) -> dict[str, bool]:
    enough = found.get("letters", 0) >= ENOUGH
    return {
        "dark": found.get("light", 255) < LIGHT,
        "blank": found.get("letters", FEW) < FEW and found.get("marked", 1) < MARKED,
        "blurred": 0 <= found.get("sharp", -1) < SHARP,
        "small": 0 < found.get("height", 0) < SMALL,
        "glare": found.get("flat", 0) >= GLARE_FLAT and found.get("washed", 0) >= GLARE_WASHED,
        "turned": enough and _is_aslant(found),
        "cut": enough and _is_cut(found),
    }


def _is_aslant(found: Mapping[str, float]) -> bool:
    return (
        found.get("lines", 1) < LINES
        and found.get("hang", 1) < HANG
        and found.get("gather", 9) < GATHER
    )


def _is_cut(found: Mapping[str, float]) -> bool:
    touched = found.get("sides", 0) >= CUT_SIDE or found.get("ends", 0) >= CUT_LINE
    above = found.get("above", CLOSE)
    close, tall = min(found.get("beside", MARGIN), above) < MARGIN, found.get("tall", SHORT)
    if CARD[0] < tall < CARD[1]:
        return touched
    return touched or close or (above < CLOSE and 1 <= tall < SHORT)


def advice(verdict: str) -> Text | None:
    """What to tell the citizen, if anything."""
    return ADVICE.get(verdict)
