"""Files that cannot be taken: each gets its sentence in the page, and the slot stays usable."""

import io
from collections.abc import Callable, Iterator

import pikepdf
import pytest

from chalicelib.intake import refusal
from local.walk import Walk, finished_papers, until
from tests.journeys import scene
from tests.journeys.scene import Stack

pytestmark = pytest.mark.cloud

GOOD = finished_papers()["declaration"]


def pdf(pages: int, **kept: object) -> bytes:
    """A PDF of blank pages."""
    made, found = pikepdf.new(), io.BytesIO()
    for _ in range(pages):
        made.add_blank_page(page_size=(595, 842))
    made.save(found, **kept)
    return found.getvalue()


def encrypted() -> bytes:
    """A PDF that opens only with a password."""
    return pdf(1, encryption=pikepdf.Encryption(owner="chu", user="mat-khau"))


FILES: dict[str, tuple[str, str, Callable[[], bytes], str]] = {
    "a text": ("to-khai.pdf", "wrong_type", lambda: b"Xin chao, day khong phai PDF.", ""),
    "a Word file": ("to-khai.docx", "wrong_type", lambda: b"PK\x03\x04" + b"\0" * 60, "office"),
    "an empty file": ("trong.pdf", "empty_file", lambda: b"", ""),
    "an encrypted PDF": ("khoa.pdf", "encrypted_pdf", encrypted, ""),
    "sixty pages": ("dai.pdf", "too_many_pages", lambda: pdf(60), ""),
}


@pytest.fixture(scope="module")
def walk(stack: Stack) -> Iterator[Walk]:
    """One draft whose slots are used for every file of this module."""
    found = scene.draft(stack)
    yield found
    scene.settle(stack, found)
    scene.assert_invariants_hold(stack)


@pytest.mark.parametrize("name", FILES)
def test_a_refused_file_gets_its_sentence_and_a_good_one_is_read_after_it(
    stack: Stack, walk: Walk, name: str
) -> None:
    file, code, data, kind = FILES[name]
    component = "live_birth_certificate"
    after = walk.send_paper(component, file, data())
    assert (after.status, "/giay-to" in after.url) == (200, True)
    until(lambda: walk.papers()[component] == "refused", f"{name} to be refused")
    sentence = refusal(code, kind).text.vi
    assert sentence in walk.at("citizen").get(f"/ho-so/{walk.id}/giay-to").text
    assert scene.load(stack, walk).papers[component].code == code
    walk.send_paper(component, *GOOD)
    until(lambda: walk.papers()[component] == "read", "the good file to be read")
    page = walk.at("citizen").get(f"/ho-so/{walk.id}/giay-to")
    assert sentence not in page.text
