"""What champions ask each other, seen by the whole network: there is nothing between two alone (LA36)."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import Ref, create_once, db, local_today, page, panels, requires
from plugins.groups.api import SEES_GROUP, Group
from plugins.learning.api import resources_about
from plugins.participation_champions.blueprint import blueprint
from plugins.participation_champions.here import chosen, council, note, or_not_here, reader
from plugins.participation_champions.models import Question, Reply
from plugins.participation_champions.network import asking
from plugins.participation_champions.network.forms import NetworkQuestionForm, NetworkReplyForm
from plugins.participation_champions.network.tabs import tabs
from plugins.participation_champions.visibility import SETTLES

MAY = "participation_champions.view"


@blueprint.get("/share")
@requires(MAY)
def share() -> Response:
    """When the network meets, and what champions have put there for each other."""
    key = chosen().group_key
    query = db.select(Group).where(Group.key == key, SEES_GROUP.criteria(reader()))
    group = db.session.scalars(query).one_or_none() if key else None
    blocks = panels.record(council(), reader(), Ref("groups", "group", group.id)) if group else []
    return page(
        "participation_champions/share.html",
        face="worker",
        tabs=tabs("share"),
        group=group,
        panels=blocks,
        practice=resources_about(reader(), audience="champions", most=12),
    )


@blueprint.get("/questions/")
@requires(MAY)
def questions() -> Response:
    """Every question, the newest first; open ones alone where that is asked for."""
    state, skill, after = (request.args.get(name, "") for name in ("state", "skill", "after"))
    rows, following = asking.lines(state == "open", skill, after, chosen().page_size)
    here: dict[str, Any] = {name: value for name, value in (("state", state), ("skill", skill)) if value}
    return page(
        "participation_champions/questions.html",
        face="worker",
        tabs=tabs("questions"),
        rows=rows,
        state=state,
        skill=skill,
        skills=chosen().skills,
        pages={
            "next": url_for("participation_champions.questions", after=following, **here) if following else None,
            "previous": url_for("participation_champions.questions", **here) if after else None,
        },
    )


@blueprint.route("/questions/new", methods=["GET", "POST"])
@requires(MAY)
def new_question() -> Response:
    """Ask the network."""
    form = NetworkQuestionForm()
    form.offer(chosen().skills)
    if form.validate_on_submit():
        values = {name: form[name].data or "" for name in ("title", "words", "skill")}
        own = values | {"by_id": reader().person_id}
        row, is_new = create_once(Question, form, lambda id: Question(id=id, **own))
        if is_new:
            note("asked", row)
        db.session.commit()
        flash("Your question stands in the list. Other champions see it.", "success")
        return redirect(url_for("participation_champions.question", id=row.id))
    status = 400 if form.is_submitted() else 200
    return page("participation_champions/question_form.html", face="worker", form=form, status=status)


@blueprint.route("/questions/<uuid:id>", methods=["GET", "POST"])
@requires(MAY)
def question(id: UUID) -> Response:
    """One question with its replies; replying to it."""
    row, form = _question(id), NetworkReplyForm()
    if form.validate_on_submit():
        own = {"question_id": id, "by_id": reader().person_id, "words": form.words.data or ""}
        made, is_new = create_once(Reply, form, lambda new_id: Reply(id=new_id, **own))
        if is_new:
            note("replied", made)
        db.session.commit()
        flash("Thank you. Your answer stands below the question.", "success")
        return redirect(url_for("participation_champions.question", id=id))
    may, status = SETTLES.allows(reader(), row), 400 if form.is_submitted() else 200
    found = asking.replies(id)
    template = "participation_champions/question.html"
    return page(template, face="worker", row=row, replies=found, form=form, may_settle=may, status=status)


@blueprint.post("/questions/<uuid:id>/settle")
@requires(MAY)
def settle(id: UUID) -> Response:
    """Say that one has what one needed, or open the question again; and which reply helped."""
    row = _question(id)
    or_not_here(row if SETTLES.allows(reader(), row) else None)
    helped = request.form.get("helped", "")
    if helped:
        _helped(row, helped)
    else:
        row.settled_on = None if row.settled_on else local_today()
    note("settled", row)
    db.session.commit()
    flash("Kept.", "success")
    return redirect(url_for("participation_champions.question", id=id))


def _question(id: UUID) -> Question:
    found: Question | None = db.session.scalars(db.select(Question).where(Question.id == id)).one_or_none()
    return or_not_here(found)


def _helped(row: Question, reply_id: str) -> None:
    for reply in db.session.scalars(db.select(Reply).where(Reply.question_id == row.id)):
        if str(reply.id) == reply_id:
            reply.helped = not reply.helped
