"""A young chair's view: one item at a time in large letters, with words to say; and who chairs, chosen by staff."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import db, page, requires, signed_in
from plugins.meetings.agenda import chairing, editing, news, prompts, reading
from plugins.meetings.forms.chair import ChairForm
from plugins.meetings.here import meeting_or_404, not_here, reader
from plugins.meetings.models import Meeting
from plugins.meetings.moments import when_words
from plugins.meetings.views.blueprint import blueprint
from plugins.meetings.visibility import CHAIRS, RUNS

WHY = "for the young person who chairs, and for staff who run the meeting; the rule on the meeting decides"


@blueprint.get("/<uuid:id>/chair")
@signed_in(WHY)
def chair(id: UUID) -> Response:
    """Before the meeting: what is on the agenda, how chairing goes, and where to begin."""
    found = meeting_or_404(id, CHAIRS)
    return page(
        "meetings/chair.html",
        face="young",
        meeting=found,
        steps=_steps(found),
        when=when_words(found.starts_at, found.minutes),
        is_preview=_is_preview(found),
        chair=chairing.chair_name(found),
    )


@blueprint.get("/<uuid:id>/chair/<int:number>")
@signed_in(WHY)
def chair_step(id: UUID, number: int) -> Response:
    """One item: what to say, how long, when it should end, and cards for taking turns."""
    found = meeting_or_404(id, CHAIRS)
    steps = _steps(found)
    if not 1 <= number <= len(steps):
        not_here()
    step = steps[number - 1]
    return page(
        "meetings/chair_step.html",
        face="young",
        meeting=found,
        step=step,
        say=prompts.say(step.line.item),
        cards=prompts.turn_cards(step.line.item.kind, number),
        news=news.since_last(found) if step.line.item.kind == "news" else [],
        is_preview=_is_preview(found),
    )


@blueprint.get("/<uuid:id>/chair/pause")
@signed_in(WHY)
def chair_pause(id: UUID) -> Response:
    """Something is not right: how to stop, whom to tell, and the way back."""
    found = meeting_or_404(id, CHAIRS)
    at = request.args.get("at", "")
    number = int(at) if at.isdecimal() and len(at) < 4 else None
    back = url_for("meetings.chair_step", id=id, number=number) if number else url_for("meetings.chair", id=id)
    return page("meetings/chair_pause.html", face="young", meeting=found, back=back)


@blueprint.route("/<uuid:id>/chair/choose", methods=["GET", "POST"])
@requires("meetings.run")
def choose_chair(id: UUID) -> Response:
    """Say which member chairs."""
    found, form = meeting_or_404(id, RUNS), ChairForm()
    members = chairing.could_chair(found)
    form.offer(members, found.chair_id)
    if form.validate_on_submit():
        chairing.choose(found, form.chosen)
        db.session.commit()
        name = dict(members).get(form.chosen) if form.chosen else None
        flash(f"{name} chairs. They see it on their home page." if name else "Nobody chairs yet.", "success")
        return redirect(url_for("meetings.meeting", id=id))
    status = 400 if form.is_submitted() else 200
    return page("meetings/chair_choose.html", face="worker", meeting=found, form=form, members=members, status=status)


def _steps(meeting: Meeting) -> list[chairing.Step]:
    return chairing.steps(meeting, editing.of(meeting), reading.ages_of_reader(reader(), meeting))


def _is_preview(meeting: Meeting) -> bool:
    return meeting.chair_id is None or meeting.chair_id != reader().person_id
