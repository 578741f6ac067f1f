"""Ports in bad weather: every call passes a numbered point, where a fault may strike.

A new method of a port is such a point from the day it is written.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from typing import Any, Protocol

from chalicelib.aws.table import Unsure, later
from local.storm.dice import CALL_KINDS, NEWS_KINDS, Faults

TABLE_CALLS = ("get", "put", "delete", "under", "listed", "move", "transact")
LONG = timedelta(seconds=50)


class Killed(BaseException):
    """The process is gone, in the middle of whatever it did."""


class Turns(Protocol):
    """What a storm lends its weather."""

    def interlude(self) -> None:
        """Somebody else's turn, now."""
        ...

    def turn(self, span: timedelta) -> None:
        """Time passes."""
        ...


class Weather:
    """Names every passage of a point, lets faults strike, and keeps the tables of what did."""

    def __init__(self, faults: Faults, turns: Turns) -> None:
        self.on = True
        self.faults = faults
        self.met: Counter[tuple[str, str]] = Counter()
        self.commands: dict[str, str] = {}
        """The first command that each context asked for."""
        self._turns = turns
        self._context = "outside"
        self._passed: Counter[str] = Counter()
        self._records: list[str] = []

    @contextmanager
    def within(self, context: str) -> Iterator[None]:
        """Everything until the end is done by this act, delivery or machine."""
        kept, self._context = self._context, context
        stack, self._records = self._records, []
        try:
            yield
        finally:
            self._context, self._records = kept, stack

    def asked(self, cmd: str) -> None:
        """Somebody asks for this command."""
        self.commands.setdefault(self._context, cmd)

    @contextmanager
    def recording(self, method: str) -> Iterator[None]:
        """Calls of the table until the end belong to this method of the records."""
        self._records.append(f"records.{method}")
        try:
            yield
        finally:
            self._records.pop()

    def table(self, call: str, do: Callable[[], Any]) -> Any:
        """One call of the table, on behalf of the records' method under way."""
        point = self._records[-1] if self._records else "records"
        fail: Callable[[Exception], Exception] = later
        if call == "transact":
            fail = partial(_unsure)
        return self.strike(point, do, fail)

    def strike(
        self,
        point: str,
        do: Callable[[], Any],
        fail: Callable[[Exception], Exception] = later,
    ) -> Any:
        """The call, or what becomes of it."""
        kind = self._kind(point, CALL_KINDS)
        if kind in ("lost", "crash_before"):
            raise Killed if kind == "crash_before" else fail(TimeoutError())
        if kind == "meanwhile":
            self._turns.interlude()
        if kind == "slow":
            self._turns.turn(LONG)
        answer = do()
        if kind in ("answer_lost", "crash_after"):
            raise Killed if kind == "crash_after" else fail(TimeoutError())
        return do() if kind == "doubled" else answer

    def news(self, channel: str, name: str) -> str:
        """What befalls one delivery of news."""
        with self.within(name):
            return self._kind(f"news.{channel}", NEWS_KINDS)

    def _kind(self, point: str, kinds: tuple[str, ...]) -> str:
        self.met[point, ""] += 1
        if not self.on:
            return ""
        where = f"{self._context}/{point}"
        self._passed[where] += 1
        kind = self.faults.at(f"{where}/{self._passed[where]}", point, kinds)
        if kind:
            self.met[point, kind] += 1
        return kind


def _unsure(error: Exception) -> Exception:
    return Unsure(type(error).__name__)


class WeatheredTable:
    """The table's calls as fault points; building a transaction is none."""

    def __init__(self, table: Any, weather: Weather) -> None:
        self._table = table
        self._weather = weather
        for call in TABLE_CALLS:
            setattr(self, call, partial(self._call, call))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._table, name)

    def _call(self, call: str, *given: Any, **named: Any) -> Any:
        do = partial(getattr(self._table, call), *given, **named)
        return self._weather.table(call, do)


class WeatheredRecords:
    """The records: their calls of the table carry the method's name."""

    def __init__(self, records: Any, weather: Weather) -> None:
        self._records = records
        self._weather = weather

    def __getattr__(self, method: str) -> Any:
        real = getattr(self._records, method)

        def call(*given: Any, **named: Any) -> Any:
            if method == "command":
                self._weather.asked(given[0])
            with self._weather.recording(method):
                return real(*given, **named)

        self.__dict__[method] = call
        return call


class Weathered:
    """Any other port: each of its methods is a fault point."""

    def __init__(self, port: Any, name: str, weather: Weather) -> None:
        self._port = port
        self._name = name
        self._weather = weather

    def __getattr__(self, method: str) -> Any:
        real = getattr(self._port, method)

        def call(*given: Any, **named: Any) -> Any:
            return self._weather.strike(f"{self._name}.{method}", partial(real, *given, **named))

        self.__dict__[method] = call
        return call
