"""A meeting's agenda: its items in order with their times, written by those who plan or run it, and printed for all."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.wrappers import Response

from core.api import Form, create_once, db, page, requires, signed_in
from plugins.meetings.agenda import ages, copying, editing, reading, themes, timetable
from plugins.meetings.forms.agenda import NUMBERS, CopyForm, ItemForm, item_form
from plugins.meetings.here import council, meeting_or_404, not_here, note, reader
from plugins.meetings.models import AgendaItem, Meeting
from plugins.meetings.moments import here, hours_words, length_words, when_words
from plugins.meetings.planning.changing import NotNow
from plugins.meetings.views.blueprint import blueprint
from plugins.meetings.visibility import CHAIRS, READS_AGENDA, WRITES_AGENDA
from plugins.meetings.vocabulary import ITEM_KINDS, PARTS

CLASH = "Somebody else changed this item while you typed. What they saved stands above; save again to keep yours."
WAYS = {"up": -1, "down": 1}


@blueprint.get("/<uuid:id>/agenda")
@requires("meetings.view")
def agenda(id: UUID) -> Response:
    """All items with minutes and clock times, what fits and what does not."""
    found = meeting_or_404(id, WRITES_AGENDA)
    items = editing.of(found)
    sums = timetable.sums(items)
    return page(
        "meetings/agenda.html",
        face="worker",
        meeting=found,
        form=Form(),
        when=when_words(found.starts_at, found.minutes),
        slots=timetable.slots(items, found.starts_at),
        may_preview=CHAIRS.allows(reader(), found),
        kinds=ITEM_KINDS,
        parts=PARTS,
        themes={item.id: themes.titles(council(), item.themes) for item in items},
        length=length_words(found.minutes),
        planned=length_words(sums.total),
        remark=timetable.length_remark(sums, found.minutes),
        too_long=sums.total > found.minutes,
        formal=timetable.formal_remark(sums, found.formal_minutes),
    )


@blueprint.post("/<uuid:id>/agenda/start")
@requires("meetings.view")
def start_agenda(id: UUID) -> Response:
    """Begin with the usual items."""
    found = meeting_or_404(id, WRITES_AGENDA)
    made = editing.start(found)
    db.session.commit()
    words = "The usual items are there. Change them, or take out what you do not need."
    flash(words if made else "There is an agenda already. Nothing was added.", "success")
    return redirect(url_for("meetings.agenda", id=id))


@blueprint.post("/<uuid:id>/agenda/move")
@requires("meetings.view")
def move_item(id: UUID) -> Response:
    """Move one item up or down by one place."""
    found = meeting_or_404(id, WRITES_AGENDA)
    way, _, which = request.form.get("move", "").partition(":")
    try:
        item = editing.item_of(found, UUID(which))
    except ValueError:
        not_here()
    if way not in WAYS:
        not_here()
    editing.move(found, item, WAYS[way])
    db.session.commit()
    return redirect(url_for("meetings.agenda", id=id, _anchor=f"item-{item.id}"))


@blueprint.route("/<uuid:id>/agenda/new", methods=["GET", "POST"])
@requires("meetings.view")
def new_item(id: UUID) -> Response:
    """Add an item at the end; sent twice, it is added once."""
    found = meeting_or_404(id, WRITES_AGENDA)
    form = item_form(themes.sets(council()))
    if form.validate_on_submit():
        made, is_new = create_once(AgendaItem, form, lambda id: _made(found, id, form))
        if is_new:
            note("agenda_added", made)
        db.session.commit()
        flash(f"{made.title} is on the agenda.", "success")
        return redirect(url_for("meetings.agenda", id=found.id, _anchor=f"item-{made.id}"))
    if not form.is_submitted():
        form.show_versions(ages.whom(editing.of(found)))
    return _item_page(found, None, form)


@blueprint.route("/<uuid:id>/agenda/<uuid:item_id>", methods=["GET", "POST"])
@requires("meetings.view")
def item(id: UUID, item_id: UUID) -> Response:
    """Change an item; two people at once lose nothing."""
    found = meeting_or_404(id, WRITES_AGENDA)
    present, form = editing.item_of(found, item_id), item_form(themes.sets(council()))
    if not form.is_submitted():
        form.show(present)
    elif form.version.data != str(present.version):
        return _clash(found, item_id, form)
    elif form.validate():
        try:
            editing.change(present, form.values())
            db.session.commit()
        except StaleDataError:
            db.session.rollback()
            return _clash(found, item_id, form)
        flash(f"{present.title} is changed.", "success")
        return redirect(url_for("meetings.agenda", id=id, _anchor=f"item-{item_id}"))
    return _item_page(found, present, form)


@blueprint.route("/<uuid:id>/agenda/<uuid:item_id>/remove", methods=["GET", "POST"])
@requires("meetings.view")
def remove_item(id: UUID, item_id: UUID) -> Response:
    """Ask first, then take the item out."""
    found = meeting_or_404(id, WRITES_AGENDA)
    present, form = editing.item_of(found, item_id), Form()
    if form.validate_on_submit():
        title = present.title
        try:
            editing.remove(found, present)
        except NotNow as not_now:
            flash(str(not_now), "warning")
        else:
            db.session.commit()
            flash(f"{title} is taken out.", "success")
        return redirect(url_for("meetings.agenda", id=id))
    return page("meetings/agenda_remove.html", face="worker", form=form, meeting=found, item=present)


@blueprint.route("/<uuid:id>/agenda/copy", methods=["GET", "POST"])
@requires("meetings.view")
def copy_agenda(id: UUID) -> Response:
    """Take over the agenda of an earlier meeting, of this group or of another one."""
    found, form = meeting_or_404(id, WRITES_AGENDA), CopyForm()
    if form.validate_on_submit():
        made = editing.take_over(found, _source(form.source.data), form.record_id)
        db.session.commit()
        items = "1 item is" if made == 1 else f"{made} items are"
        flash(f"{items} copied. Now say who does what: open an item to add versions by age.", "success")
        return redirect(url_for("meetings.agenda", id=id))
    own, others = copying.offered(reader(), found)
    has_items = editing.last_place(found) > 0
    return page(
        "meetings/agenda_copy.html", face="worker", form=form, meeting=found, own=own, others=others, more=has_items
    )


@blueprint.get("/<uuid:id>/agenda/print")
@signed_in("for the group and for staff; the rule on the meeting decides")
def print_agenda(id: UUID) -> Response:
    """The agenda on paper: one page for each age that has a version, plain or as an Easy Read timetable."""
    found = meeting_or_404(id, READS_AGENDA)
    items = editing.of(found)
    easy = reading.wants_easy(request.args.get("as", ""))
    return page(
        "meetings/agenda_print.html",
        meeting=found,
        group=found.group,
        easy=easy,
        on=here(found.starts_at).date(),
        hours=hours_words(found.starts_at, found.minutes),
        sheets=reading.sheets(items, found.starts_at, easy=easy),
        may_write=WRITES_AGENDA.allows(reader(), found),
    )


def _made(meeting: Meeting, id: UUID, form: ItemForm) -> AgendaItem:
    return AgendaItem(id=id, meeting_id=meeting.id, position=editing.last_place(meeting), **form.values())


def _source(typed: str | None) -> Meeting:
    """The meeting to copy from; one that the reader may not see is as good as none."""
    try:
        return meeting_or_404(UUID(typed or ""), READS_AGENDA)
    except ValueError:
        not_here()


def _clash(meeting: Meeting, item_id: UUID, form: ItemForm) -> Response:
    present = editing.item_of(meeting, item_id)
    form.version.data = str(present.version)
    form.version.raw_data = [form.version.data]
    flash(CLASH, "warning")
    return _item_page(meeting, present, form, clash=True)


def _item_page(meeting: Meeting, present: AgendaItem | None, form: ItemForm, **context: Any) -> Response:
    status = 409 if context.get("clash") else 400 if form.is_submitted() else 200
    return page(
        "meetings/item.html",
        face="worker",
        meeting=meeting,
        item=present,
        form=form,
        versions=[(number, form.used(number)) for number in NUMBERS],
        kinds=ITEM_KINDS,
        status=status,
        **context,
    )
