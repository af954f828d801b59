"""Which term a staff page is about: the one asked for, else the one that today is in or the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import request, url_for

from plugins.participation_in_governance.here import not_here
from plugins.participation_in_governance.terms import reading
from plugins.participation_in_governance.terms.reading import TermRead

AROUND = 3  # terms before and after that a page leads to


@dataclass(frozen=True)
class Picked:
    """The term that the page is about (None: the council has no terms), and those to choose from."""

    term: TermRead | None
    near: Sequence[TermRead]

    def tabs(self, endpoint: str) -> list[tuple[str, str, bool]]:
        """The terms around this one, as tabs."""
        return [(one.term.name, url_for(endpoint, term=one.term.id), one is self.term) for one in self.near]


def pick() -> Picked:
    """Read the term of the address; one that is none is the neutral 404."""
    terms, asked = reading.terms(), request.values.get("term", "")
    found = _called(terms, asked) if asked else reading.present(terms)
    if found is None:
        return Picked(None, ())
    place = terms.index(found)
    return Picked(found, terms[max(0, place - 1) : place + AROUND])


def _called(terms: Sequence[TermRead], asked: str) -> TermRead:
    try:
        id = UUID(asked)
    except ValueError:
        not_here()
    return next((one for one in terms if one.term.id == id), None) or not_here()
