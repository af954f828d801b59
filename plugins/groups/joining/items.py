"""What joining puts on home pages and in the list of what is not ready: whom somebody waits for, and until when."""

from datetime import date, timedelta
from typing import Any

from flask import url_for

from core.api import Actor, HomeItem, Person, ReadyIssue, db, gettext, local_today, utcnow
from plugins.groups.joining import queues, states
from plugins.groups.models import Group, Joining, Membership
from plugins.groups.visibility import MY_GROUPS_TO_RUN

ANSWER_STAYS = timedelta(days=14)
TERM_WARNING = timedelta(days=30)


def of_my_own(actor: Actor) -> list[HomeItem]:
    """For whoever was put forward or asked to come: a question that waits for them, an answer that came."""
    if actor.person_id is None:
        return []
    query = (
        db.select(Joining.id, Joining.state, Joining.made_at, Joining.answered_at, Group.name)
        .join(Group, (Group.authority_id == Joining.authority_id) & (Group.id == Joining.group_id))
        .where(Joining.person_id == actor.person_id, Group.status != "ended")
        .where(Joining.state.in_(states.WAITS_FOR_THEM | states.ANSWERED))
    )
    rows = db.session.execute(query).all()
    return [_question(row) for row in rows if row.state in states.WAITS_FOR_THEM] + [
        _news(row) for row in rows if row.state in states.ANSWERED and row.answered_at > utcnow() - ANSWER_STAYS
    ]


def of_my_nominations(actor: Actor) -> list[HomeItem]:
    """For whoever put somebody forward: that they have answered. What they said is for those who run the group."""
    if actor.person_id is None or not actor.can("groups.put_forward"):
        return []
    query = db.select(Joining.name, Joining.said_at).where(
        Joining.put_forward_by_id == actor.person_id,
        Joining.said_at > utcnow() - ANSWER_STAYS,
        Joining.state.not_in((*states.WAITS_FOR_THEM, "taken_back")),
    )
    url = url_for("groups.my_nominations")
    return [
        HomeItem("changed", f"{row.name} has answered", url, "You put them forward.", on=row.said_at.date())
        for row in db.session.execute(query)
    ]


def of_my_work(actor: Actor, answer_days: int) -> list[HomeItem]:
    """For staff: who waits for an answer, who said yes, whose term of office ends, in groups that they run.

    Those who run none but answer for hidden groups see them on the page of those groups.
    """
    if actor.person_id is None or not actor.can("groups.members"):
        return []
    mine = MY_GROUPS_TO_RUN.criteria(actor)
    waiting = queues.counted(actor, mine)
    lines = [_waits(key, name, each, answer_days) for (key, name), states_ in waiting.items() for each in states_]
    return lines + _terms_ending(mine)


def overdue(actor: Actor, answer_days: int) -> list[ReadyIssue]:
    """Groups in which somebody who asked to come has waited longer than the council promises."""
    oldest = utcnow() - timedelta(days=answer_days + 1)
    late = queues.counted(actor, Joining.state == "interested", Joining.made_at < oldest)
    return [
        ReadyIssue(
            f"{_people(number)} {'waits' if number == 1 else 'wait'} too long for an answer from {name}",
            f"Everybody gets a kind answer within {answer_days} days.",
            url_for("groups.coming_in_of", key=key),
            "groups.members",
        )
        for (key, name), each in late.items()
        for _, number, _ in each
    ]


def _question(row: Any) -> HomeItem:
    return HomeItem(
        "needs",
        gettext("Would you like to join %(group)s?", group=row.name),
        url_for("groups.my_asked", id=row.id),
        gettext("Somebody put you forward. You decide."),
        on=None,
    )


def _news(row: Any) -> HomeItem:
    title = gettext("%(group)s answered you", group=row.name)
    return HomeItem("changed", title, url_for("groups.my_asked", id=row.id), on=row.answered_at.date())


def _waits(key: str, name: str, waiting: Any, answer_days: int) -> HomeItem:
    state, number, earliest = waiting
    url = url_for("groups.coming_in_of", key=key)
    if state == "interested":
        by = earliest.date() + timedelta(days=answer_days)
        wants = "wants" if number == 1 else "want"
        return HomeItem("needs", f"Answer {_people(number)} who {wants} to come to {name}", url, on=by)
    return HomeItem("needs", f"Put in {_people(number)} who said yes to {name}", url, order=60)


def _terms_ending(mine: Any) -> list[HomeItem]:
    today = local_today()
    query = (
        db.select(Membership.id, Membership.term_to, Membership.role, Person.name, Group.key, Group.name.label("group"))
        .join(Group, (Group.authority_id == Membership.authority_id) & (Group.id == Membership.group_id))
        .join(Person, (Person.authority_id == Membership.authority_id) & (Person.id == Membership.person_id))
        .where(mine, Membership.status == "active", Membership.term_to.between(today, today + TERM_WARNING))
        .order_by(Membership.term_to)
    )
    return [_term(row) for row in db.session.execute(query)]


def _term(row: Any) -> HomeItem:
    on: date = row.term_to
    title = f"Term of office ends: {row.name}, {row.role} of {row.group}"
    return HomeItem("next", title, url_for("groups.change_member", key=row.key, id=row.id), on=on)


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"
