"""What came with a request, tidied: texts in NFC, no control characters, within limits."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs

from chalicelib.errors import Invalid

MAX_BYTES = 256_000
MAX_FIELDS = 500


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a posted form; a name may come several times."""

    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def one(self, name: str, default: str = "") -> str:
        """The first value of `name`."""
        return self.fields.get(name, (default,))[0]

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of `name`, in order."""
        return self.fields.get(name, ())

    def under(self, prefix: str) -> dict[str, str]:
        """Fields whose name begins with `prefix`, by the rest of the name."""
        return {
            name.removeprefix(prefix): values[0]
            for name, values in self.fields.items()
            if name.startswith(prefix)
        }


def clean(text: str) -> str:
    """`text` in NFC, line ends as one letter, other control characters gone."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n")
    return "".join(one for one in lines if one == "\n" or unicodedata.category(one) != "Cc")


def parse(body: bytes) -> Form:
    """A form sent as ``application/x-www-form-urlencoded``. Raises Invalid when it is too large."""
    if len(body) > MAX_BYTES:
        raise _too_large()
    try:
        found = parse_qs(body.decode(), keep_blank_values=True, max_num_fields=MAX_FIELDS)
    except ValueError as error:
        raise _too_large() from error
    return Form({clean(name): tuple(map(clean, values)) for name, values in found.items()})


def _too_large() -> Invalid:
    return Invalid(
        "form_unreadable",
        "Biểu mẫu gửi lên quá dài hoặc bị hỏng. Hãy rút gọn rồi gửi lại.",
        "The form is too long or broken. Shorten it and send it again.",
    )
