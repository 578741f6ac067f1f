"""The table of everything that can go wrong: each call of each port x each kind of fault."""

from collections import Counter
from collections.abc import Iterator, Sequence

from chalicelib import ports
from local.progress import table
from local.storm.dice import CALL_KINDS, NEWS_KINDS

PORTS = {
    "records": ports.Records,
    "files": ports.Files,
    "machines": ports.Machines,
    "printer": ports.Printer,
    "post": ports.Post,
    "mail": ports.Mail,
    "signers": ports.Signers,
    "webhooks": ports.Webhooks,
}
CHANNELS = ("stream", "upload", "printer")
Met = Counter[tuple[str, str]]


def points() -> tuple[str, ...]:
    """Every call of every port, by the ports' own definition: a new method is one more point."""
    return tuple(f"{name}.{call}" for name, port in PORTS.items() for call in _calls(port))


def _calls(port: type) -> Iterator[str]:
    return (name for name in vars(port) if not name.startswith("_"))


def cells() -> tuple[tuple[str, str], ...]:
    """Every (point, kind of fault)."""
    calls = [(point, kind) for point in points() for kind in CALL_KINDS]
    return (*calls, *((f"news.{name}", kind) for name in CHANNELS for kind in NEWS_KINDS))


def coverage(met: Met) -> str:
    """The table as people read it, with what was never met."""
    wanted = cells()
    missing = [f"{point} x {kind}" for point, kind in wanted if not met[point, kind]]
    calls = _rows(met, "port call", points(), CALL_KINDS)
    news = _rows(met, "news", [f"news.{name}" for name in CHANNELS], NEWS_KINDS)
    said = f"{len(wanted) - len(missing)} of {len(wanted)} cells (call x fault) struck"
    rest = [f"never struck: {', '.join(missing)}"] if missing else []
    return "\n\n".join([table(calls), table(news), "\n".join(["  " + said, *rest])])


def _rows(
    met: Met, head: str, points: Sequence[str], kinds: Sequence[str]
) -> list[tuple[str, ...]]:
    rows = [(point, *(str(met[point, kind]) for kind in kinds)) for point in points]
    return [(head, *kinds), *rows]
