"""Who can see my information: roles by the table of permissions, my groups by their plugins, adults by the rule P.

An adult who is kept away is in no list, and nothing says that there is one. Whoever keeps young people safe is told of
plainly: their work does not rest on agreement.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import select

from core.access.roles import COUNCIL_ROLES, ROLES
from core.db import db
from core.hooks.values import Ref
from core.people.models import Person
from core.people.relationships import Access, adults_of
from core.people.relationships.seeing import Seen
from core.web import panels
from core.web.house import house
from core.web.languages import gettext
from core.web.panels import Block
from core.web.request import current_actor, required_authority
from core.words import gettext_noop

SEEN_BY: Final = "seen-by"
"""The kind of a reference for which a plugin answers with a panel: who sees this person through it, said to them."""

ABOUT_PEOPLE: Final[Mapping[str, str]] = {
    "people.view": gettext_noop("your name and your school"),
    "people.read_details": gettext_noop("your birthday, how to reach you, and what helps you"),
    "consent.view": gettext_noop("what you agreed to"),
    "relationships.view": gettext_noop("who looks after you"),
    "competence.view": gettext_noop("what was noted about deciding for yourself"),
    "files.view": gettext_noop("photos of you"),
}
"""What each permission on people lets its holders read, in words for the person it is about."""

SEES: Final[Mapping[Access, str]] = {
    "ordinary": gettext_noop("Sees your name, your birthday and how to reach you, and can answer for you."),
    "logistics": gettext_noop("Sees your name and what you agreed to. Can answer where you do not decide yourself."),
    "shares": gettext_noop("Sees your name and what you choose to share, and nothing else."),
}


@dataclass(frozen=True)
class RoleSees:
    """One role here and what its holders can read about me."""

    title: str
    what: Sequence[str]


@dataclass(frozen=True)
class AdultSees:
    """One adult in my life and what they can read about me."""

    name: str
    what: str


def roles() -> list[RoleSees]:
    """The roles of this council that see anything about people, and what; as the permissions stand today."""
    table = house().permissions
    found = []
    for role in COUNCIL_ROLES:
        held = table.of_roles({role})
        what = [gettext(words) for permission, words in ABOUT_PEOPLE.items() if permission in held]
        if what:
            found.append(RoleSees(gettext(ROLES[role].title), what))
    return found


def adults(person_id: UUID) -> list[AdultSees]:
    """The parents and carers who see anything of me, by name."""
    seen = adults_of(person_id)
    ids = [one.adult_id for one in seen]
    named = {row.id: row.name for row in db.session.execute(select(Person.id, Person.name).where(Person.id.in_(ids)))}
    return [AdultSees(named[one.adult_id], _sees(one)) for one in seen if one.adult_id in named]


def elsewhere(person_id: UUID) -> list[Block]:
    """What plugins say about who sees me through them, such as the workers of my groups."""
    return panels.record(required_authority(), current_actor(), Ref("core", SEEN_BY, person_id))


def _sees(seen: Seen) -> str:
    words = gettext(SEES[seen.level])
    if any(bond.emergency_contact for bond in seen.bonds):
        return f"{words} {gettext('We call them in an emergency.')}"
    return words
