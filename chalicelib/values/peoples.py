"""The 54 peoples of Viet Nam as official lists write them (Quyết định 121-TCTK/PPCĐ, 1979)."""

from chalicelib.values.text import key

PEOPLES = (
    *("Kinh", "Tày", "Thái", "Hoa", "Khmer", "Mường", "Nùng", "Mông", "Dao", "Gia Rai"),
    *("Ngái", "Ê Đê", "Ba Na", "Xơ Đăng", "Sán Chay", "Cơ Ho", "Chăm", "Sán Dìu", "Hrê"),
    *("Mnông", "Raglay", "Xtiêng", "Bru - Vân Kiều", "Thổ", "Giáy", "Cơ Tu", "Giẻ Triêng"),
    *("Mạ", "Khơ Mú", "Co", "Tà Ôi", "Chơ Ro", "Kháng", "Xinh Mun", "Hà Nhì", "Chu Ru"),
    *("Lào", "La Chí", "La Ha", "Phù Lá", "La Hủ", "Lự", "Lô Lô", "Chứt", "Mảng", "Pà Thẻn"),
    *("Cơ Lao", "Cống", "Bố Y", "Si La", "Pu Péo", "Brâu", "Ơ Đu", "Rơ Măm"),
)
_ALSO = {"Hmông": "Hmông", "H'Mông": "Hmông", "Khơ Me": "Khmer", "Ra Glai": "Raglay"}
_BY_KEY = {key(name): name for name in PEOPLES} | {key(a): b for a, b in _ALSO.items()}


def people(raw: str) -> str:
    """The official spelling of `raw` when it names a people, else ""."""
    return _BY_KEY.get(key(raw), "")
