"""Sealing and verifying with pyHanko: the order of NĐ 30, and no byte that does not count."""

import io
from datetime import timedelta
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.errors import Conflict, Invalid
from chalicelib.papers import TRIAL_MARK, receipt, result, seal, verify
from local.ca import LocalSigner, issue, make_ca, make_key, public_key
from local.fonts import font_folder
from local.verify import main
from tests.papers import AT, BIRTH, RECEIPT, authority, later, signer

FONTS = font_folder()
ROOTS = [authority().certificate]


@pytest.fixture(scope="module")
def paper() -> bytes:
    return result("birth-certificate", BIRTH, FONTS, AT)


@pytest.fixture(scope="module")
def signed(paper: bytes) -> bytes:
    return seal(paper, signer(), role="person", reason="Ký duyệt", at=AT, fonts=FONTS)


@pytest.fixture(scope="module")
def sealed(signed: bytes) -> bytes:
    agency = signer("Ủy ban nhân dân phường Hồng Gai")
    at = later(minutes=5)
    return seal(signed, agency, role="agency", reason="Đóng dấu", at=at, fonts=FONTS)


def test_signed_then_sealed_is_intact_and_trusted(sealed: bytes) -> None:
    verdict = verify(sealed, ROOTS, at=AT)
    assert verdict.intact
    assert verdict.trusted
    assert [(one.who, one.field, one.when, one.covers_whole) for one in verdict.signatures] == [
        ("Phạm Thị Ngọc Ánh", "NguoiKy", AT, False),
        ("Ủy ban nhân dân phường Hồng Gai", "CoQuan", later(minutes=5), True),
    ]
    assert [one.reason for one in verdict.signatures] == ["Ký duyệt", "Đóng dấu"]


def test_sealing_only_adds_to_what_was_signed(paper: bytes, signed: bytes, sealed: bytes) -> None:
    assert signed.startswith(paper)
    assert sealed.startswith(signed)


def test_sealing_again_gives_the_same_bytes(paper: bytes, signed: bytes) -> None:
    again = seal(paper, signer(), role="person", reason="Ký duyệt", at=AT, fonts=FONTS)
    assert again == signed
    assert b"/ModDate" not in again


def test_signature_is_pades_with_the_digest_signed_elsewhere(signed: bytes) -> None:
    with pikepdf.open(io.BytesIO(signed)) as document:
        value = document.Root.AcroForm.Fields[0].V
    assert value.SubFilter == "/ETSI.CAdES.detached"
    assert str(value.M).startswith("D:20261123153000+07")


def test_visible_marks_are_words_where_the_paper_wants_them(sealed: bytes) -> None:
    with pypdfium2.PdfDocument(sealed) as document:
        document.init_forms()
        page = document[0]
        with pikepdf.open(io.BytesIO(sealed)) as inside:
            person, agency = (field.Rect for field in inside.Root.AcroForm.Fields)
        assert float(agency[2]) < float(person[0])
        assert float(person[2]) <= page.get_width()
        flat = page.render(scale=2, may_draw_forms=True).to_pil()
        red = [p for p in flat.get_flattened_data() if p[0] > 150 and p[1] < 60 and p[2] < 60]
    assert len(red) > 1000
    assert TRIAL_MARK == "CHỮ KÝ THỬ NGHIỆM"


def test_seal_before_signature_is_refused(paper: bytes) -> None:
    with pytest.raises(Conflict) as fault:
        seal(paper, signer(), role="agency", reason="Đóng dấu", at=AT, fonts=FONTS)
    assert fault.value.code == "seal_before_signature"


def test_nobody_signs_twice_in_one_role(signed: bytes) -> None:
    with pytest.raises(Conflict) as fault:
        seal(signed, signer(), role="person", reason="Ký lại", at=AT, fonts=FONTS)
    assert fault.value.code == "already_signed"


def test_receipt_is_signed_by_the_officer_alone() -> None:
    pdf = receipt(RECEIPT, FONTS, AT)
    done = seal(pdf, signer("Trần Quốc Việt"), role="person", reason="", at=AT, fonts=FONTS)
    assert verify(done, ROOTS, at=AT).trusted


def test_unsigned_paper_is_neither_intact_nor_trusted(paper: bytes) -> None:
    verdict = verify(paper, ROOTS, at=AT)
    assert (verdict.intact, verdict.trusted, verdict.signatures) == (False, False, ())
    assert "KHÔNG có chữ ký" in verdict.text.vi


def test_root_of_somebody_else_leaves_it_intact_but_untrusted(signed: bytes) -> None:
    other = make_ca("CA khác", AT).certificate
    for roots in ([other], []):
        verdict = verify(signed, roots, at=AT)
        assert (verdict.intact, verdict.trusted) == (True, False)


def test_certificate_is_asked_at_the_moment_given(signed: bytes) -> None:
    assert not verify(signed, ROOTS, at=AT + timedelta(days=800)).trusted


def test_certificate_of_an_impostor_with_the_same_names_is_untrusted(paper: bytes) -> None:
    impostor, key = make_ca("CA Một Cửa", AT), make_key()
    false = LocalSigner(key, issue(impostor, public_key(key), "Phạm Thị Ngọc Ánh", AT))
    forged = seal(paper, false, role="person", reason="", at=AT, fonts=FONTS)
    verdict = verify(forged, ROOTS, at=AT)
    assert (verdict.intact, verdict.trusted) == (True, False)


def test_signature_with_another_key_than_the_certificate_names_is_not_intact(paper: bytes) -> None:
    crossed = LocalSigner(make_key(), signer().certificate)
    forged = seal(paper, crossed, role="person", reason="", at=AT, fonts=FONTS)
    assert not verify(forged, ROOTS, at=AT).intact


def test_certificates_hold_long_vietnamese_names(paper: bytes) -> None:
    name = "Trung tâm Phục vụ hành chính công phường Hồng Gai, Quảng Ninh"
    done = seal(paper, signer(name), role="person", reason="", at=AT, fonts=FONTS)
    assert verify(done, ROOTS, at=AT).signatures[0].who == name
    with pytest.raises(ValueError, match="64 characters"):
        make_ca("Ư" * 65, AT)


@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_any_byte_changed_is_noticed(sealed: bytes, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(sealed) - 1))
    other = data.draw(st.integers(1, 255))
    changed = bytearray(sealed)
    changed[place] ^= other
    assert not _intact(bytes(changed))


@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_any_digit_of_a_signature_changed_is_noticed(sealed: bytes, data: st.DataObject) -> None:
    start = sealed.index(b"/Contents <3082") + len(b"/Contents <")
    place = start + data.draw(st.integers(0, 3400))
    digit = data.draw(st.sampled_from(b"0123456789ABCDEFabcdef"))
    changed = sealed[:place] + bytes([digit]) + sealed[place + 1 :]
    assert _intact(changed) == (changed == sealed)


@settings(max_examples=20, deadline=None)
@given(st.binary(min_size=1, max_size=40))
def test_bytes_appended_are_noticed(sealed: bytes, tail: bytes) -> None:
    assert not _intact(sealed + tail)


@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_a_paper_cut_short_is_noticed(signed: bytes, sealed: bytes, data: st.DataObject) -> None:
    end = data.draw(st.integers(0, len(sealed) - 1))
    assert _intact(sealed[:end]) == (end == len(signed))


def test_later_edit_is_reported_as_a_change(sealed: bytes) -> None:
    from pyhanko.pdf_utils.generic import pdf_name, pdf_string
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(io.BytesIO(sealed))
    page = writer.root["/Pages"]["/Kids"][0]
    page[pdf_name("/Added")] = pdf_string("một dòng thêm vào")
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)
    verdict = verify(out.getvalue(), ROOTS, at=AT)
    assert not verdict.intact
    assert not any(one.covers_whole for one in verdict.signatures)
    assert "ĐÃ BỊ SỬA" in verdict.text.vi


@pytest.mark.parametrize("data", [b"", b"hello", b"PK\x03\x04" + bytes(2000)])
def test_what_is_not_a_pdf_is_said_so(data: bytes) -> None:
    with pytest.raises(Invalid) as fault:
        verify(data, ROOTS, at=AT)
    assert fault.value.code == "not_a_pdf"
    with pytest.raises(Invalid):
        seal(data, signer(), role="person", reason="", at=AT, fonts=FONTS)


def test_command_prints_who_signed_and_answers_by_exit_code(
    tmp_path: Path, sealed: bytes, paper: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    root, good, bad, bare, text = (tmp_path / n for n in ("ca.der", "a.pdf", "b.pdf", "c.pdf", "d"))
    root.write_bytes(ROOTS[0])
    good.write_bytes(sealed)
    bad.write_bytes(sealed.replace(b"/Rect", b"/Rext", 1))
    bare.write_bytes(paper)
    text.write_bytes(b"not a pdf")
    codes = [main([str(f), "--root", str(root)]) for f in (good, bad, bare, text)]
    assert codes == [0, 1, 1, 2]
    assert main([str(tmp_path / "nowhere.pdf")]) == 2
    said = capsys.readouterr().out
    assert "1. Người ký: Phạm Thị Ngọc Ánh – 23/11/2026 15:30:00" in said
    assert "2. Cơ quan: Ủy ban nhân dân phường Hồng Gai" in said


def _intact(pdf: bytes) -> bool:
    try:
        return verify(pdf, ROOTS, at=AT).intact
    except Invalid:
        return False
