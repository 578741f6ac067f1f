"""The officers' desk, with scripts off: review, decide, and what happens when two act at once."""

import pytest

from chalicelib.dossier import Status
from chalicelib.journey import citizen
from chalicelib.web.desk import marks
from tests.web import acts
from tests.web.conftest import Open
from tests.web.site import Browser, Site
from tests.worlds import story


def tick(browser: Browser, **values: str) -> dict[str, str]:
    """Every field of the review ticked; some with another value."""
    fields = browser.form().fields
    ticks = {name.replace("v_", "ok_", 1): "one" for name in fields if name.startswith("v_")}
    return {**ticks, **values}


def test_queue_shows_what_waits_and_opens_it(site: Site, enter: Open) -> None:
    id = acts.submitted(site)
    browser = enter("counter")
    assert "30 phút" in browser.text
    assert f"/can-bo/ho-so/{id}" in browser.page.links
    browser.open(f"/can-bo/ho-so/{id}")
    assert "Thông tin đọc từ giấy tờ" in browser.text


def test_queue_of_other_agencies_is_not_shown(site: Site, enter: Open) -> None:
    id = acts.submitted(site)
    assert f"/can-bo/ho-so/{id}" not in enter("appraiser").open("/can-bo").page.links
    assert enter("police").open(f"/can-bo/ho-so/{id}").answer.status == 404


def test_problem_fields_come_first_each_with_its_picture(site: Site, enter: Open) -> None:
    id = acts.submitted(site, child_name="Phạm Minh Anh", child_sex="Nam")
    text = enter("counter").open(f"/can-bo/ho-so/{id}").text
    assert "Khác bản khai" in text
    assert text.index('id="f-child_name"') < text.index("Các trường còn lại")
    assert text.index("Các trường còn lại") < text.index('id="f-child_sex"')
    assert 'viewBox="92 190 316 60"' in text
    assert "https://bucket.example/pages/" in text


def test_what_the_other_reader_says_is_one_of_the_values_to_take(site: Site, enter: Open) -> None:
    id = story.ready(site.play)
    paper = "live_birth_certificate"
    acts.read_by_two(site, id, paper, "child_name", "Phạm Minh An", "Phạm Minh Ân")
    citizen.submit(site.play.world, story.CITIZEN, "s", id)
    site.play.turn()
    text = enter("counter").open(f"/can-bo/ho-so/{id}").text
    assert "Hai máy đọc khác nhau" in text
    assert "máy kia đọc" in text
    assert 'data-val="Phạm Minh Ân"' in text


def test_dossier_is_not_received_while_a_field_was_not_looked_at(site: Site, enter: Open) -> None:
    id = acts.submitted(site, child_name="Phạm Minh Anh")
    browser = enter("counter").open(f"/can-bo/ho-so/{id}").send(press="nhan")
    assert browser.answer.status == 422
    assert "Hãy xem và xác nhận" in browser.text
    assert site.play.records.load(id).status == Status.SUBMITTED


def test_review_confirms_corrects_and_receives(site: Site, enter: Open) -> None:
    id = acts.submitted(site, child_name="Phạm Minh Anh")
    browser = enter("counter").open(f"/can-bo/ho-so/{id}")
    browser.send(press="nhan", **tick(browser, v_child_name="Phạm Minh Anh"))
    assert browser.path == "/can-bo"
    dossier = site.play.records.load(id)
    assert dossier.status == Status.RECEIVED
    assert dossier.code
    said = dossier.confirmed["child_name"]
    assert (said["value"], said["was"], said["how"]) == ("Phạm Minh Anh", "Phạm Minh An", "one")
    assert dossier.form["child_name"] == "Phạm Minh An"


def test_same_review_sent_twice_is_done_once(site: Site, enter: Open) -> None:
    id = acts.submitted(site, child_name="Phạm Minh Anh")
    browser = enter("counter").open(f"/can-bo/ho-so/{id}")
    form = browser.form()
    sent = {**form.fields, **tick(browser), "do": "nhan"}
    browser.post(form.action, sent)
    after = site.play.records.load(id).version
    assert browser.post(form.action, sent).path == "/can-bo"
    assert site.play.records.load(id).version == after


def test_confirmed_fields_are_not_confirmed_again(site: Site, enter: Open) -> None:
    id = acts.submitted(site)
    browser = enter("counter").open(f"/can-bo/ho-so/{id}")
    browser.send(press="luu", **tick(browser))
    version = site.play.records.load(id).version
    browser.open(f"/can-bo/ho-so/{id}").send(press="luu")
    assert site.play.records.load(id).version == version


def test_group_is_kept_apart_from_single_looks_and_refused_for_marked_fields(
    site: Site, enter: Open
) -> None:
    id = acts.submitted(site, child_name="Phạm Minh Anh", child_sex="Nam")
    browser = enter("counter").open(f"/can-bo/ho-so/{id}")
    browser.send(press="luu", ok_child_sex="group")
    assert site.play.records.load(id).confirmed["child_sex"]["how"] == "group"
    browser.open(f"/can-bo/ho-so/{id}").send(press="luu", ok_child_name="group")
    assert browser.answer.status == 422
    assert "child_name" not in site.play.records.load(id).confirmed


@pytest.mark.parametrize("do", ["nhan", "luu"])
def test_dossier_that_moved_on_gets_its_own_page(site: Site, enter: Open, do: str) -> None:
    id = acts.submitted(site)
    slow = enter("counter").open(f"/can-bo/ho-so/{id}")
    quick = enter("counter").open(f"/can-bo/ho-so/{id}")
    quick.send(press="luu", ok_child_sex="one")
    slow.send(press=do, **tick(slow))
    assert slow.answer.status == 409
    assert "Hồ sơ vừa thay đổi" in slow.text
    assert f"/can-bo/ho-so/{id}" in slow.page.links
    assert site.play.records.load(id).status == Status.SUBMITTED


def test_value_that_cannot_be_is_sent_back_to_its_field(site: Site, enter: Open) -> None:
    id = acts.submitted(site)
    browser = enter("counter").open(f"/can-bo/ho-so/{id}")
    browser.send(press="luu", ok_child_birth_date="one", v_child_birth_date="hôm kia")
    assert browser.answer.status == 422
    assert 'href="#v-child_birth_date"' in browser.text


def test_supplement_is_one_complete_list_with_reasons(site: Site, enter: Open) -> None:
    id = acts.submitted(site)
    browser = enter("counter").open(f"/can-bo/ho-so/{id}")
    browser.send(press="bo-sung", khong_doc="mother_card")
    assert browser.path == f"/can-bo/ho-so/{id}/bo-sung?thieu=mother_card"
    assert browser.form().fields["thieu_mother_card"] == "1"
    browser.send("/bo-sung")
    assert (browser.answer.status, "Hãy ghi rõ lý do" in browser.text) == (422, True)
    browser.send("/bo-sung", ly_do_mother_card="Ảnh mờ, chụp lại gần hơn.", ghi_chu="Cảm ơn.")
    asked = site.play.records.load(id).supplements[0]
    assert asked.items == ({"component": "mother_card", "reason": "Ảnh mờ, chụp lại gần hơn."},)
    assert asked.note == "Cảm ơn."


def test_refusal_needs_a_reason(site: Site, enter: Open) -> None:
    id = acts.submitted(site)
    browser = enter("counter").open(f"/can-bo/ho-so/{id}").send(press="tu-choi")
    assert browser.path == f"/can-bo/ho-so/{id}/tu-choi"
    assert browser.send("/tu-choi").answer.status == 422
    browser.send("/tu-choi", ghi_chu="Không thuộc thẩm quyền của phường.")
    assert (browser.answer.status, "căn cứ pháp luật" in browser.text) == (422, True)
    browser.send("/tu-choi", can_cu="Điều 17 NĐ 61/2018/NĐ-CP")
    assert site.play.records.load(id).status == Status.NOT_RECEIVED


def test_refusal_after_intake_goes_on_to_be_approved(site: Site, enter: Open) -> None:
    code, _ = acts.received(site)
    id = site.play.records.by_code(code)
    browser = enter("appraiser").open(f"/can-bo/ho-so/{id}/tu-choi")
    said = {"ghi_chu": "Trẻ đã được đăng ký khai sinh.", "can_cu": "Điều 16 Luật Hộ tịch"}
    browser.send("/tu-choi", **said)
    dossier = site.play.records.load(id)
    assert (dossier.step, dossier.verdict) == ("approve", "refused")
    site.play.turn()
    leader = enter("leader").open(f"/can-bo/ho-so/{id}")
    assert "Đề xuất từ chối giải quyết: Trẻ đã được đăng ký khai sinh." in leader.text


def test_every_desk_passes_the_dossier_on(site: Site, enter: Open) -> None:
    code, _ = acts.received(site)
    id = site.play.records.by_code(code)
    appraiser = enter("appraiser").open(f"/can-bo/ho-so/{id}")
    appraiser.send(press="xong", **tick(appraiser))
    site.play.turn()
    leader = enter("leader").open(f"/can-bo/ho-so/{id}").send("/quyet-dinh", press="back")
    assert leader.answer.status == 422
    leader.send("/quyet-dinh", press="done")
    site.play.turn()
    enter("clerk").open(f"/can-bo/ho-so/{id}").send("/quyet-dinh", press="done")
    dossier = site.play.records.load(id)
    assert [row.outcome for row in dossier.history] == ["done"] * 4
    assert dossier.numbers


def test_officer_without_the_task_reads_and_cannot_decide(site: Site, enter: Open) -> None:
    id = acts.submitted(site)
    reader = enter("leader").open(f"/can-bo/ho-so/{id}")
    assert reader.answer.status == 200
    assert "Hồ sơ đang do cơ quan hoặc người khác giữ" in reader.text
    assert reader.open(f"/can-bo/ho-so/{id}/bo-sung").answer.status == 403
    seen = site.play.records.load(id).version
    token = next(one for one in reader.page.forms if "dang-xuat" in one.action).fields["csrf"]
    sent = {"csrf": token, "key": "k", "version": str(seen), "step": "receive", "do": "done"}
    reader.post(f"/can-bo/ho-so/{id}/quyet-dinh", sent)
    assert reader.answer.status == 403


def test_marks_show_whole_letters_that_differ() -> None:
    assert marks("NGUYỄN THỊ HƯỜNG", "NGUYỄN THỊ HƯƠNG") == [
        ("NGUYỄN THỊ HƯ", False),
        ("Ờ", True),
        ("NG", False),
    ]
    assert marks("Nam", "") == [("Nam", False)]
