"""One HTML file that shows a reading whole: pages with boxes, and each field with its picture.

Nothing is loaded from elsewhere and nothing runs: images are data, boxes are drawn by SVG.
"""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from html import escape

from chalicelib import values
from chalicelib.fields import Finding, Reading, readers
from chalicelib.sheet import Page

STYLE = """
body{font:16px/1.5 system-ui,sans-serif;margin:0;color:#1b1f23;background:#f4f5f7}
main{max-width:1100px;margin:auto;padding:16px}h1{font-size:1.5rem;margin:.5rem 0}
small{color:#57606a;font-weight:400}table{border-collapse:collapse;width:100%;background:#fff}
td,th{border:1px solid #d0d7de;padding:6px 8px;text-align:left;vertical-align:top}
.ok{color:#116329}.look{color:#953800}svg{display:block;max-width:100%;background:#fff}
td svg{width:320px;height:56px}.page{margin:16px 0;border:1px solid #d0d7de}
@media(max-width:700px){td svg{width:100%}tr{display:block;margin-bottom:12px}td{display:block}
thead{display:none}}
"""

SOURCES = {
    "ocr": "Tesseract",
    "line": "máy đọc dòng / line reader",
    "layer": "chữ trong tệp / text of the file",
    "qr": "mã QR",
    "mrz": "dòng MRZ",
    "words": "bằng chữ / in words",
}


def document(name: str, pages: Sequence[Page], finding: Finding) -> str:
    """The whole file as text."""
    reader = readers().get(finding.reader)
    title = f"{reader.name.vi} / {reader.name.en}" if reader else "Không nhận ra / not recognised"
    parts = [
        "<!doctype html><html lang=vi><meta charset=utf-8>",
        "<meta name=viewport content='width=device-width,initial-scale=1'>",
        f"<title>{escape(name)}</title><style>{STYLE}</style>",
        *_images(pages),
        f"<main><h1>{escape(name)}</h1><p>{escape(title)} · {finding.score:.0%}</p>",
        *_table(pages, finding.readings),
        *(_page(page, finding.readings) for page in pages),
        "</main></html>",
    ]
    return "\n".join(parts)


def _images(pages: Sequence[Page]) -> Iterator[str]:
    """Each page image once; what shows it refers to it."""
    yield "<svg width=0 height=0 style='position:absolute' aria-hidden=true><defs>"
    for page in pages:
        data = b64encode(page.image).decode()
        yield (
            f"<image id=p{page.number} width={page.width} height={page.height} "
            f"href='data:{page.media_type};base64,{data}'/>"
        )
    yield "</defs></svg>"


def _table(pages: Sequence[Page], readings: Sequence[Reading]) -> Iterator[str]:
    heads = ("Trường / field", "Ảnh / picture", "Giá trị / value", "Xác suất / probability")
    yield f"<table><thead><tr>{''.join(f'<th>{head}' for head in heads)}</thead>"
    for reading in readings:
        yield (
            f"<tr id='f-{escape(reading.key)}'><td>{escape(reading.key)}<td>{_crop(pages, reading)}"
            f"<td>{_value(reading)}<td>{_verdict(reading)}"
        )
    yield "</table>"


def _crop(pages: Sequence[Page], reading: Reading) -> str:
    if reading.box is None or not 0 < reading.page <= len(pages):
        return ""
    x0, y0, x1, y1 = reading.box
    edge = (y1 - y0) // 3 + 4
    view = f"{x0 - edge} {y0 - edge} {x1 - x0 + 2 * edge} {y1 - y0 + 2 * edge}"
    return (
        f"<svg viewBox='{view}' role=img aria-label='{escape(reading.raw, quote=True)}'>"
        f"<use href='#p{reading.page}'/></svg>"
    )


def _value(reading: Reading) -> str:
    shown = values.show(reading.kind, reading.value) or "(không đọc được / not read)"
    said = f"<b>{escape(shown)}</b>"
    if reading.agreed:
        who = " = ".join(SOURCES.get(source, source) for source in reading.agreed)
        said += f"<br><small>{escape(who)}</small>"
    if reading.other:
        said += f"<br>Máy kia / other reader: <b>{escape(reading.other)}</b>"
    if reading.raw and reading.raw != shown:
        said += f"<br><small>Chữ đọc được / raw: {escape(reading.raw)}</small>"
    return said


def _verdict(reading: Reading) -> str:
    """The probability, and accepted or why not."""
    if not reading.raw and not reading.value:
        return ""
    sure = f"{reading.confidence:.1%}"
    if reading.accepted:
        return f"{sure}<br><b class=ok>Tự nhận / accepted</b>"
    return f"{sure}<br><b class=look>Cần người xem / to be looked at</b><br>{escape(why(reading))}"


def why(reading: Reading) -> str:
    """Why nobody may take this reading unseen."""
    if reading.flags:
        return ", ".join(reading.flags)
    if reading.other and len(reading.agreed) > 1:
        return "dấu chữ chưa chắc / marks are doubtful"
    if reading.other:
        return "hai máy đọc khác nhau / the readers differ"
    if len(reading.agreed) < 2:
        return "chỉ một nguồn / one source only"
    return "xác suất chưa đủ / not probable enough"


def _page(page: Page, readings: Sequence[Reading]) -> str:
    boxes = "".join(_frame(page, reading) for reading in readings if reading.page == page.number)
    return (
        f"<svg class=page viewBox='0 0 {page.width} {page.height}'>"
        f"<use href='#p{page.number}'/>{boxes}</svg>"
    )


def _frame(page: Page, reading: Reading) -> str:
    if reading.box is None:
        return ""
    x0, y0, x1, y1 = reading.box
    ink = "#1a7f37" if reading.accepted else "#bc4c00"
    return (
        f"<a href='#f-{escape(reading.key)}'><rect x={x0} y={y0} width={x1 - x0} height={y1 - y0} "
        f"fill='{ink}' fill-opacity=.08 stroke='{ink}' stroke-width={max(page.width // 600, 1)}>"
        f"<title>{escape(reading.key)}: {escape(reading.value)}</title></rect></a>"
    )
