"""Cutting the value out of the tokens after a label."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from chalicelib.fields.paper import Place
from chalicelib.fields.reader import Anchor
from chalicelib.fields.reading import Reading
from chalicelib.fields.tokens import LENT, Token
from chalicelib.sheet import Box, around
from chalicelib.values import CORRECTED, tidy, understand

_NOTE = re.compile(r"^\s*[:;]?\s*(?:[(\[{]?[^\s()]{0,2}[)\]}][.,_]?(?=\s|$)|\([^)]*\))\s*[:;]?")
_LEADERS = re.compile(r"[.…·_]{3,}|…+|(?:\s[.·_-]){3,}")
_EDGE = " .,:;_-–—|*…·~'\"“”‘’"

LONG = frozenset({"address", "text", "money_words", "business"})
"""Kinds that run over lines; any other ends with its line when that line makes sense."""


def read_value(
    field: str, kind: str, anchor: Anchor, place: Place, stop: int, paper: Sequence[Token]
) -> Reading:
    """The reading of `field` from the tokens between its label, at `place`, and token `stop`."""
    run = _without_note(_run(anchor, place, stop, paper))
    if anchor.column:
        run = _under(paper[place.start : place.end], run)
    if anchor.below:
        run = _lowest_name(run)
    if anchor.keep:
        run = _column([*paper[place.start : place.end], *run])
    return reading_of(field, kind, run, place.likeness)


def _column(run: Sequence[Token]) -> list[Token]:
    """`run` without the text of another column: what stands behind a wide gap on its lines."""
    column: list[Token] = []
    for _, line in groupby(run, key=lambda token: token.line):
        for token in line:
            last = column[-1] if column and column[-1].line == token.line else None
            if last and token.box.x0 - last.box.x1 > 3 * last.box.height:
                break
            column.append(token)
    return column


def _under(label: Sequence[Token], run: Sequence[Token]) -> list[Token]:
    """`run` without what stands beside the column that its `label` opens."""
    last = label[-1]
    column = _column([*label, *run])[len(label) :]
    edge = last.box.x1 + 3 * last.box.height
    starts = {token.line: token.box.x0 for token in reversed(column)}
    return [token for token in column if starts[token.line] < edge]


def _lowest_name(run: Sequence[Token]) -> list[Token]:
    """The last line of `run` that can be a person's name: two to six words with capitals."""
    lines = [list(line) for _, line in groupby(run, key=lambda token: token.line)]
    return next((line for line in reversed(lines) if _is_name(line)), [])


def _is_name(line: Sequence[Token]) -> bool:
    words = [token.text.strip(_EDGE) for token in line if token.letters]
    sure = min((token.confidence for token in line if token.letters), default=0.0) > 0.4
    fit = all(word.isalpha() and word[0].isupper() for word in words)
    return sure and fit and 2 <= len(words) <= 6 and len("".join(words)) > 5


def reading_of(
    field: str, kind: str, tokens: Sequence[Token], likeness: float, *, whole: bool = False
) -> Reading:
    """The reading of `field` from the tokens of its value, after a label as like as `likeness`.

    Of several lines a short kind is only the first, unless they are the `whole` of a cell.
    """
    tokens = list(tokens)
    raw = _tidy(tokens)
    if not any(token.letters for token in tokens):
        return Reading(field, "", "", kind)
    if (
        not whole
        and kind not in LONG
        and (short := _first_line(tokens))
        and not _odd(kind, _tidy(short))
    ):
        tokens, raw = short, _tidy(short)
    value = understand(kind, raw)
    confidence = min((t.confidence for t in tokens if t.letters), default=0.0)
    confidence *= min(1.0, likeness + 0.1) * (0.6 if value.flags else 1.0)
    page = tokens[0].page
    lines = tuple(_line_boxes([token for token in tokens if token.page == page]))
    return Reading(
        field,
        value.value,
        raw,
        kind,
        page,
        around(list(lines)),
        confidence,
        value.flags,
        _source(tokens),
        lines=lines,
    )


def _source(tokens: Sequence[Token]) -> str:
    """Who read the value: one lent word makes it no reading of the view's own."""
    return LENT if any(token.source == LENT for token in tokens) else tokens[0].source


def _odd(kind: str, raw: str) -> bool:
    return any(flag != CORRECTED for flag in understand(kind, raw).flags)


def joined(first: Reading, second: Reading) -> Reading:
    """Two parts of one value, as one who copies it would write them: with a comma between."""
    lines = (*first.lines, *second.lines) if first.page == second.page else first.lines
    return replace(
        first,
        value=f"{first.value}, {second.value}",
        raw=f"{first.raw}, {second.raw}",
        box=around(list(lines)),
        confidence=min(first.confidence, second.confidence),
        flags=tuple(dict.fromkeys((*first.flags, *second.flags))),
        lines=lines,
    )


def _line_boxes(tokens: Sequence[Token]) -> Iterator[Box]:
    for _, line in groupby(tokens, key=lambda token: token.line):
        if box := around([token.box for token in line]):
            yield box


def _first_line(tokens: Sequence[Token]) -> list[Token]:
    """The tokens of the first line that has any letter or digit."""
    first = next(token.line for token in tokens if token.letters)
    return [token for token in tokens if token.line == first]


def _run(anchor: Anchor, place: Place, stop: int, paper: Sequence[Token]) -> list[Token]:
    """Tokens after the label, on its line and on the lines it may run on to."""
    first = paper[place.end - 1].line
    taken: list[Token] = []
    for token in paper[place.end : stop]:
        if token.line - first >= anchor.lines:
            break
        taken.append(token)
    return _without_specks(_before_next_label(taken, first))


def _before_next_label(tokens: list[Token], first: int) -> list[Token]:
    """`tokens` up to the first later line that opens like a label nobody recognised."""
    for line in sorted({token.line for token in tokens} - {first}):
        opening = [token for token in tokens if token.line == line][:7]
        if any(token.closes for token in opening):
            return [token for token in tokens if token.line < line]
    return tokens


def _without_specks(tokens: list[Token]) -> list[Token]:
    """`tokens` without what a picture's edge or a fold left beside the words of a line."""
    specks = {id(a) for a, b in pairwise(tokens) if _is_speck(a, b)}
    clean = [token for token in tokens if id(token) not in specks]
    lines = [list(line) for _, line in groupby(clean, key=lambda token: token.line)]
    return [token for n, line in enumerate(lines) for token in _without_tail(line, n > 0)]


def _without_tail(line: list[Token], later: bool) -> list[Token]:
    """A line without marks far behind its last word; a `later` line not of doubtful ones alone."""
    if later and all(_doubtful(token) for token in line):
        return []
    for end in range(len(line) - 1, 0, -1):
        if len(line[end].letters) > 2:
            break
        gap = line[end].box.x0 - line[end - 1].box.x1
        sure = not all(_doubtful(token) for token in line[end:])
        if gap > (8 if sure else 2.5) * line[end - 1].box.height:
            return line[:end]
    return line


def _doubtful(token: Token) -> bool:
    return len(token.letters) <= 2 and token.confidence < 0.65


def _is_speck(token: Token, after: Token) -> bool:
    """One or two doubtful letters, well apart from the word `after` them."""
    apart = after.line == token.line and after.box.x0 - token.box.x1 > after.box.height
    digits = any(letter.isdigit() for letter in token.letters)
    return apart and _doubtful(token) and not digits


def _without_note(tokens: list[Token]) -> list[Token]:
    """`tokens` without the footnote mark or bracketed remark that belongs to the label."""
    text = ""
    for count, token in enumerate(tokens, 1):
        text = f"{text} {token.text}"
        if (found := _NOTE.match(text)) and found.end() >= len(text):
            return _without_note(tokens[count:])
    return tokens


def _tidy(tokens: list[Token]) -> str:
    # What is left of a leader at the end of a line stands in the middle of a longer value.
    follows = [*tokens[1:], *tokens[-1:]]
    pairs = zip(tokens, follows, strict=True)
    if not tokens:
        return ""
    text = " ".join(a.text if a.line == b.line else a.text.rstrip("._…·") for a, b in pairs)
    return tidy(_LEADERS.sub(" ", text)).strip(_EDGE)
