"""What else changes about somebody changes what they agreed to: tell it to whoever acts on agreements."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from core.consent import ledger
from core.consent.reading import all_standings
from core.db import begin_write, db


@contextmanager
def followed(person_id: UUID) -> Iterator[None]:
    """Inside, a relationship, a judgement or a birthday is changed; after it each agreement that moved is told.

    In the caller's transaction, whose write begins here.
    """
    begin_write()
    before = all_standings(person_id)
    yield
    db.session.flush()
    for purpose, after in all_standings(person_id).items():
        if purpose not in before or before[purpose].use != after.use:
            ledger.tell(person_id, purpose, after.holds)
