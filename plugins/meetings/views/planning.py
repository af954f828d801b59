"""Planning one meeting, changing it, calling it off and putting it on again."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import Form, create_once, db, page, requires
from plugins.groups.api import SEES_GROUP, UMBRELLAS, Group, group_called
from plugins.meetings.forms.meeting import CancelForm, MeetingForm
from plugins.meetings.here import meeting_or_404, reader
from plugins.meetings.models import Meeting, Usual
from plugins.meetings.moments import on_day, when_words
from plugins.meetings.planning import changing
from plugins.meetings.views.blueprint import blueprint
from plugins.meetings.visibility import PLANS

CLASH = "Somebody else changed this meeting while you typed. What they saved stands above; save again to keep yours."


@blueprint.get("/manage/new")
@requires("meetings.plan")
def choose_group() -> Response:
    """Choose whose meeting it is."""
    seen = db.select(Group.key, Group.name).where(
        SEES_GROUP.criteria(reader()), Group.status.in_(("active", "starting")), Group.kind.not_in(UMBRELLAS)
    )
    return page("meetings/choose_group.html", face="worker", groups=db.session.execute(seen.order_by(Group.name)).all())


@blueprint.route("/manage/new/<key>", methods=["GET", "POST"])
@requires("meetings.plan")
def new(key: str) -> Response:
    """Plan one meeting of a group; sent twice, it is made once."""
    group = group_called(key)
    form = MeetingForm()
    form.offer()
    if form.validate_on_submit():
        found, is_new = create_once(Meeting, form, lambda id: Meeting(id=id, group_id=group.id, **form.values()))
        if is_new:
            found.on_date = on_day(found.starts_at)
            changing.begin(found)
        db.session.commit()
        flash(f"{found.title} is planned for {when_words(found.starts_at)}.", "success")
        return redirect(url_for("meetings.meeting", id=found.id))
    if not form.is_submitted():
        usual = db.session.scalars(db.select(Usual).where(Usual.group_id == group.id)).one_or_none()
        form.begin(group.name, usual)
    return _form_page("meetings/edit.html", form, group=group, meeting=None)


@blueprint.route("/<uuid:id>/edit", methods=["GET", "POST"])
@requires("meetings.plan")
def edit(id: UUID) -> Response:
    """Change a meeting; people who come are told when its time or place changes."""
    found = meeting_or_404(id, PLANS)
    form = MeetingForm()
    form.offer(found.venue_id)
    clash = form.is_submitted() and form.version.data != str(found.version)
    if not form.is_submitted():
        form.show(found)
    elif clash:
        form.version.raw_data = [str(found.version)]
        form.version.data = str(found.version)
        flash(CLASH, "warning")
    elif form.validate():
        return _changed(found, form)
    return _form_page("meetings/edit.html", form, group=found.group, meeting=found, clash=clash)


@blueprint.route("/<uuid:id>/cancel", methods=["GET", "POST"])
@requires("meetings.plan")
def cancel(id: UUID) -> Response:
    """Call a meeting off; everybody who would have come reads why."""
    found, form = meeting_or_404(id, PLANS), CancelForm()
    if form.validate_on_submit():
        try:
            changing.cancel(found, form.why.data or "")
        except changing.NotNow as not_now:
            return _refused(found, not_now)
        db.session.commit()
        flash("The meeting is cancelled. It says so on every page and in every calendar that shows it.", "success")
        return redirect(url_for("meetings.meeting", id=id))
    return _form_page("meetings/cancel.html", form, meeting=found, when=when_words(found.starts_at, found.minutes))


@blueprint.post("/<uuid:id>/on-again")
@requires("meetings.plan")
def on_again(id: UUID) -> Response:
    """Put a cancelled meeting on again at the time that it had."""
    found = meeting_or_404(id, PLANS)
    changing.put_on_again(found)
    db.session.commit()
    flash("The meeting is on again.", "success")
    return redirect(url_for("meetings.meeting", id=id))


def _changed(found: Meeting, form: MeetingForm) -> Response:
    try:
        told = changing.change(found, form.values())
    except changing.NotNow as not_now:
        return _refused(found, not_now)
    db.session.commit()
    more = " Everybody who comes sees what changed, and their calendars follow." if told else ""
    flash(f"{found.title} is changed.{more}", "success")
    return redirect(url_for("meetings.meeting", id=found.id))


def _refused(found: Meeting, why: Exception) -> Response:
    db.session.rollback()
    flash(str(why), "warning")
    return redirect(url_for("meetings.meeting", id=found.id))


def _form_page(template: str, form: Form, **context: Any) -> Response:
    clash = context.get("clash")
    status = 409 if clash else 400 if request.method == "POST" else 200
    return page(template, face="worker", form=form, status=status, **context)
