"""The chain: what step is next, who may act on it, and what each decision leads to.

Python decides, the state machine waits: `stand` tells the machine what to wait for, `open_step`
says who is asked and until when, and the decisions (`receive`, `refuse`, `ask_supplement`,
`supplement`, `finish`, `answer`, `withdraw`, `stop`, `extend`, ...) are facts for the log that
already name the next step. `can_...` raise what keeps somebody from a decision, for pages to say.
"""

from chalicelib.chain.bundle import BUNDLE, most_pages, sorted_out
from chalicelib.chain.clock import apologise_by, can_extend, deadline, extend, promised, term_of
from chalicelib.chain.decide import finish, receive
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
from chalicelib.chain.duty import CHANNELS, acting, day_of, duty_of, signs, would_sign
from chalicelib.chain.endings import can_stop, can_withdraw, expire, refuse, stop, withdraw
from chalicelib.chain.explain import asked_due, explained, task_due
from chalicelib.chain.family import Child, children
from chalicelib.chain.hands import can_hand_over, can_recall, hand_over, recall
from chalicelib.chain.mend import can_correct, can_forward, correct, forward
from chalicelib.chain.numbers import (
    Counter,
    dossier_code,
    refusal_number,
    result_number,
    seal_counters,
)
from chalicelib.chain.opinions import answer, can_go_on, go_on, lapse, party_of
from chalicelib.chain.recount import recounted
from chalicelib.chain.steps import (
    CLOSE,
    PARALLEL,
    SUPPLEMENT,
    after,
    allowed,
    earlier,
    look_again,
    offered,
    open_step,
    overdue,
    owed,
    parties,
    require,
    sealed_results,
    stand,
    step_of,
    take_up,
)
from chalicelib.chain.supplements import ask_supplement, supplement
from chalicelib.chain.ticking import Ticking, clock_due, ticking
from chalicelib.chain.timeline import OUTCOMES, Remark, Stay, remarks, timeline

__all__ = [
    "BUNDLE",
    "CHANNELS",
    "CLOSE",
    "OUTCOMES",
    "PARALLEL",
    "SCORES",
    "SUPPLEMENT",
    "Child",
    "Counter",
    "Remark",
    "Stay",
    "Ticking",
    "acting",
    "after",
    "allowed",
    "answer",
    "apologise_by",
    "arrived",
    "ask_supplement",
    "asked_due",
    "can_correct",
    "can_extend",
    "can_forward",
    "can_go_on",
    "can_hand_over",
    "can_recall",
    "can_stop",
    "can_withdraw",
    "children",
    "clock_due",
    "correct",
    "day_of",
    "deadline",
    "declare",
    "dossier_code",
    "duty_of",
    "earlier",
    "expire",
    "explained",
    "extend",
    "file_refused",
    "finish",
    "forward",
    "go_on",
    "hand_over",
    "lapse",
    "look_again",
    "missing_papers",
    "most_pages",
    "offered",
    "open_slot",
    "open_step",
    "overdue",
    "owed",
    "own",
    "paper_at",
    "park_paper",
    "parties",
    "party_of",
    "promised",
    "rate",
    "recall",
    "receive",
    "recounted",
    "refusal_number",
    "refuse",
    "remarks",
    "require",
    "result_number",
    "seal_counters",
    "sealed_results",
    "signs",
    "sorted_out",
    "stand",
    "start",
    "step_of",
    "stop",
    "submit",
    "supplement",
    "take_up",
    "task_due",
    "term_of",
    "ticking",
    "timeline",
    "was_read",
    "withdraw",
    "would_sign",
]
