"""Who is coming in, for those who may see a group's members: answer everybody kindly, say who they are, put them in."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.wrappers import Response

from core.api import Person, db, local_today, page, requires
from plugins.groups import membership
from plugins.groups.forms.joining import AnswerForm, PutInForm, ToldForm
from plugins.groups.forms.links import links
from plugins.groups.here import chosen, members_open, note, or_not_here, reader
from plugins.groups.joining import answering, bodies, finding, making, queues, states
from plugins.groups.models import Group, Joining
from plugins.groups.views.asking import way
from plugins.groups.views.blueprint import blueprint
from plugins.groups.visibility import LISTED
from plugins.groups.vocabulary import ROUTES, UMBRELLAS

MEANWHILE = "Somebody else changed this while you typed. Look at what stands there now, then decide again."


@blueprint.get("/manage/coming-in")
@requires("groups.members")
def coming_in() -> Response:
    """Everybody on the way into any group whose members the reader may see."""
    queue = queues.of(reader(), chosen().answer_days)
    return page("groups/coming_in.html", face="worker", queue=queue, group=None, routes=ROUTES)


@blueprint.get("/manage/<key>/coming-in")
@requires("groups.members")
def coming_in_of(key: str) -> Response:
    """Everybody on the way into one group."""
    group = members_open(key)
    queue = queues.of(reader(), chosen().answer_days, group)
    return page("groups/coming_in.html", face="worker", queue=queue, group=group, routes=ROUTES)


@blueprint.route("/manage/<key>/coming-in/<uuid:id>", methods=["GET", "POST"])
@requires("groups.members")
def reply(key: str, id: UUID) -> Response:
    """Answer somebody who asked to come; what was sent shows at once under their code."""
    group = members_open(key)
    row = way(group, id)
    form = AnswerForm()
    form.offer(links(Group, LISTED.criteria(reader()), Group.id != group.id, Group.kind.not_in(UMBRELLAS)))
    clash = form.is_submitted() and form.version.data != str(row.version)
    if not clash and form.validate_on_submit() and _replied(row, group, form):
        flash(f"Your answer to {row.name} stands on their page. Tell them too, if they left a number.", "success")
        return redirect(url_for("groups.coming_in_of", key=key))
    if not form.is_submitted():
        _suggest(form, request.args.get("say", ""), request.args.get("wording", ""))
    return _reply_page(form, group, way(group, id), clash)


@blueprint.post("/manage/<key>/coming-in/<uuid:id>/told")
@requires("groups.members")
def told(key: str, id: UUID) -> Response:
    """Keep that somebody was told the answer, and how."""
    group = members_open(key)
    row, form = way(group, id), ToldForm()
    if form.validate_on_submit() and row.state in states.ANSWERED:
        answering.told(row, form.told.data)
        db.session.commit()
        flash(f"Noted: {row.name} knows.", "success")
    else:
        flash("Say how you told them: choose one of the ways.", "warning")
    return redirect(url_for("groups.coming_in_of", key=key))


@blueprint.route("/manage/<key>/coming-in/<uuid:id>/who", methods=["GET", "POST"])
@requires("groups.members")
def who(key: str, id: UUID) -> Response:
    """Say who on the council's record it is that asked; where nobody is, they are added."""
    group = members_open(key)
    row = way(group, id)
    if row.person_id is not None or row.state not in states.TO_PUT_IN:
        return redirect(url_for("groups.coming_in_of", key=key))
    if request.method == "POST" and _linked(row, group):
        return redirect(url_for("groups.put_in", key=key, id=id))
    words = request.args.get("words", row.name).strip()
    found = finding.people_called(words)
    return page("groups/who.html", face="worker", group=group, row=row, words=words, found=found)


@blueprint.route("/manage/<key>/coming-in/<uuid:id>/put-in", methods=["GET", "POST"])
@requires("groups.members")
def put_in(key: str, id: UUID) -> Response:
    """Put in somebody who said yes, with their role and term of office."""
    group = members_open(key)
    row = way(group, id)
    if row.person_id is None and row.state in states.TO_PUT_IN:
        return redirect(url_for("groups.who", key=key, id=id))
    refused = _not_to_put_in(row, group)
    if refused:
        flash(refused, "warning")
        return redirect(url_for("groups.coming_in_of", key=key))
    form = PutInForm()
    form.offer(chosen().member_roles, bodies.choices_of(group, row.from_organisation_id))
    if form.validate_on_submit() and _put_in(row, group, form):
        return redirect(url_for("groups.members", key=key))
    if not form.is_submitted():
        _begin(form, row)
    person = or_not_here(db.session.get(Person, row.person_id))
    remark = membership.remark_on(group, person, chosen().age_slack)
    status = 400 if form.is_submitted() else 200
    return page(
        "groups/put_in.html",
        face="worker",
        form=form,
        group=group,
        row=row,
        person=person,
        remark=remark,
        status=status,
    )


def _replied(row: Joining, group: Group, form: AnswerForm) -> bool:
    said = answering.Answer(form.move.data, form.words.data or "", form.suggested_id)
    try:
        answering.reply(row, group, said)
        db.session.commit()
    except states.Refused as why:
        form.move.errors = [*form.move.errors, str(why)]
        return False
    except StaleDataError:
        db.session.rollback()
        form.move.errors = [*form.move.errors, MEANWHILE]
        return False
    return True


def _reply_page(form: AnswerForm, group: Group, row: Joining, clash: bool) -> Response:
    form.version.data = str(row.version)
    form.version.raw_data = [str(row.version)]
    settings = chosen()
    return page(
        "groups/reply.html",
        face="worker",
        form=form,
        group=group,
        row=row,
        clash=MEANWHILE if clash else "",
        words=states.STATES[row.state],
        may_answer=states.after(row.state, "welcome") is not None,
        may_write=row.state in states.WAITS_FOR_THEM and reader().can("groups.put_forward"),
        kind_answers=settings.kind_answers,
        told=ToldForm(),
        status=409 if clash else 400 if form.is_submitted() else 200,
    )


def _suggest(form: AnswerForm, say: str, wording: str) -> None:
    """Fill in one of the council's own wordings; staff change it as they like."""
    settings = chosen()
    form.move.data = say if say in ("welcome", "not_this_time") else None
    if say == "welcome":
        form.words.data = settings.welcome_words
    elif say == "not_this_time" and settings.kind_answers:
        place = int(wording) if wording.isdecimal() and int(wording) < len(settings.kind_answers) else 0
        form.words.data = settings.kind_answers[place]


def _linked(row: Joining, group: Group) -> bool:
    """Link the person that was chosen, or the one that is added now; False with the reason said."""
    person = _chosen_person(row, group)
    try:
        answering.link(row, person)
        db.session.commit()
    except states.Refused as why:
        db.session.rollback()
        flash(str(why), "warning")
        return False
    return True


def _chosen_person(row: Joining, group: Group) -> Person:
    chosen_id = request.form.get("person", "")
    if chosen_id:
        try:
            return or_not_here(db.session.get(Person, UUID(chosen_id)))
        except ValueError:
            return or_not_here(None)
    return _added(row, group)


def _added(row: Joining, group: Group) -> Person:
    """Put whoever asked on the council's record: their name and what they need; nothing else is known for sure."""
    if not reader().can("people.edit"):
        or_not_here(None)
    kind = "parent_carer" if group.participants == "parents_carers" else "young_person"
    person = Person(kind=kind, name=row.name, access_needs=row.access_needs)
    db.session.add(person)
    db.session.flush()
    note("person_added", person)
    return person


def _not_to_put_in(row: Joining, group: Group) -> str:
    if group.status == "ended":
        return making.ended(group)
    if row.person_id is None:
        return states.refusal(row.state, row.name, making.last_moved(row), row.put_forward_by)
    return making.refusal_of(group, db.session.get_one(Person, row.person_id), "put_in")


def _begin(form: PutInForm, row: Joining) -> None:
    form.joined_on.data = local_today()
    form.route.data = row.route
    if "for_organisation_id" in form:
        form.for_organisation_id.data = str(row.from_organisation_id or "")
    form.version.data = str(row.version)


def _put_in(row: Joining, group: Group, form: PutInForm) -> bool:
    name, body = row.name, form.body_id
    try:
        answering.put_in(row, group, form.place())
        db.session.commit()
    except (states.Refused, StaleDataError) as why:
        db.session.rollback()
        form.role.errors = [*form.role.errors, str(why) if isinstance(why, states.Refused) else MEANWHILE]
        return False
    flash(f"{name} is in {group.name} now.", "success")
    if remark := bodies.remark_on(group, body):
        flash(remark, "warning")
    return True
