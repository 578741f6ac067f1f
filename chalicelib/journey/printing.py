"""Papers for a dossier: gather the facts, draw, number, sign, seal, keep, and say so in the log."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from chalicelib import workdays
from chalicelib.audit import digest
from chalicelib.dossier import SYSTEM, Dossier, Fact, fold
from chalicelib.errors import Text
from chalicelib.journey.common import Order, act, case_of
from chalicelib.journey.reading import page_key
from chalicelib.ports import Out, World

if TYPE_CHECKING:
    from chalicelib.papers.compose import Drawn

LETTERS = ("supplement", "refusal", "decision-refused", "apology", "stop")
"""Kinds of paper that are letters; a second request for papers is ``supplement-2``."""


class Named(Protocol):
    """What the log says of a paper that was made."""

    @property
    def number(self) -> str: ...

    @property
    def name(self) -> Text: ...


Make = Callable[[World, Dossier, Out, str, datetime], tuple[bytes, Named]]
"""World, dossier, effect, kind of paper and its time, to the paper and what to say of it."""


def print_paper(world: World, dossier: str, seq: int, sink: str, make: Make | None = None) -> None:
    """Makes the paper that an effect asks for, once, and settles the effect.

    It is drawn from what was known at the event that caused it, at the time of that event, however
    late and however often it is printed: what has happened since belongs to other papers.
    `make`: instead of drawing and sealing.
    """
    out = world.records.out(dossier, seq, sink)
    if out is None or out.state != "PENDING":
        return
    wish = Order(SYSTEM, digest("print", out.id))
    if world.records.command(wish.cmd) is None:
        fact = _paper(world, out, make or _make)
        act(world, dossier, wish, lambda _d, _case: fact)
    world.records.settle(replace(out, state="ACKED"))


def _paper(world: World, out: Out, make: Make) -> Fact:
    """The paper in the bucket, and what the log says of it."""
    kind = out.sink.partition(":")[2]
    known = [event for event in world.records.events(out.dossier) if event.seq <= out.seq]
    found = fold(out.dossier, known)
    at = datetime.fromisoformat(known[-1].at).astimezone(workdays.VIETNAM)
    sealed, drawn = make(world, found, out, kind, at)
    key = f"out/{out.dossier}/{kind}.pdf"
    world.files.put(key, sealed, "application/pdf")
    return _fact(kind, key, sealed, drawn)


def _make(world: World, found: Dossier, out: Out, kind: str, at: datetime) -> tuple[bytes, "Drawn"]:
    drawn = _draw(world, found, out, kind, at)
    return _sealed(world, found, drawn, at), drawn


def _draw(world: World, found: Dossier, out: Out, kind: str, at: datetime) -> "Drawn":
    from chalicelib.papers import compose

    case = case_of(world, found)
    procedure = world.catalogue.get(found.procedure)
    if kind.startswith("receipt"):
        drawn = compose.receipt(found, procedure, case, world.fonts, at, world.public_url)
        return _issued_anew(drawn, kind)
    if kind == "control":
        from chalicelib.papers import tracing

        return tracing.control(found, procedure, case, world.calendar, world.fonts, at)
    if kind.startswith(LETTERS):
        return compose.letter(kind, found, procedure, case, world.fonts, at)
    images = tuple(_images(world, found)) if kind == "certified-copy" else ()
    result = case.result(out.body["result"])
    party = found.handoffs.get(out.body.get("party", ""))
    return compose.result(result, party, found, images, world.fonts, at, case.form)


def _issued_anew(drawn: "Drawn", kind: str) -> "Drawn":
    """A receipt that follows a correction says so in its name: ``receipt-2`` is the first again."""
    times = int(kind.partition("-")[2] or 1) - 1
    if not times:
        return drawn
    name = Text(f"{drawn.name.vi} (cấp lại lần {times})", f"{drawn.name.en} (issued anew, {times})")
    return replace(drawn, name=name)


def _images(world: World, found: Dossier) -> list[bytes]:
    pages = [page for paper in found.papers.values() for page in paper.pages]
    return [world.files.get(page_key(page["sha"], page["number"])) for page in pages]


def _sealed(world: World, found: Dossier, drawn: "Drawn", at: datetime) -> bytes:
    """First the person, then the organisation's seal (NĐ 30/2020 Đ32)."""
    from chalicelib import papers

    pdf = drawn.pdf
    for role in drawn.roles:
        pdf = papers.seal(
            pdf,
            world.signers.of(drawn.agency, role),
            role=role,
            reason=f"Hồ sơ {found.code or found.id}",
            at=at,
            fonts=world.fonts,
        )
    return pdf


def _fact(kind: str, key: str, sealed: bytes, drawn: "Named") -> Fact:
    return Fact(
        "printed",
        {
            "paper": kind,
            "key": key,
            "sha256": hashlib.sha256(sealed).hexdigest(),
            "number": drawn.number,
            "name_vi": drawn.name.vi,
            "name_en": drawn.name.en,
        },
    )
