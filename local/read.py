"""`motcua read FILE`: what the stations see in one file, without any stack.

Exit code 0 when the file was read, 2 when it was refused (reason and advice are printed).
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from chalicelib import values
from chalicelib.errors import Problem
from chalicelib.fields import Finding, Look, Reader, Reading, find, printed_by, readers
from chalicelib.intake import accept
from chalicelib.pages import open_paper
from chalicelib.sheet import Page, Word
from chalicelib.words import Engine, LineReader, Tesseract, read
from chalicelib.words.look import Look as Places
from local.readings_page import document

MAX_PAGES = 20


class Seen(NamedTuple):
    """One file as the stations see it."""

    name: str
    kind: str
    pages: tuple[Page, ...]
    words: list[tuple[Word, ...]]
    finding: Finding


def see_file(path: Path, paper: str = "", engine: Engine | None = None) -> Seen:
    """The pages, words and fields of the file at `path`. With an `engine` that one reads alone.

    `paper` is the reader the file is expected to suit. Raises Refused for a file that cannot be
    taken, OSError for one that cannot be opened.
    """
    data = path.read_bytes()
    kind = accept(data)
    pages = open_paper(data, max_pages=MAX_PAGES)
    known = readers()
    how = (engine,) if engine else (Tesseract(), LineReader(), printed_by(known))
    words = [read(page, *how) for page in pages]
    look = None if engine else _look(pages)
    return Seen(path.name, kind, pages, words, find(words, known, paper, look))


def _look(pages: Sequence[Page]) -> Look:
    return Places(lambda number: pages[number - 1].image, Tesseract(), LineReader())


def read_file(path: Path, paper: str = "", engine: Engine | None = None) -> dict[str, Any]:
    """Everything read from the file at `path`, as plain JSON values.

    {"file", "kind", "pages": [{"number", "width", "height", "words"}], "reader", "score",
    "readings"}: boxes are pixels of the upright page, confidences 0..1. See `see_file`.
    """
    return as_json(see_file(path, paper, engine))


def as_json(seen: Seen) -> dict[str, Any]:
    """The same as plain JSON values."""
    shown = [
        {
            "number": page.number,
            "width": page.width,
            "height": page.height,
            "words": [word.to_json() for word in found],
        }
        for page, found in zip(seen.pages, seen.words, strict=True)
    ]
    return {"file": seen.name, "kind": seen.kind, "pages": shown, **seen.finding.to_json()}


def main(argv: Sequence[str]) -> int:
    """Run the command; see `motcua read --help`."""
    arguments = _parser().parse_args(argv)
    try:
        seen = see_file(Path(arguments.file), arguments.paper)
    except Problem as problem:
        _print_problem(problem, as_json=arguments.json)
        return 2
    except OSError as error:
        print(f"Không mở được tệp: {error.strerror}: {arguments.file}", file=sys.stderr)
        return 2
    if arguments.json:
        print(json.dumps(as_json(seen), ensure_ascii=False))
    else:
        _print_table(seen)
    if arguments.html:
        text = document(seen.name, seen.pages, seen.finding)
        Path(arguments.html).write_text(text, encoding="utf-8")
        print(f"\nXem ảnh và từng ô: {arguments.html}", file=sys.stderr)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="motcua read", description="Đọc thử một giấy tờ.")
    parser.add_argument("file", help="tệp PDF, JPG, PNG, TIFF hoặc HEIC")
    parser.add_argument("--json", action="store_true", help="in toàn bộ kết quả dạng JSON")
    parser.add_argument("--html", help="ghi một trang HTML có ảnh, khung và giá trị từng ô")
    parser.add_argument(
        "--paper", default="", choices=["", *readers()], help="loại giấy tờ mong đợi"
    )
    return parser


def _print_problem(problem: Problem, *, as_json: bool) -> None:
    if as_json:
        advice = {"vi": problem.text.vi, "en": problem.text.en}
        print(json.dumps({"refused": problem.code, "advice": advice}, ensure_ascii=False))
    else:
        print(f"Không nhận tệp ({problem.code}): {problem.text.vi}\n  {problem.text.en}")


def _print_table(seen: Seen) -> None:
    reader = readers().get(seen.finding.reader)
    name = reader.name.vi if reader else "không nhận ra"
    print(f"Tệp: {seen.name} ({seen.kind}), {len(seen.pages)} trang")
    for page, words in zip(seen.pages, seen.words, strict=True):
        sources = ", ".join(dict.fromkeys(word.source for word in words)) or "không có chữ"
        size = f"{page.width} x {page.height} điểm ảnh"
        print(f"  Trang {page.number}: {size}, {len(words)} từ ({sources})")
    print(f"Loại giấy tờ: {name} (mức khớp {seen.finding.score:.0%})")
    if reader:
        _print_readings(reader, seen.finding)


def _print_readings(reader: Reader, finding: Finding) -> None:
    wide = max(len(key) for key in reader.fields)
    print(f"\n{'Trường':<{wide}}  Tin cậy      Giá trị")
    for reading in finding.readings:
        sure = f"{reading.confidence:>7.1%}" if reading.raw else "      –"
        taken = "nhận" if reading.accepted else " xem" if reading.raw else "    "
        print(f"{reading.key:<{wide}}  {sure} {taken} {_said(reading)}")


def _said(reading: Reading) -> str:
    """The value, who agrees, what the other reader says, and every doubt."""
    shown = values.show(reading.kind, reading.value) or "(không đọc được)"
    agreed = f"  ({' = '.join(reading.agreed)})" if reading.agreed else ""
    other = f"  máy kia: {reading.other}" if reading.other else ""
    doubts = f"   [{', '.join(reading.flags)}]" if reading.flags else ""
    return shown + agreed + other + doubts


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
