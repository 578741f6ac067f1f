"""The rows beside the log: a pure function of the dossier, so a commit writes only what changed.

PK                    SK                 GPK (index Due)          GSK
DOS#<id>              META               OWNER#<person>           started
DOS#<id>              EV#<seq>
DOS#<id>              OUT#<seq>#<sink>   OUT#PENDING              next attempt
DOS#<id>              TASK               QUEUE#<agency>#<role>    due
DOS#<id>              TOLD               QUEUE#<agency>#director  due
DOS#<id>              HO#<party>         INBOX#<agency>           due
DOS#<id>              WATCH              WATCH                    when to look again
DOS#<id>              TOKEN#<epoch>#<step>
CODE#<code>           CODE
CMD#<command>         CMD
SERIES#<series>       SERIES
PERSON#<id>           AT#<agency>        PEOPLE#<agency>          name
PERSON#<id>           ABSENCE
PERSON#<substitute>   STANDS#<absent>
PERSON#<id> CLIENT#<id> AGENCY#<code> SESSION#<id> NOTE#<key> COUNT#<key>
"""

import json
from collections.abc import Mapping
from typing import Any

from chalicelib import chain
from chalicelib.dossier import Dossier, Event, Status, from_json, plain, to_json
from chalicelib.ports import Out, Row

Item = dict[str, Any]
"""Attribute values are str or int; anything richer is JSON in ``body``."""
Key = tuple[str, str]
HEAD = "director"
"""The role of whoever heads a one-stop centre."""


def partition(dossier: str) -> str:
    """The partition key of a dossier."""
    return f"DOS#{dossier}"


def state_rows(dossier: Dossier) -> dict[Key, Item]:
    """Every row that follows from the dossier's state alone, by (PK, SK)."""
    items = [_meta(dossier), *_watch(dossier), *_task(dossier), *_handoffs(dossier)]
    items += _lookups(dossier)
    return {(item["PK"], item["SK"]): item for item in items}


def dossier_of(item: Mapping[str, Any]) -> Dossier:
    """The dossier of its META row."""
    return from_json(json.loads(item["body"]))


def event_row(dossier: str, event: Event) -> Item:
    """One event of the log."""
    body = json.dumps(event.to_json(), ensure_ascii=False, sort_keys=True)
    return {"PK": partition(dossier), "SK": f"EV#{event.seq:06d}", "body": body}


def event_of(item: Mapping[str, Any]) -> Event:
    """The event of its row."""
    return Event.from_json(json.loads(item["body"]))


def out_row(out: Out) -> Item:
    """One effect; only a pending one stands in the index."""
    item = {
        "PK": partition(out.dossier),
        "SK": f"OUT#{out.seq:06d}#{out.sink}",
        "state": out.state,
        "body": json.dumps(plain(out), ensure_ascii=False, sort_keys=True),
    }
    return item | ({"GPK": "OUT#PENDING", "GSK": out.next_at} if out.state == "PENDING" else {})


def out_of(item: Mapping[str, Any]) -> Out:
    """The effect of its row."""
    return Out(**json.loads(item["body"]))


def list_row(item: Mapping[str, Any]) -> Row:
    """One line of a work list."""
    return Row(**json.loads(item["row"]))


def _meta(dossier: Dossier) -> Item:
    return {
        "PK": partition(dossier.id),
        "SK": "META",
        "GPK": f"OWNER#{dossier.owner}",
        "GSK": dossier.started_at,
        "version": dossier.version,
        "body": json.dumps(to_json(dossier), ensure_ascii=False, sort_keys=True),
        "row": _row(dossier, dossier.task.kind if dossier.task else "", dossier.due),
    }


def _watch(dossier: Dossier) -> list[Item]:
    when = chain.look_again(dossier)
    item = {"PK": partition(dossier.id), "SK": "WATCH", "GPK": "WATCH", "GSK": when}
    return [item] if when else []


def _task(dossier: Dossier) -> list[Item]:
    """Where somebody works on it: whoever waits for other agencies need not, until one is late."""
    task = dossier.task
    if task is None or not task.agency:
        return []
    asked = task.kind in chain.PARALLEL
    late = any(row.late_at and not row.outcome for row in dossier.handoffs.values())
    if asked and not late:
        return []
    mine = _queued(dossier, "TASK", task.agency, task.role)
    return [mine, _queued(dossier, "TOLD", dossier.receiver, HEAD)] if asked else [mine]


def _queued(dossier: Dossier, sk: str, agency: str, role: str) -> Item:
    """A line of the work list of a role at an agency. The head of the one-stop is told of agencies
    that let their time pass (NĐ 61/2018 Đ19.5b)."""
    kind, due = (dossier.task.kind, dossier.task.due) if dossier.task else ("", "")
    where = {"GPK": f"QUEUE#{agency}#{role}", "GSK": due}
    return {"PK": partition(dossier.id), "SK": sk, **where, "row": _row(dossier, kind, due)}


def _handoffs(dossier: Dossier) -> list[Item]:
    items = []
    for row in dossier.handoffs.values():
        item = {
            "PK": partition(dossier.id),
            "SK": f"HO#{row.party}",
            "body": json.dumps(plain(row), ensure_ascii=False, sort_keys=True),
            "row": _row(dossier, "hand_off", row.due, row.id, row.asked_at, row.code),
        }
        closed = row.outcome or dossier.status in (Status.WITHDRAWN, Status.STOPPED)
        items.append(item if closed else item | {"GPK": f"INBOX#{row.agency}", "GSK": row.due})
    return items


def _lookups(dossier: Dossier) -> list[Item]:
    names = [dossier.code] if dossier.code else []
    names += [f"handoff/{row.id}" for row in dossier.handoffs.values()]
    names += [row.code for row in dossier.handoffs.values() if row.code]
    return [{"PK": f"CODE#{name}", "SK": "CODE", "dossier": dossier.id} for name in names]


def _row(
    dossier: Dossier, kind: str, due: str, handoff: str = "", since: str = "", child: str = ""
) -> str:
    row = Row(
        dossier=dossier.id,
        code=dossier.code,
        procedure=dossier.procedure,
        applicant=dossier.form.get("requester_name") or dossier.owner_name,
        kind=kind,
        step=dossier.step,
        since=since or dossier.since or dossier.started_at,
        due=due,
        handoff=handoff,
        status=int(dossier.status),
        child=child,
        total=dossier.due,
        holder=dossier.task.holder if dossier.task else "",
    )
    return json.dumps(plain(row), ensure_ascii=False, sort_keys=True)


def dead_row(out: Out) -> Item:
    """What shows a dead effect to operators."""
    key = {"PK": partition(out.dossier), "SK": f"DEAD#{out.seq:06d}#{out.sink}"}
    return {**key, "GPK": "DEAD", "GSK": out.next_at, "reason": out.error}
