"""Words of files by either reader, kept in a folder so that a new rule costs no new reading."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from chalicelib.fields import Look, printed_by, readers
from chalicelib.pages import open_paper
from chalicelib.sheet import Page, Word
from chalicelib.words import Engine, LineReader, engine, read
from chalicelib.words.look import Look as Places

SHORT = {"tesseract": "tess", "line": "line", "both": "both"}
MAX_PAGES = 20


@dataclass(frozen=True, slots=True)
class Kept:
    """Where pages and words are kept; None keeps nothing. `door` is the door to Tesseract."""

    folder: Path | None = None
    door: str = "pytesseract"

    def pages(self, file: Path) -> tuple[Page, ...]:
        """The pages of a file, cut once."""
        if self.folder is None:
            return _opened(file)
        room = self.folder / "pages"
        room.mkdir(parents=True, exist_ok=True)
        if not (room / f"{file.stem}.json").is_file():
            for page in open_paper(file.read_bytes(), max_pages=MAX_PAGES):
                _keep(room, _name(file, page.number), page)
        return tuple(_pages(room, file))

    def words(self, file: Path, reader: str) -> list[list[Word]]:
        """The words of each page by "tesseract", by "line", or by "both", read once."""
        return [self._words(file, page, reader) for page in self.pages(file)]

    def reader(self, name: str) -> Engine:
        """The reader called "tesseract" or "line"."""
        return LineReader() if name == "line" else engine(self.door)

    def _read(self, page: Page, reader: str) -> tuple[Word, ...]:
        if reader != "both":
            return read(page, self.reader(reader))
        printed = printed_by(readers())
        return read(page, self.reader("tesseract"), self.reader("line"), printed)

    def _words(self, file: Path, page: Page, reader: str) -> list[Word]:
        if self.folder is None:
            return list(self._read(page, reader))
        place = self.folder / SHORT[reader] / f"{_name(file, page.number)}.json"
        if not place.is_file():
            place.parent.mkdir(parents=True, exist_ok=True)
            rows = [word.to_json() for word in self._read(page, reader)]
            data = {"words": rows, "width": page.width, "height": page.height}
            place.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        data = json.loads(place.read_text(encoding="utf-8"))
        return [Word.from_json(row) for row in data["words"]]


@lru_cache(maxsize=2)
def _opened(file: Path) -> tuple[Page, ...]:
    """The pages of a file; a second look at one of them opens nothing again."""
    return open_paper(file.read_bytes(), max_pages=MAX_PAGES)


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


def look_at(file: Path, kept: Kept) -> Look:
    """A look at places of the file's pages, opened only when asked."""
    first = kept.reader("tesseract")
    return Places(lambda number: kept.pages(file)[number - 1].image, first, LineReader())
