"""The list of what can be done here, the page of one procedure, and whom it lets one choose."""

from dataclasses import replace

import pytest

from local.procedures_many import lazy, many
from tests.web.site import Browser, Site
from tests.worlds.memory import Play


def listed(browser: Browser, path: str) -> str:
    page = browser.open(path)
    assert page.answer.status == 200
    return page.answer.body


@pytest.mark.parametrize(
    ("path", "there", "absent"),
    [
        ("/?q=dang+ky+ho+kinh+doanh", ["· 1.001612"], ["· 1.001193"]),
        ("/?q=kinh%20doanh%20h%E1%BB%99", ["· 1.001612"], ["· 1.013225"]),
        ("/?su-kien=building", ["· 1.013225"], ["· 1.001193", "· 3.000347"]),
        ("/?su-kien=birth&q=trich+luc", ["· 2.000635"], ["· 1.001193"]),
        ("/?su-kien=nothing", ["Chưa có thủ tục nào khớp"], ["· 1.001193"]),
        ("/", ["· 1.001193", "· 3.000722", "Theo sự kiện trong đời"], ["Còn "]),
    ],
)
def test_the_list_is_searched_by_words_and_life_event(
    site: Site, path: str, there: list[str], absent: list[str]
) -> None:
    body = listed(Browser(site), path)
    assert [one for one in there if one not in body] == []
    assert [one for one in absent if one in body] == []


def test_a_long_list_shows_its_first_and_how_numbermore() -> None:
    play = Play()
    play.world = replace(play.world, catalogue=lazy(many(1600)))
    body = listed(Browser(Site(play)), "/")
    assert body.count('<li class="doc">') == 30
    assert "Còn 1570 thủ tục nữa" in body


@pytest.mark.parametrize(
    ("code", "chosen", "number"),
    [
        ("1.001193", "Ủy ban nhân dân phường Hồng Gai", 54),
        ("1.004222", "Công an phường Hồng Gai", 54),
        ("1.014190", "Sở Xây dựng", 1),
        ("3.000347", "Công an tỉnh Quảng Ninh", 1),
    ],
)
def test_only_those_who_decide_a_procedure_can_be_chosen(
    site: Site, code: str, chosen: str, number: int
) -> None:
    body = listed(Browser(site), f"/thu-tuc/{code}")
    offered = body.partition('name="decider"')[2].partition("</select>")[0]
    assert chosen in offered
    assert offered.count("<option value=") == number


def test_another_agency_sent_all_the_same_is_refused(site: Site) -> None:
    browser = Browser(site).sign_in("Phạm Thị Mẫu")
    browser.open("/thu-tuc/1.014190").send("/thu-tuc/1.014190", decider="H49.101")
    assert browser.answer.status == 422
    assert "không giải quyết thủ tục này" in browser.answer.body


def test_a_page_says_what_each_way_in_costs(site: Site) -> None:
    body = listed(Browser(site), "/thu-tuc/1.004222")
    assert "nộp trực tiếp (trực tiếp): 20.000 đồng" in body
    assert "nộp trực tuyến (trực tuyến): 10.000 đồng" in body
