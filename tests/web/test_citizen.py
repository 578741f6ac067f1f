"""A citizen's way through the pages, with scripts off."""

from chalicelib.dossier import Status
from tests.web import acts
from tests.web.conftest import Open
from tests.web.site import Browser, Site
from tests.worlds import story

PAPERS = ("live_birth_certificate", "declaration", "mother_card")


def begin(browser: Browser) -> str:
    """Starts the linked procedure; the dossier's id."""
    browser.open("/thu-tuc/3.000722").send("/thu-tuc/3.000722", decider=story.COMMUNE)
    return browser.path.split("/")[2]


def declare(browser: Browser) -> None:
    """Fills in every part of the form."""
    while "/to-khai" in browser.path:
        boxes = {
            name: story.FORM.get(name.removeprefix("v_"), "")
            for name in browser.form("/to-khai").fields
            if name.startswith("v_")
        }
        browser.send("/to-khai", **boxes)
        assert browser.answer.status == 200


def send_papers(site: Site, browser: Browser, id: str) -> None:
    """Opens a place for each paper, puts a file there as the bucket would, and tells us."""
    for component in PAPERS:
        browser.open(f"/ho-so/{id}/giay-to").send(f"/giay-to/{component}")
        form = browser.form("bucket.example/")
        site.play.files.held[form.fields["key"]] = b"%PDF-1.7"
        story.arrive(site.play, id, component)


def test_whole_way_without_scripts(site: Site, enter: Open) -> None:
    browser = enter("citizen")
    id = begin(browser)
    declare(browser)
    assert browser.path == f"/ho-so/{id}/giay-to"
    send_papers(site, browser, id)
    browser.open(f"/ho-so/{id}/kiem-tra")
    assert "Máy đang đọc giấy tờ." in browser.text
    browser.send("/kiem-tra", press="nop")
    assert browser.path == f"/ho-so/{id}/da-nop"
    dossier = site.play.records.load(id)
    assert dossier.status == Status.SUBMITTED
    assert dossier.secret in browser.text
    site.play.turn()
    browser.open(f"/ho-so/{id}")
    assert "Mới đăng ký" in browser.text
    assert "Trung tâm Phục vụ hành chính công phường Hồng Gai" in browser.text
    assert "Hồ sơ của tôi" in browser.open("/ho-so").text


def test_same_start_sent_twice_makes_one_draft(site: Site, enter: Open) -> None:
    browser = enter("citizen").open("/thu-tuc/3.000722")
    form = browser.form("/thu-tuc/3.000722")
    sent = {**form.fields, "decider": story.COMMUNE}
    first = browser.post(form.action, sent).path
    assert browser.post(form.action, sent).path == first


def test_wrong_answer_is_shown_beside_its_box_and_nothing_typed_is_lost(enter: Open) -> None:
    browser = enter("citizen")
    begin(browser)
    browser.send("/to-khai", v_child_name="Phạm Minh An", v_child_birth_date="hôm kia")
    assert browser.answer.status == 422
    assert "<title>Lỗi:" in browser.text
    fields = browser.form("/to-khai").fields
    assert (fields["v_child_name"], fields["v_child_birth_date"]) == ("Phạm Minh An", "hôm kia")
    assert 'id="e-child_birth_date"' in browser.text
    browser.send("/to-khai", v_child_birth_date="10/11/2026")
    assert "phan=2" in browser.path


def test_draft_may_be_incomplete_but_not_be_handed_in(enter: Open) -> None:
    browser = enter("citizen")
    id = begin(browser)
    browser.open(f"/ho-so/{id}/kiem-tra").send("/kiem-tra", press="nop")
    assert browser.answer.status == 422
    assert "Bạn chưa khai" in browser.text


def test_what_papers_say_is_offered_and_differences_are_shown(site: Site, enter: Open) -> None:
    browser = enter("citizen")
    id = begin(browser)
    story.upload(site.play, id, "live_birth_certificate")
    story.arrive(site.play, id, "live_birth_certificate")
    acts.read(site, id, "live_birth_certificate", child_name="Phạm Minh Anh", child_sex="Nữ")
    browser.open(f"/ho-so/{id}/to-khai")
    assert browser.form("/to-khai").fields["v_child_name"] == "Phạm Minh Anh"
    assert "Máy đọc từ giấy tờ của bạn" in browser.text
    browser.send("/to-khai", v_child_name="Phạm Minh An")
    browser.open(f"/ho-so/{id}/kiem-tra")
    assert "Giấy chứng sinh: <b>Phạm Minh Anh</b>" in browser.text
    assert any(link.startswith("https://bucket.example/pages/") for link in browser.page.images)
    browser.send("/kiem-tra", press="luu", v_child_name="Phạm Minh Anh")
    assert site.play.records.load(id).form["child_name"] == "Phạm Minh Anh"


def test_refused_file_gives_advice_and_another_place(site: Site, enter: Open) -> None:
    from chalicelib import chain
    from chalicelib.dossier import SYSTEM
    from chalicelib.errors import Text
    from chalicelib.journey.common import Order, act

    browser = enter("citizen")
    id = begin(browser)
    story.upload(site.play, id, "mother_card")
    advice = Text("Tệp có mật khẩu. Hãy gửi bản không có mật khẩu.", "Has a password.")
    act(
        site.play.world,
        id,
        Order(SYSTEM, "refused"),
        lambda d, _c: chain.file_refused(d.papers["mother_card"], "encrypted", advice),
    )
    browser.open(f"/ho-so/{id}/giay-to")
    assert advice.vi in browser.text
    browser.send("/giay-to/mother_card")
    assert browser.form("bucket.example/").fields["key"].startswith(f"in/{id}/mother_card/")


def test_script_gets_its_place_and_the_state_as_json(site: Site, enter: Open) -> None:
    browser = enter("citizen")
    id = begin(browser)
    form = browser.open(f"/ho-so/{id}/giay-to").form("/giay-to/mother_card")
    browser.post(form.action, form.fields, accept="application/json")
    assert (browser.answer.status, browser.answer.json["max"]) == (201, 20_000_000)
    browser.open(f"/ho-so/{id}/giay-to-json")
    assert browser.answer.json == {"mother_card": "expected"}


def test_somebody_elses_dossier_is_not_there(site: Site, enter: Open) -> None:
    id = begin(enter("citizen"))
    stranger = enter("stranger")
    for tail in ("", "/to-khai", "/giay-to", "/kiem-tra", "/da-nop", "/giay/receipt"):
        assert stranger.open(f"/ho-so/{id}{tail}").answer.status == 404
    assert stranger.open("/can-bo").answer.status == 404


def test_supplement_is_sent_and_the_dossier_goes_on(site: Site, enter: Open) -> None:
    from chalicelib.journey import officer

    id = acts.submitted(site)
    seen = site.play.records.load(id).version
    items = [{"component": "mother_card", "reason": "Ảnh mờ, chụp lại."}]
    officer.ask_supplement(
        site.play.world, story.COUNTER, "k", id, "receive", seen, items=items, note="Gọi 1900."
    )
    site.play.turn()
    browser = enter("citizen").open(f"/ho-so/{id}")
    assert "Yêu cầu bổ sung giấy tờ" in browser.text
    assert "Ảnh mờ, chụp lại." in browser.text
    browser.open(f"/ho-so/{id}/giay-to").send("/bo-sung")
    assert (browser.answer.status, "chưa gửi lại" in browser.text) == (422, True)
    story.upload(site.play, id, "mother_card", "again")
    story.arrive(site.play, id, "mother_card")
    browser.open(f"/ho-so/{id}/giay-to").send("/bo-sung")
    assert browser.path == f"/ho-so/{id}"
    assert site.play.records.load(id).waiting is None


def test_withdrawing_and_rating(site: Site, enter: Open) -> None:
    id = acts.submitted(site)
    browser = enter("citizen").open(f"/ho-so/{id}").send("/rut", ly_do="Đổi nơi nộp")
    assert "Công dân yêu cầu rút hồ sơ" in browser.text
    browser.send("/danh-gia", muc="3", gop_y="Nhanh")
    assert site.play.records.load(id).rating == {"score": 3, "comment": "Nhanh"}
    assert "Cảm ơn bạn" in browser.text


def test_tracking_needs_code_and_secret(site: Site) -> None:
    code, secret = acts.received(site)
    browser = Browser(site).open("/tra-cuu").send("/tra-cuu", ma=code, bi_mat=secret.lower())
    assert browser.answer.status == 200
    assert "Đang xử lý" in browser.text
    assert "Vì sao hẹn lúc này?" in browser.text
    assert "Phạm Minh An" not in browser.text
    for wrong, guess in ((code, "WRONG"), ("nothing", secret), ("", "")):
        other = Browser(site).open("/tra-cuu").send("/tra-cuu", ma=wrong, bi_mat=guess)
        assert (other.answer.status, "Không tìm thấy hồ sơ" in other.text) == (404, True)


def test_secret_cannot_be_found_by_trying(site: Site) -> None:
    code, secret = acts.received(site)
    browser = Browser(site)
    for number in range(10):
        browser.open("/tra-cuu").send("/tra-cuu", ma=code, bi_mat=f"TRY{number}")
        assert browser.answer.status == 404
    browser.open("/tra-cuu").send("/tra-cuu", ma=code, bi_mat=secret)
    assert browser.answer.status == 429


def test_printed_paper_is_reached_by_owner_and_by_secret_only(site: Site, enter: Open) -> None:
    from chalicelib.dossier import SYSTEM, Fact
    from chalicelib.journey.common import Order, act

    code, secret = acts.received(site)
    id = site.play.records.by_code(code)
    paper = {
        "paper": "receipt",
        "key": f"out/{id}/receipt.pdf",
        "sha256": "00",
        "name_vi": "Giấy tiếp nhận",
        "name_en": "Receipt",
    }
    act(site.play.world, id, Order(SYSTEM, "print"), lambda _d, _c: Fact("printed", paper))
    browser = enter("citizen").open(f"/ho-so/{id}/giay/receipt")
    assert browser.answer.header("location").startswith(f"https://bucket.example/out/{id}/")
    assert browser.open(f"/ho-so/{id}/giay/nothing").answer.status == 404
    tracked = Browser(site).open("/tra-cuu").send("/tra-cuu", ma=code, bi_mat=secret)
    assert "Giấy tiếp nhận" in tracked.text
    tracked.send("/tra-cuu/giay")
    assert tracked.answer.header("location").startswith("https://bucket.example/out/")
    wrong = {"ma": code, "bi_mat": "WRONG", "giay": "receipt"}
    assert Browser(site).post("/tra-cuu/giay", wrong).answer.status == 404


def test_several_papers_in_one_file_have_a_place_and_what_suits_none_is_shown(
    site: Site, enter: Open
) -> None:
    from chalicelib import chain
    from chalicelib.dossier import SYSTEM
    from chalicelib.journey.common import Order, act

    browser = enter("citizen")
    id = begin(browser)
    browser.open(f"/ho-so/{id}/giay-to").send("/giay-to/bundle")
    assert browser.form("bucket.example/").fields["key"].startswith(f"in/{id}/bundle/")
    story.arrive(site.play, id, "bundle")
    page = {"sha": "abc", "number": 1, "width": 900, "height": 1300}
    parts = [
        {"reader": "birth-declaration", "pages": [page], "readings": []},
        {"reader": "", "pages": [{**page, "number": 2}], "readings": []},
    ]
    act(
        site.play.world,
        id,
        Order(SYSTEM, "sorted"),
        lambda d, case: chain.sorted_out(d, case, d.papers["bundle"], parts),
    )
    browser.open(f"/ho-so/{id}/giay-to")
    assert "Chưa rõ những trang này thuộc giấy nào" in browser.text
    assert site.play.records.load(id).papers["declaration"].state == "read"
