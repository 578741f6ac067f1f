"""How a dossier stands: for its owner, and for whoever has its code and secret."""

from typing import NamedTuple

from chalice.app import Response

from chalicelib.dossier import Dossier, Printed, Status
from chalicelib.errors import Busy, Missing
from chalicelib.journey import citizen
from chalicelib.journey.common import case_of
from chalicelib.web.counter import name_of
from chalicelib.web.render import page, see_other
from chalicelib.web.routing import get, post
from chalicelib.web.story import Story, tell
from chalicelib.web.visit import Visit

WINDOW = 15 * 60
TRIES_CODE = 10
TRIES_ADDRESS = 60


class Proof(NamedTuple):
    """What a visitor who is not signed in has shown, to be shown again with each form."""

    code: str = ""
    secret: str = ""


def story_of(visit: Visit, dossier: Dossier) -> Story:
    """The story of a dossier with its procedure's name."""
    case = case_of(visit.world, dossier)
    return tell(dossier, case, name_of(visit.world, dossier.procedure), visit.world.calendar)


def owned(visit: Visit, id: str) -> Response:
    """One's own dossier; a draft opens where it is filled in."""
    dossier = citizen.mine(visit.world, visit.person, id)
    if dossier.status == Status.DRAFT:
        return see_other(visit, f"/ho-so/{id}/to-khai")
    return page(visit, "status.html", story=story_of(visit, dossier), proof=None)


def ask(visit: Visit) -> Response:
    """The form for code and secret."""
    return page(visit, "track.html", code=visit.query.get("ma", ""), fault=None)


def found(visit: Visit) -> Response:
    """The dossier with this code and secret."""
    proof = Proof(visit.form.one("ma").strip(), visit.form.one("bi_mat").strip())
    try:
        dossier = _tracked(visit, proof)
    except Missing as fault:
        return page(visit, "track.html", status=404, code=proof.code, fault=fault)
    links = [visit.world.files.link(paper.key) for paper in dossier.printed.values()]
    story = story_of(visit, dossier)
    return page(visit, "status.html", outside=links[:1], story=story, proof=proof)


def _tracked(visit: Visit, proof: Proof) -> Dossier:
    """Counts first, so that a secret cannot be found by trying. Raises Busy and Missing."""
    count = visit.world.records.count
    tries = count(f"track/{proof.code.upper()[:40]}", WINDOW)
    if tries > TRIES_CODE or count(f"track-from/{visit.ip}", WINDOW) > TRIES_ADDRESS:
        raise Busy(
            "too_many_tries",
            "Bạn đã thử quá nhiều lần. Hãy thử lại sau 15 phút.",
            "Too many tries. Try again in 15 minutes.",
        )
    return citizen.track(visit.world, proof.code, proof.secret)


def fetched(visit: Visit) -> Response:
    """A paper for whoever has code and secret."""
    proof = Proof(visit.form.one("ma").strip(), visit.form.one("bi_mat").strip())
    return _file(visit, _tracked(visit, proof), visit.form.one("giay"))


def download(visit: Visit, id: str, paper: str) -> Response:
    """A paper of one's own dossier."""
    return _file(visit, citizen.mine(visit.world, visit.person, id), paper)


def _file(visit: Visit, dossier: Dossier, paper: str) -> Response:
    """A link good for a minute: bytes never pass through here."""
    printed = printed_paper(dossier, paper)
    name = f"{dossier.code or dossier.id}-{printed.paper}.pdf"
    return see_other(visit, visit.world.files.link(printed.key, name))


def printed_paper(dossier: Dossier, paper: str) -> Printed:
    """The printed paper of this kind. Raises Missing."""
    printed = dossier.printed.get(paper)
    if printed is None:
        raise Missing("no_such_paper", "Hồ sơ không có giấy này.", "There is no such paper.")
    return printed


def withdraw(visit: Visit, id: str) -> Response:
    """Takes the dossier back."""
    reason = visit.form.one("ly_do")
    citizen.withdraw(visit.world, visit.person, visit.key, id, reason)
    return see_other(visit, f"/ho-so/{id}")


def rate(visit: Visit, id: str) -> Response:
    """Says how the service was."""
    score = visit.form.one("muc")
    number = int(score) if score in ("1", "2", "3") else 0
    citizen.rate(visit.world, visit.person, visit.key, id, number, visit.form.one("gop_y"))
    return see_other(visit, f"/ho-so/{id}")


ROUTES = (
    get("/tra-cuu", ask),
    post("/tra-cuu", found),
    post("/tra-cuu/giay", fetched),
    get("/ho-so/{id}", owned),
    get("/ho-so/{id}/giay/{paper}", download),
    post("/ho-so/{id}/rut", withdraw),
    post("/ho-so/{id}/danh-gia", rate),
)
