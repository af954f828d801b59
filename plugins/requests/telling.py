"""Who hears of what happens to a request: whoever asked, the group that is asked, those who approve, the desk.

A message says that there is news and names nobody; the page behind its link asks who may read it.
"""

from collections.abc import Iterable
from uuid import UUID

from flask import url_for

from core.api import Notice, db, gettext_noop, notify
from plugins.groups.api import Membership
from plugins.requests.asking import receipts
from plugins.requests.models import Approver, Request

NEWS, LETTER, ASKED = "requests.news", "requests.letter", "requests.asked"
TO_APPROVE, NO_ANSWER = "requests.to_approve", "requests.no_answer"
SOON, LATE, LATE_OWN = "requests.feedback_soon", "requests.feedback_late", "requests.feedback_late_own"
NOTICES = (
    Notice(NEWS, gettext_noop("There is news about your request to work with young people."), needs_agreement=False),
    Notice(LETTER, gettext_noop("Here is the way back to your request."), needs_agreement=False),
    Notice(ASKED, gettext_noop("Somebody asks your group something. You decide: yes or no."), for_adults=True),
    Notice(TO_APPROVE, gettext_noop("A request to work with young people waits for you."), needs_agreement=False),
    Notice(NO_ANSWER, gettext_noop("A group has not said yes or no yet to a request."), needs_agreement=False),
    Notice(SOON, gettext_noop("The day of feedback that young people were promised is near."), needs_agreement=False),
    Notice(LATE, gettext_noop("Feedback that young people were promised is late."), needs_agreement=False),
    Notice(LATE_OWN, gettext_noop("You promised young people feedback, and it is late."), needs_agreement=False),
)


def asker(request: Request, key: str, notice: str = NEWS) -> None:
    """Tell whoever asked, on their own page or by a letter; the same key twice is once."""
    if request.asker_id is not None:
        notify.tell([request.asker_id], notice, url_for("requests.my_request", id=request.id), key=f"{notice}:{key}")
    elif request.guest_id is not None:
        where = url_for("requests.by_link", token=receipts.letter_token(request))
        notify.guests.tell_guests([request.guest_id], notice, where, key=f"{notice}:{key}")


def group(request: Request) -> None:
    """Tell the members of the group that they are asked; once."""
    if request.group_id is not None:
        where = url_for("requests.to_us", id=request.id)
        notify.tell(members(request.group_id), ASKED, where, key=f"{ASKED}:{request.id}")


def approvers(request: Request, level: str) -> None:
    """Tell those who are named for the level that approves next."""
    named = db.session.scalars(db.select(Approver.person_id).where(Approver.level == level))
    staff(request, named, TO_APPROVE, level)


def staff(request: Request, people: Iterable[UUID | None], notice: str, key: str) -> None:
    """Tell staff of something on the request's page at the desk."""
    wanted = [one for one in people if one is not None]
    where = url_for("requests.one", id=request.id)
    notify.tell(wanted, notice, where, key=f"{notice}:{request.id}:{key}")


def members(group_id: UUID) -> list[UUID]:
    """The members of a group without the workers who support it."""
    query = db.select(Membership.person_id).where(
        Membership.group_id == group_id, Membership.status == "active", Membership.supports.is_(False)
    )
    return list(db.session.scalars(query))
