"""Officers' other verbs, with scripts off: shown to whom they belong, with why where not now."""

import pytest

from chalicelib.dossier import Person, Status
from chalicelib.journey import citizen
from tests.web import acts
from tests.web.conftest import Open
from tests.web.site import Browser, Site
from tests.worlds import story

OTHER = Person("appraiser-2", "Bùi Thị Thay", ((story.COMMUNE, "appraiser"),))
LAW = "Điều 19 NĐ 61/2018/NĐ-CP"


def taken_in(site: Site) -> str:
    code, _ = acts.received(site)
    return site.play.records.by_code(code)


def verbs(browser: Browser, id: str) -> set[str]:
    """The verbs that this officer may do now."""
    here = f"/can-bo/ho-so/{id}/viec"
    browser.open(here)
    return {link.rpartition("/")[2] for link in browser.page.links if link.startswith(f"{here}/")}


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("counter", {"dinh-chinh", "chuyen-noi", "rut-ho-so"}),
        ("appraiser", {"giao"}),
        ("leader", {"giao", "gia-han", "dung"}),
        ("clerk", set()),
    ],
)
def test_each_officer_is_offered_their_own_verbs(
    site: Site, enter: Open, who: str, may: set[str]
) -> None:
    id = taken_in(site)
    assert verbs(enter(who), id) == may


def test_the_list_is_reached_from_the_dossier_and_the_review(site: Site, enter: Open) -> None:
    id = taken_in(site)
    for who in ("appraiser", "leader"):
        page = enter(who).open(f"/can-bo/ho-so/{id}").page
        assert f"/can-bo/ho-so/{id}/viec" in page.links


def test_what_cannot_be_done_now_says_why_and_offers_no_form(site: Site, enter: Open) -> None:
    id = taken_in(site)
    browser = enter("leader").open(f"/can-bo/ho-so/{id}/viec/gia-han")
    browser.send("/gia-han", so_ngay="2", ghi_chu="Chờ xác minh")
    assert site.play.records.load(id).extended is not None
    browser.open(f"/can-bo/ho-so/{id}/viec")
    assert "pháp luật chỉ cho hẹn lại một lần" in browser.text
    browser.open(f"/can-bo/ho-so/{id}/viec/gia-han")
    assert browser.answer.status == 409
    with pytest.raises(LookupError):
        browser.form("/gia-han")


def test_what_was_typed_stays_when_something_is_missing(site: Site, enter: Open) -> None:
    id = taken_in(site)
    browser = enter("leader").open(f"/can-bo/ho-so/{id}/viec/dung")
    browser.send("/dung", ghi_chu="Có tranh chấp", can_cu="quy định")
    assert (browser.answer.status, "căn cứ pháp luật của quyết định" in browser.text) == (422, True)
    assert browser.form("/dung").fields["ghi_chu"] == "Có tranh chấp"
    browser.send("/dung", can_cu=LAW)
    assert site.play.records.load(id).status == Status.STOPPED


def test_verbs_of_others_are_not_to_be_had_by_their_address(site: Site, enter: Open) -> None:
    id = taken_in(site)
    assert enter("clerk").open(f"/can-bo/ho-so/{id}/viec/dung").answer.status == 403
    assert enter("counter").open(f"/can-bo/ho-so/{id}/viec/khong-co").answer.status == 404
    assert enter("police").open(f"/can-bo/ho-so/{id}/viec").answer.status == 404


def test_an_intake_is_corrected_on_its_page(site: Site, enter: Open) -> None:
    id = taken_in(site)
    browser = enter("counter").open(f"/can-bo/ho-so/{id}/viec/dinh-chinh")
    browser.send("/dinh-chinh", ghi_chu="Gõ nhầm tên", v_child_name="Phạm Minh Ân")
    found = site.play.records.load(id)
    assert list(found.corrections[0]["fields"]) == ["child_name"]
    assert "Gõ nhầm tên" in browser.text


def test_a_dossier_is_forwarded_and_leaves_the_desk(site: Site, enter: Open) -> None:
    id = acts.submitted(site)
    browser = enter("counter").open(f"/can-bo/ho-so/{id}/viec/chuyen-noi")
    browser.send("/chuyen-noi", noi="H49.102", ghi_chu="Cư trú ở nơi khác")
    assert browser.path == f"/can-bo/ho-so/{id}"
    assert site.play.records.load(id).receiver == "H49.102.01"


def test_a_task_is_given_to_a_colleague_on_its_page(site: Site, enter: Open) -> None:
    site.add(OTHER)
    id = taken_in(site)
    browser = enter("appraiser").open(f"/can-bo/ho-so/{id}/viec/giao")
    browser.send("/giao", nguoi=OTHER.id, ghi_chu="Đang quá nhiều việc")
    assert f"<b>{OTHER.name}</b>" in browser.text


def test_an_officer_says_when_they_are_away(site: Site, enter: Open) -> None:
    site.add(OTHER)
    browser = enter("appraiser").open("/can-bo/vang-mat")
    browser.send("/vang-mat", tu="2026-11-25", den="", nguoi=OTHER.id)
    assert browser.answer.status == 422
    browser.send("/vang-mat", tu="2026-11-25", den="2026-11-27", nguoi=OTHER.id)
    assert "25/11/2026" in browser.text
    assert enter("citizen").open("/can-bo/vang-mat").answer.status == 404


def test_a_second_request_for_papers_asks_to_be_sure(site: Site, enter: Open) -> None:
    id = acts.submitted(site)
    asked = {"thieu_mother_card": "1", "ly_do_mother_card": "Ảnh mờ"}
    browser = enter("counter").open(f"/can-bo/ho-so/{id}/bo-sung").send("/bo-sung", **asked)
    site.play.turn()
    story.upload(site.play, id, "mother_card", "again")
    story.arrive(site.play, id, "mother_card")
    citizen.supplement(site.play.world, story.CITIZEN, "again", id)
    site.play.turn()
    browser.open(f"/can-bo/ho-so/{id}/bo-sung").send("/bo-sung", **asked)
    assert (browser.answer.status, "tính là quá hạn" in browser.text) == (422, True)
    browser.send("/bo-sung", lan_nua="1", **asked)
    assert site.play.records.load(id).supplements[1].beyond


def test_the_citizen_reads_why_and_on_what_law(site: Site, enter: Open) -> None:
    id = taken_in(site)
    browser = enter("leader").open(f"/can-bo/ho-so/{id}/viec/dung")
    browser.send("/dung", ghi_chu="Có tranh chấp", can_cu=LAW)
    text = enter("citizen").open(f"/ho-so/{id}").text
    assert "Có tranh chấp" in text
    assert LAW in text


def test_papers_are_asked_for_while_agencies_are_asked(site: Site, enter: Open) -> None:
    id = acts.handed_off(site)
    browser = enter("appraiser").open(f"/can-bo/ho-so/{id}")
    assert f"/can-bo/ho-so/{id}/bo-sung" in browser.page.links
    with pytest.raises(LookupError):
        browser.form("/quyet-dinh")
    browser.open(f"/can-bo/ho-so/{id}/bo-sung")
    browser.send("/bo-sung", thieu_mother_card="1", ly_do_mother_card="Ảnh mờ")
    assert site.play.records.load(id).status == Status.SUPPLEMENT


def test_the_last_day_to_apologise_is_shown_on_that_day_only(site: Site, enter: Open) -> None:
    id = taken_in(site)
    here, link = f"/can-bo/ho-so/{id}", f"/can-bo/ho-so/{id}/viec/gia-han"
    assert link not in enter("leader").open(here).page.links
    site.play.clock.turn(days=2, hours=1)
    browser = enter("leader").open(here)
    assert link in browser.page.links
    assert "gia hạn chậm nhất 08:00 ngày 26/11/2026" in browser.text
    browser.open(link).send("/gia-han", so_ngay="2", ghi_chu="Chờ xác minh")
    assert link not in browser.open(here).page.links
