"""The officer sees the times of their own that a procedure has, and why."""

from datetime import date

from chalicelib.dossier import Person
from chalicelib.journey import citizen, officer
from chalicelib.procedure import catalogue, deciders
from local.storm.parts import answers
from tests.web import acts
from tests.web.conftest import Open
from tests.web.site import Site
from tests.worlds import story

RECORD = catalogue().current("3.000333", date(2026, 11, 24))


def submitted(site: Site) -> str:
    """Somebody applies online for their criminal record; the dossier's id."""
    play, case = site.play, RECORD.case("no_1")
    (police,) = deciders(RECORD, date(2026, 11, 24))
    found = citizen.start(
        play.world,
        story.CITIZEN,
        "k",
        procedure=RECORD.code,
        case=case.key,
        decider=police.code,
    )
    citizen.declare(play.world, story.CITIZEN, "form", found.id, answers(case))
    for component in case.components:
        if component.required:
            story.upload(play, found.id, component.key)
            story.arrive(play, found.id, component.key)
    citizen.submit(play.world, story.CITIZEN, "s", found.id)
    play.turn()
    return found.id


def test_the_officer_sees_until_when_a_record_must_be_checked(site: Site, enter: Open) -> None:
    id = submitted(site)
    receiver = site.play.records.load(id).receiver
    site.add(Person("record", "Nguyễn Văn Sổ", ((receiver, "counter"),)))
    page = enter("record").open(f"/can-bo/ho-so/{id}").text
    assert "Các mốc thời hạn" in page
    assert "Hồ sơ trực tuyến được kiểm tra tự động" in page
    assert "căn cứ: NĐ 216/2026/NĐ-CP Điều 23" in page
    assert "quá hạn" not in page
    site.play.clock.turn(days=2)
    assert "quá hạn" in enter("record").open(f"/can-bo/ho-so/{id}").text


def test_the_time_of_the_open_step_is_explained(site: Site, enter: Open) -> None:
    acts.received(site)
    (id,) = [row.dossier for row in officer.queue(site.play.world, story.APPRAISER)]
    page = enter("appraiser").open(f"/can-bo/ho-so/{id}").text
    assert "bước này được" in page
    assert "hạn của bước" in page
    assert "căn cứ: NĐ 216" not in page


def test_an_agency_that_is_asked_sees_why_it_has_until_then(site: Site, enter: Open) -> None:
    id = acts.handed_off(site)
    row = site.play.records.load(id).handoffs["police"]
    page = enter("police").open(f"/co-quan/{row.id}").text
    assert "Điều 19.5, 19.6" in page
