"""Seats of the programme's groups on boards and steering groups, and how the programme stands, which the group that
helps to run it sees too (N46).
"""

from typing import Any

from flask import redirect, url_for
from werkzeug.wrappers import Response

from core.api import requires, signed_in
from plugins.groups.api import seat_promises
from plugins.meetings.api import groups_of, plans
from plugins.participation_in_governance import programme
from plugins.participation_in_governance.blueprint import blueprint
from plugins.participation_in_governance.here import council, reader
from plugins.participation_in_governance.picking import pick
from plugins.participation_in_governance.schools import counting
from plugins.participation_in_governance.showing import face, shown
from plugins.participation_in_governance.terms import depends, reading
from plugins.participation_in_governance.visibility import VIEW


@blueprint.get("/seats")
@requires(VIEW)
def seats() -> Response:
    """Every seat that a group of the programme was promised, and how far the promise is kept."""
    groups = programme.groups(reader())
    found = seat_promises([group.id for group in groups], reader())
    has_one = {line.group_key for line in found}
    return shown("seats.html", found=found, without=[group for group in groups if group.key not in has_one])


@blueprint.get("/standing")
@signed_in("staff, and the members of the group that helps to run the programme (N46)")
def standing() -> Response:
    """How the programme stands: this term and the next, gaps, what is made, schools, seats."""
    actor = reader()
    if not actor.can(VIEW) and not programme.helps_to_run(actor):
        return redirect(url_for(".index"))
    picked = pick()
    groups = _groups()
    return shown(
        "standing.html",
        face=face(),
        picked=picked,
        found=picked.term,
        made=_made(picked.term),
        planned=plans(groups, picked.term.span) if picked.term else [],
        schools=_schools(groups, picked.term),
        seats=seat_promises([group.id for group in groups], actor),
        lost=_lost() if actor.can(VIEW) else {},
    )


def _groups() -> list[Any]:
    """The groups that the reader may see; members are told nothing of when a group meets whose members are hidden."""
    seen = programme.groups(reader())
    mine = [group for group in seen if reader().can(VIEW) or not group.members_hidden]
    return groups_of([group.id for group in mine])


def _made(found: reading.TermRead | None) -> list[reading.OutputRead]:
    if found is None or found.row is None:
        return []
    return reading.outputs([found.row.id]).get(found.row.id, [])


def _schools(groups: list[Any], found: reading.TermRead | None) -> list[counting.Taking]:
    if found is None:
        return []
    wanted = [group for group in groups if counting.counts_schools(group)]
    return counting.taking(wanted, found.span)


def _lost() -> dict[str, list[str]]:
    """Themes in use that the council's lists have lost, with what depends on each."""
    return {key: found.words() for key, found in depends.lost(council(), reading.terms()).items()}
