"""The young people's own yes or no: each presses for themselves, together they decide (LA9: taking part is voluntary).

Only numbers leave the table of presses, and small ones leave it for nobody.
"""

from typing import NamedTuple
from uuid import UUID

from core.api import Actor, Authority, db, disclosure, gettext, local_today
from plugins.groups.api import Membership
from plugins.requests import rules, telling
from plugins.requests.desk import steps
from plugins.requests.here import chosen
from plugins.requests.models import Request, RequestVote
from plugins.requests.rules import NotNow


class Counted(NamedTuple):
    """How many pressed yes and no."""

    yes: int
    no: int


def may_press(actor: Actor, request: Request) -> bool:
    """Say whether somebody is a member of the group that is asked, and not a worker who supports it."""
    if actor.person_id is None or request.group_id is None:
        return False
    query = db.select(Membership.id).where(
        Membership.group_id == request.group_id,
        Membership.person_id == actor.person_id,
        Membership.status == "active",
        Membership.supports.is_(False),
    )
    return db.session.scalar(query) is not None


def press(request: Request, person_id: UUID, yes: bool) -> None:
    """Keep one's own answer in place of the one before; once all have pressed, it is decided. Raises NotNow."""
    rules.after(request.state, "yes")
    if request.reply_by and request.reply_by < local_today():
        raise NotNow(
            gettext("The last day for an answer is over. Tell your worker what you think. Nothing was changed.")
        )
    vote = own(request, person_id)
    if vote is None:
        vote = RequestVote(request_id=request.id, person_id=person_id)
        db.session.add(vote)
    vote.yes = yes
    db.session.flush()
    close(request, over=False)


def own(request: Request, person_id: UUID | None) -> RequestVote | None:
    """What somebody has pressed."""
    query = db.select(RequestVote).where(RequestVote.request_id == request.id, RequestVote.person_id == person_id)
    found: RequestVote | None = db.session.scalar(query)
    return found


def count(request: Request) -> Counted:
    """The presses of those who are members now."""
    present = telling.members(request.group_id) if request.group_id else []
    query = db.select(RequestVote.person_id, RequestVote.yes).where(RequestVote.request_id == request.id)
    votes = [row.yes for row in db.session.execute(query) if row.person_id in set(present)]
    return Counted(sum(votes), len(votes) - sum(votes))


def close(request: Request, *, over: bool, authority: Authority | None = None) -> bool:
    """Settle it where the presses decide it; whether they did."""
    found = count(request)
    members = len(telling.members(request.group_id)) if request.group_id else 0
    answer = rules.decided(found.yes, found.no, members, chosen(authority).fewest_votes, over)
    if answer:
        steps.settle(request, answer, "press", local_today(), authority=authority)
    return bool(answer)


def shown(request: Request) -> int | None:
    """How many have pressed, None where so few have that it would say who."""
    found = count(request)
    return disclosure.inside(found.yes + found.no)
