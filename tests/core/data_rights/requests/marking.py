"""Marks planted in every column that can hold something about somebody, found in the metadata and never listed.

Each column of each table that points at a person gets a word that stands nowhere else, for the person who asks and for
somebody else of the same council.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from typing import Any
from unittest.mock import patch
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import inspect

from core.data_rights.grave import GRAVE
from core.db import current_authority_id, db
from core.files import disk
from core.files.models import FileTag, StoredFile
from core.people.links import person_links
from core.people.models import Person
from core.testing.conformance import planting
from core.users.models import Membership, User

WORKED_OUT = {"sort_name", "find_text", "password_hash", "token_hash"}
"""Columns that Heard fills in by itself, from a name or a secret."""
WORDS_OF_A_LIST = 40  # letters: a shorter column holds one of a fixed list of words, such as a kind or a state


@dataclass
class Marks:
    """The marks of one person: the word -> the column that it stands in."""

    person_id: UUID
    where: dict[str, str] = field(default_factory=dict)
    grave: set[str] = field(default_factory=set)


def plant_everywhere(sign: str) -> Marks:
    """Plant somebody with a row in every table that points at a person; `sign` begins each of their marks."""
    person = Person(name=f"{sign}000N", known_as=f"{sign}000K")
    db.session.add(person)
    db.session.flush()
    marks = Marks(person.id)
    _mark(person, marks, sign)
    for row in _sign_in(person.id):
        _mark(row, marks, sign)
    numbers = count(1)
    with patch.object(planting, "_parent", partial(_parent, planting._parent, numbers)):
        for model in _models():
            _mark(planting.plant(model, person.id, f"{sign}X{next(numbers):03}", ()), marks, sign)
    _photo(person.id, sign)
    return marks


def _photo(person_id: UUID, sign: str) -> None:
    """Bytes for the photo that was planted with the person on it."""
    mine = sa.select(StoredFile).join(FileTag, FileTag.file_id == StoredFile.id).where(FileTag.person_id == person_id)
    for file in db.session.scalars(mine):
        file.kind, file.media_type, file.all_named = "photo", "image/jpeg", True
        place = disk.home(current_authority_id(), file.id)
        place.mkdir(parents=True)
        for size in ("original", "screen"):
            (place / f"{size}.jpg").write_bytes(f"{sign}-in-a-picture".encode())
    db.session.flush()


def _parent(made: Any, numbers: Iterator[int], target: str, person_id: UUID, mark: str, tables: Any) -> UUID:
    """A row that another needs, under a name of its own."""
    parent: UUID = made(target, person_id, f"{mark[:4]}{next(numbers):03}", tables)
    return parent


def _sign_in(person_id: UUID) -> list[Any]:
    """A sign-in and its membership: tables of the platform, which the planting of a council's rows does not know."""
    here = current_authority_id()
    user = User(name="n", username=f"u{person_id}", home_authority_id=here)
    db.session.add(user)
    db.session.flush()
    membership = Membership(authority_id=here, user_id=user.id, person_id=person_id, name="n")
    db.session.add(membership)
    db.session.flush()
    return [user, membership]


def _models() -> Iterator[type[Any]]:
    seen: set[type[Any]] = {Person, Membership}
    for link in person_links():
        if link.model not in seen:
            seen.add(link.model)
            yield link.model


def _mark(row: Any, marks: Marks, sign: str) -> None:
    for attribute in inspect(type(row)).column_attrs:
        column = attribute.columns[0]
        said = column.info.get("personal")
        if said is None or not _holds_words(column) or attribute.key in WORKED_OUT:
            continue
        word = f"{sign}{len(marks.where):03}W"
        setattr(row, attribute.key, word)
        marks.where[word] = f"{column.table.name}.{attribute.key}"
        if said.cls == GRAVE:
            marks.grave.add(word)


def _holds_words(column: sa.Column[Any]) -> bool:
    if not isinstance(column.type, sa.String) or column.foreign_keys:
        return False
    return column.type.length is None or column.type.length > WORDS_OF_A_LIST

