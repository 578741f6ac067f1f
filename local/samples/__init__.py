"""Invented people's papers, drawn as the real forms look, with the exact truth about them.

    people.family(seed, today=...)          who they are
      -> birth_notice / card_2021 / both_sides / declaration     a Sheet: what stands where
      -> raster.draw(sheet, dpi)            Drawn(image, truth)
      -> degrade.scanner / degrade.phone    Taken(JPEG, truth moved along)
      -> pdf.as_pdf / pdf.born_digital_pdf  documents
    papers_for(None, seed, today)           all four papers of a birth registration

To measure reading, every paper that a reader knows, in many prints, by machine and by hand, in
four qualities (`python -m local.samples.pages --help`):

    Folk(seed, today)                       deals people and places of the whole country
    look.chosen(dice)                       a copy's faces, leaders, order of lines, pen
      -> catalogue.PAPERS[key].make(folk, look, seed)                   a Sheet
      -> qualities.taken(sheet, quality, seed)                          Taken(file, truth)
    page.page / bundles.bundle / frozen.frozen                          files with truth beside

Every paper is marked DỮ LIỆU MẪU. The same seed gives the same bytes.
"""

from local.samples.birth_notice import birth_notice
from local.samples.card import card_2021, card_2024
from local.samples.card_back import both_sides, card_2024_back
from local.samples.declaration import declaration
from local.samples.degrade import phone, scanner
from local.samples.papers import Paper, papers_for, taken
from local.samples.pdf import as_pdf, born_digital_pdf
from local.samples.people import Family, family, renewed
from local.samples.raster import draw

__all__ = [
    "Family",
    "Paper",
    "as_pdf",
    "birth_notice",
    "born_digital_pdf",
    "both_sides",
    "card_2021",
    "card_2024",
    "card_2024_back",
    "declaration",
    "draw",
    "family",
    "papers_for",
    "phone",
    "renewed",
    "scanner",
    "taken",
]
