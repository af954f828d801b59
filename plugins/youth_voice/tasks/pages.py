"""Task groups: the list, starting one on an agenda issue or a vote's issue, who is in it, and how it ends."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import (
    Ref,
    create_once,
    db,
    gettext,
    local_today,
    page,
    public,
    public_page,
    requires,
    safeguarding,
    signed_in,
)
from plugins.youth_voice.blueprint import blueprint
from plugins.youth_voice.here import chosen, groups_for, not_here, note, or_not_here, reader
from plugins.youth_voice.models import Suggestion, TaskGroup, TaskMember
from plugins.youth_voice.people import members_of
from plugins.youth_voice.shown import choose_group, differences, fill, form_page
from plugins.youth_voice.tasks import reading, rules
from plugins.youth_voice.tasks.forms import OutcomeForm, TaskForm
from plugins.youth_voice.tasks.reading import TaskRead
from plugins.youth_voice.visibility import ARRANGES

MAY = "youth_voice.manage"
WHY = "what a listed group works on is no secret; who is in a task group is for the group and its staff"


@blueprint.get("/task-groups")
@public(WHY)
@public_page
def task_groups() -> Response:
    """Task groups at work and what came of those that have ended, page by page."""
    place, size = _page_number(), chosen().page_size
    rows = reading.found(reader(), size + 1, skip=place * size)
    following = url_for("youth_voice.task_groups", page=place + 1) if len(rows) > size else None
    before = url_for("youth_voice.task_groups", page=place - 1) if place else None
    return page("youth_voice/task_groups.html", tasks=rows[:size], pages={"previous": before, "next": following})


@blueprint.get("/task-groups/<uuid:id>")
@public(WHY)
@public_page
def task_group(id: UUID) -> Response:
    """One task group: its issue, its days, its outcome."""
    read = or_not_here(reading.one(reader(), id))
    return page("youth_voice/task_group.html", read=read, may_manage=_may_manage(read), may_end=_may_end(read))


@blueprint.route("/task-groups/new", methods=["GET", "POST"])
@requires(MAY)
def new_task_group() -> Response:
    """Start one; ?group= or ?item= (of an agenda) or ?suggestion= (of a vote) say where it begins. Made once."""
    groups, start = dict(groups_for(ARRANGES)), _start()
    wanted = start["group_id"]
    if wanted not in groups:
        return choose_group("Start a task group", list(groups.items()), "youth_voice.new_task_group")
    form = TaskForm()
    form.offer([(wanted, groups[wanted])], members_of(UUID(wanted)))
    if not form.is_submitted():
        form.group_id.data, form.starts_on.data, form.whose.data = wanted, local_today(), "own"
        form.title.data, form.from_words.data = start.get("title", ""), start.get("from_words", "")
    elif form.validate():
        return redirect(url_for("youth_voice.task_group", id=_made(form, start)))
    return form_page(form, "Start a task group", _back())


@blueprint.route("/task-groups/<uuid:id>/edit", methods=["GET", "POST"])
@requires(MAY)
def edit_task_group(id: UUID) -> Response:
    """Change the issue, the days and who is in it; nothing of somebody else's is lost."""
    read, form = _to_manage(id), TaskForm()
    form.offer([(str(read.task.group_id), read.group)], members_of(read.task.group_id))
    changed: list[tuple[str, str]] = []
    if not form.is_submitted():
        fill(form, read.task, (*TaskForm.FIELDS, "group_id"))
        _show_members(form, id)
    elif not (changed := differences(form, read.task, TaskForm.FIELDS)) and form.validate():
        for name, value in form.values().items():
            setattr(read.task, name, value)
        _set_members(read.task, form)
        note("task_group_changed", read.task)
        db.session.commit()
        flash("The task group is changed.", "success")
        return redirect(url_for("youth_voice.task_group", id=id))
    return form_page(form, f"Change {read.task.title}", _back(read), changed=changed)


@blueprint.route("/task-groups/<uuid:id>/end", methods=["GET", "POST"])
@signed_in("its members say what came of it, or staff write it down for them")
def end_task_group(id: UUID) -> Response:
    """End it with an outcome; without one it goes on."""
    read, form = or_not_here(reading.one(reader(), id)), OutcomeForm()
    if not _may_end(read):
        not_here()
    form.offer()
    if form.is_submitted() and form.validate():
        problem = rules.outcome_problem(form.outcome_kind.data or "", form.outcome.data or "")
        if not problem:
            _end(read.task, form)
            flash(gettext("It has ended, with what came of it. Thank you."), "success")
            return redirect(url_for("youth_voice.task_group", id=id))
        form.form_errors.append(problem)
    return form_page(form, gettext("What came of it?"), _back(read), submit=gettext("End the task group"))


def _start() -> dict[str, Any]:
    """What the address says of the issue: an agenda item, something that came out of a vote, or only the group."""
    if item := _uuid("item"):
        found = reading.issue_of(reader(), item)
        group_id, title, words = or_not_here(found)
        return {"group_id": str(group_id), "title": title, "from_words": words, "item_id": item}
    if asked := _uuid("suggestion"):
        row: Suggestion = or_not_here(db.session.get(Suggestion, asked))
        return {"group_id": str(row.group_id), "title": row.title, "suggestion": row.id}
    return {"group_id": request.args.get("group", "")}


def _made(form: TaskForm, start: dict[str, Any]) -> UUID:
    group_id, values, item = UUID(form.group_id.data), form.values(), start.get("item_id")
    row, is_new = create_once(TaskGroup, form, lambda id: TaskGroup(id=id, group_id=group_id, item_id=item, **values))
    if is_new:
        _set_members(row, form)
        note("task_group_started", row)
        suggestion = db.session.get(Suggestion, start["suggestion"]) if "suggestion" in start else None
        if suggestion is not None and suggestion.group_id == group_id:
            suggestion.state, suggestion.task_group_id, suggestion.changed_on = "task_group", row.id, local_today()
    db.session.commit()
    flash("The task group has started.", "success")
    return row.id


def _end(task: TaskGroup, form: OutcomeForm) -> None:
    task.state, task.ended_on = "ended", local_today()
    task.outcome_kind, task.outcome = form.outcome_kind.data or "", form.outcome.data or ""
    db.session.flush()
    safeguarding.screened(task.outcome, Ref("youth_voice", "taskgroup", task.id), person_id=reader().person_id)
    note("task_group_ended", task, outcome=task.outcome_kind)
    db.session.commit()


def _set_members(task: TaskGroup, form: TaskForm) -> None:
    wanted = {UUID(id) for id in form.members.data or ()} | ({UUID(form.lead.data)} if form.lead.data else set())
    offered = {UUID(choice.value) for choice in form.members.choices}
    held = {row.person_id: row for row in reading.members(task.id)}
    for person_id, row in held.items():
        if person_id in offered and person_id not in wanted:
            db.session.delete(row)
    for person_id in wanted & offered:
        row = held.get(person_id) or TaskMember(task_group_id=task.id, person_id=person_id)
        row.leads = str(person_id) == form.lead.data
        db.session.add(row)
    db.session.flush()


def _show_members(form: TaskForm, id: UUID) -> None:
    rows = reading.members(id)
    form.members.data = [str(row.person_id) for row in rows]
    form.lead.data = next((str(row.person_id) for row in rows if row.leads), "")


def _to_manage(id: UUID) -> TaskRead:
    read = or_not_here(reading.one(reader(), id))
    return read if _may_manage(read) else not_here()


def _may_manage(read: TaskRead) -> bool:
    return reader().can(MAY) and read.knows_names


def _may_end(read: TaskRead) -> bool:
    return read.task.state == "open" and (_may_manage(read) or read.mine)


def _uuid(name: str) -> UUID | None:
    try:
        return UUID(request.args[name]) if name in request.args else None
    except ValueError:
        return not_here()


def _page_number() -> int:
    typed = request.args.get("page", "0")
    return int(typed) if typed.isdecimal() and len(typed) < 5 else 0


def _back(read: TaskRead | None = None) -> tuple[str, str]:
    if read is None:
        return gettext("Task groups"), url_for("youth_voice.task_groups")
    return read.task.title, url_for("youth_voice.task_group", id=read.task.id)
