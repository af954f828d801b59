"""Which quotes everybody may read, asked at the moment of use: nothing is stored as "may be shown".

A quote stands in public while its view is meant for everybody, nobody took it back, its group is neither hidden nor too
small, and whoever is known to have said it agrees that others read it without their name. Where a quote has their name
in it, they must have agreed to be named as well.
"""

from functools import cache
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy.orm import aliased

from core.api import Authority, Person, consent, current_authority, db, gettext, gettext_noop, prepared
from plugins.groups.api import Group
from plugins.influence.models import Ask, AskView, View

SHARES: Final = "core.share"
USE: Final = "anonymous"
NAMED: Final = "core.named"
WHO: Final = {
    "person": gettext_noop("A young person"),
    "group": gettext_noop("Young people in a group"),
    "anonymous": gettext_noop("Somebody who gave no name"),
}
"""By role only (NC14)."""


HIDDEN: Final = "Its group is hidden: that there is such a group is not for everybody to know."
SMALL: Final = "Its group has fewer than %s members: those who know the group could tell who said it."
_AskGroup = aliased(Group)


class Quote(NamedTuple):
    """What somebody said, in words that were cleared, and who they are as everybody may know it."""

    id: UUID
    words: str
    who: str


def public_quotes(ask: Ask | UUID, authority: Authority | None = None) -> list[Quote]:
    """The cleared quotes of an ask that may be shown at this moment, the oldest first."""
    here = authority or current_authority()
    assert here is not None
    ask_id = ask.id if isinstance(ask, Ask) else ask
    rows = db.session.execute(_quotes_read(), {"ask": ask_id}).all()
    open_to_all = [row for row in rows if not why_not(here, row, None)]
    agreed, named = _agreements(open_to_all)
    shown = [row for row in open_to_all if not why_not(here, row, agreed, named)]
    return [Quote(row.id, row.public_quote, gettext(WHO[row.voice])) for row in shown]


def why_not(
    authority: Authority, row: Any, shares: frozenset[UUID] | None, named: frozenset[UUID] = frozenset()
) -> str:
    """Why what `row` says may not be shown to everybody, a plain sentence; "" where it may.

    `shares` holds the people who agree now that others read their words, None where that is not asked yet; `named`
    those who agree to be named. `row` is one of `_quotes_read`, or of the publishing desk.
    """
    if row.taken_back:
        return "It was taken back."
    if row.permission != "published":
        return "Whoever said it did not say that everybody may read it."
    if closed := _of_groups(authority, row):
        return closed
    if row.person_id is None or shares is None:
        return ""
    if row.person_id not in shares:
        return "Whoever said it does not agree that others read it, even without a name."
    if row.person_id not in named and has_name(row.public_quote, row.person or ""):
        return "Their name stands in it, and they have not agreed to be named."
    return ""


def is_open_group(authority: Authority, listing: str | None, member_count: int | None) -> bool:
    """Whether words of a group may be shown: it is not hidden, and has as many members as the council publishes.

    Without a group (None) there is nothing to keep back.
    """
    if listing is None or member_count is None:
        return True
    return listing != "hidden" and member_count >= authority.file.disclosure.published


def _of_groups(authority: Authority, row: Any) -> str:
    """What keeps back the words of the group that said it, or of the group whose question it is."""
    for listing, count in ((row.listing, row.member_count), (row.ask_listing, row.ask_member_count)):
        if not is_open_group(authority, listing, count):
            return HIDDEN if listing == "hidden" else SMALL % authority.file.disclosure.published
    return ""


def has_name(words: str, name: str) -> bool:
    """Whether a word of somebody's own name stands in these words."""
    said = {word.strip(".,;:!?'’\"()[]") for word in words.casefold().replace("’s", "").replace("'s", "").split()}
    return any(len(word) > 1 and word in said for word in name.casefold().split())


def agreements(person_ids: set[UUID]) -> tuple[frozenset[UUID], frozenset[UUID]]:
    """Of these people those who agree now that others read their words, and those who agree to be named."""
    return consent.agreed(person_ids, SHARES, USE), consent.agreed(person_ids, NAMED)


def columns() -> tuple[Any, ...]:
    """What decides whether a quote may be shown, as columns of a statement joined by `of_views`."""
    return (
        AskView.id, AskView.public_quote, View.id.label("view_id"), View.voice, View.permission, View.person_id,
        View.group_id, Person.name.label("person"), Group.listing, Group.member_count,
        _AskGroup.listing.label("ask_listing"), _AskGroup.member_count.label("ask_member_count"),
        db.or_(AskView.taken_back_at.is_not(None), View.taken_back_at.is_not(None)).label("taken_back"),
    )  # fmt: skip


def of_views(query: Any) -> Any:
    """Join a statement over AskView to the view, who said it and their group."""
    same = AskView.authority_id
    return (
        query.select_from(AskView)
        .join(View, db.and_(View.authority_id == same, View.id == AskView.view_id))
        .outerjoin(Person, db.and_(Person.authority_id == same, Person.id == View.person_id))
        .join(Ask, db.and_(Ask.authority_id == same, Ask.id == AskView.ask_id))
        .outerjoin(Group, db.and_(Group.authority_id == same, Group.id == View.group_id))
        .outerjoin(_AskGroup, db.and_(_AskGroup.authority_id == same, _AskGroup.id == Ask.group_id))
        .order_by(View.said_on, AskView.id)
    )


def _agreements(rows: list[Any]) -> tuple[frozenset[UUID], frozenset[UUID]]:
    people = {row.person_id for row in rows if row.person_id is not None}
    return agreements(people) if people else (frozenset(), frozenset())


@cache
def _quotes_read() -> Any:
    query = of_views(db.select(*columns()))
    return prepared(query.where(AskView.ask_id == db.bindparam("ask"), AskView.public_quote != ""))
