"""The delegation in force at a moment: for any register the law allows, any person, any day."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.agency import (
    Delegation,
    agency,
    load_register,
    may_approve,
    register,
    signature_block,
)
from chalicelib.dossier import Person
from chalicelib.errors import Invalid

FIRST = date(2026, 1, 1)
DAYS = st.integers(0, 40).map(lambda n: FIRST + timedelta(days=n))
CODES = ("1.001193", "2.000815", "1.004873")
OF = "H49.101"
RECEIVERS = {
    "KT": (OF, "deputy"),
    "TUQ": ("H49.101.01", "director"),
    "TL": ("H49.101.01", "deputy"),
}


@st.composite
def entries(draw: st.DrawFn) -> Delegation:
    form = draw(st.sampled_from(["KT", "TUQ"]))
    since = draw(DAYS)
    through = since + timedelta(days=draw(st.integers(0, 30)))
    return Delegation(
        key=f"k{draw(st.integers(0, 10**9))}",
        form=form,
        of=OF,
        giver=(OF, "leader"),
        receiver=RECEIVERS[form],
        procedures=tuple(draw(st.lists(st.sampled_from(CODES), min_size=1, unique=True))),
        since=since,
        through=through,
        decision="01/QĐ-UBND",
        decided=since,
        revoked=draw(st.one_of(st.just(date.max), DAYS.filter(lambda day: day >= since))),
    )


REGISTERS = st.lists(entries(), max_size=4, unique_by=lambda one: one.key).map(
    lambda made: {one.key: one for one in made}
)
DUTIES = st.sampled_from([*RECEIVERS.values(), (OF, "clerk"), (OF, "leader"), (OF, "acting")])


def written(found: dict[str, Delegation]) -> str:
    """The register as a file."""
    rows = ['basis = "thử"']
    for one in found.values():
        codes = ", ".join(f'"{code}"' for code in one.procedures)
        rows += ["[[delegation]]", f'key = "{one.key}"', f'form = "{one.form}"', f'of = "{OF}"']
        rows += [f'giver = ["{OF}", "leader"]', f"receiver = {[*one.receiver]}".replace("'", '"')]
        rows += [f"procedures = [{codes}]", f"since = {one.since}", f"through = {one.through}"]
        rows += [f'decision = "{one.decision}"', f"decided = {one.decided}"]
        rows += [f"revoked = {one.revoked}"] if one.revoked != date.max else []
    return "\n".join(rows)


@given(REGISTERS, DUTIES, st.sampled_from(CODES), DAYS)
def test_a_power_is_there_exactly_while_a_duty_or_an_entry_gives_it(
    found: dict[str, Delegation], duty: tuple[str, str], code: str, day: date
) -> None:
    person = Person("p", "P", (duty,))
    power = may_approve(person, code, OF, day, found)
    head = duty in ((OF, "leader"), (OF, "acting"))
    given_ = any(
        one.receiver == duty
        and code in one.procedures
        and one.since <= day <= one.through
        and day < one.revoked
        for one in found.values()
    )
    assert (power is not None) == (head or given_)
    if power and power.chain:
        block = signature_block(power, "P")
        assert any(line.startswith(f"{power.form}. ") for line in block.authority)
        assert power.chain[0].decision in block.basis


@given(REGISTERS, DAYS)
def test_a_register_that_is_taken_never_gives_one_post_two_powers_at_once(
    found: dict[str, Delegation], day: date
) -> None:
    try:
        taken = load_register(written(found))
    except Invalid as problem:
        clash = problem
        taken = {}
    else:
        assert taken == found
        clash = None
    for code in CODES:
        for receiver in RECEIVERS.values():
            live = [
                one
                for one in found.values()
                if one.receiver == receiver and one.in_force(day) and one.covers(code)
            ]
            assert len(live) <= 1 or (clash is not None and "overlaps" in clash.text.en)


@given(REGISTERS, DUTIES, st.sampled_from(CODES), DAYS, DAYS)
def test_nobody_else_gains_when_an_entry_is_revoked(
    found: dict[str, Delegation], duty: tuple[str, str], code: str, day: date, revoked: date
) -> None:
    person = Person("p", "P", (duty,))
    ended = {
        key: replace(one, revoked=min(one.revoked, max(revoked, one.since)))
        for key, one in found.items()
    }
    if may_approve(person, code, OF, day, ended):
        assert may_approve(person, code, OF, day, found)


@given(st.sampled_from(sorted(register())), st.dates(date(2025, 1, 1), date(2028, 1, 1)))
def test_shipped_entries_give_their_receiver_the_power_they_say_and_no_longer(
    key: str, day: date
) -> None:
    one = register()[key]
    person = Person("p", "P", (one.receiver,))
    power = may_approve(person, one.procedures[0], one.of, day)
    assert (power is not None) == one.in_force(day)
    if power:
        assert one in power.chain
        assert agency(power.of).in_force(day)
