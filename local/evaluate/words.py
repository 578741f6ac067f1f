"""Words of files by either reader, kept in a folder so that a new rule costs no new reading."""

import json
from dataclasses import dataclass
from pathlib import Path

from chalicelib.fields import Look
from chalicelib.pages import open_paper
from chalicelib.sheet import Page, Word
from chalicelib.words import Engine, LineReader, engine, read
from chalicelib.words.look import Look as Places

SHORT = {"tesseract": "tess", "line": "line"}
MAX_PAGES = 20


@dataclass(frozen=True, slots=True)
class Kept:
    """Where pages and words are kept; None keeps nothing. `door` is the door to Tesseract."""

    folder: Path | None = None
    door: str = "pytesseract"

    def pages(self, file: Path) -> tuple[Page, ...]:
        """The pages of a file, cut once."""
        if self.folder is None:
            return open_paper(file.read_bytes(), max_pages=MAX_PAGES)
        room = self.folder / "pages"
        room.mkdir(parents=True, exist_ok=True)
        if not (room / f"{file.stem}.json").is_file():
            for page in open_paper(file.read_bytes(), max_pages=MAX_PAGES):
                _keep(room, _name(file, page.number), page)
        return tuple(_pages(room, file))

    def words(self, file: Path, reader: str) -> list[list[Word]]:
        """The words of each page by one reader, read once."""
        return [self._words(file, page, reader) for page in self.pages(file)]

    def reader(self, name: str) -> Engine:
        """The reader called "tesseract" or "line"."""
        return LineReader() if name == "line" else engine(self.door)

    def _words(self, file: Path, page: Page, reader: str) -> list[Word]:
        if self.folder is None:
            return list(read(page, self.reader(reader)))
        place = self.folder / SHORT[reader] / f"{_name(file, page.number)}.json"
        if not place.is_file():
            place.parent.mkdir(parents=True, exist_ok=True)
            rows = [word.to_json() for word in read(page, self.reader(reader))]
            data = {"words": rows, "width": page.width, "height": page.height}
            place.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        data = json.loads(place.read_text(encoding="utf-8"))
        return [Word.from_json(row) for row in data["words"]]


def _name(file: Path, number: int) -> str:
    return file.stem if number == 1 else f"{file.stem}-{number}"


def _keep(room: Path, name: str, page: Page) -> None:
    (room / f"{name}.img").write_bytes(page.image)
    facts = json.dumps(page.to_json(), ensure_ascii=False)
    (room / f"{name}.json").write_text(facts, encoding="utf-8")


def _pages(room: Path, file: Path) -> list[Page]:
    found: list[Page] = []
    while (facts := room / f"{_name(file, len(found) + 1)}.json").is_file():
        image = facts.with_suffix(".img").read_bytes()
        found.append(Page.from_json(json.loads(facts.read_text(encoding="utf-8")), image))
    return found


def words_of(file: Path, reader: str, kept: Kept) -> list[list[Word]]:
    """The words of each page by "tesseract", by "line", or by "both".

    Words that were kept lack the marks of pens, which only a reading by both at once finds.
    """
    if reader != "both":
        return kept.words(file, reader)
    if kept.folder is None:
        engines = kept.reader("tesseract"), kept.reader("line")
        return [list(read(page, *engines)) for page in kept.pages(file)]
    first, second = kept.words(file, "tesseract"), kept.words(file, "line")
    return [
        [*one, *(word for word in other if word.source == "line")]
        for one, other in zip(first, second, strict=True)
    ]


def look_at(file: Path, kept: Kept) -> Look:
    """A look at places of the file's pages, opened only when asked."""
    first = kept.reader("tesseract")
    return Places(lambda number: kept.pages(file)[number - 1].image, first, LineReader())
