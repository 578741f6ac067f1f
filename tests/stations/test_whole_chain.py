"""Every procedure finds its people: each step of each case, at whichever agency decides it."""

from datetime import date

import pytest

from chalicelib.agency import (
    may,
    rank_of,
    register,
    require_power,
    resolve,
    route,
    signature_block,
    wrong_duties,
)
from chalicelib.dossier import Person
from chalicelib.procedure import Procedure, catalogue, deciders
from local.people import CLIENTS, PEOPLE

NOW = date(2026, 11, 24)
ALL = [*catalogue()]


@pytest.mark.parametrize("procedure", ALL, ids=lambda one: one.code)
def test_each_step_asks_a_role_that_is_found_there_and_may_do_it(procedure: Procedure) -> None:
    for decider in deciders(procedure, NOW):
        way = route(decider.code, (), NOW)
        for case in procedure.cases:
            for step in case.chain:
                holder = resolve(step.agency, receiver=way.receiver, decider=decider.code)
                assert holder.in_force(NOW)
                assert may(step.role, step.kind), (case.key, step.key)
                assert [*wrong_duties([(holder.code, step.role)])] == [], (case.key, step.key)
                for party in step.parties:
                    asked = resolve(party.agency, receiver=way.receiver, decider=decider.code)
                    assert [*wrong_duties([(asked.code, "agency")])] == []


@pytest.mark.parametrize("procedure", ALL, ids=lambda one: one.code)
def test_somebody_decides_it(procedure: Procedure) -> None:
    assert deciders(procedure, NOW)


def test_the_register_names_procedures_that_exist_or_are_of_elsewhere() -> None:
    known = {one.code for one in ALL}
    named = {code for one in register().values() for code in one.procedures}
    assert named - known <= {"2.000908", "1.004623"}, "procedures that this package does not ship"


def test_trial_accounts_have_duties_that_exist() -> None:
    duties = [duty for one in PEOPLE for duty in one.duties]
    duties += [(code, "agency") for _, _, code in CLIENTS]
    assert [one.en for one in wrong_duties(duties)] == []


@pytest.mark.parametrize("procedure", ALL, ids=lambda one: one.code)
def test_every_result_is_signed_by_a_head_or_whoever_a_head_lets(procedure: Procedure) -> None:
    for case in procedure.cases:
        approvals = [step for step in case.chain if step.kind == "approve"]
        assert all(rank_of(step.role) == "head" for step in approvals)
        for decider in deciders(procedure, NOW):
            for step in approvals:
                asked = resolve(step.agency, receiver="H49.50", decider=decider.code)
                head = Person("h", "Nguyễn Thị Mẫu", ((asked.code, step.role),))
                block = signature_block(
                    require_power(head, procedure.id, asked.code, NOW), head.name
                )
                assert block.title == asked.head_title.vi
                assert bool(block.authority) == asked.collective
