"""What a plugin's records are when their keeping time has ended: which table, and what is done beside deleting them."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from core.db import db


@dataclass(frozen=True, slots=True)
class Kept:
    """One kind of record that `retention_due` may name: its mapped class, and how such rows go.

    `forget(rows)` deletes them and puts right what is counted from them; without it the rows are simply deleted.
    """

    model: type
    forget: Callable[[Sequence[Any]], None] | None = None

    def delete(self, rows: Sequence[Any]) -> None:
        """Delete these rows of the council in scope; flushes, does not commit."""
        if self.forget is not None:
            self.forget(rows)
        else:
            for row in rows:
                db.session.delete(row)
        db.session.flush()


TakesPart = Callable[[Collection[UUID]], frozenset[UUID]]
"""Who of these people still takes part in something of the plugin: nothing about them is deleted for its age."""
