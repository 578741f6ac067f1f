"""Public place names for invented addresses: communes and provinces since 1 July 2025, and the
districts that stood between them before (a commune of one is put with the province of another:
no address is meant to exist)."""

import random
from typing import Final

PROVINCES: Final = (
    *("tỉnh Quảng Ninh", "tỉnh Bắc Ninh", "tỉnh Phú Thọ", "tỉnh Hưng Yên", "tỉnh Ninh Bình"),
    *("tỉnh Thanh Hóa", "tỉnh Nghệ An", "tỉnh Hà Tĩnh", "tỉnh Quảng Trị", "tỉnh Quảng Ngãi"),
    *("tỉnh Gia Lai", "tỉnh Khánh Hòa", "tỉnh Lâm Đồng", "tỉnh Đắk Lắk", "tỉnh Tây Ninh"),
    *("tỉnh Đồng Tháp", "tỉnh Vĩnh Long", "tỉnh An Giang", "tỉnh Cà Mau", "tỉnh Lạng Sơn"),
    *("tỉnh Cao Bằng", "tỉnh Điện Biên", "tỉnh Lai Châu", "tỉnh Sơn La", "tỉnh Lào Cai"),
    *("tỉnh Thái Nguyên", "tỉnh Tuyên Quang", "thành phố Hà Nội", "thành phố Hải Phòng"),
    *("thành phố Huế", "thành phố Đà Nẵng", "thành phố Cần Thơ", "Thành phố Hồ Chí Minh"),
)
COMMUNES: Final = (
    *("phường Hồng Gai", "phường Bãi Cháy", "phường Hà Tu", "phường Cao Xanh", "phường Uông Bí"),
    *("phường Mạo Khê", "xã Bình Liêu", "xã Tiên Yên", "xã Đầm Hà", "xã Ba Chẽ", "xã Quảng Hà"),
    *("phường Kinh Bắc", "phường Võ Cường", "xã Yên Thế", "xã Lục Ngạn", "phường Việt Trì"),
    *("xã Thanh Thủy", "phường Phố Hiến", "xã Văn Giang", "phường Hoa Lư", "xã Kim Sơn"),
    *("phường Hạc Thành", "xã Như Xuân", "phường Vinh Phú", "xã Quỳ Châu", "xã Hương Khê"),
    *("phường Đồng Hới", "xã Khe Sanh", "xã Lý Sơn", "phường Pleiku", "xã Chư Prông"),
    *("phường Nha Trang", "xã Vạn Thắng", "phường Xuân Hương", "xã Đạ Tẻh", "xã Krông Pắc"),
    *("phường Buôn Ma Thuột", "xã Gò Dầu", "phường Cao Lãnh", "xã Mỏ Cày", "phường Rạch Giá"),
    *("xã Thoại Sơn", "xã Năm Căn", "phường Kỳ Lừa", "xã Trùng Khánh", "xã Mường Ảng"),
    *("xã Tủa Chùa", "xã Phong Thổ", "phường Tô Hiệu", "xã Mộc Châu", "phường Sa Pa"),
    *("xã Bắc Hà", "xã Đại Từ", "xã Na Hang", "phường Hoàn Kiếm", "phường Tây Hồ"),
    *("phường Hồng Bàng", "xã Thủy Nguyên", "phường Phú Xuân", "phường Hải Châu"),
    *("phường Ninh Kiều", "phường Thủ Đức", "phường Bến Thành", "xã Cần Giờ"),
    *("đặc khu Vân Đồn", "đặc khu Cô Tô"),
)
DISTRICTS: Final = (
    *("thành phố Hạ Long", "thành phố Móng Cái", "thị xã Quảng Yên", "huyện Hải Hà"),
    *("huyện Tiên Yên", "huyện Yên Dũng", "huyện Gia Bình", "huyện Tam Nông", "quận Lê Chân"),
    *("huyện Thủy Nguyên", "thị xã Nghi Sơn", "huyện Quỳ Hợp", "huyện Đức Thọ", "quận Ba Đình"),
    *("huyện Krông Búk", "huyện Chợ Lách", "huyện Phú Tân", "thị xã Sông Cầu", "quận Gò Vấp"),
)
OLD_COMMUNES: Final = (
    *("phường Bạch Đằng", "phường Trần Hưng Đạo", "phường Yết Kiêu", "xã Đồng Rui", "xã Hải Lạng"),
    *("xã Quảng Minh", "xã Cẩm La", "thị trấn Quảng Hà", "xã Lập Lễ", "phường Hàng Kênh"),
    *("xã Tam Hợp", "thị trấn Đức Thọ", "xã Ea Sin", "xã Vĩnh Bình", "phường Cống Vị"),
)
STREETS: Final = (
    *("Lê Thánh Tông", "Trần Hưng Đạo", "Nguyễn Văn Cừ", "Cao Thắng", "Bái Tử Long", "Trần Phú"),
    *("Lý Thường Kiệt", "Võ Nguyên Giáp", "Phan Đình Phùng", "Hai Bà Trưng", "Nguyễn Trãi"),
    *("Trường Chinh", "Cách Mạng Tháng Tám", "Âu Cơ", "Điện Biên Phủ", "Hoàng Quốc Việt"),
    *("Hùng Vương", "Ngô Gia Tự", "Giải Phóng", "Kinh Dương Vương", "Phạm Ngũ Lão"),
)
HAMLETS: Final = (
    *("Thượng", "Hạ", "Đình", "Đông", "Đoài", "Chùa", "Nà Pá", "Khe Mó", "Bản Cáu", "Tân Lập"),
    *("Phú Lợi", "Thạnh Hòa", "Bình Minh", "Cốc Lý", "Kim Thành"),
)


def unit(dice: random.Random, *, old: bool = False) -> str:
    """Commune and province, with the district in between when `old`."""
    province = dice.choice(PROVINCES)
    if old:
        return f"{dice.choice(OLD_COMMUNES)}, {dice.choice(DISTRICTS)}, {province}"
    return f"{dice.choice(COMMUNES)}, {province}"


def address(dice: random.Random, unit: str) -> str:
    """A house in that unit."""
    number = f"{dice.randint(1, 389)}{dice.choice(('', '', '', 'A', 'B', '/12', '/3'))}"
    ways = (
        f"Số {number} đường {dice.choice(STREETS)}",
        f"Số {number}, phố {dice.choice(STREETS)}",
        f"Tổ {dice.randint(1, 19)}, khu {dice.randint(1, 12)}",
        f"Thôn {dice.choice(HAMLETS)}",
        f"Xóm {dice.randint(1, 14)}",
        f"Tổ dân phố {dice.choice(HAMLETS)}",
    )
    return f"{dice.choice(ways)}, {unit}"


def short(unit: str) -> str:
    """The name in a unit without its rank: ``Hồng Gai``."""
    words = unit.split(", ", 1)[0].split()
    rank = 2 if words[0] in ("đặc", "thị", "thành", "Thành") else 1
    return " ".join(words[rank:])
