"""What was said, on other pages: the way in for everybody, what waits for the team, and a person's own page (N29)."""

from uuid import UUID

from flask import url_for

from core.api import Actor, Authority, HomeItem, NavItem, Panel, db, gettext_noop, local_today, working_days
from plugins.influence.here import chosen
from plugins.influence.models import View
from plugins.influence.visibility import READS_VIEW
from plugins.influence.vocabulary import GIVEN_AS
from plugins.influence.voice import listing

SAY = gettext_noop("Say what you think")
ABOUT = gettext_noop("What should change, what works well: in your own words.")
FAMILIES = frozenset({"young_person", "parent_carer"})
MOST = 99  # counted no further
A_FEW = 20


def nav(actor: Actor) -> list[NavItem]:
    """For young people, their parents and strangers the idea box; for staff two buttons on the home page."""
    found = [
        NavItem("Write down what was said", url_for("influence.new_view"), "influence.hear", 11, place="home"),
        NavItem("What was said", url_for("influence.views"), "influence.hear", 13, place="home"),
    ]
    if actor.roles & FAMILIES or (not actor.is_signed_in and chosen().idea_box):
        found.append(NavItem(SAY, url_for("influence.say"), None, 19, ABOUT))
    return found


def items(authority: Authority, actor: Actor) -> list[HomeItem]:
    """For whoever reads for the team: how much waits, and by which day the oldest of it should have been read (W3)."""
    if not actor.can("influence.hear"):
        return []
    number, oldest = listing.how_many_wait(actor, MOST)
    if not number or oldest is None:
        return []
    off = working_days.days_off(authority.file.jurisdiction)
    by = working_days.working_days_after(oldest, chosen(authority).read_days, off)
    said = "1 thing in the idea box waits" if number == 1 else f"{_many(number)} things in the idea box wait"
    late = "The oldest has waited longer than the page of the idea box promises." if by < local_today() else ""
    where = url_for("influence.views", state=listing.WAITING)
    return [HomeItem("needs", f"{said} to be read", where, late, by, faces=("worker",))]


def of_person(actor: Actor, person_id: UUID) -> list[Panel]:
    """On a person's page, what they said that the reader may read, so that a new worker knows and nobody asks twice.

    The page itself is noted as a look at the person (core/people/sightings.py).
    """
    query = db.select(View.id, View.words, View.given_as, View.said_on).where(
        View.person_id == person_id, READS_VIEW.criteria(actor, View)
    )
    rows = db.session.execute(query.order_by(View.said_on.desc(), View.id.desc()).limit(A_FEW)).all()
    said = [(row.words or GIVEN_AS[row.given_as], row.said_on, url_for("influence.view", id=row.id)) for row in rows]
    return [Panel("What they said", "influence/panel_person.html", {"said": said}, 22, "influence.hear")]


def _many(number: int) -> str:
    return f"{MOST} or more" if number >= MOST else str(number)
