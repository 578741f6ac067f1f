"""Whatever the portal sends of the known shape, a draft is TOML and says all that is open."""

import json
import tomllib
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.errors import Invalid
from chalicelib.procedure import load
from local.procedures_portal import decisions, draft

TEXT = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["1 OTHER", '"], [x]', "- (1) Đơn", "* Lưu ý:", "25.000.000đ", "\x7f\u200b", "?", "a\x1fb"]
    ),
)
DIRT = st.one_of(st.none(), st.booleans(), st.integers(-5, 10**9), TEXT, st.just([None, 3]))
PAPER = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("code", "name", "originalQty", "copyQty", "required"), DIRT)
)
FEE = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("value", "description", "currencyName"), DIRT)
)
UNIT = st.sampled_from(["WORKING_DAY", "DAY", "HOUR", "OTHER"])
WAY = st.fixed_dictionaries(
    {
        "submissionMethod": st.one_of(DIRT, st.sampled_from(["DIRECT", "ONLINE", "POSTAL"])),
        "processingTimeUnit": st.one_of(
            DIRT, st.sampled_from(["WORKING_DAY", "DAY", "HOUR", "OTHER"])
        ),
    },
    optional={
        "processingTime": st.one_of(DIRT, st.integers(0, 40)),
        "description": DIRT,
        "fees": st.one_of(DIRT, st.lists(FEE, max_size=3)),
    },
)
GROUP = st.fixed_dictionaries(
    {}, optional={"name": DIRT, "profileComponents": st.one_of(DIRT, st.lists(PAPER, max_size=4))}
)
NAMED = st.fixed_dictionaries({}, optional={"code": DIRT, "name": DIRT})
PORTAL = st.fixed_dictionaries(
    {"name": st.text("aăâ đ", min_size=1, max_size=20).filter(str.strip)},
    optional={
        "code": st.one_of(DIRT, st.just("9.000001")),
        "isWard": DIRT,
        "isProvince": DIRT,
        "keywords": DIRT,
        "category": st.one_of(DIRT, NAMED),
        "procedureProposal": st.one_of(
            DIRT, st.fixed_dictionaries({"proposalNumber": DIRT, "decisionDate": DIRT})
        ),
        "executionMethods": st.one_of(DIRT, st.lists(WAY, max_size=3)),
        "executionCases": st.one_of(DIRT, st.lists(GROUP, max_size=3)),
        "profileComponents": st.one_of(DIRT, st.lists(PAPER, max_size=3)),
        "resultsDetails": st.one_of(DIRT, st.lists(NAMED, max_size=3)),
        "subjectTypesDetails": st.one_of(DIRT, st.lists(NAMED, max_size=3)),
        "legalBasisesDetails": st.one_of(DIRT, st.lists(NAMED, max_size=3)),
        "cases": st.one_of(DIRT, st.lists(NAMED, max_size=2)),
    },
)


@settings(max_examples=200, deadline=None)
@given(PORTAL)
def test_a_draft_is_toml_and_what_is_open_is_what_the_check_refuses(portal: dict[str, Any]) -> None:
    text = draft(json.dumps(portal))
    assert tomllib.loads(text)
    try:
        load(text)
    except Invalid as fault:
        told = [line for line in fault.text.en.splitlines() if line.startswith("- ")]
        assert len(told) == len(decisions(text)), (told, decisions(text))
    else:
        assert not decisions(text)
