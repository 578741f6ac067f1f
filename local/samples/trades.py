"""Lines of business with their class in the economic system of Viet Nam (VSIC, level four,
Quyết định 27/2018/QĐ-TTg), and invented shops."""

from typing import Final

TRADES: Final = (
    ("Bán lẻ lương thực, thực phẩm trong các cửa hàng chuyên doanh", "4722"),
    ("Bán lẻ hàng may mặc, giày dép trong các cửa hàng chuyên doanh", "4771"),
    ("Nhà hàng và các dịch vụ ăn uống phục vụ lưu động", "5610"),
    ("Dịch vụ phục vụ đồ uống", "5630"),
    ("Dịch vụ lưu trú ngắn ngày", "5510"),
    ("Cắt tóc, làm đầu, gội đầu", "9631"),
    ("Sửa chữa máy vi tính và thiết bị ngoại vi", "9511"),
    ("Sửa chữa thiết bị, đồ dùng gia đình", "9522"),
    ("Bảo dưỡng, sửa chữa ô tô và xe có động cơ khác", "4520"),
    ("Bán mô tô, xe máy", "4541"),
    ("Vận tải hành khách đường bộ khác", "4932"),
    ("Sản xuất các loại bánh từ bột", "1071"),
    ("May trang phục (trừ trang phục từ da lông thú)", "1410"),
    ("Sản xuất đồ gỗ xây dựng", "1622"),
    ("Giặt là, làm sạch các sản phẩm dệt và lông thú", "9620"),
    ("Photo, chuẩn bị tài liệu", "8219"),
    ("Giáo dục mẫu giáo", "8512"),
    ("Trồng rau, đậu các loại và trồng hoa", "0118"),
)
SHOPS: Final = (
    *("TẠP HÓA", "QUÁN ĂN", "QUÁN CÀ PHÊ", "HỘ KINH DOANH", "CỬA HÀNG MAY MẶC", "NHÀ NGHỈ"),
    *("TIỆM BÁNH", "CƠ SỞ MỘC", "SỬA XE", "TIỆM TÓC"),
)
LUCK: Final = ("PHÁT", "THỊNH", "HƯNG", "LỘC", "TÍN", "VƯỢNG", "AN", "MINH", "PHÚC", "LONG")
