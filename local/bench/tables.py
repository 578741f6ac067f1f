"""The figures of the part "reading" as tables; ratios are what is quoted."""

from collections.abc import Iterator, Mapping
from typing import Any

from local.progress import say, table

BEST = "both (tesserocr)"


def show(result: Mapping[str, Any]) -> None:
    """Prints everything."""
    say(f"\n{result['pages']} pages, {result['fields']} fields, seed {result['seed']}")
    say(table([*_costs(result)]))
    for part in ("paper", "quality"):
        say(f"\nBy {part}: fields exact (ours), value present in the text (peers), %")
        say(table([*_parts(result, part)]))
    say("\nAccepted without a person, and how often that was right, %")
    say(table([*_accepted(result)]))
    for line in _ratios(result):
        say(line)
    say(f"\n{result['versions']}")


def _costs(result: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    yield ("", "CPU-s/page", "pages/min/core", "recall %", "CER %", "exact %", "wrong", "empty")
    for name, one in result["ours"].items():
        whole, text = one["all"], one["text"]
        counts = (f"{whole['wrong']:.0f}", f"{whole['empty']:.0f}")
        yield (f"ours: {name}", *_cost(one, text), _percent(whole["exact"]), *counts)
    for name, one in result["peers"].items():
        yield (name, *_cost(one, one), f"{_percent(one['present'])} (present)", "", "")


def _cost(one: Mapping[str, Any], text: Mapping[str, float]) -> tuple[str, ...]:
    each = one["seconds"] / one["files"]
    return f"{each:.2f}", f"{60 / each:.0f}", _percent(text["recall"]), _percent(text["errors"])


def _parts(result: Mapping[str, Any], part: str) -> Iterator[tuple[str, ...]]:
    ours = {name: one[part] for name, one in result["ours"].items() if "tesserocr" in name}
    others = {name: one[part] for name, one in result["peers"].items()}
    yield ("", *ours, *others)
    for name in ours[BEST]:
        exact = (_percent(one[name]["exact"]) for one in ours.values())
        yield (name, *exact, *(_percent(one.get(name, 0.0)) for one in others.values()))


def _accepted(result: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    yield ("", "accepted", "precision", "wrong accepted", "of numbers, dates, money")
    best = result["ours"][BEST]
    for name, one in {"all": best["all"], **best["paper"], **best["quality"]}.items():
        wrong = (f"{one['wrong_accepted']:.0f}", f"{one['guarded_wrong_accepted']:.0f}")
        yield (name, _percent(one["accepted"]), _percent(one["precision"]), *wrong)


def _ratios(result: Mapping[str, Any]) -> Iterator[str]:
    ours, others, born = result["ours"], result["peers"], result["born"]
    peer, plain = others["OCRmyPDF"], others["tesseract, one thread"]
    both, whole = ours[BEST], result["file"]
    pages = result["pages"]
    yield (
        f"\nall pages in one file, CPU-s a page: OCRmyPDF {peer['seconds'] / pages:.2f}, "
        f"both readers {whole['both'] / pages:.2f}, our line reader {whole['line'] / pages:.2f}"
    )
    yield f"OCRmyPDF costs {peer['seconds'] / whole['both']:.1f} x both readers"
    yield f"OCRmyPDF costs {peer['seconds'] / whole['line']:.1f} x our line reader alone"
    points = (both["all"]["exact"] - peer["present"]) * 100
    yield f"fields: {points:+.1f} points over OCRmyPDF"
    more = (1 - plain["present"]) / max(1 - both["all"]["exact"], 1e-4)
    yield f"plain tesseract misses {more:.1f} x as many fields"
    yield (
        f"born-digital: pdfplumber {born['pdfplumber']:.0f} ms a page, ours {born['ours']:.1f} ms: "
        f"{born['pdfplumber'] / born['ours']:.1f} x"
    )
    cold = result["cold"]
    yield (
        f"cold import of all that reads {cold['import'] * 1000:.0f} ms; one page, all told, "
        f"{cold['page']:.2f} s and {cold['peak']:.0f} MiB"
    )


def _percent(share: float) -> str:
    return f"{share * 100:.1f}"
