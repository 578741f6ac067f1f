"""The English of the pages: ``python -m local.texts`` gathers, keeps and compiles it.

Vietnamese stands in the templates; `en.po` is edited by hand between two runs.
"""

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

WEB = Path(__file__).parents[1] / "chalicelib" / "web"
PO = WEB / "locale" / "en.po"
MO = WEB / "locale" / "en" / "LC_MESSAGES" / "messages.mo"


def texts() -> Iterator[str]:
    """Every text a template marks with ``_()``."""
    for path in sorted((WEB / "templates").glob("*.html")):
        with path.open("rb") as file:
            for _line, found, _comments, _context in extract("jinja2.ext.babel_extract", file):
                yield found if isinstance(found, str) else found[0]


def catalogue() -> Catalog:
    """The English catalogue as it is kept."""
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def renewed(kept: Catalog) -> Catalog:
    """A catalogue of exactly the texts in use, with the English that is known."""
    made = Catalog(
        locale="en",
        project="motcua",
        header_comment="# The English of the pages; made by python -m local.texts, edited by hand.",
        msgid_bugs_address="none",
        last_translator="motcua",
        language_team="en",
        fuzzy=False,
    )
    made.creation_date = kept.creation_date
    made.revision_date = kept.revision_date
    for text in sorted(set(texts())):
        known = kept.get(text)
        made.add(text, known.string if known else "")
    return made


def compiled(kept: Catalog) -> bytes:
    """What the running pages read."""
    out = io.BytesIO()
    write_mo(out, kept)
    return out.getvalue()


def main() -> None:
    """Renews both files and names what still lacks English."""
    made = renewed(catalogue())
    with PO.open("wb") as file:
        write_po(file, made, width=96, sort_output=True, omit_header=False)
    MO.parent.mkdir(parents=True, exist_ok=True)
    MO.write_bytes(compiled(catalogue()))
    for message in made:
        if message.id and not message.string:
            print(message.id)


if __name__ == "__main__":
    main()
