"""What the dossier's state machine asks of us. It waits; everything it knows it asks for here."""

from collections.abc import Mapping
from typing import Any

from chalicelib import chain
from chalicelib.audit import digest
from chalicelib.dossier import ENDED, SYSTEM, Dossier, Fact
from chalicelib.journey.common import Order, act, case_of
from chalicelib.ports import World
from chalicelib.procedure import Case

GONE = {"kind": chain.CLOSE, "step": ""}


def stand(world: World, dossier: str, epoch: int) -> Mapping[str, Any]:
    """What the machine of this epoch must wait for now: {kind, step}.

    A machine of an earlier epoch is told to close: a newer one carries the dossier.
    """
    found = world.records.load(dossier)
    if found.epoch != epoch:
        return GONE
    step = chain.SUPPLEMENT if found.waiting else found.step
    return {"kind": chain.stand(found, case_of(world, found)), "step": step}


def ask(world: World, dossier: str, epoch: int, step: str, token: str) -> None:
    """Opens the task that the machine now waits on, or only renews the token of an open one.

    The token is kept before the task opens, so whoever decides at once can still ring it. If the
    dossier has moved on meanwhile, the machine is woken straight away.
    """
    world.records.put_token(dossier, epoch, step, token)
    begun = Order(SYSTEM, digest("take-up", dossier))
    found = act(world, dossier, begun, lambda d, case: _taking_up(d, case, epoch, step))
    wish = Order(SYSTEM, digest("open", dossier, epoch, step, found.version))
    after = act(world, dossier, wish, lambda d, case: _opening(world, d, case, epoch, step))
    if after.task is None or after.task.step != step or after.epoch != epoch:
        world.machines.wake(token)


def _taking_up(found: Dossier, case: Case, epoch: int, step: str) -> Fact | None:
    here = found.step == step and found.epoch == epoch and found.task is None
    return chain.take_up(found, case) if here else None


def _opening(world: World, found: Dossier, case: Case, epoch: int, step: str) -> Fact | None:
    here = chain.SUPPLEMENT if found.waiting else found.step
    if found.task is not None or here != step or found.epoch != epoch or found.status in ENDED:
        return None
    return chain.open_step(found, case, world.calendar, world.clock.now())


def resume(world: World, dossier: str) -> Dossier:
    """Starts a new machine from where the table says the dossier stands.

    The one before is stopped first: should we die in between, the sweeper finds it gone.
    """
    found = world.records.load(dossier)
    if _resumed(found, found.epoch) and world.machines.state(dossier, found.epoch) == "RUNNING":
        world.machines.stop(dossier, found.epoch)
    wish = Order(SYSTEM, digest("resume", dossier, found.epoch))
    return act(world, dossier, wish, lambda d, _case: _resumed(d, found.epoch))


def _resumed(found: Dossier, epoch: int) -> Fact | None:
    if found.epoch != epoch or found.status in ENDED or not found.submitted_at:
        return None
    return Fact("resumed", {"epoch": epoch + 1})


def park(world: World, dossier: str, epoch: int, error: Mapping[str, Any]) -> None:
    """The machine broke after its retries: say so where an operator sees it."""
    reason = str(error.get("Error", "unknown"))[:200]
    wish = Order(SYSTEM, digest("park", dossier, epoch))
    act(world, dossier, wish, lambda _d, _case: Fact("parked", {"reason": reason}))
