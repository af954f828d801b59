"""Entries of the promise ledger, written in the transaction that made the fact public.

What is public is worked out from the records themselves each time, and whatever of it is not in the ledger yet is
entered: so an ask that is published late brings along what happened before, in order and once. What is not public any
more loses its words here; that it was asked and answered stays, because it was public.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from core.api import Authority, Ref, begin_write, db, disclosure, local_today, utcnow
from plugins.influence.heard import judging
from plugins.influence.ledger import appending, facts
from plugins.influence.ledger.appending import Chain
from plugins.influence.ledger.chain import text_of
from plugins.influence.ledger.facts import Fact
from plugins.influence.models import Ask, Change, LedgerEntry, Verdict

GONE: Final = frozenset({"unpublished", "withdrawn"})
PUT_RIGHT: Final = "put_right"
"""The kind of an entry that says which earlier texts were taken out while the ask stays public."""


def enter(authority: Authority, ask: Ask, change: Change) -> None:
    """Add the change of a public ask to the ledger; of one that is not public nothing is entered."""
    if facts.is_public(ask):
        settle(authority, ask, change if change.kind == "published" else None)
    elif change.kind in GONE:
        _take_out(authority, ask, change.kind, facts.day_of(change))


def settle(authority: Authority, ask: Ask, published: Change | None = None) -> None:
    """Bring the ledger to what is public of `ask` now; flushes. Nothing to bring: nothing is written.

    Call it too where a public copy was cleared, changed or taken back without anything else happening to the ask.
    """
    begin_write()
    if not facts.is_public(ask):
        _take_out(authority, ask, "unpublished", local_today())
        return
    entered = _entered(ask)
    wanted = [*facts.of(ask), *_published(ask, published, entered), *_verdicts(authority, ask, entered)]
    stale = _stale(entered, wanted)
    kept = {entry.fact for entry in entered if entry not in stale and entry.text}
    new = [fact for fact in wanted if fact.fact not in kept]
    if stale or new:
        _write(authority, ask, entered, stale, new)


def catch_up(authority: Authority, limit: int = 200) -> int:
    """Enter public asks that the ledger does not know at all, the oldest first; how many were brought in."""
    known = db.select(LedgerEntry.id).where(LedgerEntry.ask_id == Ask.id).exists()
    query = db.select(Ask).where(Ask.published_at.is_not(None), Ask.status != "withdrawn", ~known)
    found = db.session.scalars(query.order_by(Ask.published_at, Ask.id).limit(limit)).all()
    for ask in found:
        settle(authority, ask)
    return len(found)


def _write(
    authority: Authority, ask: Ask, entered: Sequence[LedgerEntry], stale: Sequence[LedgerEntry], new: Sequence[Fact]
) -> None:
    chain, former = Chain(authority), {entry.fact: entry.position for entry in entered}
    if stale:
        plain = {"number": ask.number, "blanks": appending.blank(stale)}
        chain.append(PUT_RIGHT, local_today(), ask_id=ask.id, fact=PUT_RIGHT, plain=plain)
    for fact in new:
        plain = {"number": ask.number, **fact.plain}
        if fact.fact in former:
            plain["repeats"] = former[fact.fact]
        kind = _kind(fact, former)
        former[fact.fact] = chain.position + 1
        chain.append(kind, fact.on, ask_id=ask.id, fact=fact.fact, plain=plain, text=fact.text)
    chain.close(Ref("influence", "ask", ask.id))


def _kind(fact: Fact, former: dict[str, int]) -> str:
    """A promise that stands in the ledger with another day was moved."""
    if fact.kind != "promised" or fact.fact in former:
        return fact.kind
    return "promise_moved" if any(one.startswith(f"{fact.source}:") for one in former) else fact.kind


def _take_out(authority: Authority, ask: Ask, kind: str, on: date) -> None:
    """The words of an ask that is not public any more go; that they went is an entry of its own."""
    readable = [entry for entry in _entered(ask) if entry.text]
    if not readable:
        return
    chain = Chain(authority)
    plain = {"number": ask.number, "blanks": appending.blank(readable)}
    chain.append(kind, on, ask_id=ask.id, fact=kind, plain=plain)
    chain.close(Ref("influence", "ask", ask.id))


def _entered(ask: Ask) -> Sequence[LedgerEntry]:
    query = db.select(LedgerEntry).where(LedgerEntry.ask_id == ask.id).order_by(LedgerEntry.position)
    return db.session.scalars(query.execution_options(populate_existing=True)).all()


def _stale(entered: Sequence[LedgerEntry], wanted: Sequence[Fact]) -> list[LedgerEntry]:
    """Entries whose words are not what is cleared now."""
    words = {fact.source: dict(fact.text) for fact in wanted}
    return [entry for entry in entered if entry.text and text_of(entry.text) != words.get(_source(entry.fact))]


def _source(fact: str) -> str:
    return ":".join(fact.split(":")[:2])


def _published(ask: Ask, change: Change | None, entered: Sequence[LedgerEntry]) -> list[Fact]:
    """The publishing itself: the one that just happened, or the one that stands in the ledger already."""
    source = f"published:{ask.id.hex}"
    known = [entry for entry in entered if entry.kind == "published"]
    since = facts.local_day(ask.published_at or utcnow())
    on = facts.day_of(change) if change else known[-1].on_day if known else since
    return [Fact(source, f"{source}:{on}", "published", on, {}, facts.question(ask))]


def _verdicts(authority: Authority, ask: Ask, entered: Sequence[LedgerEntry]) -> list[Fact]:
    """That those who asked said what they think: once without more, later what most say, where nobody shows through.

    It comes again only when as many more have said it as may be told of: from two entries that follow each other nobody
    can tell what one person said. `fact` keeps how many it was; that number never leaves the database.
    """
    rows = db.session.scalars(db.select(Verdict).where(Verdict.ask_id == ask.id)).all()
    source = f"verdict:{ask.id.hex}"
    known = [entry for entry in entered if _source(entry.fact) == source]
    found = {entry.fact: _verdict(source, entry.fact, entry.on_day, _numbers(entry)) for entry in known}
    counts = judging.counts(map(_judged, rows))
    total, before = sum(counts.values()), max((int(fact.rsplit(":", 1)[1]) for fact in found), default=0)
    told = _told(authority, counts)
    if told and total - before >= authority.file.disclosure.published:
        found[f"{source}:{total}"] = _verdict(source, f"{source}:{total}", local_today(), told)
    elif rows and not found:
        first = facts.local_day(min(row.made_at for row in rows))
        found[f"{source}:0"] = _verdict(source, f"{source}:0", first, {})
    return list(found.values())


def _verdict(source: str, fact: str, on: date, plain: dict[str, Any]) -> Fact:
    return Fact(source, fact, "verdict", on, plain, {"by": "Those who asked"})


def _told(authority: Authority, counts: dict[str, int]) -> dict[str, Any]:
    """What the public tracker may tell of these counts too: what most say, and about how many where none is small."""
    file = authority.file.disclosure
    most = disclosure.most(counts, file.published)
    if most is None:
        return {}
    if disclosure.hidden_cells({("all", key): number for key, number in counts.items()}, file.published):
        return {"most": most or "mixed"}
    about = {key: disclosure.rounded(number, file.published, file.round_to) for key, number in counts.items()}
    return {"most": most or "mixed", "about": about}


def _numbers(entry: LedgerEntry) -> dict[str, Any]:
    return {name: entry.body[name] for name in ("most", "about") if name in entry.body}


def _judged(row: Verdict) -> judging.Said:
    asker = judging.asker_of(row.id, row.person_id, row.view_id, row.group_id)
    return judging.Said(row.id, asker, row.verdict, row.voices, row.made_at)
