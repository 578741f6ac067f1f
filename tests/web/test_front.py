"""The way in: what is believed of a request, what every answer carries, how errors leave."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.errors import Invalid
from chalicelib.web import ROOMS, assets, forms
from chalicelib.web.render import policy
from chalicelib.web.routing import get
from chalicelib.web.visit import own_path, read_cookies
from tests.web.site import Browser, Site


def test_input_is_composed_and_stripped_of_control_characters() -> None:
    form = forms.parse(b"v=Tha%CC%86%CC%81ng%00%07&v=hai")
    assert form.all("v") == ("Thắng", "hai")
    assert forms.parse(b"a=mot%0D%0Ahai").one("a") == "mot\nhai"


@pytest.mark.parametrize(
    "body", [b"v=" + b"x" * 300_000, b"&".join([b"a=1"] * 600), b"v=\xff\xfe"], ids=len
)
def test_too_large_or_broken_form_is_refused(body: bytes) -> None:
    with pytest.raises(Invalid) as problem:
        forms.parse(body)
    assert problem.value.code == "form_unreadable"


@given(st.text())
def test_cleaning_is_done_once_and_for_all(text: str) -> None:
    assert forms.clean(forms.clean(text)) == forms.clean(text)


@pytest.mark.parametrize(
    ("path", "resource", "own"),
    [
        ("/api/ho-so/7", "/ho-so/{id}", "/ho-so/7"),
        ("/ho-so/7", "/ho-so/{id}", "/ho-so/7"),
        ("/api/", "/", "/"),
        ("/", "/", "/"),
        ("/a/b/c", "/{x}", "/c"),
    ],
)
def test_own_path_is_what_the_route_explains(path: str, resource: str, own: str) -> None:
    assert own_path(path, resource) == own


def test_first_cookie_of_a_name_counts() -> None:
    assert read_cookies("phien=mine; lang=en; phien=theirs")["phien"] == "mine"


def test_policy_lets_nothing_foreign_in_but_what_the_page_names() -> None:
    said = policy(["https://login.example/x"], ["https://bucket.example/a/b?c"])
    assert "default-src 'none'" in said
    assert "form-action 'self' https://bucket.example https://login.example;" in said
    assert "img-src 'self' data: blob: https://bucket.example;" in said
    assert "unsafe" not in said


def test_every_page_carries_its_headers(site: Site) -> None:
    answer = Browser(site).open("/").answer
    assert answer.header("cache-control") == "no-store"
    assert answer.header("x-content-type-options") == "nosniff"
    assert "frame-ancestors 'none'" in answer.header("content-security-policy")
    assert '<link rel="stylesheet" href="/static/app.' in answer.body


def test_static_files_keep_for_ever_and_unknown_ones_are_missing(site: Site) -> None:
    answer = site.call("GET", f"/static/{assets.hashed('app.css')}")
    assert (answer.status, "immutable" in answer.header("cache-control")) == (200, True)
    for name in ("app.css", "app.0000000000.css", "..%2Fdoor.py", "door.py"):
        assert site.call("GET", f"/static/{name}").status == 404


def test_nothing_is_inline_in_any_template() -> None:
    from chalicelib.web.render import TEMPLATES

    for path in TEMPLATES.glob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert " style=" not in text, path
        assert "<style" not in text, path
        assert "<script>" not in text, path
        assert " onclick=" not in text, path


def test_routes_are_told_apart_and_can_be_deployed() -> None:
    rows = [(route.method, route.path) for room in ROOMS for route in room]
    assert len(rows) == len(set(rows))
    assert not any(path != "/" and path.endswith("/") for _, path in rows)
    assert not any("+" in path for _, path in rows)


def test_missing_thing_is_a_page_for_people_and_a_document_for_programs(site: Site) -> None:
    page = Browser(site).open("/thu-tuc/9.999999").answer
    assert page.status == 404
    assert "Không có thủ tục" in page.body
    assert "Về trang đầu" in page.body
    answer = site.call("GET", "/thu-tuc/9.999999", headers={"accept": "application/json"})
    assert answer.header("content-type") == "application/problem+json"
    assert (answer.json["status"], answer.json["code"]) == (404, "procedure_unknown")


def test_fault_of_ours_is_a_page_with_a_reference_and_no_details(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    from chalicelib.web import blueprint

    def broken(_visit: object) -> None:
        raise KeyError("a secret detail")

    made = blueprint([get("/hong", broken)], lambda: site.play.world, lambda: site.issuer)
    site.app.register_blueprint(made)
    answer = Browser(site).open("/hong").answer
    assert answer.status == 500
    assert "req-1" in answer.body
    assert "secret" not in answer.body
    assert "unforeseen" in caplog.text


def test_language_is_chosen_once_and_kept(site: Site) -> None:
    browser = Browser(site).open("/?lang=en")
    assert "Which paper do you need?" in browser.text
    assert browser.cookies["lang"] == "en"
    assert 'lang="en"' in browser.open("/tra-cuu").text
    assert 'lang="vi"' in Browser(site).open("/?lang=fr").text
    assert "/?q=khai+sinh&amp;lang=en" in browser.open("/?q=khai sinh&lang=vi").text
