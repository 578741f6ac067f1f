"""One family's dossier, walked by people at browsers: the demonstration, and the tests' long way.

Nothing here knows the stores: every act goes through a page or the published API.
"""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from chalicelib.procedure import Case, catalogue
from local.people import PASSWORD
from local.visitor import Form, Page, Visitor

PROCEDURE = "3.000722"
CASE = "linked"
COMMUNE = "H49.101"
FINISHED = Path(__file__).parent / "samples" / "finished"
SECONDS = 180
T = TypeVar("T")
LOOK = 0.5
SAID = {
    "requester_phone": "0912345678",
    "requester_email": "gia-dinh-mau@example.vn",
    "household_head_name": "Nguyễn Văn Chủ Hộ",
    "household_relation": "Cháu",
    "insurance_hospital": "Bệnh viện Sản Nhi Quảng Ninh",
    "child_personal_number": "022326001234",
}
"""What only the people themselves know; everything else stands on their papers. DỮ LIỆU MẪU."""


class TooSlow(AssertionError):
    """What was waited for did not come."""


def until(
    look: Callable[[], T | None], what: str, seconds: float = SECONDS, every: float = LOOK
) -> T:
    """The first thing `look` gives, asked `every` so many seconds. Raises TooSlow at the end."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        found = look()
        if found:
            return found
        time.sleep(every)
    raise TooSlow(f"waited {seconds:.0f} s for {what}")


def truth() -> dict[str, Any]:
    """What stands on the finished sample papers, by component."""
    found: dict[str, Any] = json.loads((FINISHED / "truth.json").read_text())
    return found


def answers(case: Case, papers: Mapping[str, Any]) -> dict[str, str]:
    """What this family would write into the form: what its papers say, and what only it knows."""
    said = dict(SAID)
    for one in case.form:
        for proof in one.proof:
            component, _, key = proof.partition(".")
            found = papers.get(component, {}).get("fields", {}).get(key)
            if found and one.key not in said:
                said[one.key] = found["value"]
    return said


@dataclass
class Walk:
    """One dossier on its way. `base` is where the pages are; `variant` is the procedure's case.

    `applicant` is who sits at the citizen's pages: at the counter an officer does it for them.
    """

    base: str
    id: str = ""
    code: str = ""
    procedure: str = PROCEDURE
    variant: str = CASE
    applicant: str = "citizen"
    told: Callable[[str], None] = print
    browsers: dict[str, Visitor] = field(default_factory=dict)

    def at(self, login: str) -> Visitor:
        """This person's browser, signed in."""
        if login not in self.browsers:
            visitor = Visitor(self.base)
            visitor.sign_in(login, PASSWORD)
            self.browsers[login] = visitor
        return self.browsers[login]

    @property
    def case(self) -> Case:
        """The case being walked."""
        found = next(one for one in catalogue() if one.code == self.procedure)
        return found.case(self.variant)

    def start(self) -> None:
        """The citizen signs in and begins."""
        citizen = self.at(self.applicant)
        page = citizen.get(f"/thu-tuc/{self.procedure}")
        form = page.form(action=f"/thu-tuc/{self.procedure}", has="decider")
        page = citizen.send(page, form, {"decider": COMMUNE, "case": self.variant})
        self.id = _part_after(page, "/ho-so/")
        self.told(f"citizen started dossier {self.id}")

    def send_papers(self, papers: Mapping[str, tuple[str, bytes]]) -> None:
        """Each paper goes into its own slot, straight to the bucket."""
        for component, (name, data) in papers.items():
            self.send_paper(component, name, data)

    def send_paper(self, component: str, name: str, data: bytes) -> Page:
        """One paper; the page that the citizen sees after it."""
        citizen = self.at(self.applicant)
        page = citizen.get(f"/ho-so/{self.id}/giay-to")
        page = citizen.send(page, page.form(action=f"/giay-to/{component}"))
        form = next(one for one in page.forms if component in one.fields.get("key", ""))
        after = citizen.upload(page, form, name, data)
        self.told(f"citizen sent {name} ({len(data) // 1024} KB)")
        return after

    def papers(self) -> dict[str, str]:
        """How each paper stands."""
        raw = self.at(self.applicant).fetch(f"{self.base}/ho-so/{self.id}/giay-to-json")
        found: dict[str, str] = json.loads(raw)
        return found

    def wait_read(self) -> dict[str, str]:
        """Until every paper has been read, refused or parked."""

        def settled() -> dict[str, str] | None:
            states = self.papers()
            open_ones = {"expected", "arrived"} & set(states.values())
            return None if open_ones else states

        states = until(settled, "the papers to be read")
        self.told(f"papers: {', '.join(f'{k} {v}' for k, v in states.items())}")
        return states

    def declare(self, said: Mapping[str, str]) -> None:
        """The citizen fills the form in, part by part."""
        citizen = self.at(self.applicant)
        page = citizen.get(f"/ho-so/{self.id}/to-khai")
        while "/to-khai" in page.url:
            form = page.form(action="/to-khai")
            wanted = {
                name: said[name.removeprefix("v_")]
                for name in form.names
                if name.removeprefix("v_") in said
            }
            page = citizen.send(page, form, wanted)
        self.told("citizen declared the form")

    def submit(self) -> None:
        """The citizen looks at what was read and hands the dossier in."""
        citizen = self.at(self.applicant)
        page = citizen.get(f"/ho-so/{self.id}/kiem-tra")
        page = citizen.send(page, page.form(action="/kiem-tra", has="do"), press="do=nop")
        if "/da-nop" not in page.url:
            raise AssertionError(f"not handed in: {page.text}")
        self.told("citizen handed the dossier in")

    def officer(self, login: str, press: str) -> None:
        """The officer whose turn it is opens the dossier from the queue and does `press`."""
        visitor = self.at(login)
        link = until(lambda: self._in_queue(visitor), f"the dossier in the queue of {login}")
        page = visitor.get(link)
        form = page.form(action=f"/can-bo/ho-so/{self.id}", has="do")
        after = visitor.send(page, form, self._ticks(form), press=press)
        if after.status >= 400 or after.url.rstrip("/").endswith(self.id):
            raise AssertionError(f"{login} could not {press}: {after.status} {after.text}")
        self.told(f"{login}: {press.partition('=')[2]}")

    def _in_queue(self, visitor: Visitor) -> str:
        page = visitor.get("/can-bo")
        return next((href for href, _words in page.links if self.id in href), "")

    def _ticks(self, form: Form) -> dict[str, str]:
        """Vouches for every field of a review form one by one, having looked at each."""
        boxes = [name for name in form.names if name.startswith("ok_")]
        numbers = {"v_child_personal_number": SAID["child_personal_number"]}
        given = {name: value for name, value in numbers.items() if name in form.names}
        return given | dict.fromkeys(boxes, "one")

    def find_code(self) -> str:
        """The dossier's code, as its citizen sees it."""

        def seen() -> str:
            text = self.at(self.applicant).get(f"/ho-so/{self.id}").text
            return next((w for w in text.split() if w.count("-") == 2 and w[0] == "H"), "")

        self.code = until(seen, "the dossier's code")
        return self.code

    def answer_by_page(self, login: str, number: str) -> None:
        """An agency answers from its inbox page."""
        visitor = self.at(login)

        def waiting() -> str:
            page = visitor.get("/co-quan")
            ours = [href for href, words in page.links if self.code in words]
            return next((href for href in ours if "/co-quan/" in href), "")

        page = visitor.get(until(waiting, f"the hand-off in the inbox of {login}"))
        form = page.form(action="/co-quan/", has="so")
        after = visitor.send(page, form, {"so": number}, press="do=done")
        if after.status >= 400:
            raise AssertionError(f"{login} could not answer: {after.text}")
        self.told(f"{login} answered from its inbox: {number}")

    def results(self, names: tuple[str, ...], folder: Path) -> list[Path]:
        """Downloads the papers with these names, waiting until each has been printed."""
        folder.mkdir(parents=True, exist_ok=True)
        citizen = self.at(self.applicant)
        paths = []
        for name in names:
            link = until(lambda name=name: self._paper(name), f"the paper {name}")  # type: ignore[misc]
            path = folder / f"{name}.pdf"
            path.write_bytes(citizen.fetch(link))
            paths.append(path)
        self.told(f"citizen downloaded {len(paths)} papers")
        return paths

    def _paper(self, name: str) -> str:
        page = self.at(self.applicant).get(f"/ho-so/{self.id}")
        return next((href for href, _w in page.links if href.endswith(f"/giay/{name}")), "")

    def rate(self, score: str) -> None:
        """The citizen says how it went."""
        citizen = self.at(self.applicant)
        page = citizen.get(f"/ho-so/{self.id}")
        citizen.send(page, page.form(action="/danh-gia"), {"muc": score})
        self.told("citizen rated the service")


def _part_after(page: Page, mark: str) -> str:
    """The part of the page's address after `mark`."""
    if mark not in page.url:
        raise AssertionError(f"{page.url} ({page.status}): {page.text}")
    return page.url.split(mark)[1].split("/")[0]


def finished_papers() -> dict[str, tuple[str, bytes]]:
    """The finished sample papers, by component."""
    return {
        component: (row["file"], (FINISHED / row["file"]).read_bytes())
        for component, row in truth().items()
    }


def send_sample(base: str, told: Callable[[str], None]) -> Walk:
    """A sample dossier on its way: papers sent and read, form declared, handed in."""
    walk = Walk(base, told=told)
    walk.start()
    walk.send_papers(finished_papers())
    walk.wait_read()
    walk.declare(answers(walk.case, truth()))
    walk.submit()
    return walk
