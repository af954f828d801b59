"""What a council still has to set up before its meetings can be planned, and groups that have nothing planned."""

from datetime import date

from flask import url_for

from core.api import Actor, Authority, ReadyIssue, Term, db, local_today
from plugins.groups.api import SEES_GROUP, UMBRELLAS, Group
from plugins.meetings.models import Meeting, Venue
from plugins.meetings.planning.proposing import year_holding
from plugins.meetings.planning.year import MEETS

PERMISSION = "meetings.plan"
UNPLANNED = ("not_stated", "own_calendar")  # nobody has promised when these meet
NAMED = 3


def issues(authority: Authority, actor: Actor) -> list[ReadyIssue]:
    """Terms, places and groups that planning waits for."""
    if not actor.can(PERMISSION):
        return []
    terms = db.select(Term.name, Term.starts_on, Term.ends_on).where(Term.ends_on >= local_today())
    term = db.session.execute(terms.order_by(Term.starts_on).limit(1)).one_or_none()
    waits = _no_terms() if term is None else _unplanned(authority, actor, term.name, term.starts_on, term.ends_on)
    return [*waits, *_no_venue()]


def _no_terms() -> list[ReadyIssue]:
    todo = "Add them under People, Terms: the year planner fills a year from them."
    return [ReadyIssue("No term dates ahead are known", todo, url_for("people.shared.terms"), "people.view", 30)]


def _no_venue() -> list[ReadyIssue]:
    if db.session.scalar(db.select(Venue.id).where(Venue.active).limit(1)):
        return []
    todo = "Add one with its access notes, so that people can find it and know whether they can get in."
    return [ReadyIssue("There is no place to meet yet", todo, url_for("meetings.venues"), PERMISSION, 32)]


def _unplanned(authority: Authority, actor: Actor, term: str, starts: date, ends: date) -> list[ReadyIssue]:
    """Groups that said how often they meet and have nothing in the term that runs, or comes next."""
    planned = db.select(Meeting.group_id).where(
        Meeting.on_date.between(starts, ends), Meeting.state != "cancelled"
    )
    query = db.select(Group.key, Group.name).where(
        SEES_GROUP.criteria(actor),
        Group.status.in_(MEETS),
        Group.kind.not_in(UMBRELLAS),
        Group.cadence.not_in(UNPLANNED),
        Group.id.not_in(planned),
    )
    found = db.session.execute(query.order_by(Group.name)).all()
    if not found:
        return []
    year = year_holding(starts, authority.file.jurisdiction)
    if len(found) == 1:
        title, url = f"{found[0].name} has", url_for("meetings.fill", key=found[0].key, year=year)
    else:
        title, url = f"{_named([row.name for row in found])} have", url_for("meetings.planner", year=year)
    todo = "Fill the year from how often they meet."
    return [ReadyIssue(f"{title} nothing planned in {term}", todo, url, PERMISSION, 34)]


def _named(names: list[str]) -> str:
    """A few names, and how many more."""
    if len(names) <= NAMED:
        return f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{', '.join(names[:NAMED])} and {len(names) - NAMED} more groups"
