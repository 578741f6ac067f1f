"""What a file really is, whatever it calls itself."""

import pytest

from chalicelib import intake
from chalicelib.errors import Refused


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"\xff\xd8\xff\xe0....JFIF", "jpeg"),
        (b"\x89PNG\r\n\x1a\n....", "png"),
        (b"II*\x00\x08\x00\x00\x00", "tiff"),
        (b"MM\x00*\x00\x00\x00\x08", "tiff"),
        (b"\x00\x00\x00\x18ftypheic....", "heic"),
        (b"\x00\x00\x00\x1cftypmif1....", "heic"),
    ],
)
def test_an_accepted_file_is_named_by_its_first_bytes(data: bytes, kind: str) -> None:
    assert intake.accept(data) == kind


@pytest.mark.parametrize(
    ("data", "code", "hint"),
    [
        (b"", "empty_file", "chụp"),
        (b"<html>%PDF-1.7", "wrong_type", "PDF"),
        (b"MZ\x90\x00", "wrong_type", "PDF"),
        (b"PK\x03\x04word/document.xml", "wrong_type", "Word"),
        (b"GIF89a\x01\x00", "wrong_type", "HEIC"),
        (b"BM\x1e\x00\x00\x00", "wrong_type", "TIFF"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "wrong_type", "PNG"),
        (b"%PDF-" + b" " * intake.MAX_BYTES, "too_large", "20 MB"),
    ],
)
def test_a_refusal_says_what_to_do(data: bytes, code: str, hint: str) -> None:
    with pytest.raises(Refused) as refused:
        intake.accept(data)
    assert refused.value.code == code
    assert hint in refused.value.text.vi
    assert refused.value.text.en != refused.value.text.vi


def test_every_code_has_its_sentence() -> None:
    assert set(intake.CODES) == {
        *("empty_file", "wrong_type", "too_large", "encrypted_pdf", "too_many_pages"),
        *("damaged_file", "too_large_image", "unreadable_in_time"),
    }
    assert all(intake.refusal(code).text.vi.endswith(".") for code in intake.CODES)
