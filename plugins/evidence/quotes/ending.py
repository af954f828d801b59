"""Taking a quote back: its words go at once, the place where it stood says that something is no longer shown."""

from uuid import UUID

from core.api import Ref, db, touch, utcnow
from plugins.evidence.models import Quote


def forget(quote: Quote, why: str) -> None:
    """Take the words of `quote` out of everything; flushes. `why`: asked, source, erased or kept_long_enough.

    Called twice it is done once.
    """
    if quote.taken_back_at is not None:
        return
    quote.words, quote.public_words, quote.pseudonym, quote.agreed_how = "", "", "", ""
    quote.taken_back_at, quote.taken_back_why, quote.cleared_at = utcnow(), why, None
    db.session.flush()
    touch(quote.authority_id)  # public pages with its words are gone with the next request


def forget_source(source: Ref) -> int:
    """Take back every quote whose words come from `source`, because they were taken back there; gives how many."""
    rows = _from(source.plugin, source.kind, source.id)
    for row in rows:
        forget(row, "source")
    return len(rows)


def hold_back(source: Ref) -> None:
    """Its speaker lets fewer people read it now: what was cleared is not shown until somebody clears it again."""
    for row in _from(source.plugin, source.kind, source.id):
        row.cleared_at, row.public_words = None, ""
        touch(row.authority_id)
    db.session.flush()


def _from(plugin: str, kind: str, id: UUID) -> list[Quote]:
    same = (Quote.source_plugin == plugin, Quote.source_kind == kind, Quote.source_id == id)
    return list(db.session.scalars(db.select(Quote).where(*same, Quote.taken_back_at.is_(None))))
