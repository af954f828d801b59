"""Who reads which note, and when a note has been kept long enough."""

from datetime import date, timedelta

from core.api import access_rules as rules
from plugins.example.models import Note

READS = rules.Rule(
    rules.any_of(
        rules.field("person_id").is_(None),
        rules.equals_actor("person_id"),
        rules.has("example.write"),
    ),
    model=Note,
)
TO_EVERYBODY = rules.Rule(rules.field("person_id").is_(None), model=Note)


def kept_until(written_on: date, keep_days: int) -> date:
    """The last day on which a note is kept."""
    return written_on + timedelta(days=keep_days)


def oldest_kept(today: date, keep_days: int) -> date:
    """Notes written before this day are due for removal."""
    return today - timedelta(days=keep_days)
