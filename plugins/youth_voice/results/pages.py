"""Votes that were held elsewhere: the list, one with issues and schools, what became of its first issues (W46)."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import (
    Organisation,
    create_once,
    day,
    db,
    disclosure,
    gettext,
    local_today,
    page,
    public,
    public_page,
    requires,
)
from plugins.groups.api import Board
from plugins.meetings.api import WRITES_AGENDA, Meeting
from plugins.youth_voice.blueprint import blueprint
from plugins.youth_voice.here import chosen, groups_for, note, or_not_here, reader, row_or_404
from plugins.youth_voice.models import Ballot, Suggestion
from plugins.youth_voice.results import keeping, reading
from plugins.youth_voice.results.forms import BallotForm, SuggestForm, SuggestionForm
from plugins.youth_voice.shown import choose_group, differences, fill, form_page
from plugins.youth_voice.visibility import MANAGES, MANAGES_GROUP
from plugins.youth_voice.vocabulary import SUGGESTED, SUGGESTED_TONES

MAY = "youth_voice.manage"
WHY = "published results in totals; small numbers are left out, and nobody's vote is known to anybody"
MEETINGS = 12


@blueprint.get("/votes")
@public(WHY)
@public_page
def results() -> Response:
    """Every ballot that the reader may know of."""
    return page("youth_voice/results.html", ballots=reading.found(reader()))


@blueprint.get("/votes/<uuid:id>")
@public(WHY)
@public_page
def ballot(id: UUID) -> Response:
    """One ballot: how many voted, for what, at which schools, and what became of it."""
    read = or_not_here(reading.one(reader(), id))
    return page(
        "youth_voice/ballot.html",
        read=read,
        topics=reading.topics_shown(read),
        schools=reading.schools_shown(read),
        suggestions=reading.suggestions(id),
        states=SUGGESTED,
        tones=SUGGESTED_TONES,
        problems=reading.problems(read) if read.exact else [],
        least=disclosure.thresholds().published,
        may_manage=MANAGES.allows(reader(), read.ballot),
    )


@blueprint.route("/votes/new", methods=["GET", "POST"])
@requires(MAY)
def new_ballot() -> Response:
    """Write down the results of a ballot that the group in ?group= led; sent twice, it is made once."""
    groups, wanted = dict(groups_for(MANAGES_GROUP)), request.args.get("group", "")
    if wanted not in groups:
        return choose_group("Write down the results of a vote", list(groups.items()), "youth_voice.new_ballot")
    form, group_id = _form(), UUID(wanted)
    if form.validate_on_submit():
        values = form.values()
        row, is_new = create_once(Ballot, form, lambda id: Ballot(id=id, group_id=group_id, **values))
        if is_new:
            _keep_parts(row, form)
            note("ballot_added", row)
        db.session.commit()
        flash("The results are kept. Look through them before everybody can read them.", "success")
        return redirect(url_for("youth_voice.ballot", id=row.id))
    return form_page(form, "Write down the results of a vote", _back())


@blueprint.route("/votes/<uuid:id>/edit", methods=["GET", "POST"])
@requires(MAY)
def edit_ballot(id: UUID) -> Response:
    """Change the numbers; nothing of somebody else's is lost."""
    row, form = row_or_404(Ballot, id, MANAGES), _form()
    changed: list[tuple[str, str]] = []
    if not form.is_submitted():
        fill(form, row, BallotForm.FIELDS)
        form.topics.data = keeping.as_lines([(one.title, one.votes) for one in reading.topics(id)])
        form.schools.data = keeping.as_lines(
            [(name, one.electorate, one.votes, one.spoilt) for one, name in reading.bodies(id)]
        )
    elif not (changed := differences(form, row, BallotForm.FIELDS)) and form.validate():
        for name, value in form.values().items():
            setattr(row, name, value)
        _keep_parts(row, form)
        note("ballot_changed", row)
        db.session.commit()
        flash("The results are changed.", "success")
        return redirect(url_for("youth_voice.ballot", id=id))
    return form_page(form, f"Change {row.title}", _back(row), changed=changed)


@blueprint.route("/votes/<uuid:id>/suggest", methods=["GET", "POST"])
@requires(MAY)
def suggest_issues(id: UUID) -> Response:
    """Put the first issues to the group, and to the board that plans what is checked; each once."""
    row, form = row_or_404(Ballot, id, MANAGES), SuggestForm()
    boards = db.session.execute(db.select(Board.id, Board.name).order_by(Board.name))
    form.offer([(str(one.id), one.name) for one in boards])
    if form.validate_on_submit():
        made = keeping.suggest(row, chosen().top_issues, UUID(form.board_id.data) if form.board_id.data else None)
        note("issues_suggested", row, issues=made)
        db.session.commit()
        flash(
            f"{made} issues are suggested now." if made else "They were suggested already. Nothing was changed.",
            "success",
        )
        return redirect(url_for("youth_voice.ballot", id=id, _anchor="what-came"))
    lede = f"The first {chosen().top_issues} issues. The group decides what it does with each."
    return form_page(form, "Suggest the first issues", _back(row), lede=lede, submit="Suggest them")


@blueprint.route("/suggestions/<uuid:id>", methods=["GET", "POST"])
@requires(MAY)
def suggestion(id: UUID) -> Response:
    """Say what became of an issue: onto an agenda, into the work programme, looked into, set aside."""
    row, form = row_or_404(Suggestion, id, MANAGES), SuggestionForm()
    meetings = _meetings(row.group_id)
    form.offer([(str(one.id), f"{one.title}, {day(one.on_date)}") for one in meetings], row.state)
    changed: list[tuple[str, str]] = []
    if not form.is_submitted():
        fill(form, row, SuggestionForm.FIELDS)
    elif not (changed := differences(form, row, SuggestionForm.FIELDS)) and form.validate():
        meeting = next((one for one in meetings if str(one.id) == form.meeting_id.data), None)
        aim = f"Came out of {db.session.get_one(Ballot, row.ballot_id).title}."
        keeping.move_on(row, form.state.data, form.why.data or "", meeting, aim)
        note("issue_moved_on", row, to=row.state)
        db.session.commit()
        flash("Written down.", "success")
        return redirect(url_for("youth_voice.ballot", id=row.ballot_id, _anchor="what-came"))
    return form_page(
        form, f"What became of “{row.title}”?", _back(db.session.get_one(Ballot, row.ballot_id)), changed=changed
    )


def _form() -> BallotForm:
    form = BallotForm()
    rows = db.session.execute(db.select(Organisation.id, Organisation.name))
    form.offer({row.name: row.id for row in rows})
    return form


def _keep_parts(row: Ballot, form: BallotForm) -> None:
    keeping.set_topics(row, form.issues())
    keeping.set_schools(row, form.houses())


def _meetings(group_id: UUID) -> list[Any]:
    """Meetings to come of the group onto whose agenda the reader may write."""
    query = db.select(Meeting).where(
        Meeting.group_id == group_id,
        Meeting.on_date >= local_today(),
        Meeting.state == "planned",
        WRITES_AGENDA.criteria(reader(), Meeting),
    )
    return list(db.session.scalars(query.order_by(Meeting.starts_at).limit(MEETINGS)))


def _back(row: Ballot | None = None) -> tuple[str, str]:
    if row is None:
        return gettext("Votes"), url_for("youth_voice.results")
    return row.title, url_for("youth_voice.ballot", id=row.id)
