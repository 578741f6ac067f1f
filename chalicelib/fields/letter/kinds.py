"""What stands printed on letters: kinds of document, titles of who signs, haste and secrecy.

Nghị định 30/2020/NĐ-CP, article 7 (29 kinds) and appendix III (their abbreviations).
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from chalicelib.values import distance, letters

IMPLIED: Final = "CÔNG VĂN"
"""The kind of a letter on which no kind is printed."""

KINDS_OF_LETTER: Final[Mapping[str, str]] = {
    "NGHỊ QUYẾT": "NQ",
    "QUYẾT ĐỊNH": "QĐ",
    "CHỈ THỊ": "CT",
    "QUY CHẾ": "QC",
    "QUY ĐỊNH": "QyĐ",
    "THÔNG CÁO": "TC",
    "THÔNG BÁO": "TB",
    "HƯỚNG DẪN": "HD",
    "CHƯƠNG TRÌNH": "CTr",
    "KẾ HOẠCH": "KH",
    "PHƯƠNG ÁN": "PA",
    "ĐỀ ÁN": "ĐA",
    "DỰ ÁN": "DA",
    "BÁO CÁO": "BC",
    "BIÊN BẢN": "BB",
    "TỜ TRÌNH": "TTr",
    "HỢP ĐỒNG": "HĐ",
    "CÔNG ĐIỆN": "CĐ",
    "BẢN GHI NHỚ": "BGN",
    "BẢN THỎA THUẬN": "BTT",
    "GIẤY ỦY QUYỀN": "GUQ",
    "GIẤY MỜI": "GM",
    "GIẤY GIỚI THIỆU": "GGT",
    "GIẤY NGHỈ PHÉP": "GNP",
    "PHIẾU GỬI": "PG",
    "PHIẾU CHUYỂN": "PC",
    "PHIẾU BÁO": "PB",
    "THƯ CÔNG": "",
    "THƯ MỜI": "TM",
    "THÔNG TƯ": "TT",
    "NGHỊ ĐỊNH": "NĐ",
    "LỆNH": "L",
    "ĐIỀU LỆ": "ĐL",
    "KẾT LUẬN": "KL",
    "DANH SÁCH": "DS",
}

HASTE: Final = ("HỎA TỐC HẸN GIỜ", "HỎA TỐC", "THƯỢNG KHẨN", "KHẨN")
SECRECY: Final = ("TUYỆT MẬT", "TỐI MẬT", "MẬT")

TITLES: Final = (
    *("CHỦ TỊCH", "GIÁM ĐỐC", "BỘ TRƯỞNG", "THỨ TRƯỞNG", "THỦ TƯỚNG", "CỤC TRƯỞNG", "VỤ TRƯỞNG"),
    *("CHÁNH VĂN PHÒNG", "CHÁNH THANH TRA", "CHÁNH ÁN", "VIỆN TRƯỞNG", "HIỆU TRƯỞNG", "BÍ THƯ"),
    *("TRƯỞNG BAN", "TRƯỞNG PHÒNG", "TRƯỞNG ĐOÀN", "TRƯỞNG CÔNG AN", "TRƯỞNG THÔN", "CHỦ NHIỆM"),
    *(
        "THỐNG ĐỐC",
        "TỔNG THƯ KÝ",
        "TỔNG GIÁM ĐỐC",
        "TỔNG CỤC TRƯỞNG",
        "TỔNG BIÊN TẬP",
        "ĐỘI TRƯỞNG",
    ),
    *(
        "PHÓ CHỦ TỊCH",
        "PHÓ GIÁM ĐỐC",
        "PHÓ TRƯỞNG",
        "PHÓ CHÁNH",
        "PHÓ VIỆN TRƯỞNG",
        "PHÓ HIỆU TRƯỞNG",
    ),
    *("PHÓ CỤC TRƯỞNG", "PHÓ CHI CỤC TRƯỞNG", "CHI CỤC TRƯỞNG", "PHÓ BÍ THƯ", "PHÓ THỦ TƯỚNG"),
    *("ỦY VIÊN", "THƯ KÝ", "NGƯỜI LẬP", "CÁN BỘ", "CÔNG CHỨC", "TRƯỞNG TRẠM", "KẾ TOÁN TRƯỞNG"),
    *("HỘI TRƯỞNG", "PHÓ HỘI TRƯỞNG", "PHÓ VỤ TRƯỞNG", "PHÓ CHỦ NHIỆM", "ĐẠI DIỆN"),
)
_STANDS_FOR = re.compile(r"^\W*(?:TM|KT|TL|TUQ|Q|T/M|K/T)\s*[.,:]", re.IGNORECASE)
_WANTED_TITLES = tuple(letters(title) for title in TITLES)


def like(wanted: Iterable[str], seen: str) -> str:
    """That of `wanted` which `seen` spells best, an edit in six letters forgiven; "" for none."""
    short = letters(seen)
    found = [(_edits(letters(one), short), one) for one in wanted]
    edits, one = min(found, key=lambda pair: pair[0])
    return one if edits <= len(letters(one)) // 6 else ""


def _edits(want: str, short: str) -> int:
    return distance(want, short, len(want) // 6)


def kind_in(text: str) -> str:
    """The kind of document that a whole line of capitals names; "" for none."""
    return like(KINDS_OF_LETTER, text)


def opens_signature(text: str) -> bool:
    """Whether a line of capitals begins the block of who signs: "KT. CHỦ TỊCH", "VIỆN TRƯỞNG"."""
    if _STANDS_FOR.match(text):
        return True
    short = letters(text)
    return any(short.startswith(title) for title in _WANTED_TITLES)
