"""The page on which a decision is signed shows the lines that the paper will bear."""

import pytest

from chalicelib.dossier import Person
from chalicelib.journey import citizen
from tests.web.conftest import Open
from tests.web.site import Site
from tests.worlds import story

DEPUTY = Person("deputy", "Ngô Thị Phó", ((story.COMMUNE, "deputy"),))
NEIGHBOUR = Person("neighbour", "Đinh Văn Khác", (("H49.101", "clerk"), ("H49.102", "leader")))


@pytest.fixture
def waiting(site: Site) -> str:
    """A dossier that waits to be signed."""
    site.add(DEPUTY, NEIGHBOUR)
    id = story.ready(site.play)
    citizen.submit(site.play.world, story.CITIZEN, "s", id)
    site.play.turn()
    for person in (story.COUNTER, story.APPRAISER):
        story.decide(site.play, person, id)
        site.play.turn()
    return id


def test_who_signs_sees_the_lines_and_the_decision_they_rest_on(
    site: Site, enter: Open, waiting: str
) -> None:
    page = f"/can-bo/ho-so/{waiting}"
    deputy = enter("deputy")
    assert page in deputy.open("/can-bo").page.links
    text = deputy.open(page).text
    assert "TM. ỦY BAN NHÂN DÂN<br>KT. CHỦ TỊCH<br>PHÓ CHỦ TỊCH<br><b>Ngô Thị Phó</b>" in text
    assert "Căn cứ giao ký: 03/QĐ-UBND ngày 05/01/2026" in text
    leader = enter("leader").open(page).text
    assert "TM. ỦY BAN NHÂN DÂN<br>CHỦ TỊCH<br><b>Vũ Thị Lãnh</b>" in leader
    assert "Căn cứ giao ký" not in leader


def test_the_deputy_signs_on_the_page(site: Site, enter: Open, waiting: str) -> None:
    enter("deputy").open(f"/can-bo/ho-so/{waiting}").send(press="done")
    assert site.play.records.load(waiting).signed["form"] == "KT"


def test_who_may_not_sign_sees_no_button_and_no_lines(
    site: Site, enter: Open, waiting: str
) -> None:
    text = enter("neighbour").open(f"/can-bo/ho-so/{waiting}").text
    assert "Trên giấy tờ sẽ ghi" not in text
    assert "Ký duyệt</button>" not in text


def test_a_counter_officer_finds_their_own_commune_chosen(site: Site, enter: Open) -> None:
    site.add(Person("far", "Chìu Thị Xa", (("H49.106.01", "counter"),)))
    form = enter("far").open("/thu-tuc/1.001193").text
    assert '<option value="H49.106" selected>' in form
    assert " selected>" not in enter("citizen").open("/thu-tuc/1.001193").text
