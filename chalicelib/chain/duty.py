"""Under which of their duties somebody acts on a dossier, and by what right they sign."""

from datetime import date, datetime

from chalicelib import agency
from chalicelib.agency import Block, Duty
from chalicelib.dossier import Dossier, Fact, Person
from chalicelib.errors import Forbidden
from chalicelib.workdays import VIETNAM

CHANNELS = {1: "direct", 2: "online", 3: "post"}
"""The national API's KenhThucHien, and how a procedure names it."""
BESIDE = {
    "withdrawn": ("receive", "receiver"),
    "stopped": ("stop", "decider"),
    "extended": ("extend", "lead"),
    "went_on": ("consult", "lead"),
    "corrected": ("correct", "receiver"),
    "forwarded": ("forward", "receiver"),
}
"""What an officer does beside the open task: the verb, and at which agency of the dossier."""


def acting(dossier: Dossier, person: Person, now: datetime) -> Duty | None:
    """The duty under which `person` may do the open task at `now`; None if it is not theirs.

    A task that was given to one person is that person's, or of whoever stands in for them.
    An approval that a head is asked for belongs to whoever may sign that agency's papers then.
    """
    task = dossier.task
    if task is None or task.holder not in ("", person.id, *person.instead_of):
        return None
    if is_signed(dossier):
        power = agency.may_approve(person, dossier.procedure, signed_for(dossier), day_of(now))
        return power.duty if power else None
    return agency.standing_in(person.duties, task.agency, task.role, task.kind)


def is_signed(dossier: Dossier) -> bool:
    """Whether the open task puts a competent person's signature under the decision."""
    task = dossier.task
    return task is not None and task.kind == "approve" and agency.rank_of(task.role) == "head"


def would_sign(dossier: Dossier, person: Person, now: datetime) -> Block | None:
    """What would stand over the name if `person` signed now; None where nothing waits for it."""
    return (
        signs(dossier, person, now) if is_signed(dossier) and acting(dossier, person, now) else None
    )


def signed_for(dossier: Dossier) -> str:
    """Whose papers the open approval signs: the agency asked, or, where a centre is asked to sign
    on the spot, the one that decides (TT 01/2018/TT-VPCP Điều 6: only by delegation)."""
    task = dossier.task
    asked = task.agency if task else dossier.decider
    return dossier.decider if agency.agency(asked).kind in agency.CENTRES else asked


def signs(dossier: Dossier, person: Person, now: datetime) -> Block:
    """What stands over the name when `person` signs at `now`.

    Raises Forbidden ``not_authorised`` with what to do instead.
    """
    return signs_as(dossier, person, signed_for(dossier), now)


def signs_as(dossier: Dossier, person: Person, code: str, now: datetime) -> Block:
    """The same, for a paper of agency `code`."""
    power = agency.require_power(person, dossier.procedure, code, day_of(now))
    return agency.signature_block(power, person.name)


def duty_of(dossier: Dossier, person: Person, fact: Fact, now: datetime) -> Duty | None:
    """The duty that the log names for a fact of this person's; None for a citizen's own doing.

    Theirs at the open task or hand-off; a counter officer types for the citizen before there is
    one; else whatever duty they have at an agency of this dossier, else their first.
    """
    if fact.kind in BESIDE and person.id != dossier.owner:
        verb, end = BESIDE[fact.kind]
        return duty_for(person, verb, lead(dossier) if end == "lead" else getattr(dossier, end))
    if fact.kind == "answered":
        return dossier.handoffs[fact.data["party"]].agency, "agency"
    if dossier.task is None and dossier.owner in ("", person.id):
        return next((duty for duty in person.duties if agency.may(duty[1], "receive")), None)
    involved = (dossier.receiver, dossier.decider)
    near = (duty for duty in person.duties if duty[0] in involved)
    return acting(dossier, person, now) or next(near, next(iter(person.duties), None))


def lead(dossier: Dossier) -> str:
    """The agency that carries the dossier now: whoever has the task, if not the counter."""
    task = dossier.task
    return task.agency if task and task.agency not in ("", dossier.receiver) else dossier.decider


def duty_for(person: Person, verb: str, code: str) -> Duty | None:
    """The duty at agency `code` under which somebody may do `verb`."""
    return next((own for own in person.duties if own[0] == code and agency.may(own[1], verb)), None)


def doing(person: Person, verb: str, code: str) -> Duty:
    """The duty for `verb` at agency `code`. Raises Forbidden ``not_your_post`` naming who may."""
    found = duty_for(person, verb, code)
    if found is None:
        who = [role.name for role in agency.roles().values() if verb in role.may]
        at = agency.agency(code).name
        raise Forbidden(
            "not_your_post",
            f"Việc “{agency.VERBS[verb].vi}” thuộc {', '.join(one.vi for one in who)} của {at.vi}.",
            f"To {agency.VERBS[verb].en} is for: {', '.join(one.en for one in who)}, {at.en}.",
        )
    return found


def day_of(now: datetime) -> date:
    """The day in Viet Nam."""
    return now.astimezone(VIETNAM).date()
