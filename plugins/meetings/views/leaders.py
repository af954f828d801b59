"""Who is there for the adults: who leads, who helps, who is on duty for safeguarding."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import Form, Person, db, page, requires
from plugins.groups.api import people_called
from plugins.meetings.coming import leading
from plugins.meetings.coming.leading import Adult
from plugins.meetings.coming.rules import together
from plugins.meetings.here import meeting_or_404, note
from plugins.meetings.models import Meeting
from plugins.meetings.practice import evening
from plugins.meetings.views.blueprint import blueprint
from plugins.meetings.visibility import RUNS
from plugins.meetings.vocabulary import LEADING

STAFF = ("worker", "partner")


@blueprint.route("/<uuid:id>/leaders", methods=["GET", "POST"])
@requires("meetings.run")
def leaders(id: UUID) -> Response:
    """Put down who is there; colleagues who do not work with the group are found by name."""
    found, form = meeting_or_404(id, RUNS), Form()
    words = request.args.get("words", "").strip()
    offered = _offered(found, words)
    standings = evening.standings_of(found, [one.person_id for one in offered])
    if form.validate_on_submit():
        parts = _chosen(offered)
        refused = evening.not_to_be_named(found, parts, standings)
        if not refused:
            return _saved(found, parts)
        names = together([one.name for one in offered if one.person_id in refused])
        flash(f"Not saved: {names} cannot be named here until their checks were seen. Ask who keeps them.", "warning")
    named = {one.person_id for one in leading.named(found)}
    return page(
        "meetings/leaders.html",
        face="worker",
        form=form,
        meeting=found,
        offered=offered,
        named=named,
        standings=standings,
        words=words,
        nobody=bool(words) and not any(one.part == "found" for one in offered),
    )


def _offered(found: Meeting, words: str) -> list[Adult]:
    """Those put down already, the group's workers, and whoever of the council's adults has the name asked for."""
    known = {one.person_id: one for one in (*leading.workers(found), *leading.named(found))}
    ids = [one.id for one in people_called(words)] if words else []
    query = db.select(Person).where(Person.id.in_(ids), Person.kind.in_(STAFF)).order_by(Person.sort_name)
    more = [one for one in db.session.scalars(query) if one.id not in known] if ids else []
    return [*known.values(), *(Adult(one.id, one.name, one.called, "found") for one in more)]


def _chosen(offered: list[Adult]) -> dict[UUID, str]:
    """Each offered adult's part as it was sent; whoever has none is not there."""
    sent = {one.person_id: request.form.get(f"part-{one.person_id}", "") for one in offered}
    return {id: part for id, part in sent.items() if part in LEADING}


def _saved(found: Meeting, parts: dict[UUID, str]) -> Response:
    leading.put_down(found, parts)
    note("leaders_changed", found, adults=len(parts))
    db.session.commit()
    there = "Saved. Members see their first names." if parts else "Saved. The workers of the group are there, as usual."
    flash(there, "success")
    return redirect(url_for("meetings.who_comes", id=found.id))
