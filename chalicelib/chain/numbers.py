"""Numbers that people read: dossier codes and the numbers of results.

Codes: TT 01/2018/TT-VPCP Đ19, `<agency>-<yymmdd>-<nnnn>`, a daily counter per receiving agency.
Result numbers: NĐ 30/2020, counted per agency, series and year; below ten they are padded.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from chalicelib.chain.steps import sealed_results
from chalicelib.dossier import Dossier
from chalicelib.procedure import Case, Result


@dataclass(frozen=True, slots=True)
class Counter:
    """A series and how its numbers are written: `text` has the field ``{n}`` in it."""

    series: str
    text: str

    def write(self, number: int) -> str:
        """The number as people read it."""
        return self.text.format(n=number)


def dossier_code(agency: str, day: datetime) -> Counter:
    """The code of the next dossier that `agency` receives on the Vietnamese day of `day`."""
    stamp = day.strftime("%y%m%d")
    return Counter(f"code/{agency}/{stamp}", f"{agency}-{stamp}-{{n:04d}}")


def result_number(agency: str, result: Result, day: datetime) -> Counter:
    """The number of the next result of this kind that `agency` issues in the year of `day`."""
    text = result.series.replace("{number}", "{n:02d}").replace("{year}", str(day.year))
    return Counter(f"result/{agency}/{result.key}/{day.year}", text)


def refusal_number(agency: str, day: datetime) -> Counter:
    """The number of the next refusal notice of `agency` in the year of `day`."""
    return Counter(f"result/{agency}/refusal/{day.year}", "{n:02d}/TB-UBND")


def seal_counters(dossier: Dossier, case: Case, day: datetime) -> Iterator[tuple[str, Counter]]:
    """(result key, counter) of everything the clerk numbers before sealing."""
    if dossier.verdict == "refused":
        yield "refusal", refusal_number(dossier.decider, day)
        return
    for result in sealed_results(case):
        yield result.key, result_number(dossier.decider, result, day)
