"""How a dossier stands, as people read it: its steps, who holds it, until when, what came out."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from chalicelib.agency import roles
from chalicelib.chain import (
    OUTCOMES,
    SCORES,
    SUPPLEMENT,
    Child,
    asked_due,
    children,
    explained,
    owed,
    task_due,
)
from chalicelib.dossier import ENDED, NAMES, Dossier, Handoff, Printed, Status
from chalicelib.errors import Text
from chalicelib.procedure import STEP_KINDS, Case, Fee, Step
from chalicelib.web.tongue import agency_name
from chalicelib.workdays import Calendar, Due

NOBODY = Text("", "")
WAITING = Text("Chờ bổ sung giấy tờ", "Waiting for papers")
CITIZEN = Text("người nộp hồ sơ", "the applicant")
ANSWERING = (Status.NOT_RECEIVED, Status.STOPPED, Status.WITHDRAWN)
CAN_WITHDRAW = (Status.SUBMITTED, Status.IN_PROCESS, Status.SUPPLEMENT)


class Stage(NamedTuple):
    """One step on the way, and its kind for narrow places. `state`: done | now | todo."""

    name: Text
    kind: Text
    state: str


class Turn(NamedTuple):
    """Who held the dossier, from when to when; `until` is empty for who holds it now."""

    name: Text
    agency: Text
    role: Text
    since: str
    until: str
    due: str
    outcome: Text
    actor: str = ""


class Story(NamedTuple):
    """A dossier told to people."""

    dossier: Dossier
    case: Case
    name: Text
    status: Text
    stages: list[Stage]
    turns: list[Turn]
    papers: list[Printed]
    holders: list[Turn]
    calendar: Calendar

    @property
    def ended(self) -> bool:
        """Whether nothing more will happen."""
        return self.dossier.status in ENDED

    @property
    def can_withdraw(self) -> bool:
        """Whether the law lets the citizen take it back now."""
        return self.dossier.status in CAN_WITHDRAW

    @property
    def can_rate(self) -> bool:
        """Whether the citizen may say how it went, and has not yet."""
        return self.ended and not self.dossier.rating

    @property
    def step_due(self) -> Due | None:
        """Until when the open step has time, and why."""
        return task_due(self.dossier, self.case, self.calendar)

    def asked_due(self, row: Handoff) -> Due:
        """Until when an agency has time to answer, and why."""
        return asked_due(self.dossier, self.case, row, self.calendar)

    @property
    def why(self) -> tuple[Text, ...]:
        """Why it is due when it is, a line each."""
        return explained(self.dossier, self.case)

    @property
    def children(self) -> tuple[Child, ...]:
        """What other agencies carry out of it, each with its own due time."""
        return children(self.dossier, self.case)

    @property
    def opinions(self) -> list[Handoff]:
        """Agencies asked for their opinion: they carry nothing out."""
        return [row for row in self.dossier.handoffs.values() if not row.code]

    @property
    def statuses(self) -> Mapping[Status, Text]:
        """The ten statuses' names."""
        return NAMES

    @property
    def outcomes(self) -> Mapping[str, Text]:
        """What may have come of a turn or a hand-off, in words."""
        return OUTCOMES

    @property
    def owed(self) -> tuple[Fee, ...]:
        """What is to be paid at the fee step."""
        return owed(self.dossier, self.case, "fee")

    @property
    def scores(self) -> dict[int, Text]:
        """The levels of satisfaction, best first."""
        return SCORES

    @property
    def code(self) -> str:
        """The public code; before intake, the draft's own id."""
        return self.dossier.code or self.dossier.id


def tell(dossier: Dossier, case: Case, name: Text, calendar: Calendar) -> Story:
    """The story of `dossier` so far."""
    return Story(
        dossier=dossier,
        case=case,
        name=name,
        status=NAMES[dossier.status],
        stages=stages(dossier, case),
        turns=[*past(dossier, case)],
        papers=sorted(dossier.printed.values(), key=lambda paper: paper.at),
        holders=[*present(dossier, case)],
        calendar=calendar,
    )


def stages(dossier: Dossier, case: Case) -> list[Stage]:
    """The chain's steps; a dossier that was not taken in, or taken back, has no way left."""
    here = _here(dossier)
    keys = [step.key for step in case.chain]
    place = keys.index(here) if here in keys else _outside(dossier, len(keys))
    done = [_stage(step, "done") for step in case.chain[:place] if _passed(dossier, step)]
    if dossier.status in ANSWERING:
        return done
    now = [_stage(step, "now") for step in case.chain[place : place + 1]]
    return [*done, *now, *(_stage(step, "todo") for step in case.chain[place + 1 :])]


def _stage(step: Step, state: str) -> Stage:
    return Stage(step.name, STEP_KINDS[step.kind], state)


def _outside(dossier: Dossier, end: int) -> int:
    return 0 if dossier.status == Status.DRAFT else end


def _here(dossier: Dossier) -> str:
    if dossier.step == SUPPLEMENT and dossier.supplements:
        return dossier.supplements[-1].back_to
    return dossier.step


def _passed(dossier: Dossier, step: Step) -> bool:
    return any(held.step == step.key for held in dossier.history)


def past(dossier: Dossier, case: Case) -> Iterator[Turn]:
    """Every turn that is over."""
    for held in dossier.history:
        yield Turn(
            name=step_name(case, held.step),
            agency=agency_name(held.agency),
            role=role_name(held.role),
            since=held.since,
            until=held.until,
            due=held.due,
            outcome=OUTCOMES.get(held.outcome, Text(held.outcome, held.outcome)),
            actor=held.actor,
        )


def present(dossier: Dossier, case: Case) -> Iterator[Turn]:
    """Whose turn it is now: one officer, the citizen, or several agencies side by side."""
    task = dossier.task
    if task is None:
        return
    asked = [row for row in dossier.handoffs.values() if row.step == task.step and not row.outcome]
    for row in asked:
        name = step_name(case, task.step)
        yield Turn(name, agency_name(row.agency), NOBODY, row.asked_at, "", row.due, NOBODY)
    if not asked:
        yield Turn(
            name=step_name(case, task.step),
            agency=agency_name(task.agency),
            role=role_name(task.role),
            since=task.opened_at,
            until="",
            due=task.due,
            outcome=NOBODY,
        )


def step_name(case: Case, key: str) -> Text:
    """What a step is called; the wait for papers has a name too."""
    for step in case.chain:
        if step.key == key:
            return step.name
    return WAITING if key == SUPPLEMENT else Text(key, key)


def role_name(role: str) -> Text:
    """What a role is called."""
    known = roles().get(role)
    return CITIZEN if role == "citizen" else known.name if known else NOBODY
