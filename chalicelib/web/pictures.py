"""Page images as pages show them: links good for a minute, and the window of each field."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from chalicelib.dossier import Dossier
from chalicelib.errors import Text
from chalicelib.pages.verdict import advice
from chalicelib.ports import World
from chalicelib.review import Source
from chalicelib.web.render import origin

PAD_X, PAD_Y = 8, 10
SHORTEST = 42
"""Pixels a crop is high at least, so that a thin box still shows its letters whole."""


class Shot(NamedTuple):
    """One page of one paper: where to load it, and how large it is."""

    component: str
    sha: str
    number: int
    width: int
    height: int
    link: str
    verdict: str = ""
    seen: bool = False
    """Whether the very same page was sent before, in this paper or an earlier one."""

    @property
    def advice(self) -> Text | None:
        """What keeps the page from being read well, if anything."""
        return advice(self.verdict)

    @property
    def id(self) -> str:
        """Unique within a page of ours."""
        return f"{self.sha[:8]}-{self.number}"


class Gallery(NamedTuple):
    """Every page image of a dossier, in the order of its papers."""

    shots: tuple[Shot, ...]

    @property
    def origins(self) -> list[str]:
        """Where the images come from, for the security policy."""
        return sorted({origin(shot.link) for shot in self.shots})

    def of(self, page: Mapping[str, Any]) -> Shot | None:
        """The image of a source's page."""
        wanted = (page.get("sha"), page.get("number"))
        return next((one for one in self.shots if (one.sha, one.number) == wanted), None)

    def under(self, component: str) -> list[Shot]:
        """The pages of one component paper."""
        return [one for one in self.shots if one.component == component]

    def window(self, source: Source) -> str:
        """The viewBox that shows a source's box with a little air, or nothing."""
        if source.box is None:
            return ""
        return " ".join(str(round(number)) for number in frame(source.box))


def gallery(world: World, dossier: Dossier) -> Gallery:
    """The images of every page that was cut from the dossier's papers."""
    rows = [(paper, page) for paper in dossier.papers.values() for page in paper.pages]
    first = {_same(page): place for place, (_, page) in reversed([*enumerate(rows)])}
    shots = [
        Shot(
            component=paper.component,
            sha=page["sha"],
            number=page["number"],
            width=page["width"],
            height=page["height"],
            link=world.files.link(image_key(page["sha"], page["number"])),
            verdict=page.get("verdict", ""),
            seen=bool(page.get("like")) or first[_same(page)] != place,
        )
        for place, (paper, page) in enumerate(rows)
    ]
    return Gallery(tuple(shots))


def _same(page: Mapping[str, Any]) -> tuple[str, int]:
    """Equal for one page of one file, into whichever slot it was sent."""
    return page["sha"], page["number"]


def image_key(sha: str, number: int) -> str:
    """Where the image of a page lies in the bucket."""
    return f"pages/{sha}/{number}.png"


def frame(box: Sequence[int]) -> tuple[float, float, float, float]:
    """x, y, width, height around a box (x0, y0, x1, y1)."""
    x0, y0, x1, y1 = box
    height = max(y1 - y0 + 2 * PAD_Y, SHORTEST)
    middle = (y0 + y1) / 2
    return x0 - PAD_X, middle - height / 2, x1 - x0 + 2 * PAD_X, height
