"""How one copy of a form looks: its print, and the hand or machine that filled it in."""

import random
from dataclasses import dataclass, replace
from typing import Final, Literal

from local.samples import fonts
from local.samples.fonts import Family
from local.samples.sheet import BLACK, BLUE, Ink, Type

Leader = Literal["dots", "spaced", "underscores", "rule", "none"]
"""What the printer put where one is to write."""
SERIF: Final = ("Tinos",) * 6 + (
    *("FreeSerif", "TeX Gyre Termes", "Noto Serif", "TeX Gyre Pagella", "Linux Libertine O"),
)
SANS: Final = ("Arimo", "Noto Sans", "FreeSans")
MACHINES: Final = ("Cousine", "FreeMono", "TeX Gyre Cursor")
WIDE: Final = ("Noto Serif", "Noto Sans", "TeX Gyre Pagella", *MACHINES)
"""Families that need a smaller size for the same words."""
PEN_SIZES: Final = {"Indie Flower": 13.5, "Dancing Script": 15.5, "Caveat": 17.0, "Kalam": 13.0}
"""Points at which a hand of that kind writes on lines 19 points apart."""
LEADERS: Final = ("dots",) * 6 + ("spaced", "underscores", "rule", "none")


@dataclass(frozen=True, slots=True)
class Look:
    """`version` chooses among the print versions of a paper, `reflow` lets label and blank fall
    where they fit; `over`: typed over the leader instead of in its place."""

    print: Family = "Tinos"
    filled: Family = "Tinos"
    size: float = 12.5
    filled_size: float = 12.5
    ink: Ink = BLACK
    leader: Leader = "dots"
    over: bool = False
    step: float = 19.2
    left: float = 70
    right: float = 547
    version: int = 0
    reflow: bool = False
    spare: bool = True
    """Whether a line for more words stays when they were not needed."""
    hand: bool = False

    def type(self, style: Literal["", "B", "I", "BI"] = "", size: float = 0) -> Type:
        """The printed typeface; `size` is on top of the form's own."""
        return Type(self.print, style, self.size + size)

    @property
    def typed(self) -> Type:
        """What the blanks are filled in with."""
        return Type(self.filled, "", self.filled_size, self.ink, self.hand)


def plain(dice: random.Random) -> Look:
    """The form as the ministry printed it: one face, dots, every line in its place."""
    return Look(spare=dice.random() < 0.7)


def other(dice: random.Random) -> Look:
    """Another face and size, filled in by another machine, other leaders."""
    face = dice.choice(SERIF[6:] + SANS) if dice.random() < 0.75 else "Tinos"
    filled = face if dice.random() < 0.6 else dice.choice(("Tinos", *SANS, *MACHINES))
    size = dice.choice((11.5, 12, 12.5, 13)) - (1 if face in WIDE else 0)
    return Look(
        print=face,
        filled=filled,
        size=size,
        filled_size=size - (1.5 if filled in MACHINES else 0),
        ink=dice.choice((BLACK, BLACK, BLUE)),
        leader=dice.choice(LEADERS),
        over=dice.random() < 0.25,
        step=dice.uniform(18.2, 20.5),
        left=dice.uniform(58, 82),
        right=dice.uniform(535, 552),
        spare=dice.random() < 0.5,
    )


def reflowed(dice: random.Random) -> Look:
    """Another print version, its lines broken elsewhere."""
    return replace(other(dice), version=dice.randint(1, 2), reflow=dice.random() < 0.6)


def chosen(dice: random.Random, *, hand: bool = False) -> Look:
    """Half as printed by the ministry, a quarter in another face, a quarter reflowed; `hand`:
    filled in with a pen."""
    look = dice.choice((plain, plain, other, reflowed))(dice)
    return by_hand(look, dice) if hand else look


def by_hand(look: Look, dice: random.Random) -> Look:
    """The same form filled in with a ball pen."""
    pen = dice.choice(fonts.HANDS)
    ink = dice.choice((BLUE, BLUE, (20, 30, 110), BLACK))
    return replace(look, filled=pen, filled_size=PEN_SIZES[pen], ink=ink, over=True, hand=True)
