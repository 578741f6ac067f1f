"""How a new calendar changes what is open: the due time, the open step, agencies, papers asked."""

from collections.abc import Mapping
from dataclasses import replace

from chalicelib.dossier.course import Apply, promised
from chalicelib.dossier.facts import Dossier, Event, Supplement


def _recounted(dossier: Dossier, event: Event) -> Dossier:
    data = event.data
    after = promised(dossier, event)
    task = after.task
    rows = {party: replace(after.handoffs[party], due=due) for party, due in data["asked"].items()}
    return replace(
        after,
        calendar=data["calendar"],
        overdue=data["overdue"],
        task=replace(task, due=data["step"]) if task and data["step"] else task,
        handoffs={**after.handoffs, **rows},
        supplements=_waited(after, data["papers"]),
    )


def _waited(dossier: Dossier, until: str) -> tuple[Supplement, ...]:
    if not until:
        return dossier.supplements
    return (*dossier.supplements[:-1], replace(dossier.supplements[-1], due=until))


APPLY: Mapping[str, Apply] = {"recounted": _recounted}
