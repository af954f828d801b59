"""Making an ask of views and wording it: while it is a draft, and never after it was sent.

What was asked is what they answered: a question that was sent is not worded anew. It can be taken back, and asked anew.
"""

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from sqlalchemy.orm.exc import StaleDataError

from core.api import Actor, db, files, search
from plugins.influence.asks.numbering import next_number
from plugins.influence.models import Ask, AskTag, AskView, View, ViewTag
from plugins.influence.visibility import READS_VIEW
from plugins.influence.vocabulary import MAY_BE_ASKED

FIELDS: Final = (
    "title", "words", "words_easy", "can_change", "cannot_change", "success", "made_with", "group_id",
)  # fmt: skip
SENT: Final = (
    "This question was sent, so its words stay as they are: they are what is being answered. "
    "To ask something else, take it back and ask anew, or make another question."
)
NARROWER: Final = (
    "“{words}” was not said for this: whoever said it wants fewer people to read it. Nothing of it is attached. "
    "Ask them whether it may be asked, and change who may read it on its own page first."
)
LONGEST_QUOTE: Final = 60


class NotNow(ValueError):
    """What was wanted cannot be done; the message says why and what to do instead."""


REFUSALS: Final = (NotNow, files.Refused, StaleDataError)
AT_THE_SAME_TIME: Final = (
    "Somebody else changed this question at the same moment. Theirs is kept, nothing of yours is saved yet: look "
    "at it, then do it again."
)


def said_of(refusal: Exception) -> str:
    """What one of REFUSALS says to whoever wanted something."""
    return AT_THE_SAME_TIME if isinstance(refusal, StaleDataError) else str(refusal)


def is_open(ask: Ask) -> bool:
    """True while an ask can be worded."""
    return ask.status == "draft" and ask.asked_on is None


def must_be_open(ask: Ask) -> None:
    """Go on only with a draft; raises NotNow."""
    if not is_open(ask):
        raise NotNow(SENT)


def new(id: UUID, values: dict[str, Any], by: Actor) -> Ask:
    """An ask of these words, with its number; the caller adds it."""
    return Ask(id=id, number=next_number(), worker_id=by.person_id, **values)


def change(ask: Ask, values: dict[str, Any]) -> None:
    """Word a draft anew; raises NotNow once it was sent."""
    must_be_open(ask)
    for name, value in values.items():
        setattr(ask, name, value)


def tag(ask: Ask, tags: Iterable[tuple[str, str]]) -> None:
    """Say what the ask is about, in place of what was said before; flushes."""
    wanted = set(tags)
    for row in db.session.scalars(db.select(AskTag).where(AskTag.ask_id == ask.id)):
        if (row.vocabulary, row.key) in wanted:
            wanted.remove((row.vocabulary, row.key))
        else:
            db.session.delete(row)
    shown = ask.published_at
    db.session.add_all(
        AskTag(ask_id=ask.id, vocabulary=one, key=key, published_at=shown) for one, key in sorted(wanted)
    )
    db.session.flush()


def tags_of(ask: Ask) -> list[tuple[str, str]]:
    """What the ask is about, as (vocabulary, key)."""
    query = db.select(AskTag.vocabulary, AskTag.key).where(AskTag.ask_id == ask.id)
    return [(row.vocabulary, row.key) for row in db.session.execute(query.order_by(AskTag.vocabulary, AskTag.key))]


def tags_of_views(views: Iterable[View]) -> set[tuple[str, str]]:
    """What these views are about, all together: a question begins with it."""
    query = db.select(ViewTag.vocabulary, ViewTag.key).where(ViewTag.view_id.in_([view.id for view in views]))
    return {(row.vocabulary, row.key) for row in db.session.execute(query)}


def group_of(views: Iterable[View]) -> UUID | None:
    """The group in which all of these views were said, None where they come from several or from none."""
    groups = {view.group_id for view in views}
    return groups.pop() if len(groups) == 1 else None


def sorted_out(ids: Iterable[UUID], actor: Actor) -> tuple[list[View], list[str]]:
    """The views that may be asked, the oldest first, and a sentence for each that is meant for fewer; what `actor` may
    not read is neither.
    """
    query = db.select(View).where(View.id.in_(list(ids)), READS_VIEW.criteria(actor, View))
    found = list(db.session.scalars(query.order_by(View.said_on, View.id)))
    refused = [NARROWER.format(words=_short(view.words)) for view in found if view.permission not in MAY_BE_ASKED]
    return [view for view in found if view.permission in MAY_BE_ASKED], refused


def attach(ask: Ask, views: Iterable[View]) -> int:
    """Let the ask rest on these views too; how many are new. Also after it was sent: others say the same; flushes.

    Raises NotNow for an ask that was taken back.
    """
    if ask.status == "withdrawn":
        raise NotNow("This question was taken back. Make a new one of what was said.")
    there = set(db.session.scalars(db.select(AskView.view_id).where(AskView.ask_id == ask.id)))
    rows = [AskView(ask_id=ask.id, view_id=view.id) for view in views if view.id not in there]
    db.session.add_all(rows)
    db.session.flush()
    return len(rows)


def detach(ask: Ask, view_id: UUID) -> None:
    """Take a view off a draft; raises NotNow once it was sent."""
    must_be_open(ask)
    row = db.session.scalar(db.select(AskView).where(AskView.ask_id == ask.id, AskView.view_id == view_id))
    if row is not None:
        db.session.delete(row)
        db.session.flush()


def waiting(actor: Actor, ask: Ask, most: int, words: str = "") -> list[View]:
    """Views that may be asked and rest in no ask yet, those of the ask's own group first, the latest first; with
    `words` only those in which they occur.
    """
    asked = db.select(AskView.id).where(AskView.authority_id == View.authority_id, AskView.view_id == View.id)
    query = db.select(View).where(
        READS_VIEW.criteria(actor, View), View.permission.in_(sorted(MAY_BE_ASKED)), ~asked.exists()
    )
    if words:
        query = query.where(search.hits(View.id, "influence", "view", words))
    own = (View.group_id == ask.group_id).desc() if ask.group_id else View.said_on.desc()
    return list(db.session.scalars(query.order_by(own, View.said_on.desc(), View.id).limit(most)))


def attached(ask: Ask, actor: Actor) -> list[tuple[View, bool]]:
    """The views that the ask rests on and `actor` may read, and whether each may still be asked."""
    query = (
        db.select(View)
        .join(AskView, (AskView.authority_id == View.authority_id) & (AskView.view_id == View.id))
        .where(AskView.ask_id == ask.id, READS_VIEW.criteria(actor, View))
        .order_by(View.said_on, View.id)
    )
    return [(view, view.permission in MAY_BE_ASKED) for view in db.session.scalars(query)]


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_QUOTE else f"{words[:LONGEST_QUOTE].rstrip()}…"
