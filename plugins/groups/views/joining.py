"""The way into a group for whoever it is about: say yes or no, ask to come, read the answer. With a sign-in or a code.

Opening a page never answers anything; only a button does. An unknown or old code is the neutral 404.
"""

from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import Person, db, gettext, local_today, page, public, signed_in, tries
from plugins.groups import facts
from plugins.groups.forms.joining import CodeForm, InterestForm
from plugins.groups.here import chosen, group_called, not_here, or_not_here, reader
from plugins.groups.joining import answering, making, states
from plugins.groups.joining.adverts import is_open
from plugins.groups.joining.codes import code_of, tidy
from plugins.groups.models import Group, Joining, Membership
from plugins.groups.views.blueprint import blueprint
from plugins.groups.views.election_codes import unknown_code, wait_words
from plugins.groups.visibility import LISTED, SEES_GROUP


@blueprint.route("/answer", methods=["GET", "POST"])
@public("whoever holds a letter may type its code")
def type_code() -> Response:
    """Type the code from a letter."""
    form = CodeForm()
    if not form.validate_on_submit():
        return page("groups/type_code.html", face=_face(), form=form, status=400 if form.is_submitted() else 200)
    if wait := tries.enter("answer"):
        return unknown_code("groups/type_code.html", form, wait_words(wait))
    code = tidy(form.code.data or "")
    if making.by_code(code) is None:
        said = gettext("We do not know this code. Look at each letter again, or ask whoever gave you the letter.")
        return unknown_code("groups/type_code.html", form, said)
    tries.was_right("answer")
    db.session.commit()
    return redirect(url_for("groups.answer", code=code))


@blueprint.route("/answer/<code>", methods=["GET", "POST"])
@public("whoever holds the code is the person it was given to")
def answer(code: str) -> Response:
    """What somebody was put forward for, why and by whom, with three buttons; works again to change one's mind."""
    return _own_way(or_not_here(making.by_code(code)), url_for("groups.answer", code=code), code)


@blueprint.route("/asked/<code>", methods=["GET", "POST"])
@public("whoever holds the code is the person it was given to")
def asked(code: str) -> Response:
    """What became of asking to come; the same page as for a letter's code."""
    return _own_way(or_not_here(making.by_code(code)), url_for("groups.asked", code=code), code)


@blueprint.route("/mine/asked/<uuid:id>", methods=["GET", "POST"])
@signed_in("everyone may answer what they were asked themselves")
def my_asked(id: UUID) -> Response:
    """The same for somebody who is signed in."""
    found = db.select(Joining).where(Joining.id == id, Joining.person_id == reader().person_id)
    row = db.session.scalars(found).one_or_none() if reader().person_id else None
    return _own_way(or_not_here(row), url_for("groups.my_asked", id=id), "")


@blueprint.route("/<key>/interest", methods=["GET", "POST"])
@public("anyone may answer a public advert")
def interest(key: str) -> Response:
    """Say that one would like to come: a short form without an account; who is signed in needs one press."""
    group = _advertised(key)
    if not is_open(group, local_today()):
        return page("groups/advert_over.html", face=_face(), group=group, status=410)
    if reader().person_id is not None and reader().is_member:
        return _one_press(group)
    form = InterestForm()
    if form.validate_on_submit():
        code = code_of(form.once.data or "")
        making.answer_advert(group, form.interest(), form.record_id, code)
        db.session.commit()
        return redirect(url_for("groups.asked", code=code))
    status = 400 if form.is_submitted() else 200
    days = chosen().answer_days
    return page("groups/interest.html", face=_face(), form=form, group=group, answer_days=days, status=status)


def _one_press(group: Group) -> Response:
    """For somebody on the record: a button, and no form to fill in."""
    if request.method != "POST":
        return page("groups/interest_press.html", face=_face(), group=group, answer_days=chosen().answer_days)
    person = or_not_here(db.session.get(Person, reader().person_id))
    try:
        row = making.express(group, person)
    except states.Refused:
        flash(gettext("You are in this group already, or somebody has welcomed you. Nothing was changed."))
        return redirect(url_for("groups.mine"))
    id = row.id
    db.session.commit()
    return redirect(url_for("groups.my_asked", id=id))


def _own_way(row: Joining, here: str, code: str) -> Response:
    """The page of one way for the person whose way it is; a press of a button changes it."""
    group = or_not_here(db.session.get(Group, row.group_id))
    if row.state == "taken_back":
        not_here()
    if request.method == "POST":
        return _said(row, group, here)
    state = _state(row)
    return page(
        "groups/own_way.html",
        face=_face(),
        row=row,
        group=group,
        state=state,
        over=group.status == "ended",
        stands=gettext(states.OWN_WORDS[state]),
        meets=facts.meets_words(group),
        suggested=_suggested(row),
        listed=LISTED.allows(reader(), group),
        here=here,
        code=code,
        answer_days=chosen().answer_days,
        may={says for says, move in answering.SAYS.items() if states.after(state, move)},
    )


def _said(row: Joining, group: Group, here: str) -> Response:
    says = request.form.get("say", "")
    if says not in answering.SAYS:
        not_here()
    try:
        answering.say(row, group, says)
        db.session.commit()
        flash(gettext(states.OWN_WORDS[row.state]), "success")
    except states.Refused:
        flash(gettext("Nothing was changed: it has moved on since you opened this page. Look again."), "warning")
    return redirect(here)


def _state(row: Joining) -> str:
    """Where it stands; somebody who was a member and left sees their way as it was."""
    if row.person_id is None:
        return row.state
    left = db.select(Membership.id).where(
        Membership.group_id == row.group_id, Membership.person_id == row.person_id, Membership.status == "left"
    )
    gone = row.state == "joined" and db.session.scalar(left) is not None
    return "withdrawn" if gone else row.state


def _advertised(key: str) -> Group:
    """A listed group that anyone may see, or one that the reader may see anyway."""
    group = group_called(key)
    if not chosen().public_directory and not reader().is_signed_in:
        not_here()
    return group


def _suggested(row: Joining) -> Any:
    if row.suggested_group_id is None:
        return None
    query = db.select(Group.key, Group.name, Group.purpose, Group.purpose_easy)
    return db.session.execute(query.where(Group.id == row.suggested_group_id, SEES_GROUP.criteria(reader()))).first()


def _face() -> Any:
    """Young people and those without a sign-in see the young face: these pages are theirs."""
    return "public" if reader().roles <= {"parent_carer"} and reader().roles else "young"
