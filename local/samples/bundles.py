"""Several papers scanned into one document, as people bring them: `pages --bundle`.

The truth beside it: {"quality", "parts": [{"first", "last", "paper", "hand", "fields"}]}, pages
counted from 1; a part of no known paper has paper "" and no fields.
"""

import io
import random
import zlib
from collections.abc import Sequence
from typing import Any

from PIL import Image

from local.samples import look
from local.samples.folk import Folk
from local.samples.form import Form
from local.samples.letter import BODY
from local.samples.page import TODAY, Page, page
from local.samples.pdf import bound
from local.samples.prose import Said, paragraph
from local.samples.qualities import Quality, taken
from local.samples.sheet import Sheet
from local.samples.stationery import marked

DPI = {"clean": 300, "office": 200, "phone": 175, "fax": 204}


def bundle(
    papers: Sequence[str], quality: Quality, seed: int, *, hand: bool = False, outside: bool = False
) -> Page:
    """Two to five of `papers`, sometimes with a page between them that is none."""
    dice = random.Random(f"{seed} bundle")
    chosen = dice.sample(list(papers), min(len(papers), dice.randint(2, 5)))
    images: list[bytes] = []
    parts: list[dict[str, Any]] = []
    for paper in chosen:
        made = page(paper, quality, seed, hand=hand, outside=outside)
        images.append(_still(made.data))
        parts.append(_part(len(images), made.truth))
        if dice.random() < 0.25:
            images.append(_still(_loose(quality, seed + len(images))))
            parts.append(_part(len(images), {"paper": "", "hand": [], "fields": {}}))
    name = f"bundle-{seed:05d}-{quality}{'-hand' if hand else ''}.pdf"
    return Page(name, bound(images, DPI[quality]), {"quality": quality, "parts": parts})


def _part(number: int, truth: dict[str, Any]) -> dict[str, Any]:
    said = {key: truth[key] for key in ("paper", "hand", "fields")}
    return {"first": number, "last": number, **said}


def _loose(quality: Quality, seed: int) -> bytes:
    """A page of somebody's own words, without heading or form."""
    folk = Folk(f"{seed} loose", TODAY)
    chosen = look.chosen(folk.dice)
    sheet = Sheet()
    form = Form.of(sheet, 90, chosen)
    for text in folk.dice.sample(BODY, 3):
        paragraph(form, [Said(text)], type=chosen.type())
    sheet.write(form.right - 160, form.y + 30, folk.name("Nam"), chosen.type())
    marked(sheet)
    return taken(sheet, quality, zlib.crc32(f"{seed} loose".encode())).data


def _still(data: bytes) -> bytes:
    """The image as it is stored in the document: a PNG of grey levels stays one."""
    image = Image.open(io.BytesIO(data))
    if image.format == "JPEG":
        return data
    file = io.BytesIO()
    image.convert("1" if image.mode == "1" else "L").save(file, "PNG", optimize=True)
    return file.getvalue()
