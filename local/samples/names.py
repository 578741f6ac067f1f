"""Everyday words that invented people are put together from.

The lists hold common family, middle and given names and public place names; no combination is
taken from a person. Communes are those of Quảng Ninh since 1 July 2025.
"""

from typing import Final

FAMILY: Final = (
    *("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương"),
    *("Đoàn", "Đinh", "Lưu", "Trịnh", "Mai", "Cao", "Tạ"),
)
WOMAN_MIDDLE: Final = ("Thị", "Thị Thu", "Thị Ngọc", "Thị Minh", "Thanh", "Thùy", "Khánh")
WOMAN_GIVEN: Final = (
    *("Hạnh", "Hương", "Lan", "Hòa", "Thủy", "Yến", "Quỳnh", "Nhung", "Phượng", "Tuyết", "Mỵ"),
    *("Nguyệt", "Thảo", "Hằng", "Duyên", "Trâm", "Diệp"),
)
MAN_MIDDLE: Final = ("Văn", "Đức", "Quang", "Hữu", "Minh", "Xuân", "Tiến", "Công", "Mạnh")
MAN_GIVEN: Final = (
    *("Dũng", "Hùng", "Thắng", "Tuấn", "Sơn", "Hải", "Cường", "Lâm", "Phước", "Thịnh", "Huy"),
    *("Kiên", "Duy", "Trường", "Việt", "Khải", "Đạt"),
)
GIRL_MIDDLE: Final = ("Ngọc", "Bảo", "Minh", "Gia", "Khánh", "Thảo", "Phương", "Thùy Bảo")
GIRL_GIVEN: Final = ("Anh", "Châu", "Linh", "Vy", "An", "Hân", "Nhi", "Chi", "Ngân", "Uyên")
BOY_MIDDLE: Final = ("Gia", "Minh", "Bảo", "Đức", "Quang", "Hoàng", "Nhật", "Tuấn")
BOY_GIVEN: Final = ("Huy", "Khang", "Khôi", "Phúc", "Quân", "Nam", "Bách", "Hưng", "Đăng", "Kiệt")

ETHNICITIES: Final = ("Kinh",) * 16 + ("Tày", "Dao", "Sán Dìu", "Sán Chay", "Hoa")
PEOPLES: Final = (
    *("Tày", "Thái", "Hoa", "Khmer", "Mường", "Nùng", "Mông", "Dao", "Gia Rai", "Ê Đê", "Ba Na"),
    *("Sán Chay", "Cơ Ho", "Chăm", "Sán Dìu", "Hrê", "Mnông", "Raglay", "Giáy", "Cơ Tu", "Thổ"),
    *("Khơ Mú", "Hà Nhì", "Lào", "Lô Lô", "Pà Thẻn", "Bru - Vân Kiều"),
)
COMMUNES: Final = (
    *("phường Hồng Gai", "phường Bãi Cháy", "phường Hạ Long", "phường Hà Tu", "phường Cao Xanh"),
    *("phường Cẩm Phả", "phường Cửa Ông", "phường Uông Bí", "phường Quảng Yên", "xã Bình Liêu"),
    *("phường Mạo Khê", "xã Tiên Yên", "xã Đầm Hà", "xã Ba Chẽ", "phường Hoành Bồ"),
)
STREETS: Final = (
    *("Lê Thánh Tông", "Trần Hưng Đạo", "Nguyễn Văn Cừ", "Cao Thắng", "Hạ Long", "Bái Tử Long"),
    *("Trần Phú", "Lý Thường Kiệt", "Võ Nguyên Giáp"),
)
HOSPITALS: Final = (
    # Invented: a sample must not speak in the name of a hospital that exists.
    "Bệnh viện Phụ sản Vịnh Xanh",
    "Bệnh viện Đa khoa Hoa Sim",
    "Bệnh viện Sản Nhi Mỏ Bạc",
)
