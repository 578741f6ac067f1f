"""The site of the tests on a real port, with the sample papers really read: to look at it.

``python -m tests.web.serve 8765``: people sign in by name at /vao/<name> (citizen, counter,
appraiser, leader, clerk, police, insurance). Bucket links are served under /kho/.
"""

import http.server
import json
import pickle
import sys
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from chalicelib import entry
from chalicelib.journey import citizen, officer, reading
from chalicelib.ports import Upload
from tests.web.site import Site
from tests.worlds import story
from tests.worlds.memory import MemoryFiles, Play

SAMPLES = Path(__file__).parents[2] / "local" / "samples" / "finished"
BASE = "/api"
PAPERS = {
    "live_birth_certificate": "giay-chung-sinh.jpg",
    "declaration": "to-khai-khai-sinh.pdf",
    "mother_card": "can-cuoc-me.jpg",
}
EVERYBODY = (
    story.COUNTER,
    story.APPRAISER,
    story.LEADER,
    story.CLERK,
    story.POLICEMAN,
    story.INSURER,
)


class ServedFiles(MemoryFiles):
    """Files whose links this very server answers."""

    root = ""

    def upload_form(self, key: str, max_bytes: int) -> Upload:
        return Upload(f"{self.root}/gui", {"key": key}, max_bytes)

    def link(self, key: str, name: str = "") -> str:
        return f"{self.root}/kho/{quote(key)}"


def read_papers(play: Play, id: str, cache: Path) -> None:
    """Sends the sample papers and reads them with tesseract, once: the result is kept."""
    if cache.exists():
        play.files.held.update(pickle.loads(cache.read_bytes()))
    for component, name in PAPERS.items():
        form = citizen.slot(play.world, story.CITIZEN, f"u-{component}", id, component)
        play.files.held[form.fields["key"]] = (SAMPLES / name).read_bytes()
        reading.uploaded(play.world, form.fields["key"], "v1")
        upload = play.records.load(id).papers[component].upload
        paper = f"{id}/{component}/{upload}"
        opened = entry.open_paper(play.world, {"paper": paper})["pages"]
        pages = [entry.read_page(play.world, page) for page in opened]
        entry.find_fields(play.world, {"paper": paper, "pages": pages})
    cache.write_bytes(pickle.dumps(play.files.held))


def truth() -> dict[str, str]:
    """The form as the sample family would fill it in, with one slip of the pen."""
    said = json.loads((SAMPLES / "truth.json").read_text())
    notice, card = said["live_birth_certificate"]["fields"], said["mother_card"]["fields"]
    paper = said["declaration"]["fields"]
    form = {key: row["value"] for key, row in paper.items() if key in story.FORM}
    form |= {key: notice[key]["value"] for key in ("certificate_number",)}
    form |= {"mother_personal_number": card["personal_number"]["value"]}
    form |= {"mother_residence": paper["mother_residence"]["value"], "mother_birth_year": "1997"}
    return {**story.FORM, **form}


def scene(play: Play, cache: Path, key: str) -> str:
    """A dossier of the citizen's, declared, papers read."""
    id = story.draft(play, key).id
    citizen.declare(play.world, story.CITIZEN, f"form-{key}", id, truth())
    read_papers(play, id, cache)
    return id


def scenes(play: Play, cache: Path) -> dict[str, str]:
    """One dossier at each place worth looking at."""
    names = ("draft", "sent", "appraise", "approve", "handoff", "asked", "done")
    found = {name: scene(play, cache, name) for name in names}
    for name in names[1:]:
        citizen.submit(play.world, story.CITIZEN, f"s-{name}", found[name])
        play.turn()
    walk = (story.COUNTER, story.APPRAISER, story.LEADER, story.CLERK)
    for name, steps in {"appraise": 1, "approve": 2, "handoff": 4, "done": 4, "asked": 1}.items():
        for person in walk[:steps]:
            story.decide(play, person, found[name])
            play.turn()
    _ask(play, found["asked"])
    for person, party in ((story.POLICEMAN, "police"), (story.INSURER, "insurance")):
        story.answer(play, person, found["done"], party)
        play.turn()
    story.decide(play, story.COUNTER, found["done"])
    play.turn()
    rows = play.records.inbox(story.POLICE)
    return {**found, "ho": rows[0].handoff}


def _ask(play: Play, id: str) -> None:
    seen = play.records.load(id)
    items = [
        {"component": "mother_card", "reason": "Ảnh mờ ở dòng số định danh, chụp lại gần hơn."}
    ]
    officer.ask_supplement(
        play.world, story.APPRAISER, "ask", id, "appraise", seen.version, items=items
    )
    play.turn()


def handler(site: Site) -> type[http.server.BaseHTTPRequestHandler]:
    files = site.play.files

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            if path.startswith("/kho/"):
                return self._send(200, {}, files.held[unquote(path[5:])])
            if path.startswith("/vao/"):
                return self._enter(path[5:])
            return self._call("GET")

        def do_POST(self) -> None:
            if self.path == "/gui":
                return self._take()
            self._call("POST")
            return site.play.turn()

        def _take(self) -> None:
            """What the bucket does with a form; the paper then counts as arrived, never as read."""
            body = self.rfile.read(int(self.headers["content-length"]))
            key = body.split(b'name="key"\r\n\r\n')[1].split(b"\r\n")[0].decode()
            files.held[key] = body
            reading.uploaded(site.play.world, key, "v1")
            self._send(303, {"Location": [f"{BASE}/ho-so/{key.split('/')[1]}/giay-to"]}, b"")

        def _enter(self, name: str) -> None:
            first = site.call("GET", "/dang-nhap")
            state = site.issuer.asked["state"]
            cookie = first.header("set-cookie").split(";")[0]
            target = f"/signed-in?code={name}&state={state}"
            answer = site.call("GET", target, headers={"cookie": cookie})
            self._send(303, answer.headers, b"")

        def _call(self, method: str) -> None:
            size = int(self.headers.get("content-length") or 0)
            body = self.rfile.read(size).decode()
            headers = {name.lower(): value for name, value in self.headers.items()}
            try:
                answer = site.call(method, self.path.removeprefix(BASE), headers=headers, body=body)
            except LookupError:
                return self._send(404, {}, b"no route")
            return self._send(answer.status, answer.headers, answer.body.encode())

        def _send(self, status: int, headers: dict[str, list[str]], body: bytes) -> None:
            self.send_response(status)
            for name, values in headers.items():
                for value in values:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: Any) -> None:
            return

    return Handler


def serve(port: int, cache: Path) -> None:
    """Serves until stopped, and prints what there is to see."""
    play = Play()
    files = ServedFiles()
    files.root = f"http://127.0.0.1:{port}"
    play.files = files
    object.__setattr__(play.world, "files", files)
    object.__setattr__(play.world, "public_url", f"{files.root}{BASE}")
    site = Site(play)
    site.add(*EVERYBODY)
    print(json.dumps(scenes(play, cache)), flush=True)
    http.server.ThreadingHTTPServer(("127.0.0.1", port), handler(site)).serve_forever()


if __name__ == "__main__":
    serve(int(sys.argv[1]), Path(tempfile.gettempdir()) / "motcua-scene.pickle")
