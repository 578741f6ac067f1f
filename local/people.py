"""Who can sign in on a trial machine: invented people, one for each role. DỮ LIỆU MẪU."""

from dataclasses import dataclass

PASSWORD = "Mot-Cua-2026"  # noqa: S105 - printed for everybody: this cloud is reached from this machine only
SENDER = "mot-cua@example.vn"
COMMUNE = "H49.101"
CENTRE = "H49.101.01"
POLICE = "G01.H49.101"
INSURANCE = "G24.H49"


@dataclass(frozen=True, slots=True)
class Someone:
    """A trial account. `group` is its group in the pool; `duties` are (agency, role) pairs."""

    login: str
    name: str
    what: str
    group: str
    duties: tuple[tuple[str, str], ...] = ()


PEOPLE = (
    Someone("citizen", "Nguyễn Thị Mẫu", "người dân / citizen", "citizen"),
    Someone("counter", "Trần Văn Tiếp", "tiếp nhận / counter", "counter", ((CENTRE, "counter"),)),
    Someone(
        "appraiser", "Lê Thị Thẩm", "thẩm định / registrar", "appraiser", ((COMMUNE, "appraiser"),)
    ),
    Someone("leader", "Phạm Văn Duyệt", "ký duyệt / leader", "leader", ((COMMUNE, "leader"),)),
    Someone("deputy", "Ngô Thị Phó", "ký thay / deputy", "leader", ((COMMUNE, "deputy"),)),
    Someone(
        "director",
        "Bùi Văn Giám",
        "ký thừa ủy quyền / director of the centre",
        "leader",
        ((CENTRE, "director"),),
    ),
    Someone("clerk", "Hoàng Thị Dấu", "đóng dấu / clerk", "clerk", ((COMMUNE, "clerk"),)),
    Someone("police", "Vũ Văn Trú", "công an / police", "agency", ((POLICE, "agency"),)),
    Someone("insurance", "Đỗ Thị Bảo", "bảo hiểm / insurance", "agency", ((INSURANCE, "agency"),)),
)

CLIENTS = (
    ("PoliceClient", "Hệ thống của Công an (mẫu)", POLICE),
    ("InsuranceClient", "Hệ thống của BHXH (mẫu)", INSURANCE),
)
"""API clients: the stack's output with their id, a name, and the agency they speak for."""
