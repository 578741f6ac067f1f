"""Who acts on a dossier."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is signed in. `duties` are (agency code, role) pairs; a citizen has none.

    `instead_of`: ids of those who are away today and whose named substitute this person is; their
    duties are among `duties` then.
    """

    id: str
    name: str
    duties: tuple[tuple[str, str], ...] = ()
    email: str = ""
    instead_of: tuple[str, ...] = ()

    def holds(self, agency: str, role: str) -> bool:
        """Whether this person has `role` at `agency`."""
        return (agency, role) in self.duties
