"""Writing down that many people were asked at once: as many statements for three hundred forms as for one."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import func, select

from core.clock import local_today
from core.consent.ledger import LedgerRefused
from core.consent.models import Asking, Entry
from core.consent.purposes import purposes
from core.consent.wording import here, kept
from core.db import bulk_insert, db, utcnow

Key = tuple[UUID, str]


def write_asked(askings: Sequence[Asking]) -> None:
    """A line of the ledger for each purpose of each asking; raises LedgerRefused where the council has no words."""
    wordings = {name: kept(_with_words(name)) for name in dict.fromkeys(_names(askings))}
    counted, rows = _last(askings), []
    for asking in askings:
        for name in asking.purposes:
            key = (asking.person_id, name)
            counted[key] = counted.get(key, 0) + 1
            rows.append(_row(asking, name, counted[key]) | {"wording_id": wordings[name]})
    bulk_insert(Entry, rows)


def _names(askings: Iterable[Asking]) -> Iterable[str]:
    return (name for asking in askings for name in asking.purposes)


def _with_words(name: str) -> str:
    if name in here().wordings:
        return name
    declared = purposes().get(name)
    raise LedgerRefused(
        f"This council has no words yet for “{declared.title if declared else name}”, so nobody can be asked. "
        "Nothing was made. The local admin puts the words into the council's folder."
    )


def _last(askings: Iterable[Asking]) -> dict[Key, int]:
    """The number of the last line about each person and purpose."""
    people = {asking.person_id for asking in askings}
    query = select(Entry.person_id, Entry.purpose, func.max(Entry.seq).label("last"))
    query = query.where(Entry.person_id.in_(people)).group_by(Entry.person_id, Entry.purpose)
    return {(row.person_id, row.purpose): row.last for row in db.session.execute(query)}


def _row(asking: Asking, name: str, seq: int) -> dict[str, object]:
    return {
        "person_id": asking.person_id,
        "purpose": name,
        "state": "asked",
        "voice": "adult" if asking.adult_id else "own",
        "adult_id": asking.adult_id,
        "capacity": "",
        "options": [],
        "with_people": [],
        "band": "",
        "how": asking.by,
        "note": "",
        "said_on": local_today(),
        "at": utcnow(),
        "seq": seq,
        "by_user_id": asking.made_by_user_id,
    }
