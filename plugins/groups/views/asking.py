"""Putting somebody forward for a group: find them or add them, say why, hand them a letter. Nothing else happens
before their own yes (W51).
"""

from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import Person, create_once, db, gettext_noop, page, requires, sightings
from plugins.groups import facts, membership
from plugins.groups.forms.joining import NewNomineeForm, NominationForm
from plugins.groups.forms.links import links
from plugins.groups.here import chosen, members_open, not_here, or_not_here, reader
from plugins.groups.joining import answering, bodies, finding, making, queues
from plugins.groups.joining.codes import code_of, new_code
from plugins.groups.joining.letters import letter
from plugins.groups.joining.states import WAITS_FOR_THEM, Refused
from plugins.groups.models import Group, Joining, JoinRoute
from plugins.groups.views.blueprint import blueprint
from plugins.groups.visibility import SEES_GROUP

PUT_FORWARD = gettext_noop("Whether somebody could join a group")


@blueprint.get("/manage/put-forward")
@requires("groups.put_forward")
def my_nominations() -> Response:
    """Those whom the reader put forward, and whether they have answered."""
    return page("groups/nominations.html", face="worker", rows=queues.put_forward_by(reader()))


@blueprint.get("/manage/<key>/put-forward")
@requires("groups.put_forward")
def find_nominee(key: str) -> Response:
    """Find the person on the council's record."""
    group, words = members_open(key), request.args.get("words", "").strip()
    return page(
        "groups/find_nominee.html",
        face="worker",
        group=group,
        words=words,
        found=finding.people_called(words) if words else [],
        over=making.ended(group) if group.status == "ended" else "",
    )


@blueprint.route("/manage/<key>/put-forward/<uuid:person_id>", methods=["GET", "POST"])
@requires("groups.put_forward")
def put_forward(key: str, person_id: UUID) -> Response:
    """Say why, and get the letter; sent twice, the same letter is shown again."""
    group = members_open(key)
    person = or_not_here(db.session.get(Person, person_id))
    sightings.saw(PUT_FORWARD, (person_id,))
    form = _form(NominationForm(), group)
    if form.validate_on_submit() and (row := _asked(group, person, form)):
        return _letter(group, person, row, code_of(form.once.data or ""))
    refused = "" if form.is_submitted() else making.refusal_of(group, person, "ask")
    return _form_page("groups/put_forward.html", form, group, person=person, refused=refused)


@blueprint.route("/manage/<key>/put-forward/new", methods=["GET", "POST"])
@requires("groups.put_forward")
def new_nominee(key: str) -> Response:
    """Put a person on the council's record and forward for the group at once."""
    if not reader().can("people.edit"):
        not_here()
    group = members_open(key)
    form = _form(NewNomineeForm(), group)
    alike = finding.namesakes(form.name.data or "", form.record_id) if form.is_submitted() else []
    if form.validate_on_submit() and (form.sure.data or not alike):
        person, _ = create_once(Person, form, lambda id: Person(id=id, **form.person()))
        if row := _asked(group, person, form):
            return _letter(group, person, row, code_of(form.once.data or ""))
    return _form_page("groups/new_nominee.html", form, group, alike=alike)


@blueprint.post("/manage/<key>/coming-in/<uuid:id>/letter")
@requires("groups.put_forward")
def new_letter(key: str, id: UUID) -> Response:
    """Make another letter for somebody who lost theirs; the old one works no more."""
    group = members_open(key)
    row = way(group, id)
    if row.state not in WAITS_FOR_THEM | {"said_yes", "said_no"} or row.person_id is None:
        not_here()
    code = new_code()
    making.new_letter(row, code)
    return _letter(group, db.session.get_one(Person, row.person_id), row, code)


@blueprint.post("/manage/<key>/coming-in/<uuid:id>/take-back")
@requires("groups.put_forward")
def take_back(key: str, id: UUID) -> Response:
    """Undo a putting forward that was a mistake."""
    group = members_open(key)
    row = way(group, id)
    try:
        answering.take_back(row)
        db.session.commit()
        flash(f"{row.name} is no longer asked. The letter works no more.", "success")
    except Refused as why:
        flash(str(why), "warning")
    return redirect(url_for("groups.coming_in_of", key=key))


def way(group: Group, id: UUID) -> Joining:
    """The way into this group with this id, else the neutral 404."""
    found = db.select(Joining).where(Joining.id == id, Joining.group_id == group.id)
    row: Joining | None = db.session.scalars(found).one_or_none()
    return or_not_here(row)


def _form(form: Any, group: Group) -> Any:
    routes = db.session.scalars(
        db.select(JoinRoute.kind).where(JoinRoute.group_id == group.id).order_by(JoinRoute.position)
    )
    form.offer(routes, bodies.choices_of(group), links(Group, SEES_GROUP.criteria(reader()), Group.id != group.id))
    if not form.is_submitted():
        form.by.data = reader().name
    return form


def _asked(group: Group, person: Person, form: Any) -> Joining | None:
    """Put them forward and commit; None with the reason on the page where that may not be."""
    code = code_of(form.once.data or "")
    try:
        row = making.put_forward(group, person, form.nomination(), reader(), code)
    except Refused as why:
        form.why.errors = [*form.why.errors, str(why)]
        return None
    db.session.commit()
    return row


def _letter(group: Group, person: Person, row: Joining, code: str) -> Response:
    """The letter to print or hand over, once: what is not shown now can only be made anew."""
    db.session.commit()
    return page(
        "groups/letter.html",
        face="worker",
        group=group,
        person=person,
        row=row,
        letter=letter(code),
        meets=facts.meets_words(group),
    )


def _form_page(template: str, form: Any, group: Group, **context: Any) -> Response:
    status = 400 if form.is_submitted() else 200
    person = context.get("person")
    remark = membership.remark_on(group, person, chosen().age_slack) if person is not None else ""
    return page(template, face="worker", form=form, group=group, remark=remark, status=status, **context)


