"""What a known form prints on every copy of it, so that nobody need read it twice.

Where our own reader has recognised a form, the lines that hold no field are settled: titles, notes,
promises. The reference is shown the rest (words.read). Labels beside a value stay: without them the
reference finds the height of a short line worse and reads it worse.
"""

from collections.abc import Iterator, Mapping, Sequence

from chalicelib.fields.fit import Fit, best_fit
from chalicelib.fields.probability import judge
from chalicelib.fields.reader import Reader
from chalicelib.fields.reading import Reading
from chalicelib.fields.tokens import LENT, Token, tokens
from chalicelib.sheet import Box, Printed, Word


def printed_by(readers: Mapping[str, Reader]) -> Printed:
    """Tells what the forms of `readers` print; letters and cards print nothing that is known."""
    forms = {key: one for key, one in readers.items() if not one.letter and not one.qr}
    return lambda words: tuple(_printed(words, forms))


def _printed(words: Sequence[Word], forms: Mapping[str, Reader]) -> Iterator[Word]:
    score, fit, readings = best_fit(tokens([words]), forms)
    if fit is None or score < judge().registered:
        return
    asked = _asked(fit) | _told(fit, readings)
    for token in fit.paper.tokens:
        # A value may run on where its reader did not see it.
        if not {token.line, token.line - 1} & asked:
            yield Word(token.text, token.box, token.confidence, LENT, token.line)


def _asked(fit: Fit) -> set[int]:
    """The lines on which a field is asked for."""
    pairs = zip(fit.layout.anchors, fit.places, strict=True)
    return {
        fit.paper.tokens[place.end - 1].line for anchor, place in pairs if place and anchor.fields
    }


def _told(fit: Fit, readings: Sequence[Reading]) -> set[int]:
    """The lines from which a value was read."""
    boxes = [box for reading in readings for box in reading.lines]
    return {token.line for token in fit.paper.tokens if _within(token, boxes)}


def _within(token: Token, boxes: Sequence[Box]) -> bool:
    return any(
        box.y0 <= token.box.middle <= box.y1 and box.x0 <= token.box.x0 <= box.x1 for box in boxes
    )
