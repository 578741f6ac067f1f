"""Values as people write them on papers: dates, numbers, names, addresses, e-mail addresses."""

import random
import unicodedata
from typing import Final

from training.sources import Sources

_KINDS: Final = "QĐ TB CV BC TTr KH NĐ NQ CT GM HD TT CĐ GCN TTHC UBND".split()
_BODIES: Final = "UBND TTg CP BTC SYT HĐND BNV BCA STC VP TCT SGDĐT BTP NVY HCC VPUB".split()
_MIDDLE: Final = "Thị Văn Hữu Ngọc Minh Đình Thanh Kim Xuân Bá Quốc Gia Đức".split()
_HOUSES: Final = ("", "", "A", "B", "/12", "C", "/3/5")


def digits(rng: random.Random, count: int) -> str:
    """`count` digits; one time in three they repeat, as 11 and 000 do in real numbers."""
    if rng.random() < 0.33:
        few = [*rng.sample("0123456789", 2), "1"]
        return "".join(rng.choice(few) for _ in range(count))
    return "".join(rng.choice("0123456789") for _ in range(count))


def number(rng: random.Random, _: Sources) -> str:
    """A personal number, a tax code or a short count."""
    size = rng.choice((12, 12, 12, 9, 10, 13, 1, 2, 3, 4, 5, 6))
    if rng.random() < 0.06:
        return f"{digits(rng, 10)}-{digits(rng, 3)}"
    return digits(rng, size)


def date(rng: random.Random, _: Sources) -> str:
    """A day in one of the ways papers write it."""
    day, month, year = rng.randint(1, 31), rng.randint(1, 12), rng.randint(1930, 2032)
    forms = (
        *(f"{day:02d}/{month:02d}/{year}",) * 5,
        *(f"{day:02d}-{month:02d}-{year}", f"{day:02d}.{month:02d}.{year}"),
        *(f"{day}/{month}/{year}", f"{day:02d} / {month:02d} / {year}"),
        *(f"ngày {day:02d} tháng {month:02d} năm {year}",) * 2,
        *(f"{rng.randint(0, 23)} giờ {rng.randint(0, 59):02d} phút, ngày {day:02d}/{month:02d}",),
    )
    return rng.choice(forms)


def money(rng: random.Random, _: Sources) -> str:
    """An amount with its unit."""
    many = f"{rng.randint(1, 10 ** rng.randint(1, 9)):,}".replace(",", rng.choice("..,"))
    amount = rng.choice((many, f"{rng.randint(1, 999)}.000.000"))
    return amount + rng.choice(("", "", " đồng", " VNĐ", "đ", "%", " m²"))


def paper_number(rng: random.Random, _: Sources) -> str:
    """The number of an official paper."""
    kind, body, count = rng.choice(_KINDS), rng.choice(_BODIES), rng.randint(1, 9999)
    forms = (
        *(f"{count}/{kind}-{body}",) * 4,
        *(f"{count}/{rng.randint(2000, 2030)}/{kind}-{body}", f"{count}/{body}-{kind}"),
        *(
            f"{count:02d}/{kind}",
            f"H{digits(rng, 2)}.{digits(rng, 3)}-{digits(rng, 6)}-{digits(rng, 4)}",
        ),
    )
    return rng.choice(("Số: ", "")) + rng.choice(forms)


def phone(rng: random.Random, _: Sources) -> str:
    """A telephone number."""
    whole = rng.choice(("09", "03", "07", "08", "02")) + digits(rng, 8)
    parts = (whole[:4], whole[4:7], whole[7:])
    return rng.choice((whole, whole, ".".join(parts), " ".join(parts), f"({parts[0]}) {whole[4:]}"))


def plain(text: str) -> str:
    """`text` without marks."""
    apart = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in apart if ord(letter) < 128)


def email(rng: random.Random, stock: Sources) -> str:
    """An e-mail address."""
    parts = plain(f"{rng.choice(stock.families)} {rng.choice(stock.given)}").lower().split()
    name = rng.choice((".", "", "_", "")).join(parts[-2:]) or "mau"
    tail = rng.choice(("", digits(rng, 2), digits(rng, 4), f".{rng.randint(1950, 2010)}"))
    home = plain(rng.choice(stock.places)).lower().replace(" ", "")[:14]
    hosts = ("gmail.com", "gmail.com", "yahoo.com.vn", "outlook.com", f"{home}.gov.vn")
    return f"{name}{tail}@{rng.choice(hosts)}"


def name(rng: random.Random, stock: Sources) -> str:
    """A person's name, often of syllables no list has: readers must not guess."""
    family, given = rng.choice(stock.families), rng.choice(stock.given)
    odd = " ".join(rng.choice(stock.syllables).capitalize() for _ in range(2))
    far = " ".join(rng.sample(stock.minority, rng.randint(2, 4)))
    middle = f"{family} {rng.choice(_MIDDLE)} {given.split()[-1]}"
    made = rng.choices((f"{family} {given}", middle, f"{family} {odd}", far), (3, 3, 3, 1.6))[0]
    return made.upper() if rng.random() < 0.5 else made


def address(rng: random.Random, stock: Sources) -> str:
    """One to three steps of an address."""
    odd = " ".join(rng.choice(stock.syllables).capitalize() for _ in range(2))
    house = f"Số {rng.randint(1, 399)}{rng.choice(_HOUSES)}"
    near = (
        f"{house} đường {rng.choice(stock.places)}",
        f"{house}, ngõ {rng.randint(2, 300)} {rng.choice(stock.places)}",
        *(f"Thôn {rng.randint(1, 12)}", f"Tổ {rng.randint(1, 20)}", f"Khu phố {rng.randint(1, 9)}"),
        *(f"Ấp {odd}", f"Xóm {odd}", f"Buôn {rng.choice(stock.minority)}"),
    )
    commune = f"{rng.choice(('phường', 'xã', 'Phường', 'Xã'))} {rng.choice(stock.places)}"
    steps = [rng.choice(near), commune, rng.choice(("tỉnh ", "thành phố ", "")) + odd]
    first = rng.randint(0, 2)
    return ", ".join(steps[first : rng.randint(first + 1, 3)])
