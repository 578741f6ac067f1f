"""`motcua`: the one command people type. Each subcommand is a module, imported when asked for."""

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module

from chalicelib.errors import Problem
from local.progress import Trouble, say, table


@dataclass(frozen=True, slots=True)
class Command:
    """A subcommand: where its `main(arguments) -> exit status` is, and what it is for.

    `named`: the function wants its own name as the first argument (one module, several commands).
    """

    module: str
    about: str
    named: bool = False


COMMANDS = {
    "up": Command("local.up", "start everything on this machine and stay until Ctrl-C"),
    "demo": Command("local.demo", "the same, then walk one dossier to its end; exit status tells"),
    "test": Command("local.check", "run the whole test suite", named=True),
    "check": Command(
        "local.check", "format, lint, types, layers, machines, template, data files", True
    ),
    "read": Command("local.read", "read one paper: motcua read FILE [--json] [--html OUT]"),
    "evaluate": Command("local.evaluate", "score a folder of pages with truth: evaluate DIR"),
    "verify": Command("local.verify", "check the seals of a result: motcua verify FILE"),
    "timeline": Command(
        "local.operate", "who held a dossier, and how long: motcua timeline CODE", True
    ),
    "resume": Command(
        "local.operate", "start a stuck dossier's next epoch: motcua resume CODE", True
    ),
    "sweep": Command("local.operate", "one round of the sweeper, now", named=True),
    "stuck": Command("local.operate", "what waits for an operator, and why", named=True),
    "retry": Command("local.operate", "revive a dossier's dead effects: motcua retry CODE", True),
    "health": Command("local.operate", "recompute the invariants from the table", named=True),
    "audit": Command("local.audit", "find any edited, deleted, moved or inserted row"),
    "storm": Command(
        "local.storm.command", "every fault at once, from a seed: storm --seed N --scenarios M"
    ),
    "due": Command("local.due", "a due date that explains itself: motcua due RECEIVED LIMIT"),
    "procedure": Command(
        "local.procedures", "one procedure with its chain drawn, or a draft --from-portal", True
    ),
    "procedures": Command("local.procedures", "find procedures by words, or all", named=True),
    "agencies": Command("local.directory", "agencies by date, a person's powers, the register"),
    "bench": Command("local.bench", "what importing and reading cost, against peers: --part NAME"),
    "package": Command("local.pack", "build what AWS needs: code, layers, template"),
}

PLAIN = ("up", "demo", "package")
"""Commands that take no arguments, so that their help is the line about them."""


def usage() -> str:
    rows = [(name, command.about) for name, command in COMMANDS.items()]
    return f"motcua COMMAND [...]; motcua COMMAND --help\n\n{table(rows)}"


def find(module: str) -> Callable[[Sequence[str]], int]:
    """The command's function."""
    main: Callable[[Sequence[str]], int] = import_module(module).main
    return main


def main(arguments: Sequence[str]) -> int:
    """Run the command named first; 2 for one that does not exist."""
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        say(usage())
        return 0
    name, *rest = arguments
    command = COMMANDS.get(name)
    if command is None:
        say(f"There is no command `{name}`.\n\n{usage()}")
        return 2
    if name in PLAIN and {"-h", "--help"} & set(rest):
        say(f"motcua {name}: {command.about}")
        return 0
    try:
        return find(command.module)([name, *rest] if command.named else rest)
    except Trouble as trouble:
        say(f"\nmotcua: {trouble}")
        return 1
    except Problem as problem:
        say(f"\nmotcua: {problem.text.vi}\n        {problem.text.en}")
        return 2
    except BrokenPipeError:
        # Whoever read our output has gone; what is still to be flushed must not complain anew.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
