"""From a Lambda event to a verb and back. One structured log line per call, ids only.

A `Problem` leaves as an exception of the same name, which is what the state machines' retries
match: Later is retried, Poison is not.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import unquote_plus

from chalicelib.errors import Missing, Problem
from chalicelib.journey import anchor as anchoring
from chalicelib.journey import deliver, machine, printing, reading
from chalicelib.journey import sweep as sweeper
from chalicelib.ports import World

Json = dict[str, Any]


def on_upload(world: World, event: Mapping[str, Any]) -> Json:
    """SQS batch of S3 notifications; only the messages that failed come back."""
    failed = [m["messageId"] for m in event["Records"] if not _noticed(world, m)]
    _log("on_upload", messages=len(event["Records"]), failed=len(failed))
    return _failures(failed)


def _noticed(world: World, message: Mapping[str, Any]) -> bool:
    try:
        for key, version in _objects(json.loads(message["body"])):
            reading.uploaded(world, key, version)
    except Missing:
        return True  # news of a dossier we never had: nothing to retry
    except Problem:
        return False
    return True


def _objects(body: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    for record in body.get("Records", []):
        found = record["s3"]["object"]
        yield unquote_plus(found["key"]), found.get("versionId", "")


def open_paper(world: World, event: Mapping[str, Any]) -> Json:
    """{paper} -> {paper, pages: [{paper, sha, number}]}; no pages when the file was refused."""
    pages = reading.open_file(world, *_paper(event))
    _log("open_paper", paper=event["paper"], pages=len(pages))
    return {
        "paper": event["paper"],
        "pages": [{"paper": event["paper"], **page} for page in pages],
    }


def read_page(world: World, event: Mapping[str, Any]) -> Json:
    """{sha, number} -> the same, once its words are in the bucket."""
    from chalicelib import words

    _log("read_page", paper=event["paper"], number=event["number"])
    engines = words.engine(world.ocr_engine), words.LineReader()
    return reading.read_page(world, event["sha"], int(event["number"]), engines)


def find_fields(world: World, event: Mapping[str, Any]) -> Json:
    """{paper, pages} -> readings on the dossier."""
    from chalicelib import words

    pages = event["pages"]
    engines = words.engine(world.ocr_engine), words.LineReader()
    if pages:
        reading.find_fields(world, *_paper(event), pages, engines)
    _log("find_fields", paper=event["paper"], pages=len(pages))
    return {}


def park_paper(world: World, event: Mapping[str, Any]) -> Json:
    """{paper, error} -> the paper waits for a person."""
    reading.park(world, *_paper(event), event.get("error", {}))
    _log("park_paper", paper=event["paper"], error=event.get("error", {}).get("Error", ""))
    return {}


def next_step(world: World, event: Mapping[str, Any]) -> Json:
    """{dossier, epoch} -> {dossier, epoch, kind, step}."""
    here = machine.stand(world, event["dossier"], int(event["epoch"]))
    _log("next_step", dossier=event["dossier"], **here)
    return {"dossier": event["dossier"], "epoch": event["epoch"], **here}


def ask(world: World, event: Mapping[str, Any]) -> Json:
    """{dossier, epoch, step, token} -> a task is open, and whoever decides can ring the token."""
    machine.ask(world, event["dossier"], int(event["epoch"]), event["step"], event["token"])
    _log("ask", dossier=event["dossier"], step=event["step"])
    return {}


def park_dossier(world: World, event: Mapping[str, Any]) -> Json:
    """{dossier, epoch, error} -> an operator sees it."""
    error = event.get("error", {})
    machine.park(world, event["dossier"], int(event["epoch"]), error)
    _log("park_dossier", dossier=event["dossier"], error=error.get("Error", ""))
    return {}


def relay(world: World, event: Mapping[str, Any]) -> Json:
    """Stream batch of the table: new effects are delivered, everything else is passed over."""
    named = [_effect(record) for record in event["Records"]]
    for effect in named:
        if effect:
            _deliver(world, *effect)
    _log("relay", records=len(named))
    return _failures([])


def _effect(record: Mapping[str, Any]) -> tuple[str, int, str] | None:
    keys = record["dynamodb"]["Keys"]
    kind, _, rest = keys["SK"]["S"].partition("#")
    if record["eventName"] != "INSERT" or kind != "OUT":
        return None
    seq, _, sink = rest.partition("#")
    return keys["PK"]["S"].removeprefix("DOS#"), int(seq), sink


def _deliver(world: World, dossier: str, seq: int, sink: str) -> None:
    """A failed delivery is the sweeper's: its row stays pending, so the stream need not wait."""
    try:
        deliver.deliver(world, dossier, seq, sink)
    except Problem as problem:
        _log("undelivered", dossier=dossier, sink=sink, code=problem.code)


def print_paper(world: World, event: Mapping[str, Any]) -> Json:
    """{dossier, seq, sink} -> the paper is in the bucket and in the log."""
    printing.print_paper(world, event["dossier"], int(event["seq"]), event["sink"])
    _log("print_paper", dossier=event["dossier"], sink=event["sink"])
    return {}


def sweep(world: World, _event: Mapping[str, Any]) -> Json:
    """The minute's round."""
    done = sweeper.sweep(world)
    _log("sweep", **done)
    return done


def anchor(world: World, _event: Mapping[str, Any]) -> Json:
    """The hour's round: every day that is over is signed."""
    days = anchoring.anchor(world)
    _log("anchor", days=days)
    return {"days": days}


def _paper(event: Mapping[str, Any]) -> tuple[str, str, str]:
    dossier, slot, upload = event["paper"].split("/")
    return dossier, slot, upload


def _failures(ids: list[str]) -> Json:
    return {"batchItemFailures": [{"itemIdentifier": id} for id in ids]}


def _log(what: str, **facts: Any) -> None:
    print(json.dumps({"what": what, **facts}, ensure_ascii=False))
