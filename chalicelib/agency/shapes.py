"""What an agency is, as a frozen value. `listing` makes them from TOML."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from chalicelib.agency.codes import qcvn
from chalicelib.errors import Text

KINDS = {
    "province": Text("Ủy ban nhân dân tỉnh", "Provincial People's Committee"),
    "province_centre": Text("Trung tâm Phục vụ hành chính công tỉnh", "Provincial one-stop centre"),
    "department": Text("Cơ quan chuyên môn cấp tỉnh", "Provincial department"),
    "commune": Text("Ủy ban nhân dân cấp xã", "Commune People's Committee"),
    "commune_centre": Text("Trung tâm Phục vụ hành chính công cấp xã", "Commune one-stop centre"),
    "district": Text("Ủy ban nhân dân cấp huyện", "District People's Committee"),
    "district_centre": Text("Trung tâm Hành chính công cấp huyện", "District one-stop centre"),
    "police": Text("Công an", "Police"),
    "insurance": Text("Bảo hiểm xã hội", "Social insurance"),
    "tax": Text("Thuế", "Tax"),
    "treasury": Text("Kho bạc Nhà nước", "State Treasury"),
}
COLLECTIVE = ("province", "commune", "district")
"""People's Committees decide as a body: their head signs on its behalf, TM. (NĐ 30/2020 Đ13.2)."""
CENTRES = ("province_centre", "commune_centre", "district_centre")
VERTICAL = ("police", "insurance", "tax", "treasury")
"""Agencies that answer to their ministry and not to the province (ngành dọc)."""


@dataclass(frozen=True, slots=True)
class Agency:
    """One agency.

    `parent`: code of the agency above it, whose name stands over its own on a letter; "" for a
    People's Committee, which stands alone (NĐ 30/2020/NĐ-CP, PL I). `place`: the place named in
    the date line of its papers. `head_title`: under which its head signs. `commune`: the 5-digit
    commune code, "" above commune level. `relations`: selector to the code it stands for.
    `key`: the selector by which a procedure names this very agency, "" for most. It is there from
    `since` to the day before `until`; `into`: codes of those that then took its work, the main
    one first. `outside_title`: its head's title on another agency's paper.
    """

    code: str
    name: Text
    kind: str
    parent: str
    place: str
    head_title: Text
    commune: str
    illustrative: bool
    relations: Mapping[str, str]
    key: str = ""
    since: date = date.min
    until: date = date.max
    into: tuple[str, ...] = ()
    outside_title: str = ""

    @property
    def collective(self) -> bool:
        """Whether it decides as a body."""
        return self.kind in COLLECTIVE

    @property
    def qcvn(self) -> str:
        """The code as QCVN 102:2016/BTTTT writes it; "" where that form has no room for it."""
        return qcvn(self.code)

    def in_force(self, day: date) -> bool:
        """Whether the agency is there on `day`."""
        return self.since <= day < self.until
