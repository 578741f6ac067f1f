"""Every case of every procedure walks from a draft to its result, by whom its chain asks."""

import pypdfium2
import pytest

from chalicelib.dossier import Dossier, Person, Status
from chalicelib.journey import citizen
from chalicelib.papers import compose
from chalicelib.procedure import Case, FormField, Procedure, catalogue, deciders
from local.fonts import font_folder
from tests.worlds import story
from tests.worlds.memory import START, Play

FONTS = font_folder()
A5 = (420, 595)
"""Points."""
SAID = {
    "address": "Tổ 5, phường Hồng Gai, tỉnh Quảng Ninh",
    "date": "1990-05-15",
    "email": "nguoi.mau@motcua.example",
    "ethnicity": "Kinh",
    "money": "100000000",
    "money_words": "Một trăm triệu đồng",
    "name": "Nguyễn Thị Mẫu",
    "nationality": "Việt Nam",
    "number": "3",
    "personal_number": "022190000123",
    "phone": "0912345678",
    "registration_number": "QN-1234",
    "relation": "Con",
    "sex": "Nữ",
    "tax_code": "5700100256",
    "text": "Chữ mẫu",
    "year": "1990",
}
CASES = [(one, case) for one in catalogue() for case in one.cases]


def answered(box: FormField) -> str:
    return box.choices[0] if box.choices else SAID[box.kind]


def begun(play: Play, one: Procedure, case: Case, key: str = "k") -> str:
    """A dossier of that case, filled in and sent with every paper it may have."""
    decider = deciders(one, play.clock.now().date())[0].code
    id = citizen.start(
        play.world, story.CITIZEN, key, procedure=one.code, case=case.key, decider=decider
    ).id
    form = {box.key: answered(box) for box in case.form if not box.office}
    citizen.declare(play.world, story.CITIZEN, "form", id, form)
    for paper in case.components:
        story.upload(play, id, paper.key)
        story.arrive(play, id, paper.key)
    citizen.submit(play.world, story.CITIZEN, "s", id)
    play.turn()
    return id


def asked_of(found: Dossier) -> Person:
    """Somebody with the duty that the open step asks for."""
    assert found.task is not None
    return Person("o", "Người Được Hỏi", ((found.task.agency, found.task.role),))


def moved(play: Play, found: Dossier, case: Case) -> None:
    """Whoever is asked now does what is asked: the parties of a step, or an officer."""
    step = case.step(found.step)
    if step.parties:
        for key, row in found.handoffs.items():
            if row.step == step.key:
                who = Person(f"p-{key}", "Cơ quan", ((row.agency, "agency"),))
                story.answer(play, who, found.id, key)
    elif step.kind == "fee":
        story.decide(play, asked_of(found), found.id, note="Biên lai số 001")
    else:
        story.decide(play, asked_of(found), found.id)
    play.turn()


@pytest.mark.parametrize(
    ("one", "case"), CASES, ids=[f"{one.code}-{case.key}" for one, case in CASES]
)
def test_it_walks_its_chain_and_its_papers_are_drawn(one: Procedure, case: Case) -> None:
    play = Play()
    id = begun(play, one, case)
    for _ in case.chain:
        moved(play, play.records.load(id), case)
    done = play.records.load(id)
    assert done.status == Status.RETURNED
    assert [row.step for row in done.history] == [step.key for step in case.chain]
    sheets = [out.sink for out in play.outs(id) if out.sink.startswith("paper:")]
    assert [result.sheet for result in case.results if f"paper:{result.sheet}" not in sheets] == []
    for result in case.results:
        if result.key in done.numbers and not result.paper:
            drawn = compose.result(result, None, done, (), FONTS, START, case.form)
            assert done.numbers[result.key] in read(drawn.pdf)

    receipt = compose.receipt(done, one, case, FONTS, START, "https://motcua.example").pdf
    with pypdfium2.PdfDocument(receipt) as paper:
        assert [tuple(map(round, page.get_size())) for page in paper] == [A5]
    owed = case.fees_for("online", START.date())
    assert [fee.name.vi for fee in owed if fee.name.vi not in read(receipt)] == []
    assert f"Chủ hồ sơ: {done.form[case.owner]}" in read(receipt)


def read(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as paper:
        pages = [page.get_textpage().get_text_bounded() for page in paper]
    return " ".join(" ".join(pages).split())
