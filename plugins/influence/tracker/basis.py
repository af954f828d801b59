"""A public ask that lost what it rested on: staff look at it again, since its own words may tell what was taken back.

Quotes go by themselves at the next reading (quoting.py); this is about the question that was made of them. Low enough
for the trail and for what listens to agreements: it knows the tables and nothing else of the plugin.
"""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from core.api import Actor, Authority, consent, db, local_today, tasks
from plugins.influence.models import Ask, AskView, View

KIND: Final = "influence.look_again"
NOTE: Final = (
    "Nothing that it rests on may be shown any more. Look whether its own words can stay public; if not, take it down."
)


def look_again(authority: Authority, ask: Ask) -> None:
    """Make a task for those who publish where a public ask rests on nothing any more; flushes. Call it in the
    transaction in which something was taken back.
    """
    if ask.published_at is not None and rests_on_nothing(ask.id):
        _task(authority, ask)


def person_withdrew(authority: Authority, person_id: UUID) -> None:
    """The same for every public ask that a view of this person is part of."""
    query = db.select(Ask).where(Ask.published_at.is_not(None), Ask.id.in_(_of_person(person_id)))
    for ask in db.session.scalars(query.order_by(Ask.number)):
        look_again(authority, ask)


def rests_on_nothing(ask_id: UUID) -> bool:
    """True where an ask was made of views and none of them is left whose speaker still lets it be used."""
    columns = (View.person_id, AskView.taken_back_at, View.taken_back_at.label("forgotten_at"))
    same = db.and_(View.authority_id == AskView.authority_id, View.id == AskView.view_id)
    rows = db.session.execute(db.select(*columns).join(View, same).where(AskView.ask_id == ask_id)).all()
    left = [row for row in rows if row.taken_back_at is None and row.forgotten_at is None]
    return bool(rows) and not _any_agreed(left)


def _any_agreed(rows: Sequence[Any]) -> bool:
    if any(row.person_id is None for row in rows):
        return True
    people = {row.person_id for row in rows}
    return bool(people) and bool(consent.agreed(people, "core.share", "anonymous"))


def settled(ask: Ask, by: Actor) -> None:
    """Somebody looked at the ask again: its tasks are done."""
    task = tasks.Task
    query = db.select(task.key).where(task.key.startswith(f"{KIND}:{ask.id}:"), task.done_at.is_(None))
    for key in list(db.session.scalars(query)):
        tasks.done(key, by.user_id, "Looked at again")


def _task(authority: Authority, ask: Ask) -> None:
    url = f"/{authority.slug}/what-happened/asks/{ask.id}/publish"
    title = f"Question {ask.number}: what it rests on was taken back"
    key = f"{KIND}:{ask.id}:{local_today().isoformat()}"
    tasks.make(KIND, title, url, permission="influence.publish", key=key, note=NOTE, due_on=local_today())


def _of_person(person_id: UUID) -> Any:
    same = db.and_(View.authority_id == AskView.authority_id, View.id == AskView.view_id)
    return db.select(AskView.ask_id).join(View, same).where(View.person_id == person_id)
