"""Where somebody lives and goes to school, for readers who may know; of a protected person nobody else learns it.

To whoever lacks `people.protect` it is as if neither school nor place were recorded: on pages, in lists and searches,
in spreadsheets and on paper. Nothing says that something is left out. Their own page shows people what is theirs.
"""

from collections.abc import Collection, Iterable
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, true

from core.access.actor import Actor
from core.people import protection
from core.people.models import Organisation, Person
from core.people.shared import names_of
from core.web.request import current_actor

PROTECT: Final = "people.protect"
NOBODY: Final[frozenset[UUID]] = frozenset()


def hidden(person_ids: Iterable[UUID], reader: Actor | None = None) -> frozenset[UUID]:
    """Those of these people whose whereabouts whoever asks must not learn; for rules only, never for a page."""
    ids = list(person_ids)
    return protection.among(ids) if ids and not (reader or current_actor()).can(PROTECT) else NOBODY


def may_be_looked_for(reader: Actor | None = None) -> ColumnElement[bool]:
    """Who is found by their school or their place: a search must not tell what a page keeps back."""
    return true() if (reader or current_actor()).can(PROTECT) else Person.is_protected.is_(False)


def schools_of(rows: Collection[Any]) -> dict[UUID, str]:
    """The school or organisation of each row (`id`, `organisation_id`), by the person's id, as far as one may know."""
    kept_back = hidden(row.id for row in rows)
    names = names_of(Organisation, {row.organisation_id for row in rows})
    shown = [row for row in rows if row.organisation_id in names and row.id not in kept_back]
    return {row.id: names[row.organisation_id] for row in shown}

