"""Sessions and sign-in: who gets in, for how long, and what cannot be forged."""

from urllib.parse import parse_qs, urlsplit

import pytest

from chalicelib.web.signin import within
from tests.web.conftest import Open
from tests.web.site import Browser, Site
from tests.worlds import story


def test_sign_in_comes_back_to_the_page_wanted(site: Site) -> None:
    browser = Browser(site).open("/ho-so")
    asked = parse_qs(urlsplit(browser.answer.header("location")).query)
    assert asked["back"] == ["https://motcua.example/signed-in"]
    browser.open(f"/signed-in?code=citizen&state={asked['state'][0]}")
    assert browser.answer.status == 200
    assert "Hồ sơ của tôi" in browser.text
    assert "Người citizen" in browser.text


def test_cookie_cannot_be_read_by_scripts_or_sent_elsewhere(site: Site) -> None:
    Browser(site).open("/dang-nhap")
    asked = site.issuer.asked
    answer = site.call(
        "GET",
        f"/signed-in?code=citizen&state={asked['state']}",
        headers={"cookie": f"vao={asked['state']}"},
    )
    line = next(one for one in answer.headers["set-cookie"] if one.startswith("__Host-phien="))
    for part in ("HttpOnly", "SameSite=Lax", "Secure", "Path=/"):
        assert part in line


@pytest.mark.parametrize(
    ("name", "opens"),
    [("citizen", "/ho-so"), ("counter", "/can-bo"), ("police", "/co-quan")],
)
def test_everybody_arrives_at_their_own_desk(enter: Open, name: str, opens: str) -> None:
    assert enter(name).path == opens


def test_state_of_another_browser_lets_nobody_in(site: Site) -> None:
    Browser(site).open("/dang-nhap")
    stolen = site.issuer.asked["state"]
    other = Browser(site).open(f"/signed-in?code=citizen&state={stolen}")
    assert other.answer.status == 422
    assert "__Host-phien" not in other.cookies


def test_state_works_once(site: Site) -> None:
    browser = Browser(site).open("/dang-nhap")
    state = site.issuer.asked["state"]
    browser.open(f"/signed-in?code=citizen&state={state}")
    browser.cookies["vao"] = state
    assert browser.open(f"/signed-in?code=leader&state={state}").answer.status == 422


def test_nonce_must_be_ours(site: Site) -> None:
    browser = Browser(site).open("/dang-nhap")
    state = site.issuer.asked["state"]
    site.issuer.asked["nonce"] = "another"
    assert browser.open(f"/signed-in?code=citizen&state={state}").answer.status == 422


def test_session_ends_after_a_working_day(site: Site, enter: Open) -> None:
    browser = enter("citizen")
    site.play.clock.turn(hours=11)
    assert browser.open("/ho-so").answer.header("location").startswith("https://login.example/")


def test_sign_out_ends_both_sessions(site: Site, enter: Open) -> None:
    browser = enter("citizen")
    form = next(one for one in browser.page.forms if one.action.endswith("/dang-xuat"))
    kept = dict(browser.cookies)
    browser.post(form.action, form.fields)
    assert browser.answer.header("location").startswith("https://login.example/logout?")
    assert "__Host-phien" not in browser.cookies
    browser.cookies = kept
    assert browser.open("/ho-so").answer.status == 303


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/ho-so/7", "/ho-so/7"),
        ("https://evil.example", ""),
        ("//evil.example", ""),
        ("/\\evil.example", ""),
        ("", ""),
    ],
)
def test_way_back_stays_inside(path: str, kept: str) -> None:
    assert within(path) == kept


def test_form_needs_its_token_and_its_origin(site: Site, enter: Open) -> None:
    browser = enter("citizen").open("/thu-tuc/3.000722")
    form = browser.form("/thu-tuc/3.000722")
    good = {**form.fields, "decider": story.COMMUNE}
    assert browser.post(form.action, {**good, "csrf": "guessed"}).answer.status == 403
    cross = browser.post(form.action, good, **{"sec-fetch-site": "cross-site"})
    assert cross.answer.status == 403
    foreign = {"sec-fetch-site": "", "origin": "https://evil.example"}
    assert browser.post(form.action, good, **foreign).answer.status == 403
    assert browser.post(form.action, good).answer.status == 200


def test_form_sent_by_somebody_who_is_not_signed_in_leads_to_sign_in(site: Site) -> None:
    browser = Browser(site).open("/thu-tuc/3.000722")
    browser.send("/thu-tuc/3.000722", decider=story.COMMUNE)
    assert browser.answer.header("location").startswith("https://login.example/authorize")
