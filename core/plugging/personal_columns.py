"""Every column about somebody says why it is held, how grave its loss would be and how long it is kept: found by
walking the tables, so that none can be forgotten.

A column counts as about somebody where it points at a person, a sign-in or a membership, or is called what such columns
are called. One that only sounds so says what it holds instead: `info=not_personal("...")`.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

import sqlalchemy as sa

from core.authority.duties import RECORD_CLASSES
from core.db.base import AUTHORITY_COLUMN, Personal
from core.plugging.processing import Processing

PEOPLE = frozenset({"core_person", "core_user", "core_membership"})
"""Whoever points at a row of these tables says something about somebody."""

PASSING = {"a_day": "a day", "a_month": "a month"}
"""What Heard forgets by itself, so that no council decides about it: class and period in words."""

_WORDS = (
    "name|names|called|known_as|email|phone|mobile|contact|address|postcode|gender|ethnicity|religion|faith|needs|medical"
    "|allergies|diagnosis|note|notes|text|words|body|message|comment|remark|why|statement|answer|story|wishes|feelings"
    "|photo|picture|device|ip|password_hash|token_hash|code_hash|signature|by"
)
_IDS = "person|user|child|adult|parent|carer|worker|member|membership|owner|writer|author|subject|by|chair"
_SOUNDS = re.compile(rf"(?:.*_)?(?:{_WORDS})")
_POINTS = re.compile(rf"(?:.*_)?(?:{_IDS})(?:_user|_person)?_(?:id|ids)")
_WRITTEN = (sa.String, sa.JSON, sa.Uuid)
_BIRTH = re.compile(r"(?:.*_)?(?:born_on|birth|birthday|dob)")


def faults(tables: Iterable[sa.Table], purposes: Collection[str]) -> list[str]:
    """What is wrong with the personal columns of `tables`, each line with table, column and what to do."""
    return [
        f"{table.name}.{column.name}: {fault}"
        for table in tables
        for column in table.columns
        for fault in _of_column(column, purposes)
    ]


def undeclared(tables: Iterable[sa.Table], purposes: Collection[str]) -> Iterator[str]:
    """Columns that name a purpose which nobody has declared: a plugin with one is not started."""
    for table in tables:
        for column in table.columns:
            said: Personal | None = column.info.get("personal")
            if said is not None and said.purpose not in purposes:
                yield f"{table.name}.{column.name}: {_unknown(said.purpose)}"


def about_somebody(column: sa.Column[Any]) -> bool:
    """True for a column that points at a person or a sign-in, or is called what such columns are called."""
    if column.name in ("id", AUTHORITY_COLUMN):
        return False
    return bool(_targets(column) & PEOPLE or _POINTS.fullmatch(column.name) or _sounds_personal(column))


def _of_column(column: sa.Column[Any], purposes: Collection[str]) -> Iterator[str]:
    said: Personal | None = column.info.get("personal")
    if said is None:
        if about_somebody(column) and "not_personal" not in column.info:
            yield 'say info=personal(purpose, cls, retention), or info=not_personal("what it holds")'
        return
    if "not_personal" in column.info:
        yield "it cannot be personal and not personal"
    if said.purpose not in purposes:
        yield _unknown(said.purpose)
    if said.retention not in RECORD_CLASSES and said.retention not in PASSING:
        yield f"{said.retention!r} is no class of record: one of {', '.join(RECORD_CLASSES)}"


def purpose_faults(name: str, declared: Iterable[Processing]) -> Iterator[str]:
    """What is wrong with the purposes that the plugin `name` declares."""
    seen = set[str]()
    for one in declared:
        if not re.fullmatch(rf"{re.escape(name)}\.[a-z][a-z-]*", one.name):
            yield f"the purpose {one.name!r} must begin with '{name}.' and go on in small letters and hyphens"
        if one.name in seen:
            yield f"the purpose {one.name!r} stands there twice"
        if not all(text.strip() for text in (one.title, one.about, one.young, one.easy)):
            yield f"the purpose {one.name!r} needs a title and a sentence for each reading band"
        seen.add(one.name)


def _unknown(purpose: str) -> str:
    return f"{purpose!r} is no declared purpose: use one of core's or declare it in the manifest's processing"


def _targets(column: sa.Column[Any]) -> set[str]:
    wish = column.info.get("scoped_fk")
    plain = {key.target_fullname.split(".")[0] for key in column.foreign_keys}
    return plain | ({wish.table} if wish is not None else set())


def _sounds_personal(column: sa.Column[Any]) -> bool:
    if isinstance(column.type, sa.Date):
        return bool(_BIRTH.fullmatch(column.name))
    return isinstance(column.type, _WRITTEN) and bool(_SOUNDS.fullmatch(column.name))
