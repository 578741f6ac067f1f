"""What happens to the world: sweeps, restarts, clocks, calendars, receivers, operators."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from chalicelib import entry
from chalicelib.dossier import Dossier, Person
from chalicelib.errors import Text
from chalicelib.journey import citizen, machine, officer, people
from chalicelib.ports import Session
from chalicelib.workdays import Calendar, Special
from local.storm import parts
from local.storm.people import Act, asked_holder, owner, some
from local.storm.play import Storm, void

RESPONSES = (0, 302, 410, 429, 500, 503)


def sweep(storm: Storm, act: Act) -> None:
    """The minute's round."""
    storm.sweep(f"sweep{act.number}")


def vanish(storm: Storm, _act: Act) -> None:
    """The engine restarts: every running execution and every token is gone."""
    storm.machines.vanish()


def jump(storm: Storm, act: Act) -> None:
    """The clock is set: an hour or a day on, or a little back."""
    hours = storm.dice.one(f"jump/{act.number}", (1, 24, 24 * 9, 24 * 40, -1))
    storm.note(f"clock {hours:+} h")
    storm.turn(timedelta(hours=hours))


def new_calendar(storm: Storm, act: Act) -> None:
    """A day off is announced."""
    day = storm.clock.at.date() + timedelta(days=2 + storm.dice.below(f"off/{act.number}", 5))
    storm.world = replace(storm.world, calendar=_with_off(storm.world.calendar, day))
    storm.calendars.append(storm.world.calendar)


def _with_off(calendar: Calendar, day: date) -> Calendar:
    year = calendar.years[day.year]
    special = Special(day, "day_off", Text("Nghỉ bù mẫu", "Sample day off"), "mẫu")
    changed = replace(year, days={**year.days, day: special}, version=f"{year.version}+{day}")
    return Calendar({**calendar.years, day.year: changed})


def sign_days(storm: Storm, act: Act) -> None:
    """The hour's round: days that are over are signed."""
    storm.lambda_(f"anchor{act.number}", lambda: void(entry.anchor(storm.world, {})))


def trouble(storm: Storm, act: Act) -> None:
    """The agencies' receivers answer badly for a while."""
    storm.post.status = storm.dice.one(f"status/{act.number}", RESPONSES)
    storm.later(1800, "receivers are well", partial(_mend, storm))


def _mend(storm: Storm) -> None:
    storm.post.status = 200


def operate(storm: Storm, act: Act) -> None:
    """An operator resumes a dossier and revives what is dead."""
    found = some(storm, act)
    if found is not None:
        storm.lambda_(f"resume{act.number}", lambda: void(machine.resume(storm.world, found.id)))
    for out in storm.outs():
        if out.state == "DEAD":
            storm.lambda_(f"revive{act.number}", partial(storm.world.records.revive, out))


def look_around(storm: Storm, act: Act) -> None:
    """People look at their lists and pages, and sign in and out."""
    found = some(storm, act)
    if found is None:
        return
    looks = [*_looks(storm, found), *_visits(storm, act)]
    for number, look in enumerate(looks):
        storm.lambda_(f"look{act.number}-{number}", look)


def _looks(storm: Storm, found: Dossier) -> Iterator[Callable[[], Any]]:
    person = asked_holder(found)
    yield partial(citizen.owned, storm.world, owner(found))
    yield partial(citizen.mine, storm.world, owner(found), found.id)
    yield partial(citizen.track, storm.world, found.code or found.id, found.secret)
    for row in found.handoffs.values():
        yield partial(officer.inbox, storm.world, parts.holder(row.agency, "agency"))
        yield partial(storm.world.webhooks.public_key, row.agency)
    for paper in found.printed.values():
        yield partial(storm.world.files.link, paper.key)
    if person is not None:
        yield partial(officer.queue, storm.world, person)
        yield partial(officer.look, storm.world, person, found.id)
        yield partial(_absence, storm, person)


def _absence(storm: Storm, person: Person) -> None:
    """Somebody is away; the colleague at the next desk sees their work too."""
    agency, role = person.duties[0]
    beside = parts.holder(agency, role, 2)
    for one in (person, beside):
        storm.plain.put_person(one)
    day = storm.clock.at.date()
    people.be_away(storm.world, person, substitute=beside.id, since=day, through=day)
    people.today(storm.world, beside)
    storm.world.records.absence(person.id)


def _visits(storm: Storm, act: Act) -> Iterator[Callable[[], Any]]:
    """What the pages remember of a browser."""
    records, key = storm.world.records, act.key
    session = Session(key, parts.STRANGER, "csrf", storm.clock.at.isoformat())
    yield partial(records.put_session, session)
    yield partial(records.session, key)
    yield partial(records.drop_session, key)
    yield partial(records.put_note, key, {"state": "x"}, 60)
    yield partial(records.take_note, key)
    yield partial(records.count, key, 60)
    yield partial(records.client, key)
    yield partial(storm.world.signers.roots)
