"""Whom an entry concerns, as rows of an index that follow from the entry and from nothing else.

The ids stand in the chained entry itself: what is added to the index or taken out of it is found by `verify`.
"""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Final
from uuid import UUID

from core.audit.models import AuditEntry, Sighting
from core.db import bulk_insert

PEOPLE: Final = "person_ids"
"""The detail of an entry that names the people it concerns."""
SEEN: Final = "person.seen"
SECRET: Final = "protection."
"""Actions that begin so are shown to nobody but those who keep children safe (class S4)."""
SEEN_IN_SECRET: Final = "protection.seen"
COLUMNS: Final = ("person_id", "at", "by_user_id", "by_role", "kind", "what", "secret", "number")


def keep(entry: AuditEntry) -> None:
    """Write the index rows of an entry that was just hung on its chain."""
    bulk_insert(Sighting, rows_of(entry))


def rows_of(entry: Any) -> list[dict[str, Any]]:
    """What the index must hold of an entry: one row for each person."""
    people = sorted(set(_people(entry)))
    seen = entry.action in (SEEN, SEEN_IN_SECRET)
    same = {
        "at": entry.at,
        "by_user_id": entry.by_user_id,
        "by_role": entry.detail.get("role", "") if seen else "",
        "kind": "seen" if seen else "changed",
        "what": entry.detail.get("what", "") if seen else entry.action,
        "secret": entry.action.startswith(SECRET),
        "number": len(people),
        "entry_seq": entry.seq,
    }
    return [{"person_id": person_id, **same} for person_id in people]


def _people(entry: Any) -> Iterator[UUID]:
    own = [entry.about_id] if (entry.about_plugin, entry.about_kind) == ("core", "person") else []
    for one in (*own, *entry.detail.get(PEOPLE, ())):
        with suppress(ValueError):  # a plain word, or an entry that was tampered with: its hash tells
            yield UUID(one)
