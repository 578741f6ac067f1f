"""From a file in the bucket to readings beside the form: what the reading machine asks of us.

Only ids travel; page images and words lie in the bucket under the SHA-256 of the file.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from chalicelib import chain
from chalicelib.audit import digest
from chalicelib.dossier import SYSTEM, Dossier, Fact, Paper
from chalicelib.errors import Invalid, Refused
from chalicelib.journey.common import Order, act, case_of
from chalicelib.ports import World
from chalicelib.procedure import Case

if TYPE_CHECKING:
    from chalicelib.fields import Part
    from chalicelib.sheet import Box, Page, Word
    from chalicelib.words import Engine, LineReader
    from chalicelib.words.look import Look

ATTEMPTS = 2
Opener = Callable[[bytes, int], Sequence["Page"]]
"""A file's bytes and the most pages it may have, to its pages. Raises Refused."""


def uploaded(world: World, key: str, version: str) -> None:
    """News of an object in the bucket. A repeat, or news of a replaced upload, changes nothing."""
    _in, dossier, slot, upload = key.split("/")
    wish = Order(SYSTEM, digest("arrived", key))

    def decide(found: Dossier, _case: Case) -> Fact | None:
        paper = chain.paper_at(found, slot, upload)
        waits = paper is not None and paper.state == "expected"
        return chain.arrived(paper, version=version) if paper and waits else None

    act(world, dossier, wish, decide)


def name_of(dossier: str, slot: str, upload: str, attempt: int) -> str:
    """The execution's name: the same file is read once, however often we hear of it."""
    return digest("reading", dossier, slot, upload, attempt)[:40]


def open_file(
    world: World, dossier: str, slot: str, upload: str, opener: "Opener | None" = None
) -> list[dict[str, Any]]:
    """Cuts the file into page images. A file that cannot be taken is refused on the dossier, and
    gives no pages; a stale upload gives none either. `opener`: instead of the pages station."""
    found = world.records.load(dossier)
    paper = chain.paper_at(found, slot, upload)
    if paper is None or paper.state != "arrived":
        return []
    limit = _most_pages(world, found, paper)
    data = world.files.get(paper.key, paper.version)
    try:
        opened = (opener or _open)(data, limit)
    except Refused as refusal:
        _say(world, dossier, slot, upload, chain.file_refused(paper, refusal.code, refusal.text))
        return []
    sha = hashlib.sha256(data).hexdigest()
    return [_keep_page(world, sha, page) for page in opened]


def _open(data: bytes, most: int) -> Sequence["Page"]:
    from chalicelib import pages

    return pages.open_paper(data, max_pages=most)


def _most_pages(world: World, found: Dossier, paper: Paper) -> int:
    if paper.slot == chain.BUNDLE:
        return chain.most_pages(case_of(world, found))
    return int(_component(world, found, paper).max_pages)


def _component(world: World, found: Dossier, paper: Paper) -> Any:
    parts = case_of(world, found).components
    return next(part for part in parts if part.key == paper.component)


def _keep_page(world: World, sha: str, page: "Page") -> dict[str, Any]:
    world.files.put(page_key(sha, page.number), page.image, page.media_type)
    facts = json.dumps(page.to_json(), ensure_ascii=False).encode()
    world.files.put(f"pages/{sha}/{page.number}.json", facts, "application/json")
    return {"sha": sha, "number": page.number}


def page_key(sha: str, number: int) -> str:
    """Where the image of a page lies."""
    return f"pages/{sha}/{number}.png"


def read_page(
    world: World, sha: str, number: int, engines: "tuple[Engine, Engine]"
) -> dict[str, Any]:
    """Reads one page into words with both readers, once for a given file."""
    from chalicelib import fields, words
    from chalicelib.sheet import Page

    place = f"words/{sha}/{number}.json"
    if not world.files.version(place):
        facts = json.loads(world.files.get(f"pages/{sha}/{number}.json"))
        page = Page.from_json(facts, world.files.get(page_key(sha, number)))
        printed = fields.printed_by(fields.readers())
        rows = [word.to_json() for word in words.read(page, *engines, printed)]
        world.files.put(place, json.dumps(rows, ensure_ascii=False).encode(), "application/json")
    return {"sha": sha, "number": number}


def find_fields(
    world: World,
    dossier: str,
    slot: str,
    upload: str,
    read: list[Mapping[str, Any]],
    engines: "tuple[Engine, LineReader] | None" = None,
) -> None:
    """Understands the words of all pages and writes the readings beside the form.

    `engines` look once more at places where the two readers do not agree; without them nobody does.
    """
    found = world.records.load(dossier)
    paper = chain.paper_at(found, slot, upload)
    if paper is None or paper.state != "arrived":
        return
    from chalicelib import fields

    if not read:
        raise Invalid("no_pages", "Giấy không có trang nào đọc được.", "No page could be read.")
    sha = read[0]["sha"]
    numbers = sorted(page["number"] for page in read)
    texts = [_words(world, sha, number) for number in numbers]
    rows = [_size(world, sha, number) for number in numbers]
    rows = _sent_before(world, found, paper, rows, texts)
    look = _look(world, sha, engines) if engines else None
    if paper.slot == chain.BUNDLE:
        fact = chain.sorted_out(found, case_of(world, found), paper, _parts(texts, rows, look))
        _say(world, dossier, slot, upload, fact)
        return
    expected = _component(world, found, paper).reader
    finding = fields.find(texts, fields.readers(), expected=expected, look=look)
    fact = chain.was_read(
        paper,
        reader=finding.reader,
        pages=rows,
        readings=[reading.to_json() for reading in finding.readings],
    )
    _say(world, dossier, slot, upload, fact)


def _look(world: World, sha: str, engines: "tuple[Engine, LineReader]") -> "Look":
    from chalicelib.words.look import Look

    return Look(lambda number: world.files.get(page_key(sha, number)), *engines)


def _parts(
    texts: list[list["Word"]], rows: list[dict[str, Any]], look: "Look | None"
) -> list[dict[str, Any]]:
    """The papers of a bundle: each with the pages that are its own and what they say."""
    from chalicelib import fields

    known = fields.readers()
    parts = fields.split(texts, known, fields.find)
    return [_part(part, texts, rows, look) for part in parts]


def _part(
    part: "Part", texts: list[list["Word"]], rows: list[dict[str, Any]], look: "Look | None"
) -> dict[str, Any]:
    from chalicelib import fields

    # A look counts the pages of the whole file, a part its own.
    own = partial(_look_within, look, part.pages) if look else None
    find = partial(fields.find, look=own)
    finding = fields.read_part(part, texts, fields.readers(), find)
    return {
        "reader": part.reader,
        "pages": [rows[number - 1] for number in part.pages],
        "readings": [reading.to_json() for reading in finding.readings],
    }


def _look_within(
    look: "Look", pages: Sequence[int], page: int, lines: "Sequence[Box]", source: str
) -> tuple[str, float]:
    return look(pages[page - 1], lines, source)


def _words(world: World, sha: str, number: int) -> list["Word"]:
    from chalicelib.sheet import Word

    rows = json.loads(world.files.get(f"words/{sha}/{number}.json"))
    return [Word.from_json(row) for row in rows]


def _size(world: World, sha: str, number: int) -> dict[str, Any]:
    facts = json.loads(world.files.get(f"pages/{sha}/{number}.json"))
    return {
        "sha": sha,
        "number": number,
        "width": facts["width"],
        "height": facts["height"],
        "verdict": facts.get("verdict", ""),
    }


def _sent_before(
    world: World,
    found: Dossier,
    paper: Paper,
    rows: list[dict[str, Any]],
    texts: list[list["Word"]],
) -> list[dict[str, Any]]:
    """The rows; a page that another paper of the dossier has too names it, and is kept.

    {..., "like": {"component", "number"}}: shown to people, decided on by nobody.
    """
    from chalicelib.pages.likeness import same_page

    others = [
        ({"component": one.component, "number": page["number"]}, _said(world, page))
        for one in found.papers.values()
        if one.slot != paper.slot
        for page in one.pages
    ]
    marked = []
    for row, words in zip(rows, texts, strict=True):
        mine = _first_view(words)
        like = next((name for name, theirs in others if same_page(mine, theirs)), None)
        marked.append({**row, "like": like} if like else row)
    return marked


def _said(world: World, page: Mapping[str, Any]) -> list[str]:
    """The words of a page of another paper; none when it was never read."""
    if not world.files.version(f"words/{page['sha']}/{page['number']}.json"):
        return []
    return _first_view(_words(world, page["sha"], page["number"]))


def _first_view(words: list["Word"]) -> list[str]:
    """What one reader says: two readings of a word would count as two words."""
    return [word.text for word in words if word.source in ("layer", "ocr", "lent")]


def park(world: World, dossier: str, slot: str, upload: str, error: Mapping[str, Any]) -> None:
    """The machine could not read this paper: a person will."""
    code = str(error.get("Error", "unknown"))[:100]
    found = world.records.load(dossier)
    paper = chain.paper_at(found, slot, upload)
    if paper is not None and paper.state == "arrived":
        fact = chain.park_paper(paper, code, _pages_kept(world, paper))
        _say(world, dossier, slot, upload, fact)


def _pages_kept(world: World, paper: Paper) -> list[dict[str, Any]]:
    """The pages that were cut before reading failed; none when the file could not be opened."""
    sha = hashlib.sha256(world.files.get(paper.key, paper.version)).hexdigest()
    found: list[dict[str, Any]] = []
    while world.files.version(f"pages/{sha}/{len(found) + 1}.json"):
        found.append(_size(world, sha, len(found) + 1))
    return found


def again(world: World, dossier: str, slot: str, upload: str) -> None:
    """A reading that went missing is started once more; after that a person must look."""
    found = world.records.load(dossier)
    paper = chain.paper_at(found, slot, upload)
    if paper is None or paper.state != "arrived":
        return
    if paper.attempt >= ATTEMPTS:
        park(world, dossier, slot, upload, {"Error": "reading_vanished"})
        return
    wish = Order(SYSTEM, digest("again", dossier, slot, upload, paper.attempt))
    fact = chain.arrived(paper, version=paper.version, attempt=paper.attempt + 1)
    act(world, dossier, wish, lambda d, _case: fact if _still(d, paper) else None)


def _say(world: World, dossier: str, slot: str, upload: str, fact: Fact) -> None:
    """Writes the outcome of a reading, unless the paper was replaced or already has one."""

    def decide(found: Dossier, _case: Case) -> Fact | None:
        paper = chain.paper_at(found, slot, upload)
        return fact if paper is not None and paper.state == "arrived" else None

    act(world, dossier, Order(SYSTEM, digest(fact.kind, dossier, slot, upload)), decide)


def _still(found: Dossier, paper: Paper) -> bool:
    return found.papers.get(paper.slot) == paper
