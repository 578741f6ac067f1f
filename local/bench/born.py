"""Born-digital pages: words with boxes by our layer, against pdfplumber's."""

import sys
import tempfile
from datetime import date
from pathlib import Path

from local.bench import peers
from local.bench.meter import run as measured
from local.progress import step
from local.samples import born_digital_pdf, declaration, family

COUNT = 12
TODAY = date(2026, 11, 20)

LAYER = """
import sys, time, pypdfium2
from chalicelib.pages.layer import layer_words
count, before = 0, time.process_time()
for name in sys.argv[1:]:
    file = pypdfium2.PdfDocument(name)
    for index in range(len(file)):
        count += len(layer_words(file[index], 200 / 72))
    file.close()
print(time.process_time() - before, count)
"""


def compare(seed: int) -> dict[str, float]:
    """Milliseconds a page of ours and of pdfplumber, import aside, and our words a page."""
    with tempfile.TemporaryDirectory(prefix="born-") as room, step("born-digital pages"):
        files = [_draw(Path(room), seed + number) for number in range(COUNT)]
        seconds, words = measured([sys.executable, "-c", LAYER, *files]).out.split()
        plumber = peers.pdfplumber(files)
    return {
        "ours": float(seconds) / COUNT * 1000,
        "pdfplumber": plumber / COUNT * 1000,
        "words": int(words) / COUNT,
    }


def _draw(room: Path, seed: int) -> Path:
    file = room / f"{seed}.pdf"
    sheet = declaration(family(seed, today=TODAY), seed)
    file.write_bytes(born_digital_pdf(sheet)[0])
    return file
