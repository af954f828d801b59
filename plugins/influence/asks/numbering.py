"""The number of an ask: counted for each council from 1, given when it is made, never given twice."""

from core.api import begin_write, db, hold
from plugins.influence.models import Ask


def next_number() -> int:
    """The number of the ask that is made next; whoever comes at the same time waits for this transaction to end."""
    begin_write()
    hold()
    return int(db.session.scalar(db.select(db.func.max(Ask.number))) or 0) + 1
