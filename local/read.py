"""`motcua read FILE`: what the stations see in one file, without any stack.

Exit code 0 when the file was read, 2 when it was refused (reason and advice are printed).
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from chalicelib import values
from chalicelib.errors import Problem
from chalicelib.fields import Finding, Reader, find, readers
from chalicelib.intake import accept
from chalicelib.pages import open_paper
from chalicelib.words import Engine, LineReader, Tesseract, read

MAX_PAGES = 20


def read_file(path: Path, paper: str = "", engine: Engine | None = None) -> dict[str, Any]:
    """Everything read from the file at `path`, as plain JSON values.

    {"file", "kind", "pages": [{"number", "width", "height", "words"}], "reader", "score",
    "readings"}: boxes are pixels of the upright page, confidences 0..1. `paper` is the reader the
    file is expected to suit. Raises Refused for a file that cannot be taken.
    """
    data = path.read_bytes()
    kind = accept(data)
    pages = open_paper(data, max_pages=MAX_PAGES)
    engines = (engine, None) if engine else (Tesseract(), LineReader())
    words = [read(page, *engines) for page in pages]
    finding = find(words, readers(), paper)
    shown = [
        {
            "number": page.number,
            "width": page.width,
            "height": page.height,
            "words": [word.to_json() for word in found],
        }
        for page, found in zip(pages, words, strict=True)
    ]
    return {"file": path.name, "kind": kind, "pages": shown, **finding.to_json()}


def main(argv: Sequence[str]) -> int:
    """Run the command; see `motcua read --help`."""
    arguments = _parser().parse_args(argv)
    try:
        result = read_file(Path(arguments.file), arguments.paper)
    except Problem as problem:
        _print_problem(problem, as_json=arguments.json)
        return 2
    except OSError as error:
        print(f"Không mở được tệp: {error.strerror}: {arguments.file}", file=sys.stderr)
        return 2
    if arguments.json:
        print(json.dumps(result, ensure_ascii=False))
    else:
        _print_table(result)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="motcua read", description="Đọc thử một giấy tờ.")
    parser.add_argument("file", help="tệp PDF, JPG, PNG, TIFF hoặc HEIC")
    parser.add_argument("--json", action="store_true", help="in toàn bộ kết quả dạng JSON")
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


def _print_table(result: dict[str, Any]) -> None:
    reader = readers().get(result["reader"])
    name = reader.name.vi if reader else "không nhận ra"
    print(f"Tệp: {result['file']} ({result['kind']}), {len(result['pages'])} trang")
    for page in result["pages"]:
        source = page["words"][0]["source"] if page["words"] else "không có chữ"
        size = f"{page['width']} x {page['height']} điểm ảnh"
        print(f"  Trang {page['number']}: {size}, {len(page['words'])} từ ({source})")
    print(f"Loại giấy tờ: {name} (mức khớp {result['score']:.0%})")
    if reader:
        _print_readings(reader, Finding.from_json(result))


def _print_readings(reader: Reader, finding: Finding) -> None:
    wide = max(len(key) for key in reader.fields)
    print(f"\n{'Trường':<{wide}}  Tin cậy  Giá trị")
    for reading in finding.readings:
        sure = f"{reading.confidence:>6.0%}" if reading.raw else "     –"
        shown = values.show(reading.kind, reading.value) or "(không đọc được)"
        doubts = f"   [{', '.join(reading.flags)}]" if reading.flags else ""
        print(f"{reading.key:<{wide}}  {sure}   {shown}{doubts}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
