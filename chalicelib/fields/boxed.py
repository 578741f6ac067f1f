"""Digits in printed boxes, whose walls a reader took for strokes: `0|4|0|1|7I[9|5`."""

import re

WALLS = r"[|\[\]{}/!IlLJ1 ]{0,3}"
"""What stands between two digits, and before and after them."""

LEAST, FEW = 9, 6
"""Digits, and walls beyond doubt, from which on a reading is of boxes."""

_WALL = re.compile(r"[|\[\]{}/!IlLJ]")


def boxed(raw: str, digits: str) -> bool:
    """Whether `raw` shows these `digits` and no others, each in a box.

    A wall may be read as a 1, so the digits cannot be read off: but every one of them must stand
    there, in order, and whatever else does must be walls.
    """
    if len(digits) < LEAST or not digits.isdigit() or len(_WALL.findall(raw)) < FEW:
        return False
    return bool(re.fullmatch(WALLS + WALLS.join(digits) + WALLS, raw))
