"""Reads one file of many pages as the functions do, for its cost: `python -m local.bench.whole`.

    python -m local.bench.whole FILE both|line pytesseract|tesserocr

Every page is opened, read, recognised and its fields are found; a start is paid once for the file,
as OCRmyPDF pays its own.
"""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from chalicelib.fields import find, printed_by, readers
from chalicelib.pages import open_paper
from chalicelib.words import LineReader, Word, engine, read
from chalicelib.words.look import Look

MOST = 500


def main(file: str, reader: str, door: str) -> None:
    pages, known = open_paper(Path(file).read_bytes(), max_pages=MOST), readers()
    own, first = LineReader(), engine(door)
    how = (first, own, printed_by(known)) if reader == "both" else (own,)
    for page in pages:
        look = Look(_always(page.image), first, own) if reader == "both" else None
        found: Sequence[Word] = read(page, *how)
        print(find([found], known, look=look).reader)


def _always(image: bytes) -> Callable[[int], bytes]:
    return lambda _: image


if __name__ == "__main__":
    main(*sys.argv[1:4])
