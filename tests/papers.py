"""Invented facts for papers, and a trial authority: DỮ LIỆU MẪU, nobody of these exists."""

from datetime import date, datetime, timedelta, timezone
from functools import cache

from chalicelib.papers import (
    Issuer,
    LetterFacts,
    PaperLine,
    Person,
    ReceiptFacts,
    ResultFacts,
    Signatory,
    date_in_words,
)
from local.ca import Authority, LocalSigner, issue, make_ca, make_key, public_key

VIETNAM = timezone(timedelta(hours=7))
AT = datetime(2026, 11, 23, 15, 30, tzinfo=VIETNAM)
CENTRE = Issuer(
    "Trung tâm Phục vụ hành chính công phường Hồng Gai",
    "Trung tâm Phục vụ hành chính công tỉnh Quảng Ninh",
)
COMMITTEE = Issuer("Ủy ban nhân dân phường Hồng Gai")
MOTHER = Person(
    "Nguyễn Thị Thùy Dương",
    "Tổ 5, khu 3, phường Hồng Gai, tỉnh Quảng Ninh",
    "0912 345 678",
    "duong.mau@example.vn",
    "022190001234",
)
CHILD = Person("Nguyễn Minh Khang", "phường Hồng Gai, tỉnh Quảng Ninh")

RECEIPT = ReceiptFacts(
    issuer=CENTRE,
    code="H49.5-261123-0007",
    place_date="Hồng Gai, ngày 23 tháng 11 năm 2026",
    counter="Quầy số 2",
    submitter=MOTHER,
    owner=CHILD,
    channel="trực tuyến",
    subject="Đăng ký khai sinh",
    components=(
        PaperLine("Giấy chứng sinh", originals=1),
        PaperLine("Thẻ căn cước của mẹ", copies=2),
        PaperLine("Giấy chứng nhận kết hôn", certified=3),
    ),
    term="Trong ngày làm việc",
    received="15 giờ 30 phút, ngày 23 tháng 11 năm 2026",
    due="17 giờ 00 phút, ngày 25 tháng 11 năm 2026",
    due_why=("Tiếp nhận sau 15 giờ: chuyển sang ngày làm việc tiếp theo.",),
    result_place="Trung tâm Phục vụ hành chính công phường Hồng Gai",
    tracking_url="https://motcua.example.vn/tra-cuu?ma=H49.5-261123-0007",
    secret="K7QM-3XPD",
    officer="Trần Quốc Việt",
)

LETTER = LetterFacts(
    issuer=CENTRE,
    number="12/PYC-TTPVHCC",
    place_date="Hồng Gai, ngày 23 tháng 11 năm 2026",
    code="H49.5-261123-0007",
    person=MOTHER,
    subject="Đăng ký khai sinh",
    items=("Giấy chứng sinh, chụp lại cho rõ số giấy", "Văn bản ủy quyền"),
    reason="Hồ sơ chưa đủ thành phần theo Quyết định công bố.",
    contact="Trần Quốc Việt, quầy số 2, điện thoại 0203 3 000 000",
    signatory=Signatory("NGƯỜI HƯỚNG DẪN", "Trần Quốc Việt"),
    received="23/11/2026",
    old_due="17 giờ 00 phút, ngày 25 tháng 11 năm 2026",
    new_due="17 giờ 00 phút, ngày 27 tháng 11 năm 2026",
)

BIRTH = ResultFacts(
    issuer=COMMITTEE,
    number="125/2026",
    place_date="Hồng Gai, ngày 23 tháng 11 năm 2026",
    signatory=Signatory("PHÓ CHỦ TỊCH", "Phạm Thị Ngọc Ánh", ("KT. CHỦ TỊCH",)),
    values={
        "child_name": "Nguyễn Minh Khang",
        "child_birth_date": "15/11/2026",
        "child_birth_date_words": date_in_words(date(2026, 11, 15)),
        "child_sex": "Nam",
        "child_ethnicity": "Kinh",
        "child_nationality": "Việt Nam",
        "child_birth_place": "Bệnh viện Sản Nhi tỉnh Quảng Ninh",
        "child_origin_place": "phường Hồng Gai, tỉnh Quảng Ninh",
        "child_personal_number": "022226000123",
        "mother_name": "Nguyễn Thị Thùy Dương",
        "father_name": "Nguyễn Văn Hải",
        "requester_name": "Nguyễn Thị Thùy Dương",
        "code": "H49.5-261123-0007",
        "residence": "Tổ 5, khu 3, phường Hồng Gai, tỉnh Quảng Ninh",
        "register_book": "01/2026-SCT/BS",
    },
    recipients=("Như trên", "Lưu: VT"),
)


@cache
def authority() -> Authority:
    """A root of this test run."""
    return make_ca("CA Một Cửa", AT)


@cache
def _key() -> bytes:
    return make_key()


@cache
def signer(name: str = "Phạm Thị Ngọc Ánh") -> LocalSigner:
    """A certificate in `name`; all share one key, as in a trial with one key service."""
    return LocalSigner(_key(), issue(authority(), public_key(_key()), name, AT))


def later(**hours: int) -> datetime:
    """So long after `AT`."""
    return AT + timedelta(**hours)
