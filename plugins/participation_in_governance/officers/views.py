"""Meetings with senior officers: who was to come, who came, and which posts have not been seen (N33).

Who came stands on the meeting's own register, as guests; here it is written down by post and read across the year. Only
whoever sees a group's people sees these meetings, as everywhere.
"""

from collections import Counter
from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import Form, db, local_today, requires
from plugins.groups.api import Group
from plugins.meetings.api import (
    BETWEEN,
    RUNS,
    SEES_PEOPLE,
    Meeting,
    NotNow,
    Officer,
    line_id,
    mark_officers,
    meeting_or_404,
    officers,
    school_year,
    year_holding,
)
from plugins.participation_in_governance import programme
from plugins.participation_in_governance.blueprint import blueprint
from plugins.participation_in_governance.here import chosen, council, not_here, reader
from plugins.participation_in_governance.showing import shown
from plugins.participation_in_governance.visibility import VIEW
from plugins.participation_in_governance.vocabulary import CORPORATE

ANSWERS = {"here": "Came", "away": "Did not come", "": "Not asked"}


@blueprint.get("/officers", endpoint="officers")
@requires(VIEW)
def all_officers() -> Response:
    """The year's meetings with senior officers, who came, and how often each post was seen."""
    where = council().file.jurisdiction
    span = school_year(year_holding(local_today(), where), where)
    rows = _meetings(Meeting.on_date >= span.starts_on, Meeting.on_date <= span.ends_on)
    found = officers([row.id for row in rows])
    return shown(
        "officers.html",
        span=span,
        rows=[(row, found.get(row.id, []), row.on_date <= local_today()) for row in rows],
        posts=[(post, _seen(post, found)) for post in _asked(rows)],
        may_run=reader().can("meetings.run"),
        may_plan=reader().can("meetings.plan"),
        today=local_today(),
        groups=programme.groups(reader()),
    )


@blueprint.route("/officers/<uuid:id>", methods=["GET", "POST"])
@requires("meetings.run")
def who_came(id: UUID) -> Response:
    """Write down which senior officers came to one meeting, by post and name."""
    meeting, form = _meeting(id), Form()
    posts = _posts(meeting)
    if form.validate_on_submit():
        return _marked(meeting, posts)
    there = {one.id: one for one in officers([meeting.id]).get(meeting.id, [])}
    lines = [(post, *_said(there.get(line_id(meeting, post)), post)) for post in posts]
    return shown("who_came.html", form=form, meeting=meeting, lines=lines, answers=ANSWERS)


def _marked(meeting: Meeting, posts: list[str]) -> Response:
    came = {}
    for number, post in enumerate(posts):
        status = request.form.get(f"status-{number}", "")
        if status in ANSWERS:
            came[post] = (request.form.get(f"name-{number}", "").strip()[:120], status)
    try:
        changed = mark_officers(meeting, came)
    except NotNow as not_now:
        db.session.rollback()
        flash(str(not_now), "warning")
        return redirect(url_for(".officers"))
    db.session.commit()
    flash("Who came is written down." if changed else "Nothing was changed.", "success")
    return redirect(url_for(".officers"))


def _meeting(id: UUID) -> Meeting:
    found = meeting_or_404(id, RUNS)
    mine = {group.id for group in programme.groups(reader())}
    return found if found.kind == CORPORATE and found.group_id in mine else not_here()


def _meetings(*wanted: Any) -> list[Any]:
    ids = [group.id for group in programme.groups(reader())]
    query = (
        db.select(Meeting.id, Meeting.title, Meeting.on_date, Meeting.state, Meeting.wanted, Group.name.label("group"))
        .join(Group, (Group.authority_id == Meeting.authority_id) & (Group.id == Meeting.group_id))
        .where(
            Meeting.group_id.in_(ids),
            Meeting.kind == CORPORATE,
            Meeting.state != "cancelled",
            SEES_PEOPLE.criteria(reader()),
            *wanted,
        )
        .order_by(Meeting.on_date, Meeting.id)
    )
    return list(db.session.execute(query))


def _asked(rows: list[Any]) -> list[str]:
    """The council's senior posts, and others that some meeting asked for."""
    named = [row.wanted for row in rows if row.wanted]
    return list(dict.fromkeys([*chosen().senior_posts, *named]))


def _posts(meeting: Meeting) -> list[str]:
    """The post that must come first, then the council's others."""
    wanted = [meeting.wanted] if meeting.wanted else []
    return [*wanted, *(post for post in chosen().senior_posts if post not in wanted)]


def _said(line: Officer | None, post: str) -> tuple[str, str]:
    """The name and the answer that stand on the register for a post."""
    if line is None:
        return "", ""
    name = line.name.removeprefix(f"{post}{BETWEEN}")
    return ("" if name == post else name), "here" if line.came else "away"


def _seen(post: str, found: dict[UUID, list[Officer]]) -> int:
    counted = Counter(line.name for lines in found.values() for line in lines if line.came)
    return sum(number for name, number in counted.items() if name == post or name.startswith(f"{post}{BETWEEN}"))
