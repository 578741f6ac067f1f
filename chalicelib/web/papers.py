"""Component papers: a place to send each one, how it stands, and what to do when it was refused."""

from typing import NamedTuple

from chalice.app import Response

from chalicelib import intake
from chalicelib.chain import BUNDLE, most_pages
from chalicelib.dossier import Dossier, Paper, Status
from chalicelib.errors import Invalid, Text
from chalicelib.journey import citizen
from chalicelib.journey.common import case_of
from chalicelib.pages import verdict
from chalicelib.ports import Upload
from chalicelib.procedure import Case, Component
from chalicelib.web.counter import name_of
from chalicelib.web.pictures import Gallery, Shot, gallery
from chalicelib.web.render import as_json, page, see_other
from chalicelib.web.routing import get, post
from chalicelib.web.visit import Visit

STATES = {
    "": Text("Chưa có", "Not sent"),
    "expected": Text("Chờ tải lên", "Waiting for the file"),
    "arrived": Text("Đang đọc", "Being read"),
    "read": Text("Đã xong", "Done"),
    "refused": Text("Gửi lại", "Send again"),
    "parked": Text("Cán bộ sẽ xem", "An officer will look"),
}
TOLD = ("small", "blurred", "dark", "glare")
"""Verdicts that a browser can reach before a photo is sent."""
LOOKS = {"arrived": "up", "read": "ok", "refused": "warn", "parked": "ok", "expected": "up"}


class Shelf(NamedTuple):
    """One component paper on the page: its state, its pages, an upload form where one waits."""

    part: Component
    paper: Paper | None
    reason: str
    shots: list[Shot]
    upload: Upload | None

    @property
    def state(self) -> str:
        """Empty before the first upload; a paper sent before it was asked for anew counts not."""
        return self.paper.state if self.paper else ""

    @property
    def mixed(self) -> bool:
        """Whether it takes a file with several papers."""
        return self.part.key == BUNDLE

    @property
    def look(self) -> str:
        """The tag's colour."""
        return LOOKS.get(self.state, "todo")

    @property
    def label(self) -> Text:
        """The state in words."""
        return STATES[self.state]

    @property
    def done(self) -> bool:
        """Whether the citizen has nothing left to do here."""
        return self.state in ("arrived", "read", "parked")


def shelves(visit: Visit, dossier: Dossier, pictures: Gallery) -> list[Shelf]:
    """Every paper of the case; while a supplement is asked for, those asked for."""
    asked = {row["component"]: row["reason"] for row in _asked(dossier)}
    parts = [
        part for part in case_of(visit.world, dossier).components if not asked or part.key in asked
    ]
    if len(parts) > 1:
        parts.append(_bundle(case_of(visit.world, dossier)))
    return [_shelf(visit, dossier, part, asked.get(part.key, ""), pictures) for part in parts]


def _bundle(case: Case) -> Component:
    """The way for those who hold all their papers in one file."""
    return Component(
        key=BUNDLE,
        name=Text("Một tệp có nhiều giấy tờ", "One file with several papers"),
        reader="",
        required=False,
        max_pages=most_pages(case),
        originals=0,
        copies=0,
        holder="",
    )


def _asked(dossier: Dossier) -> tuple[dict[str, str], ...]:
    return tuple(dict(row) for row in dossier.waiting.items) if dossier.waiting else ()


def _shelf(
    visit: Visit, dossier: Dossier, part: Component, reason: str, pictures: Gallery
) -> Shelf:
    paper = dossier.papers.get(part.key)
    if paper and dossier.waiting and paper.opened_at <= dossier.waiting.asked_at:
        return Shelf(part, None, reason, [], None)
    upload = None
    if paper and paper.state == "expected":
        upload = visit.world.files.upload_form(paper.key, citizen.MAX_BYTES)
    return Shelf(part, paper, reason, pictures.under(part.key), upload)


def sending(visit: Visit, id: str) -> Response:
    """The papers page, for a draft and for a supplement alike."""
    return _sending(visit, citizen.mine(visit.world, visit.person, id))


def _sending(visit: Visit, dossier: Dossier, fault: Invalid | None = None) -> Response:
    if dossier.status != Status.DRAFT and dossier.waiting is None:
        return see_other(visit, f"/ho-so/{dossier.id}")
    pictures = gallery(visit.world, dossier)
    found = shelves(visit, dossier, pictures)
    uploads = [shelf.upload.url for shelf in found if shelf.upload]
    return page(
        visit,
        "papers.html",
        status=fault.status if fault else 200,
        outside=[*pictures.origins, *uploads, *_bucket(visit, dossier)],
        dossier=dossier,
        name=name_of(visit.world, dossier.procedure),
        shelves=found,
        left=sum(1 for one in found if not one.done and (one.part.required or one.reason)),
        megabytes=citizen.MAX_BYTES // 1_000_000,
        formats=intake.FORMATS,
        picked=intake.PICKED,
        advice={name: verdict.ADVICE[name] for name in TOLD},
        bounds=verdict.BOUNDS,
        fault=fault,
    )


def _bucket(visit: Visit, dossier: Dossier) -> list[str]:
    """Where a script will send files to: known before the first slot is opened."""
    return [visit.world.files.upload_form(f"in/{dossier.id}/x/x", 1).url]


def open_slot(visit: Visit, id: str, component: str) -> Response:
    """A place for one upload: for a script as JSON, otherwise a form in the page."""
    upload = citizen.slot(visit.world, visit.person, visit.key, id, component)
    if visit.wants_page:
        return see_other(visit, f"/ho-so/{id}/giay-to#{component}")
    return as_json({"url": upload.url, "fields": dict(upload.fields), "max": upload.max_bytes}, 201)


def standing(visit: Visit, id: str) -> Response:
    """How each paper stands, for the script that waits for the reading."""
    dossier = citizen.mine(visit.world, visit.person, id)
    return as_json({key: paper.state for key, paper in dossier.papers.items()})


def supplement(visit: Visit, id: str) -> Response:
    """Everything asked for has been sent."""
    try:
        citizen.supplement(visit.world, visit.person, visit.key, id)
    except Invalid as fault:
        return _sending(visit, citizen.mine(visit.world, visit.person, id), fault)
    return see_other(visit, f"/ho-so/{id}")


ROUTES = (
    get("/ho-so/{id}/giay-to", sending),
    post("/ho-so/{id}/giay-to/{component}", open_slot),
    get("/ho-so/{id}/giay-to-json", standing),
    post("/ho-so/{id}/bo-sung", supplement),
)
