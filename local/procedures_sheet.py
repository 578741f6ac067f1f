"""A procedure as an officer reads it: cases, papers, times, fees, the chain drawn, what is open."""

from collections.abc import Iterator, Sequence
from datetime import date

from chalicelib.errors import Text
from chalicelib.procedure import (
    CHANNELS,
    CLOCK_SILENCE,
    CLOCK_SINCE,
    CLOCK_UNTIL,
    DECIDERS,
    FEE_AT,
    LEVELS,
    LIFE_EVENTS,
    PER,
    SELECTORS,
    SUBJECTS,
    SUPPLEMENT,
    UNANSWERED,
    Case,
    Clock,
    Component,
    Fee,
    FormField,
    Procedure,
    Result,
    chain_drawing,
)


def describe(one: Procedure, cases: Sequence[Case], language: str = "vi") -> Iterator[str]:
    """The procedure and the `cases` of it, a line at a time."""
    yield f"{one.id}  {one.name.into(language)}"
    yield from _head(one, language)
    for case in cases:
        yield ""
        yield from _case(case, language)
    if one.confirm:
        yield ""
        yield f"{_SAID['confirm'].into(language)}:"
        yield from (f"  ? {text.into(language)}" for text in one.confirm)


def _head(one: Procedure, language: str) -> Iterator[str]:
    def row(key: str, value: str) -> str:
        return f"{_SAID[key].into(language)}: {value}"

    def names(keys: Sequence[str], words: dict[str, Text]) -> str:
        return ", ".join(words[key].into(language) for key in keys)

    yield row("field", f"{one.field.into(language)} · {LEVELS[one.level].into(language)}")
    since = f"{_SAID['from'].into(language)} {one.effective:%d/%m/%Y}"
    yield row("decision", f"{one.decision} · {since}")
    yield row("deciders", names(one.deciders, DECIDERS))
    yield row("channels", names(one.channels, CHANNELS))
    yield row("subjects", names(one.subjects, SUBJECTS))
    if one.events:
        yield row("events", names(one.events, LIFE_EVENTS))
    yield row("legal", "; ".join(one.legal))


def _case(case: Case, language: str) -> Iterator[str]:
    portal = f" · {_SAID['portal'].into(language)} {case.portal}" if case.portal else ""
    yield f"== {case.name.into(language)} [{case.key}]{portal}"
    yield from (line.into(language) for line in _times(case))
    yield from _listed("clocks", (_clock(one) for one in case.clocks), language)
    yield from _listed("components", map(_component, case.components), language)
    yield from _listed("form", _form(case.form), language)
    yield from _listed("fees", map(_fee, case.fees) if case.fees else [_SAID["free"]], language)
    yield from _listed("results", map(_result, case.results), language)
    yield f"{_SAID['chain'].into(language)} ({_hours(case).into(language)}):"
    yield from (f"  {line}" for line in chain_drawing(case, language).splitlines())


def _listed(key: str, texts: Iterator[Text] | Sequence[Text], language: str) -> Iterator[str]:
    lines = [f"  {text.into(language)}" for text in texts]
    if lines:
        yield f"{_SAID[key].into(language)}:"
        yield from lines


def _hours(case: Case) -> Text:
    """How much of the time the steps take together."""
    taken, least = sum(step.hours for step in case.chain), case.term.most_hours
    return Text(f"{taken:g} trên {least:g} giờ làm việc", f"{taken:g} of {least:g} working hours")


def _join(mark: str, *texts: Text) -> Text:
    shown = [text for text in texts if text.vi]
    return Text(mark.join(t.vi for t in shown), mark.join(t.en for t in shown))


def _times(case: Case) -> Iterator[Text]:
    online = case.online_term
    more = _join(" ", _SAID["online"], online.text) if online else Text("", "")
    receipt = _SAID["receipt" if case.receipt else "no_receipt"]
    yield _join(": ", _SAID["term"], _join(" · ", case.term.text, more, receipt))
    times = Text(f"{case.supplements} lần", f"asked {case.supplements}x at most")
    wait = case.supplement_wait.text
    until = Text(f"chờ {wait.vi}", f"{wait.en} to answer")
    policy = _join(" · ", times, SUPPLEMENT[case.supplement], until, UNANSWERED[case.unanswered])
    yield _join(": ", _SAID["supplement"], policy)


def _clock(one: Clock) -> Text:
    ways = _join(", ", *(CHANNELS[way] for way in one.channels))
    law = Text(one.legal, one.legal)
    span = _join(" ", one.term.text, CLOCK_SINCE[one.since])
    rest = _join("; ", CLOCK_UNTIL[one.until], CLOCK_SILENCE[one.on_silence], ways, law)
    return _join(": ", one.name, _join(", ", span, rest))


def _component(one: Component) -> Text:
    counts = []
    if one.originals:
        counts.append(Text(f"{one.originals} bản chính", f"{one.originals} original"))
    if one.copies:
        counts.append(Text(f"{one.copies} bản sao", f"{one.copies} copy"))
    read = Text("máy đọc", "read by machine") if one.reader else Text("", "")
    about = _join(", ", *counts, read)
    mark = "* " if one.required else "  "
    shown = _join(" · ", one.name, about)
    return Text(f"{mark}{shown.vi} [{one.key}]", f"{mark}{shown.en} [{one.key}]")


def _form(form: Sequence[FormField]) -> Iterator[Text]:
    for group in dict.fromkeys(box.group for box in form):
        boxes = [box for box in form if box.group == group]
        labels = (Text(*(f"{side}{'*' * box.required}" for side in box.label)) for box in boxes)
        yield _join(": ", group, _join(", ", *labels))


def _fee(one: Fee) -> Text:
    amount = f"{one.amount:,}".replace(",", ".")
    each = Text(*(f"{amount} đồng/{side}" for side in PER[one.per]))
    ways = _join(", ", *(CHANNELS[way] for way in one.channels))
    about = _join("; ", ways, _span(one), FEE_AT[one.at], one.note)
    shown = _join(": ", one.name, each)
    return Text(f"  {shown.vi} ({about.vi})", f"  {shown.en} ({about.en})")


def _span(one: Fee) -> Text:
    since = one.since != date.min
    until = one.until != date.max
    first = (
        Text(f"từ {one.since:%d/%m/%Y}", f"from {one.since:%d/%m/%Y}") if since else Text("", "")
    )
    last = (
        Text(f"đến {one.until:%d/%m/%Y}", f"until {one.until:%d/%m/%Y}") if until else Text("", "")
    )
    return _join(" ", first, last)


def _result(one: Result) -> Text:
    series = one.series.replace("{number}", "…").replace("{year}", "NNNN")
    return _join(" · ", one.name, Text(f"số {series}", f"no. {series}"), SELECTORS[one.issuer])


_SAID = {
    "field": Text("Lĩnh vực", "Field"),
    "decision": Text("Quyết định", "Decision"),
    "from": Text("áp dụng từ", "in force from"),
    "deciders": Text("Cơ quan giải quyết", "Decided by"),
    "channels": Text("Cách nộp", "Ways in"),
    "subjects": Text("Đối tượng", "For"),
    "events": Text("Sự kiện trong đời", "Life events"),
    "legal": Text("Căn cứ", "Law"),
    "portal": Text("mã trên Cổng", "on the portal"),
    "term": Text("Thời hạn", "Term"),
    "online": Text("trực tuyến", "online"),
    "receipt": Text("có giấy tiếp nhận và hẹn trả", "with a receipt and promised date"),
    "no_receipt": Text(
        "trả ngay, không cần giấy tiếp nhận (NĐ 61/2018/NĐ-CP Điều 17.4)",
        "answered at once, no receipt needed (Decree 61/2018, art. 17.4)",
    ),
    "supplement": Text("Khi bổ sung hồ sơ", "When papers are asked for"),
    "clocks": Text("Mốc thời hạn riêng", "Times of their own"),
    "components": Text("Thành phần hồ sơ (* bắt buộc)", "Papers (* required)"),
    "form": Text("Tờ khai điện tử (* bắt buộc)", "Form (* required)"),
    "fees": Text("Phí, lệ phí", "Fees"),
    "free": Text("  không thu", "  none"),
    "results": Text("Kết quả", "Results"),
    "chain": Text("Quy trình", "Chain"),
    "confirm": Text("Cần người có thẩm quyền xác nhận", "For somebody in charge to settle"),
}
