"""The chain: what step is next, who may act on it, and what each decision leads to.

Python decides, the state machine waits: `stand` tells the machine what to wait for, `open_step`
says who is asked and until when, and the decisions (`receive`, `refuse`, `ask_supplement`,
`supplement`, `finish`, `answer`, `withdraw`) are facts for the log that already name the next step.
"""

from chalicelib.chain.bundle import BUNDLE, most_pages, sorted_out
from chalicelib.chain.decide import (
    answer,
    ask_supplement,
    finish,
    receive,
    refuse,
    supplement,
    withdraw,
)
from chalicelib.chain.draft import (
    SCORES,
    arrived,
    declare,
    file_refused,
    missing_papers,
    open_slot,
    own,
    paper_at,
    park_paper,
    rate,
    start,
    submit,
    was_read,
)
from chalicelib.chain.duty import acting, day_of, duty_of, signs
from chalicelib.chain.numbers import (
    Counter,
    dossier_code,
    refusal_number,
    result_number,
    seal_counters,
)
from chalicelib.chain.steps import (
    CLOSE,
    SUPPLEMENT,
    after,
    allowed,
    earlier,
    look_again,
    open_step,
    overdue,
    require,
    sealed_results,
    stand,
    step_of,
)
from chalicelib.chain.timeline import Stay, timeline

__all__ = [
    "BUNDLE",
    "CLOSE",
    "SCORES",
    "SUPPLEMENT",
    "Counter",
    "Stay",
    "acting",
    "after",
    "allowed",
    "answer",
    "arrived",
    "ask_supplement",
    "day_of",
    "declare",
    "dossier_code",
    "duty_of",
    "earlier",
    "file_refused",
    "finish",
    "look_again",
    "missing_papers",
    "most_pages",
    "open_slot",
    "open_step",
    "overdue",
    "own",
    "paper_at",
    "park_paper",
    "rate",
    "receive",
    "refusal_number",
    "refuse",
    "require",
    "result_number",
    "seal_counters",
    "sealed_results",
    "signs",
    "sorted_out",
    "stand",
    "start",
    "step_of",
    "submit",
    "supplement",
    "timeline",
    "was_read",
    "withdraw",
]
