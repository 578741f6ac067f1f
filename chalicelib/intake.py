"""What an uploaded file really is, and every sentence that sends one back.

The first bytes decide, never the name nor the type a browser claims. A refusal costs the citizen
nothing: the slot stays open, and the sentence says what to do next.
"""

from chalicelib.errors import Refused, Text

MAX_BYTES = 20 * 1024 * 1024
"""Largest accepted upload: a ten-page colour scan, or any one photo from a telephone."""

_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"II+\x00", "tiff"),
    (b"MM\x00+", "tiff"),
    (b"PK\x03\x04", "zip"),
    (b"\xd0\xcf\x11\xe0", "office"),
)
_HEIC = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"mif1", b"msf1", b"heim", b"heis"})
ACCEPTED = frozenset({"pdf", "jpeg", "png", "tiff", "heic"})
FORMATS = Text("PDF, JPG, PNG, TIFF hoặc HEIC", "PDF, JPG, PNG, TIFF or HEIC")
"""The accepted files as every sentence names them."""

PICKED = "image/*,.heic,.heif,.tif,.tiff,application/pdf"
"""What a browser's file window offers; a camera's own kinds are in image/*."""

_REFUSALS = {
    "empty_file": (
        "Tệp không có nội dung. Xin chụp hoặc quét lại giấy tờ rồi gửi lại.",
        "The file is empty. Please photograph or scan the paper again and resend it.",
    ),
    "wrong_type": (
        f"Chỉ nhận tệp {FORMATS.vi}. Xin chụp ảnh giấy tờ, hoặc lưu thành PDF, rồi gửi lại.",
        f"Only {FORMATS.en} is accepted. Please photograph the paper or save it as PDF.",
    ),
    "wrong_type_office": (
        "Tệp Word, Excel hoặc tệp nén chưa đọc được. Xin lưu thành PDF rồi gửi lại.",
        "Word, Excel and compressed files cannot be read. Please save as PDF and resend it.",
    ),
    "too_large": (
        "Tệp nặng hơn 20 MB. Xin chụp lại ở mức ảnh thường, hoặc quét ở 200 dpi, rồi gửi lại.",
        "The file is larger than 20 MB. Please scan at 200 dpi or take a smaller photo.",
    ),
    "encrypted_pdf": (
        "Tệp PDF có mật khẩu. Xin bỏ mật khẩu (mở tệp rồi In > Lưu thành PDF) và gửi lại.",
        "The PDF is locked with a password. Please remove it (open, Print, Save as PDF).",
    ),
    "too_many_pages": (
        "Tệp có nhiều trang hơn giấy tờ này cần. Xin chỉ gửi các trang của giấy tờ này.",
        "The file has more pages than this paper needs. Please send only its own pages.",
    ),
    "damaged_file": (
        "Tệp bị hỏng, không mở được. Xin chụp hoặc quét lại giấy tờ rồi gửi lại.",
        "The file is damaged and cannot be opened. Please photograph or scan the paper again.",
    ),
    "too_large_image": (
        "Ảnh có quá nhiều điểm ảnh. Xin chụp lại ở mức ảnh thường (không quá 64 triệu điểm).",
        "The picture has too many pixels. Please take it again at 64 megapixels or fewer.",
    ),
    "unreadable_in_time": (
        "Tệp quá phức tạp nên không mở kịp. Xin chụp ảnh giấy tờ và gửi ảnh thay cho tệp này.",
        "The file is too complex to open in time. Please send a photo of the paper instead.",
    ),
}

CODES = tuple(code for code in _REFUSALS if not code.startswith("wrong_type_"))
"""The stable codes a refusal may carry."""


def refusal(code: str, kind: str = "") -> Refused:
    """The refusal for `code`, with the sentence for the `kind` of file when there is one."""
    vi, en = _REFUSALS.get(f"{code}_{kind}") or _REFUSALS[code]
    return Refused(code, vi, en)


def kind_of(data: bytes) -> str:
    """pdf, jpeg, png, tiff, heic, zip, office, or "" from the first 16 bytes."""
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
        return "heic"
    return next((kind for magic, kind in _MAGIC if data.startswith(magic)), "")


def accept(data: bytes) -> str:
    """The kind of an acceptable file: "pdf", "jpeg", "png", "tiff" or "heic".

    Raises Refused with code empty_file, too_large or wrong_type.
    """
    if not data:
        raise refusal("empty_file")
    if len(data) > MAX_BYTES:
        raise refusal("too_large")
    kind = kind_of(data)
    if kind not in ACCEPTED:
        raise refusal("wrong_type", "office" if kind == "zip" else kind)
    return kind
