"""The README is held to the product: what exists and is not written there fails here."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from local.cli import COMMANDS

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
TEMPLATE: dict[str, Any] = json.loads((ROOT / ".chalice/resources.json").read_text())
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


def section(title: str) -> str:
    """The README's part under this heading, up to the next of the same or a higher level."""
    found = re.search(rf"^(##+) {re.escape(title)}$", README, re.MULTILINE)
    assert found, f"README has no part called {title}"
    rest = README[found.end() :]
    end = re.search(rf"^#{{1,{len(found[1])}}} ", rest, re.MULTILINE)
    return rest[: end.start()] if end else rest


def function_variables() -> set[str]:
    """Every variable that the template gives to a function."""
    holders = [TEMPLATE["Globals"]["Function"]]
    holders += [one.get("Properties", {}) for one in TEMPLATE["Resources"].values()]
    return {name for one in holders for name in one.get("Environment", {}).get("Variables", {})}


def machine_variables() -> set[str]:
    """Every variable of ours that the commands read."""
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "local").glob("*.py")]
    return {name for text in texts for name in re.findall(r"\bMOTCUA_[A-Z_]+\b", text)}


def rooms() -> set[str]:
    """What stands directly in chalicelib, as the README writes it."""
    inside = (ROOT / "chalicelib").iterdir()
    kept = [path for path in inside if not path.name.startswith("__")]
    return {path.name + ("/" if path.is_dir() else "") for path in kept}


def links(document: Path) -> Iterator[str]:
    """Where a document points to inside this repository."""
    for target in re.findall(r"\]\(([^)#]+)\)", document.read_text(encoding="utf-8")):
        if "://" not in target:
            yield target


def test_every_command_is_in_the_readme() -> None:
    listed = set(re.findall(r"`\./motcua ([a-z]+)", section("All commands")))
    assert listed == set(COMMANDS)


def test_every_setting_is_in_the_readme() -> None:
    named = set(re.findall(r"`([A-Za-z_]+)`", section("Settings")))
    wanted = set(TEMPLATE["Parameters"]) | function_variables() | machine_variables()
    assert wanted - named == set()


def test_every_room_is_in_the_readme() -> None:
    named = set(re.findall(r"`([a-z_]+(?:/|\.py))`", section("How it is built")))
    assert rooms() - named == set()


def test_every_state_of_the_machines_is_in_the_readme() -> None:
    shown = set(re.findall(r"\w+", section("Two state machines")))
    for path in (ROOT / "stepfunctions").glob("*.asl.json"):
        states = json.loads(path.read_text(encoding="utf-8"))["States"]
        assert set(states) - {"UnknownKind"} - shown == set(), path.name


def test_every_demo_account_is_in_the_readme() -> None:
    from local.people import PASSWORD, PEOPLE

    part = section("What you see")
    assert PASSWORD in part
    assert [one.login for one in PEOPLE if f"| `{one.login}` |" not in part] == []


def test_every_procedure_is_in_the_readme() -> None:
    from chalicelib.procedure import catalogue

    part = section("Limits, said plainly")
    assert [one.code for one in catalogue() if one.code not in part] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    assert [one for one in links(document) if not (document.parent / one).exists()] == []
