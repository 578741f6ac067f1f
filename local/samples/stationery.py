"""What stands on every paper of the state, and on every sample."""

from local.samples.look import Look
from local.samples.sheet import MARK, Sheet, Type

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"


def motto(sheet: Sheet, middle: float, y: float, look: Look, size: float = 0) -> None:
    """Name of the state and its motto around `middle`, ruled off."""
    sheet.centre(middle, y, STATE, look.type("B", size - 0.5))
    type = look.type("B", size + 0.5)
    sheet.centre(middle, y + 15.5, MOTTO, type)
    half = type.width(MOTTO) / 2
    sheet.rule(middle - half, middle + half, y + 19.5)


def marked(sheet: Sheet) -> None:
    """The mark at the foot, outside every field."""
    text = f"{MARK} - người, số và địa chỉ đều bịa"
    sheet.centre(sheet.width / 2, sheet.height - 34, text, Type(style="I", size=8))
