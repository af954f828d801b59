"""Every column of every installed table that points at a person, found in the metadata and never listed by
hand.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Select, select

from core.db import Base, current_authority_id
from core.people.models import Merge, Person

PERSON_TABLE = Person.__tablename__


@dataclass(frozen=True)
class PersonLink:
    """One mapped column that holds the id of a person."""

    model: type[Any]
    attribute: str

    @property
    def table(self) -> str:
        """The table's name."""
        return str(self.model.__tablename__)

    @property
    def column(self) -> str:
        """The column's name in the table."""
        return str(self.model.__mapper__.attrs[self.attribute].columns[0].name)

    @property
    def title(self) -> str:
        """The kind of record in words, such as "groups member"; core's own without its name."""
        return self.table.removeprefix("core_").replace("_", " ")

    def rows_of(self, person_id: UUID) -> Select[Any]:
        """The rows of this council that point at the person; says the council itself, for platform tables
        too.
        """
        return select(self.model).where(
            self.model.authority_id == current_authority_id(),
            getattr(self.model, self.attribute) == person_id,
        )


def person_links() -> tuple[PersonLink, ...]:
    """All links to a person, by table and column."""
    found = [link for mapper in Base.registry.mappers for link in _links_of(mapper.class_)]
    return tuple(sorted(found, key=lambda link: (link.table, link.attribute)))


def movable_links() -> tuple[PersonLink, ...]:
    """Those that follow a merge: all but the record of merges itself and the pointer from a twin to the one
    kept.
    """
    return tuple(link for link in person_links() if link.model not in (Merge, Person))


def _links_of(model: type[Any]) -> Iterator[PersonLink]:
    for constraint in model.__table__.foreign_key_constraints:
        yield from _people_in(model, constraint)


def _people_in(model: type[Any], constraint: ForeignKeyConstraint) -> Iterator[PersonLink]:
    for element in constraint.elements:
        if element.target_fullname == f"{PERSON_TABLE}.id":
            yield PersonLink(model, model.__mapper__.get_property_by_column(element.parent).key)
