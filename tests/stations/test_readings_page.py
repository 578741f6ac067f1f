"""The page that shows a reading whole: one file, nothing loaded, nothing that runs."""

import re
from dataclasses import replace
from html.parser import HTMLParser

from chalicelib.fields import Finding, Reading
from chalicelib.sheet import Box, Page
from local.readings_page import document

PAGE = Page(1, b"\x89PNG sample", 800, 1000)
NAME = Reading("child_name", "Lan <Mẫu>", "Lan <Mẫu>", "name", 1, Box(10, 20, 110, 50), 0.9971)


class Seen(HTMLParser):
    """What stands in a page: its tags with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def shown(*readings: Reading) -> str:
    return document("giấy.png", [PAGE], Finding("birth-declaration", 0.98, readings))


def test_nothing_is_loaded_and_nothing_runs() -> None:
    seen = Seen(shown(NAME))
    assert "script" not in {tag for tag, _ in seen.tags}
    targets = [attrs[key] for _, attrs in seen.tags for key in ("src", "href") if attrs.get(key)]
    assert targets
    assert all(str(target).startswith(("data:", "#")) for target in targets)
    assert not [key for _, attrs in seen.tags for key in attrs if key.startswith("on")]


def test_each_page_image_is_there_once_however_many_crops_show_it() -> None:
    text = shown(NAME, replace(NAME, key="mother_name"))
    assert text.count("base64,") == 1
    assert len(re.findall("<use href='#p1'/>", text)) == 3


def test_what_a_paper_says_is_never_markup() -> None:
    text = shown(replace(NAME, other="<b>x</b>"))
    assert "<Mẫu>" not in text
    assert "&lt;b&gt;x&lt;/b&gt;" in text


def test_a_reading_says_that_it_was_accepted_or_why_not() -> None:
    both = ("ocr", "line")
    assert "Tự nhận" in shown(replace(NAME, accepted=True, agreed=both))
    assert "hai máy đọc khác nhau" in shown(replace(NAME, other="Lân", agreed=("line",)))
    assert "chỉ một nguồn" in shown(replace(NAME, agreed=("ocr",)))
    assert "dấu chữ chưa chắc" in shown(replace(NAME, other="Lân", agreed=both))
    assert "xác suất chưa đủ" in shown(replace(NAME, agreed=both))
    assert "handwriting" in shown(replace(NAME, flags=("handwriting",)))


def test_a_paper_nobody_knows_still_shows_its_pages() -> None:
    text = document("x.png", [PAGE], Finding("", 0.1))
    assert "Không nhận ra" in text
    assert "base64," in text
