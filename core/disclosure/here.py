"""The rules of disclosure with what the open council says: its thresholds, its people, its places, its organisations.

This is what plugins get as `core.api.disclosure`; `numbers`, `tables` and `identifying` hold the rules themselves.
"""

from collections.abc import Collection, Mapping, Sequence
from itertools import islice
from typing import Final

from sqlalchemy import or_, select

from core.authority.duties import Disclosure
from core.db import db
from core.disclosure import identifying, lists, looking
from core.disclosure.identifying import KINDS, Crowd, Flag, Hint
from core.disclosure.looking import Looked, Seen
from core.disclosure.numbers import most, percent, rounded, safe_difference, shown
from core.disclosure.tables import ALL, hidden_cells
from core.people.models import Organisation, Person, Place
from core.people.names import fold
from core.web.preferences import languages
from core.web.request import current_actor, required_authority

__all__ = [
    "ALL",
    "KINDS",
    "Flag",
    "Hint",
    "Looked",
    "Seen",
    "fewest",
    "flagged",
    "hidden_cells",
    "hint",
    "inside",
    "looked_at",
    "most",
    "percent",
    "published",
    "rounded",
    "safe_difference",
    "shown",
    "thresholds",
]
MOST_WORDS: Final = 400  # different words of a text that are looked for among people's names
AT_ONCE: Final = 100


def thresholds() -> Disclosure:
    """The [disclosure] table of the open council's file."""
    return required_authority().file.disclosure


def fewest() -> int:
    """The smallest number of people that this reader is told of: members of the council's site less than strangers."""
    return thresholds().inside if current_actor().is_member else thresholds().published


def inside(count: int) -> int | None:
    """The count as people of the council may see it, None where it is too small."""
    return shown(count, thresholds().inside)


def published(count: int) -> int | None:
    """The count as everybody may see it: rounded as the council's file says, None where it is too small."""
    return rounded(count, thresholds().published, thresholds().round_to)


def flagged(*texts: str) -> tuple[tuple[Flag, ...], ...]:
    """For each text what could tell who somebody is, looked up in one go: people's names, places, organisations."""
    known_people = _names_in(texts)
    places = db.session.scalars(select(Place.name)).all()
    houses = db.session.scalars(select(Organisation.name)).all()
    language = languages()[0]
    return tuple(
        identifying.flags(text, names=known_people, places=places, organisations=houses, language=language)
        for text in texts
    )


def hint(found: Sequence[Flag], text: str = "") -> Hint:
    """How easily somebody could be told, by the council's own population figures."""
    crowds = [Crowd(line.title, line.count) for line in required_authority().file.population]
    return identifying.hint(found, crowds, text)


def looked_at(texts: Mapping[str, str], ticks: Collection[str] = ()) -> dict[str, Looked]:
    """Each of these texts under the eye, by name: what could tell who somebody is, and which of it was ticked."""
    flags = zip(texts.items(), flagged(*texts.values()), strict=True)
    return {name: looking.look(name, words, found, hint(found, words), ticks) for (name, words), found in flags}


def _names_in(texts: Sequence[str]) -> frozenset[str]:
    """The words of these texts that begin the name of somebody on record here."""
    everyday = lists.of("en").capitals
    said = dict.fromkeys(word for text in texts for word in fold(text).split() if len(word) > 1)
    wanted = list(islice((word for word in said if word not in everyday and not word.isdigit()), MOST_WORDS))
    found: set[str] = set()
    for start in range(0, len(wanted), AT_ONCE):
        found |= _given_names(wanted[start : start + AT_ONCE])
    return frozenset(found)


def _given_names(words: Sequence[str]) -> set[str]:
    begins = [Person.sort_name.startswith(f"{word} ", autoescape=True) for word in words]
    query = select(Person.sort_name).where(or_(Person.sort_name.in_(words), *begins)).distinct()
    return {name.partition(" ")[0] for name in db.session.scalars(query)} & set(words)
