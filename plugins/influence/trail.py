"""The one door for everything that happens to an ask: its trail, where it stands, who is told, the promise ledger.

Call `happened` in the transaction that did it, after the rows that say so; the caller commits. Timed work calls it as
well: nothing here needs a request.
"""

from uuid import UUID

from core.api import Authority, current_authority, db, touch
from plugins.influence import rules
from plugins.influence.heard import telling
from plugins.influence.ledger import writing
from plugins.influence.models import Ask, AskTag, Change, Owner
from plugins.influence.tracker import basis
from plugins.influence.vocabulary import CHANGES, LEDGERED, TELLS

SETTLED = frozenset({"withdrawn"})
SHOWS = frozenset({"published", "unpublished"})


def happened(
    ask: Ask,
    kind: str,
    *,
    authority: Authority | None = None,
    owner: Owner | None = None,
    detail: str = "",
    by_id: UUID | None = None,
    by_words: str = "",
) -> Change:
    """Add one change to the trail of `ask` and do what follows from it; flushes.

    `authority` is needed outside a request. `detail` is plain: an outcome, two days; never what somebody said. Raises
    KeyError for a kind that vocabulary.CHANGES does not know.
    """
    CHANGES[kind]
    here = authority or current_authority()
    assert here is not None
    db.session.flush()
    stand(ask)
    change = Change(ask_id=ask.id, position=_next(ask), kind=kind, owner_id=owner.id if owner else None)
    change.detail, change.by_id, change.by_words = detail[:400], by_id, by_words[:120]
    db.session.add(change)
    db.session.flush()
    if kind in SHOWS:
        _tell_tags(ask)
    if kind in LEDGERED:
        writing.enter(here, ask, change)
    if kind in TELLS:
        telling.tell(here, ask, change)
    if kind == "view_taken_back":
        basis.look_again(here, ask)
    touch(here.id)
    return change


def stand(ask: Ask) -> None:
    """Work out anew where the ask stands from its owners' latest answers."""
    if ask.status in SETTLED or ask.asked_on is None:
        return
    query = db.select(Owner.outcome, Owner.due_on, Owner.state).where(Owner.ask_id == ask.id)
    owners = [row for row in db.session.execute(query) if row.state != "passed_on"]
    ask.status = rules.status_of([row.outcome if row.state == "answered" else "" for row in owners])
    ask.due_on = rules.due_of(row.due_on for row in owners if row.state == "waiting")
    db.session.flush()


def _tell_tags(ask: Ask) -> None:
    """Repeat beside what the ask is about since when it is public."""
    tags = db.update(AskTag).where(AskTag.ask_id == ask.id).values(published_at=ask.published_at)
    db.session.execute(tags)


def _next(ask: Ask) -> int:
    last = db.session.scalar(db.select(db.func.max(Change.position)).where(Change.ask_id == ask.id))
    return (last or 0) + 1
