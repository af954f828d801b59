"""Reading the ledger: a page of it in words, and all of it as lines that anybody can verify.

Whether a text may still be read is asked at the moment of reading: an ask that is not public any more shows none here,
whether or not the ledger has been told.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any, Final, NamedTuple

from core.api import db, gettext, gettext_noop, prepared
from plugins.groups.api import Group
from plugins.influence.ledger import chain
from plugins.influence.models import Ask, LedgerEntry
from plugins.influence.tracker import public
from plugins.influence.vocabulary import CHANGES, OUTCOMES, VERDICTS

AT_ONCE: Final = 1_000  # entries read together for the file
KINDS: Final = {
    **CHANGES,
    chain.KEY: gettext_noop("The council signs with a new key from here on"),
    chain.SIGNED: gettext_noop("The council signed what was written while its key was away"),
    "put_right": gettext_noop("Words of earlier entries were taken out or put right"),
    "verdict": gettext_noop("Those who asked said what they think"),
}
PARTS: Final = {
    "question": gettext_noop("The question"),
    "to": gettext_noop("Asked of"),
    "by": gettext_noop("From"),
    "words": gettext_noop("In words"),
    "reason": gettext_noop("Why"),
    "what": gettext_noop("The promise"),
}
"""What a text can have, in the order in which it is shown."""


class Line(NamedTuple):
    """One entry as people read it. `number` is the ask's, None for none; `gone`: it had words that are not public now.

    `facts` pairs a label with a value; a day is a date.
    """

    position: int
    kind: str
    on: date
    number: int | None
    opens: bool
    facts: Sequence[tuple[str, str | date]]
    gone: bool
    hash: str
    is_signed: bool


class Head(NamedTuple):
    """The end of the chain: how many entries, the last hash, and the key that the council signs with now."""

    position: int
    hash: str
    key: str


def head() -> Head | None:
    """The end of the chain; None before the first entry."""
    last = db.session.execute(_newest(LedgerEntry.position, LedgerEntry.hash)).one_or_none()
    if last is None:
        return None
    key = db.session.scalar(_newest(LedgerEntry.body).where(LedgerEntry.kind == chain.KEY))
    return Head(last.position, last.hash, key["public_key"] if key else "")


def lines(size: int, before: int | None = None) -> tuple[list[Line], int | None]:
    """One page, the newest first, and the position from which the next older one goes down; None on the last page."""
    query = _read().order_by(LedgerEntry.position.desc()).limit(size + 1)
    rows = db.session.execute(query if before is None else query.where(LedgerEntry.position < before)).all()
    return [_line(row) for row in rows[:size]], rows[size - 1].position if len(rows) > size else None


def of_ask(ask: Ask) -> list[Line]:
    """What the ledger says of one ask, the oldest first."""
    query = _read().where(LedgerEntry.ask_id == ask.id).order_by(LedgerEntry.position)
    return [_line(row) for row in db.session.execute(query)]


def written() -> Iterator[str]:
    """Every entry as a line of the file, the first one first; some are read at a time."""
    last = 0
    while rows := db.session.execute(_some(), {"after": last}).all():
        yield from (chain.line(row, shown=row.shown) for row in rows)
        last = rows[-1].position


@cache
def _some() -> Any:
    after = LedgerEntry.position > db.bindparam("after")
    return prepared(_read().where(after).order_by(LedgerEntry.position).limit(AT_ONCE))


def _read() -> Any:
    """Entries as rows; `shown` says whether the words of an entry may be read now."""
    entry = LedgerEntry
    columns = (
        entry.position, entry.kind, entry.on_day, entry.body, entry.text, entry.salt, entry.previous, entry.hash,
        entry.signature,
    )  # fmt: skip
    same = db.and_(Ask.authority_id == entry.authority_id, Ask.id == entry.ask_id)
    query = db.select(*columns, db.and_(Ask.id.is_not(None), *public.is_public()).label("shown"))
    return query.select_from(entry).outerjoin(Ask, same).outerjoin(Group, public.GROUP_OF_ASK)


def _newest(*columns: Any) -> Any:
    return db.select(*columns).order_by(LedgerEntry.position.desc()).limit(1)


def _line(row: Any) -> Line:
    body = row.body
    text = chain.text_of(row.text) if row.shown else {}
    return Line(
        position=row.position,
        kind=gettext(KINDS.get(row.kind, row.kind)),
        on=row.on_day,
        number=body.get("number"),
        opens=bool(row.shown),
        facts=[*((gettext(PARTS[name]), text[name]) for name in PARTS if name in text), *_plain(body)],
        gone="text_hash" in body and not text,
        hash=row.hash,
        is_signed=bool(row.signature),
    )


def _plain(body: dict[str, Any]) -> Iterator[tuple[str, str | date]]:
    """The plain values of a body, in words."""
    if "outcome" in body:
        yield gettext("The answer"), gettext(OUTCOMES.get(body["outcome"], body["outcome"]))
    if "due_on" in body:
        yield gettext("By when"), date.fromisoformat(body["due_on"])
    if "most" in body:
        yield gettext("Most say"), gettext(VERDICTS.get(body["most"], gettext_noop("They do not all say the same")))
    for key, number in body.get("about", {}).items():
        yield gettext(VERDICTS[key]), gettext("about %(number)s", number=number)
    for name, label in (("blanks", gettext("Taken out of entries")), ("repeats", gettext("As in entry"))):
        if name in body:
            yield label, ", ".join(map(str, body[name] if name == "blanks" else [body[name]]))
    if "public_key" in body:
        yield gettext("The key"), body["public_key"]
