"""People and acts that tests play with. All invented."""

from typing import Any

from chalicelib import review
from chalicelib.dossier import Dossier, Person
from chalicelib.journey import citizen, officer
from chalicelib.journey.common import case_of
from tests.worlds.memory import Play

COMMUNE, CENTRE = "H49.101", "H49.101.01"
POLICE, INSURANCE = "G01.H49.101", "G24.H49"
CITIZEN = Person("citizen", "Phạm Thị Mẫu", (), "cong.dan@motcua.example")
STRANGER = Person("stranger", "Lê Văn Lạ")
COUNTER = Person("counter", "Nguyễn Thị Quầy", ((CENTRE, "counter"),))
APPRAISER = Person("appraiser", "Trần Văn Thẩm", ((COMMUNE, "appraiser"),))
LEADER = Person("leader", "Vũ Thị Lãnh", ((COMMUNE, "leader"),))
CLERK = Person("clerk", "Đỗ Văn Thư", ((COMMUNE, "clerk"),))
POLICEMAN = Person("police", "Công an phường", ((POLICE, "agency"),))
INSURER = Person("insurance", "Bảo hiểm xã hội", ((INSURANCE, "agency"),))
LINKED = ("3.000722", "linked")
FORM = {
    "child_name": "Phạm Minh An",
    "child_birth_date": "2026-11-10",
    "child_sex": "Nam",
    "child_ethnicity": "Kinh",
    "child_nationality": "Việt Nam",
    "child_birth_place": "Bệnh viện Sản Nhi, phường Hồng Gai, tỉnh Quảng Ninh",
    "child_origin_place": "Phường Hồng Gai, tỉnh Quảng Ninh",
    "mother_name": "Phạm Thị Mẫu",
    "mother_birth_year": "1995",
    "mother_personal_number": "022195000123",
    "mother_ethnicity": "Kinh",
    "mother_nationality": "Việt Nam",
    "mother_residence": "Tổ 5, phường Hồng Gai, tỉnh Quảng Ninh",
    "requester_name": "Phạm Thị Mẫu",
    "requester_relation": "Mẹ",
    "requester_id": "Căn cước 022195000123",
    "requester_residence": "Tổ 5, phường Hồng Gai, tỉnh Quảng Ninh",
    "residence_address": "Tổ 5, phường Hồng Gai, tỉnh Quảng Ninh",
    "household_head_name": "Phạm Văn Chủ",
    "household_relation": "Cháu",
}


def draft(play: Play, key: str = "k", of: tuple[str, str] = LINKED) -> Dossier:
    """A dossier just started by the citizen."""
    return citizen.start(play.world, CITIZEN, key, procedure=of[0], case=of[1], decider=COMMUNE)


def upload(play: Play, dossier: str, component: str, key: str = "u") -> None:
    """Opens a slot and lets a file lie in the bucket; nobody is told."""
    form = citizen.slot(play.world, CITIZEN, f"{key}-{component}", dossier, component)
    play.files.held[form.fields["key"]] = b"%PDF-1.7 sample"


def ready(play: Play, key: str = "k") -> str:
    """A draft with form and papers, everything arrived; its id."""
    id = draft(play, key).id
    citizen.declare(play.world, CITIZEN, f"{key}-form", id, FORM)
    for component in ("live_birth_certificate", "declaration", "mother_card"):
        upload(play, id, component, key)
        arrive(play, id, component)
    return id


def arrive(play: Play, id: str, component: str) -> None:
    """S3's notice of an upload reaches us."""
    from chalicelib.journey import reading

    key = play.records.load(id).papers[component].key
    reading.uploaded(play.world, key, play.world.files.version(key))


def decide(play: Play, person: Person, id: str, key: str = "d", **given: Any) -> Dossier:
    """An officer does what the open step asks for; by default, gets it done."""
    found = play.records.load(id)
    assert found.task is not None
    step = found.task.step
    look_at_everything(play, person, found, key)
    found = play.records.load(id)
    if step == "receive":
        return officer.receive(play.world, person, f"{key}-{step}", id, step, found.version)
    outcome = {"outcome": "done", **given}
    return officer.finish(
        play.world, person, f"{key}-{step}-{found.version}", id, step, found.version, **outcome
    )


def look_at_everything(play: Play, person: Person, found: Dossier, key: str) -> None:
    """Vouches for every marked field as it is."""
    marked = [line for line in review.sheet(found, case_of(play.world, found)) if line.needs_eyes]
    if marked:
        given = {line.field.key: line.value for line in marked}
        officer.confirm(play.world, person, f"{key}-look-{found.version}", found.id, given)


def answer(play: Play, person: Person, id: str, party: str, **given: Any) -> Dossier:
    """Another agency answers its hand-off; by default with a result."""
    row = play.records.load(id).handoffs[party]
    said = {"outcome": "done", "number": "07/TB-MAU", **given}
    return officer.answer(play.world, person, f"a-{party}", row.id, **said)
