"""Coming or not: the answer of whoever is asked, by one tap, and the lists for the staff who prepare the meeting."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import db, gettext, gettext_noop, local_today, page, requires, sightings, signed_in
from plugins.groups.api import run_by
from plugins.meetings.coming import answering, leading, lists, people
from plugins.meetings.coming.rules import answer_by, needs_words
from plugins.meetings.forms.reply import AnswerForm, ReplyForm
from plugins.meetings.here import chosen, meeting_or_404, not_here, note, reader
from plugins.meetings.models import Coming, Meeting
from plugins.meetings.moments import when_words
from plugins.meetings.planning.changing import NotNow
from plugins.meetings.practice import enough
from plugins.meetings.views.blueprint import blueprint
from plugins.meetings.visibility import RUNS
from plugins.meetings.vocabulary import ANSWERS, HOW, NEEDS

COMING = gettext_noop("Who comes to a meeting, and what they need")
ANSWER = gettext_noop("The answer to a meeting")


@blueprint.post("/<uuid:id>/answer")
@signed_in("everybody answers for themselves")
def answer(id: UUID) -> Response:
    """Say by one tap whether one comes; a place online can be asked for when all are taken."""
    found, me = _asked(id)
    said = request.form.get("answer", "")
    if said not in ANSWERS:
        not_here()
    details = {"how": "asked"} if said == "coming" and request.form.get("how") == "asked" else None
    try:
        row = answering.answer(found, me, said, details)
    except NotNow as not_now:
        return _refused(found, not_now)
    _answered(found, row, said)
    if said == "coming" and not details:
        return redirect(url_for("meetings.my_needs", id=id))
    return redirect(url_for("meetings.meeting", id=id))


@blueprint.route("/<uuid:id>/needs", methods=["GET", "POST"])
@signed_in("everybody says for themselves what they need")
def my_needs(id: UUID) -> Response:
    """After "I'm coming": in the room or online, and what one needs."""
    found, me = _asked(id)
    row = answering.held_by(found, me)
    if row is None or row.answer != "coming":
        return redirect(url_for("meetings.meeting", id=id))
    form, full = ReplyForm(), False
    form.offer(answering.joins_online(found), row.how == "asked")
    if form.validate_on_submit():
        try:
            _answered(found, answering.answer(found, me, "coming", form.details()), "needs")
            return redirect(url_for("meetings.meeting", id=id))
        except answering.Full as none_left:
            db.session.rollback()
            form.how.errors, full = [str(none_left)], True
        except NotNow as not_now:
            return _refused(found, not_now)
    elif not form.is_submitted():
        form.show(row)
    left = answering.places_left(found, me)
    return page(
        "meetings/reply.html",
        form=form,
        meeting=found,
        when=when_words(found.starts_at, found.minutes),
        full=full or left == 0,
        left=left,
        was_said=bool(row.needs or row.note),
        status=400 if form.is_submitted() else 200,
    )


@blueprint.get("/<uuid:id>/coming")
@requires("meetings.run")
def who_comes(id: UUID) -> Response:
    """Who comes, who cannot, who has not answered, and what is needed."""
    found = meeting_or_404(id, RUNS)
    answers, adults = lists.read(found), leading.adults(found)
    sightings.saw(COMING, (line.who.id for line in answers.lines))
    return page(
        "meetings/coming.html",
        face="worker",
        meeting=found,
        when=when_words(found.starts_at, found.minutes),
        answers=answers,
        adults=adults,
        ratio=enough.expected(found, answers),
        needs=needs_words(answers.needs, NEEDS),
        words=NEEDS,
        how=HOW,
        can_answer=answering.is_open(found),
        keeps_safe=reader().can("meetings.lead") and found.group_id in run_by(reader()),
    )


@blueprint.route("/<uuid:id>/coming/<uuid:person_id>", methods=["GET", "POST"])
@requires("meetings.run")
def answer_for(id: UUID, person_id: UUID) -> Response:
    """Write down the answer of somebody who told a worker; who wrote it is kept."""
    found = meeting_or_404(id, RUNS)
    who = next((one for one in people.of(found) if one.id == person_id and not one.supports), None) or not_here()
    sightings.saw(ANSWER, (person_id,))
    row = answering.held_by(found, person_id)
    form = AnswerForm()
    form.offer(answering.joins_online(found), row is not None and row.how == "asked")
    if form.validate_on_submit():
        try:
            kept = answering.answer(found, person_id, form.answer.data, form.details(), by=reader().person_id)
            return _entered(found, kept, who.name)
        except answering.Full:
            db.session.rollback()
            form.how.errors = ["All places online are taken. Change how many there are on the meeting's page first."]
        except NotNow as not_now:
            return _refused(found, not_now)
    elif row and not form.is_submitted():
        form.show(row)
    status = 400 if form.is_submitted() else 200
    return page("meetings/answer_for.html", face="worker", form=form, meeting=found, who=who, status=status)


def _asked(id: UUID) -> tuple[Meeting, UUID]:
    """The meeting and the reader's own id, if the meeting's group is made of them; else the neutral 404."""
    found, me = meeting_or_404(id), reader().person_id
    return (found, me) if me and people.member_of(found, reader()) else not_here()


def _answered(found: Meeting, row: Coming, said: str) -> None:
    note("answered", row, meeting=str(found.id))
    db.session.commit()
    late = local_today() > answer_by(found.on_date, found.reply_by, chosen().reply_days)
    flash(_thanks(row, said), "success")
    if late and row.answer == "coming" and said != "coming":
        flash(gettext("It is late to say so. If you need food or a way to get there, tell a worker too."), "info")


def _thanks(row: Coming, said: str) -> str:
    """What to tell whoever answered: what was kept, and that it can be changed."""
    if row.answer == "cant":
        return gettext("Thank you for telling us. You can change it until the meeting begins.")
    if row.how == "asked":
        return gettext("You asked for a place online. A worker will tell you.")
    if said == "coming":
        return gettext("Good, you are coming! Now tell us what you need, if there is anything.")
    return gettext("Saved. We know what you need. You can change it until the meeting begins.")


def _entered(found: Meeting, row: Coming, name: str) -> Response:
    note("answer_entered", row, meeting=str(found.id))
    db.session.commit()
    flash(f"Saved for {name}. Your name stands beside it.", "success")
    return redirect(url_for("meetings.who_comes", id=found.id))


def _refused(found: Meeting, why: Exception) -> Response:
    db.session.rollback()
    flash(str(why), "warning")
    return redirect(url_for("meetings.meeting", id=found.id))
