"""Where champions show on menus and first pages: the network, a colleague's question, gaps, a test that is due."""

from typing import Final
from uuid import UUID

from flask import url_for

from core.api import Actor, Authority, HomeItem, NavItem, Panel, ReadyIssue, Ref, db, local_today
from plugins.groups.api import Group, months_before
from plugins.participation_champions.coverage import reading as mapped
from plugins.participation_champions.here import chosen
from plugins.participation_champions.models import Champion, Service
from plugins.participation_champions.network import asking, standing
from plugins.participation_champions.testing import reading as tested

MAY, MANAGES, DRAWS = (f"participation_champions.{one}" for one in ("view", "manage", "test"))
MANY: Final = 100
ABOUT = "Who stands for listening in which service, where nobody does, and what they share."


def nav() -> list[NavItem]:
    """The network, for staff."""
    return [NavItem("Champions", url_for("participation_champions.index"), MAY, 63, ABOUT)]


def items(actor: Actor) -> list[HomeItem]:
    """For champions: questions of colleagues that nobody has answered, and one's own part while it is empty."""
    if actor.person_id is None or not actor.can(MAY):
        return []
    mine = db.select(Champion.id, Champion.offers, Service.title).join(
        Service, (Service.authority_id == Champion.authority_id) & (Service.id == Champion.service_id)
    )
    rows = db.session.execute(mine.where(Champion.person_id == actor.person_id, mapped.stands_now()).limit(MANY)).all()
    found = [
        HomeItem("needs", f"Say what you offer as a champion of {row.title}", _edit(row.id), faces=("worker",))
        for row in rows
        if not row.offers
    ][:1]
    number = asking.without_reply(actor.person_id, MANY) if rows else 0
    if number:
        what = f"{number} questions of other champions wait" if number > 1 else "A question of another champion waits"
        found.append(HomeItem("needs", what, url_for("participation_champions.questions", state="open")))
    return found


def issues(authority: Authority, actor: Actor) -> list[ReadyIssue]:
    """Services without anybody, localities that were put away under champions, a test that is due."""
    if not actor.can(MAY):
        return []
    return [*_gaps(authority), *_closed_places(), *_test_due()]


def of_group(actor: Actor, ref: Ref) -> list[Panel]:
    """On the page of the network's group: the way to the map and the questions."""
    if (ref.plugin, ref.kind) != ("groups", "group") or not actor.can(MAY) or not _is_network(ref.id):
        return []
    return [Panel("The network", "participation_champions/panel_network.html", {}, 30, MAY)]


def of_person(actor: Actor, person_id: UUID) -> list[Panel]:
    """On a person's page, what they stand for."""
    if not actor.can(MAY):
        return []
    query = (
        db.select(Champion.id, Service.title)
        .join(Service, (Service.authority_id == Champion.authority_id) & (Service.id == Champion.service_id))
        .where(Champion.person_id == person_id, mapped.stands_now())
        .order_by(Service.title)
    )
    rows = db.session.execute(query).all()
    return [Panel("Champion of", "participation_champions/panel_person.html", {"rows": rows}, 46, MAY)] if rows else []


def _gaps(authority: Authority) -> list[ReadyIssue]:
    uncovered = mapped.the_map(authority).uncovered
    if not uncovered:
        return []
    what = f"{uncovered} services have no champion" if uncovered > 1 else "One service has no champion"
    todo = "Ask each service to name somebody who stands for listening there."
    return [ReadyIssue(what, todo, url_for("participation_champions.coverage", state="none"), MAY)]


def _closed_places() -> list[ReadyIssue]:
    todo, url = "End or hand over their part, or bring the locality back.", url_for("participation_champions.index")
    found = []
    for name, number in standing.of_closed_places():
        who = f"{number} champions stand" if number > 1 else "one champion stands"
        found.append(ReadyIssue(f"{name} is no locality any more, and {who} there", todo, url, MANAGES))
    return found


def _test_due() -> list[ReadyIssue]:
    last = tested.newest_at()
    if last is not None and last.date() >= months_before(local_today(), chosen().test_months):
        return []
    what = "Nobody outside has tested what the plan claims" + (" lately" if last else " yet")
    todo = "Draw a sample and send somebody outside the link."
    return [ReadyIssue(what, todo, url_for("participation_champions.new_test"), DRAWS)]


def _is_network(group_id: UUID) -> bool:
    key = chosen().group_key
    return bool(key) and db.session.scalar(db.select(Group.id).where(Group.key == key)) == group_id


def _edit(id: UUID) -> str:
    return url_for("participation_champions.edit_champion", id=id)
