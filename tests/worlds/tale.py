"""Scripted stories: one line is a procedure, a case, what people do, and the trace it must leave.

    2.000815 | copy | to:approve stop | 1 receive 2 4 appraise stopped 8

Acts, in order:
    walk            everybody does what the chain asks of them, to the end
    go              whoever has the open step gets it done; at a fee step, the money is paid
    to:KIND         `go` until the open step is of this kind
    refuse          the open step is refused, with reason and article
    back            the signer or clerk sends it back
    choose:PARTY    `go`, and this optional agency must be asked too
    ask, ask+       papers are asked for; `ask+` knows that it is too often
    send            the citizen sends what was asked for
    answer, answer:PARTY, deny:PARTY   every agency asked answers; one does; one refuses
    goon            the lead agency goes on without those that are silent
    withdraw, note  the citizen takes it back; the counter notes that they do
    stop            the signer stops it
    extend:N        the term is extended by N working days
    recall          whoever passed it on takes it back
    hand            the open task is given to a colleague
    correct         the counter corrects a name
    forward:CODE    the counter forwards it to that agency
    wait:N          N days pass, and the sweeper looks every day
    ACT!CODE        the act is refused with this problem's code, and nothing happens

The trace holds the decisions in order, and each status number where it begins. A step that is done
is written as its kind; `appraise:refuse`, `approve:back` are other outcomes of a step.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from chalicelib.dossier import Dossier, Event, Person, Status
from chalicelib.errors import Problem
from chalicelib.journey import beside, citizen, officer
from chalicelib.journey.common import case_of
from chalicelib.procedure import Case
from tests.worlds import story
from tests.worlds.memory import Play

LAW = "Điều 19 NĐ 61/2018/NĐ-CP"
WHY = "Lý do mẫu"
UNTOLD = (
    *("started", "declared", "submitted", "slot_opened", "arrived", "read", "paper_parked"),
    *("confirmed", "printed", "step_opened", "taken_up", "resumed"),
)
"""What is no decision, and what happens by itself."""
PLAIN = {
    "supplement_asked": "ask",
    "supplemented": "sent",
    "handed_over": "hand",
    "recalled": "recall",
    "corrected": "correct",
    "forwarded": "forward",
    "went_on": "goon",
    "extended": "extend",
}
ANSWERS = {"done": "answer", "refused": "deny", "deemed": "deemed"}


@dataclass
class Tale:
    """A story under way. Every act leaves the machines where they wait."""

    play: Play
    id: str
    acts: int = 0

    @property
    def found(self) -> Dossier:
        return self.play.records.load(self.id)

    @property
    def case(self) -> Case:
        return case_of(self.play.world, self.found)

    def act(self, word: str) -> None:
        """Does one act; with ``!code`` it must be refused so and change nothing."""
        self.acts += 1
        said, _, code = word.partition("!")
        name, _, more = said.partition(":")
        if not code:
            ACTS[name](self, more)
            self.play.turn()
            return
        before = self.found.version
        with pytest.raises(Problem) as refused:
            ACTS[name](self, more)
        assert (refused.value.code, self.found.version) == (code, before)

    @property
    def key(self) -> str:
        """A new key for each act, as a page gives each form."""
        return f"act-{self.acts}-{self.found.version}"

    def holder(self, role: str = "") -> Person:
        """Whoever the open step asks for; with a role, somebody of that role at its agency."""
        task = self.found.task
        assert task is not None
        if task.holder:
            return Person(task.holder, "Người Được Giao", ((task.agency, task.role),))
        wanted = role or task.role
        return Person(f"{wanted}@{task.agency}", "Người Làm Việc", ((task.agency, wanted),))

    def at(self, agency: str, role: str) -> Person:
        return Person(f"{role}@{agency}", "Người Làm Việc", ((agency, role),))


def play_out(tale: Tale, acts: str) -> str:
    """Plays the acts and tells the trace."""
    for word in acts.split():
        tale.act(word)
    return trace(tale)


def trace(tale: Tale) -> str:
    """What the log says happened, in the words of the table."""
    words: list[str] = []
    kinds: dict[str, str] = {}
    for event in tale.play.records.events(tale.id):
        if event.kind == "step_opened":
            kinds[event.data["step"]] = event.data["kind"]
        words += [*_word(event, kinds), *([str(event.now)] if event.now != event.was else [])]
    return " ".join(words)


def _word(event: Event, kinds: dict[str, str]) -> Iterator[str]:
    data = event.data
    if event.kind in ("received", "step_done"):
        kind = kinds[data["step"]]
        yield kind if data["outcome"] == "done" else f"{kind}:{data['outcome']}"
    elif event.kind == "answered":
        yield f"{ANSWERS[data['outcome']]}:{data['party']}"
    elif event.kind == "silence":
        yield f"silence:{data['party']}"
    elif event.kind not in UNTOLD:
        yield PLAIN.get(event.kind, event.kind)


def _go(tale: Tale, more: str = "", **given: str | tuple[str, ...]) -> None:
    task = tale.found.task
    assert task is not None, f"nothing to do in step {tale.found.step}"
    if task.kind in ("hand_off", "consult"):
        _answer(tale, more)
        return
    said = {"note": "Biên lai 001"} if task.kind == "fee" else {}
    story.decide(tale.play, tale.holder(), tale.id, tale.key, **{**said, **given})


def _walk(tale: Tale, _more: str) -> None:
    while tale.found.task is not None:
        _go(tale)
        tale.play.turn()


def _to(tale: Tale, kind: str) -> None:
    task = tale.found.task
    while task is not None and task.kind != kind:
        _go(tale)
        tale.play.turn()
        task = tale.found.task
    assert task is not None, f"the chain has no {kind}"


def _refuse(tale: Tale, _more: str) -> None:
    task = tale.found.task
    assert task is not None
    if task.kind != "receive":
        _go(tale, outcome="refuse", note=WHY, basis=LAW)
        return
    who, key, version = tale.holder(), tale.key, tale.found.version
    said = {"reason": WHY, "basis": LAW}
    officer.refuse(tale.play.world, who, key, tale.id, task.step, version, **said)


def _ask(tale: Tale, _more: str, again: bool = False) -> None:
    paper = next(part for part in tale.case.components if part.required)
    items = [{"component": paper.key, "reason": "Ảnh mờ"}]
    at = (tale.play.world, tale.holder(), tale.key, tale.id, tale.found.step, tale.found.version)
    officer.ask_supplement(*at, items=items, again=again)


def _send(tale: Tale, _more: str) -> None:
    paper = next(part for part in tale.case.components if part.required)
    key = tale.key
    story.upload(tale.play, tale.id, paper.key, key)
    story.arrive(tale.play, tale.id, paper.key)
    citizen.supplement(tale.play.world, story.CITIZEN, key, tale.id)


def _answer(tale: Tale, party: str, **said: str) -> None:
    rows, asked = tale.found.handoffs, tale.found.waiting
    for one in tale.case.step(asked.back_to if asked else tale.found.step).parties:
        row = rows.get(one.key)
        if row and not row.outcome and party in ("", row.party):
            story.answer(tale.play, tale.at(row.agency, "agency"), tale.id, row.party, **said)


def _beside(verb: Callable[..., Dossier], who: str, **said: object) -> Callable[[Tale, str], None]:
    """A verb beside the open task, by somebody with this role at this end of the dossier."""

    def do(tale: Tale, _more: str) -> None:
        end, _, role = who.partition("/")
        person = tale.at(getattr(tale.found, end), role)
        verb(tale.play.world, person, tale.key, tale.id, tale.found.version, **said)

    return do


def _extend(tale: Tale, days: str) -> None:
    """By whoever signs for the agency that carries the dossier."""
    task, found = tale.found.task, tale.found
    carries = task.agency if task and task.agency not in ("", found.receiver) else found.decider
    at = (tale.play.world, tale.at(carries, "leader"), tale.key, tale.id, found.version)
    beside.extend(*at, days=int(days), reason=WHY)


def _goon(tale: Tale, _more: str) -> None:
    at = (tale.play.world, tale.holder(), tale.key, tale.id, tale.found.version)
    beside.go_on(*at, reason=WHY)


def _recall(tale: Tale, _more: str) -> None:
    last = tale.found.history[-1]
    who = Person(last.by, last.actor, ((last.agency, last.role),))
    beside.recall(tale.play.world, who, tale.key, tale.id, tale.found.version, reason=WHY)


def _hand(tale: Tale, _more: str) -> None:
    task, who = tale.found.task, tale.holder()
    assert task is not None
    colleague = Person("colleague", "Người Được Giao", ((task.agency, task.role),))
    tale.play.records.put_person(colleague)
    at = (tale.play.world, who, tale.key, tale.id, tale.found.version)
    beside.hand_over(*at, to=colleague.id, reason=WHY)


def _correct(tale: Tale, _more: str) -> None:
    box = next(box for box in tale.case.form if box.kind == "name" and not box.office)
    given = {box.key: "Tên Sửa Lại"}
    _beside(beside.correct, "receiver/counter", given=given, reason=WHY)(tale, "")


def _forward(tale: Tale, code: str) -> None:
    _beside(beside.forward, "receiver/counter", decider=code, reason=WHY)(tale, "")


def _withdraw(tale: Tale, _more: str) -> None:
    citizen.withdraw(tale.play.world, story.CITIZEN, tale.key, tale.id, WHY)


def _wait(tale: Tale, days: str) -> None:
    for _ in range(int(days)):
        tale.play.clock.turn(days=1)
        tale.play.sweep(2)


ACTS: dict[str, Callable[[Tale, str], None]] = {
    "walk": _walk,
    "go": _go,
    "to": _to,
    "refuse": _refuse,
    "back": lambda tale, _more: _go(tale, outcome="back", note=WHY),
    "choose": lambda tale, party: _go(tale, chosen=(party,)),
    "ask": _ask,
    "ask+": lambda tale, more: _ask(tale, more, again=True),
    "send": _send,
    "answer": _answer,
    "deny": lambda tale, party: _answer(tale, party, outcome="refused", note=WHY),
    "goon": _goon,
    "withdraw": _withdraw,
    "note": _beside(beside.withdraw, "receiver/counter", reason=WHY),
    "stop": _beside(beside.stop, "decider/leader", reason=WHY, basis=LAW),
    "extend": _extend,
    "recall": _recall,
    "hand": _hand,
    "correct": _correct,
    "forward": _forward,
    "wait": _wait,
}
ENDS = {Status.NOT_RECEIVED, Status.WITHDRAWN, Status.STOPPED, Status.RETURNED}
