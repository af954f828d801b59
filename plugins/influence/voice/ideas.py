"""What somebody says by themselves: with an account or without one, on a subject of their own choice (W3, LA40)."""

from datetime import UTC, date, datetime
from typing import Final
from uuid import UUID

from core.api import Actor, Authority, Person, consent, db, local_today, notify, reading, tries, working_days
from plugins.groups.api import MY_GROUPS, Group, Membership, called
from plugins.influence.here import chosen
from plugins.influence.models import View
from plugins.influence.voice.idea_forms import SayForm

TELL_LATER: Final = "core.tell_later"


def workers_of(actor: Actor) -> list[tuple[UUID, str]]:
    """The workers of the groups that somebody belongs to, by name; none for somebody without a record."""
    if actor.person_id is None:
        return []
    query = (
        db.select(Person.id, Person.name, Person.known_as)
        .join(Membership, (Membership.authority_id == Person.authority_id) & (Membership.person_id == Person.id))
        .join(Group, (Group.authority_id == Membership.authority_id) & (Group.id == Membership.group_id))
        .where(MY_GROUPS.criteria(actor), Membership.supports.is_(True), Membership.status == "active")
        .where(Person.id != actor.person_id)
        .distinct()
        .order_by(Person.name, Person.id)
    )
    return [(row.id, called(row.name, row.known_as)) for row in db.session.execute(query)]


def new_view(id: UUID, form: SayForm, actor: Actor) -> View:
    """The view that the form makes; it is not kept yet."""
    permission, worker_id = form.chosen
    return View(
        id=id,
        words=form.words.data or "",
        sort=form.sort.data,
        voice="person" if actor.person_id else "anonymous",
        person_id=actor.person_id,
        permission=permission,
        worker_id=worker_id,
        entered="self",
        said_on=local_today(),
    )


def leave_address(view: View, form: SayForm) -> None:
    """Keep the address of somebody without an account, if they left one; nothing else is known of them."""
    typed = form.address.data or ""
    way = notify.guests.channel_of(typed) if typed and view.person_id is None else None
    if way is not None:
        view.guest_id = notify.guests.leave(way, typed, language=reading()[1])


def wait_before_another() -> int:
    """Count one more from this address; minutes to wait where there were very many within the hour, else 0. Commits.

    The count begins anew each hour, so that a class, or a whole assembly over a morning, gets through.
    """
    wait = tries.enter(f"influence-say-{datetime.now(UTC):%Y%m%d%H}")
    return max(1, round(wait.total_seconds() / 60)) if wait else 0


def read_by(authority: Authority) -> date:
    """The day by which somebody reads what is said today, as the council has chosen."""
    off = working_days.days_off(authority.file.jurisdiction)
    return working_days.working_days_after(local_today(), chosen(authority).read_days, off)


def hears_later(actor: Actor) -> bool:
    """Say whether somebody with a record agreed to be told what comes of it, at this moment."""
    return actor.person_id is not None and consent.allows(actor.person_id, TELL_LATER)
