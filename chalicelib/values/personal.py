"""The 12-digit personal identification number (Nghị định 137/2015/NĐ-CP, article 13).

Three digits of the place where the birth was registered, one of century and sex, two of the birth
year, six of chance. There is no check digit, so only the other facts of a paper can contradict it.
"""

import re

PROVINCES = {
    **{"001": "Hà Nội", "002": "Hà Giang", "004": "Cao Bằng", "006": "Bắc Kạn"},
    **{"008": "Tuyên Quang", "010": "Lào Cai", "011": "Điện Biên", "012": "Lai Châu"},
    **{"014": "Sơn La", "015": "Yên Bái", "017": "Hòa Bình", "019": "Thái Nguyên"},
    **{"020": "Lạng Sơn", "022": "Quảng Ninh", "024": "Bắc Giang", "025": "Phú Thọ"},
    **{"026": "Vĩnh Phúc", "027": "Bắc Ninh", "030": "Hải Dương", "031": "Hải Phòng"},
    **{"033": "Hưng Yên", "034": "Thái Bình", "035": "Hà Nam", "036": "Nam Định"},
    **{"037": "Ninh Bình", "038": "Thanh Hóa", "040": "Nghệ An", "042": "Hà Tĩnh"},
    **{"044": "Quảng Bình", "045": "Quảng Trị", "046": "Thừa Thiên Huế", "048": "Đà Nẵng"},
    **{"049": "Quảng Nam", "051": "Quảng Ngãi", "052": "Bình Định", "054": "Phú Yên"},
    **{"056": "Khánh Hòa", "058": "Ninh Thuận", "060": "Bình Thuận", "062": "Kon Tum"},
    **{"064": "Gia Lai", "066": "Đắk Lắk", "067": "Đắk Nông", "068": "Lâm Đồng"},
    **{"070": "Bình Phước", "072": "Tây Ninh", "074": "Bình Dương", "075": "Đồng Nai"},
    **{"077": "Bà Rịa - Vũng Tàu", "079": "Hồ Chí Minh", "080": "Long An", "082": "Tiền Giang"},
    **{"083": "Bến Tre", "084": "Trà Vinh", "086": "Vĩnh Long", "087": "Đồng Tháp"},
    **{"089": "An Giang", "091": "Kiên Giang", "092": "Cần Thơ", "093": "Hậu Giang"},
    **{"094": "Sóc Trăng", "095": "Bạc Liêu", "096": "Cà Mau"},
}
"""The 63 codes numbers were given under; they stay valid after the mergers of 2025."""

_DIGITS = re.compile(r"(?<!\d)(\d(?:[ .]?\d){11})(?![ .]?\d)")
_ANY = re.compile(r"\d[\d ]*\d")


def find_number(raw: str) -> str:
    """The 12 digits in `raw`, else the longest run of digits there, else ""."""
    if found := _DIGITS.search(raw):
        return re.sub(r"\D", "", found.group(1))
    return max((re.sub(r"\D", "", run) for run in _ANY.findall(raw)), key=len, default="")


def number_flags(number: str) -> tuple[str, ...]:
    """Why `number` cannot be right, or must be looked at: "not_12_digits", "unknown_province"."""
    if not re.fullmatch(r"[0-9]{12}", number):
        return ("not_12_digits",)
    # A birth registered abroad carries a country code: unusual, not wrong.
    return () if number[:3] in PROVINCES else ("unknown_province",)


def born_in(number: str) -> tuple[int, str]:
    """(birth year, "Nam" or "Nữ") that a 12-digit `number` claims."""
    mark = int(number[3])
    return 1900 + mark // 2 * 100 + int(number[4:6]), "Nữ" if mark % 2 else "Nam"


def number_conflicts(number: str, birth: str = "", sex: str = "") -> tuple[str, ...]:
    """Which facts of the same person contradict `number`: "birth_year_differs", "sex_differs".

    `birth` is an ISO date or a year, `sex` is "Nam" or "Nữ"; an empty one is not compared. Old
    numbers with a wrong sex digit exist, so a conflict asks for a person's eyes, no more.
    """
    if "not_12_digits" in number_flags(number):
        return ()
    year, claimed = born_in(number)
    flags = ("birth_year_differs",) if birth and birth[:4] != str(year) else ()
    return flags + (("sex_differs",) if sex and sex != claimed else ())
