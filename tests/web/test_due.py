"""The due time on the citizen's page tells of pauses, of a restart and of an extension."""

from chalicelib.journey import beside, citizen, officer
from tests.web import acts
from tests.web.conftest import Open
from tests.web.site import Site
from tests.worlds import story

ITEMS = [{"component": "mother_card", "reason": "Ảnh mờ, chụp lại (DỮ LIỆU MẪU)."}]


def received(site: Site) -> str:
    """A dossier that the registrar holds; its id."""
    code, _ = acts.received(site)
    return site.play.records.by_code(code)


def ask(site: Site, id: str) -> None:
    found = site.play.records.load(id)
    officer.ask_supplement(
        site.play.world, story.APPRAISER, "ask", id, found.step, found.version, items=ITEMS
    )
    site.play.turn()


def test_while_papers_are_waited_for_the_page_says_that_the_clock_stands(
    site: Site, enter: Open
) -> None:
    id = received(site)
    ask(site, id)
    page = enter("citizen").open(f"/ho-so/{id}").text
    assert "Vì sao hẹn lúc này?" in page
    assert "đang tạm dừng chờ bổ sung hồ sơ từ" in page
    assert "Hãy gửi trước" in page
    assert "thời hạn 30 ngày" in page
    english = enter("citizen").open(f"/ho-so/{id}?lang=en").text
    assert "the clock stands still for further papers since" in english


def test_after_a_restart_and_an_extension_the_page_tells_of_both(site: Site, enter: Open) -> None:
    id = received(site)
    ask(site, id)
    site.play.clock.turn(days=2)
    story.upload(site.play, id, "mother_card", "again")
    story.arrive(site.play, id, "mother_card")
    citizen.supplement(site.play.world, story.CITIZEN, "sent", id)
    site.play.turn()
    found = site.play.records.load(id)
    beside.extend(
        site.play.world, story.LEADER, "more", id, found.version, days=2, reason="Chờ xác minh"
    )
    page = enter("citizen").open(f"/ho-so/{id}").text
    assert "đã đủ hồ sơ, tính lại từ đầu (NĐ 61/2018/NĐ-CP Điều 19.4" in page
    assert "gia hạn một lần thêm 2 ngày làm việc" in page
    assert "hẹn lại ngày trả kết quả" in page
    assert "đang tạm dừng" not in page
