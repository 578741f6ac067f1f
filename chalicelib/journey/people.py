"""Officers themselves: who works beside whom, who is away, and who does their work meanwhile."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from chalicelib import agency, chain
from chalicelib.agency import Duty
from chalicelib.dossier import Person
from chalicelib.errors import Invalid
from chalicelib.ports import Absence, World


def today(world: World, person: Person) -> Person:
    """The person with the duties of those for whom they are the substitute today.

    A right to sign is never taken over so: only the register of delegations gives one (NĐ 30/2020
    Đ13). Citizens and API clients have no work that somebody else could do.
    """
    if not person.duties:
        return person
    day = chain.day_of(world.clock.now()).isoformat()
    away = [one.person for one in world.records.stands_for(person.id) if one.covers(day)]
    duties = dict.fromkeys(person.duties)
    for id in away:
        absent = world.records.person(id)
        duties |= dict.fromkeys(_handed_on(absent.duties if absent else ()))
    return replace(person, duties=tuple(duties), instead_of=tuple(away))


def _handed_on(duties: Iterable[Duty]) -> list[Duty]:
    return [duty for duty in duties if not agency.rank_of(duty[1])]


def colleagues(world: World, person: Person) -> list[Person]:
    """Everybody else at this person's agencies, by name."""
    codes = dict.fromkeys(code for code, _ in person.duties)
    found = {one.id: one for code in codes for one in world.records.people(code)}
    return sorted((one for one in found.values() if one.id != person.id), key=lambda one: one.name)


def be_away(
    world: World, person: Person, *, substitute: str, since: date, through: date
) -> Absence:
    """Notes that this person is away on these days, both included, and who does their work.

    Said twice, the last word counts. Raises Invalid for a stranger, or days in the wrong order.
    """
    if substitute not in {one.id for one in colleagues(world, person)}:
        raise Invalid(
            "no_such_colleague",
            "Hãy chọn một người cùng cơ quan làm thay.",
            "Choose somebody of your agency to stand in.",
            at="substitute",
        )
    if through < since or through < chain.day_of(world.clock.now()):
        raise Invalid(
            "days_wrong",
            "Ngày kết thúc phải từ hôm nay và không trước ngày bắt đầu.",
            "The last day must not lie before the first one, nor before today.",
            at="through",
        )
    made = Absence(person.id, substitute, since.isoformat(), through.isoformat())
    world.records.put_absence(made)
    return made
