"""Who is in a group, entered by staff: add from the council's record or a new person, change, pause, leave, return.

Nobody but a worker or a member of staff is added without their own yes (W18); who said no is left alone.
"""

from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import Person, consent, create_once, db, gettext_noop, local_today, page, requires, sightings
from plugins.groups import membership
from plugins.groups.forms.fields import Choices
from plugins.groups.forms.member import MembershipForm, NewMemberForm
from plugins.groups.here import chosen, members_open, not_here, note, or_not_here, reader
from plugins.groups.joining import bodies, finding, making, queues
from plugins.groups.models import Group, Membership
from plugins.groups.views.blueprint import blueprint

MEMBERS = gettext_noop("A list of members")
AGREEMENTS_SHOWN = ("core.photograph", "core.contact")  # what a worker needs before the group meets: pictures, messages
PLACE = gettext_noop("A place in a group")


@blueprint.get("/manage/<key>/members/")
@requires("groups.members")
def members(key: str) -> Response:
    """The group's workers and members, those on the way in, those who pause, and those who have left."""
    group = members_open(key)
    everyone = membership.of(group, chosen().age_slack)
    queue = queues.of(reader(), chosen().answer_days, group)
    if group.members_hidden:  # that somebody belongs is itself what is hidden
        sightings.saw(MEMBERS, (one.person_id for one in everyone))
    agreed = _agreed(everyone) if reader().can("consent.view") else {}
    return page("groups/members.html", face="worker", group=group, everyone=everyone, queue=queue, agreed=agreed)


@blueprint.get("/manage/<key>/members/add")
@requires("groups.members")
def find_member(key: str) -> Response:
    """Find the person on the council's record."""
    group, words = members_open(key), request.args.get("words", "").strip()
    inside = set(db.session.scalars(db.select(Membership.person_id).where(Membership.group_id == group.id)))
    found = finding.people_called(words) if words else []
    return page("groups/find_member.html", face="worker", group=group, words=words, found=found, inside=inside)


@blueprint.route("/manage/<key>/members/add/<uuid:person_id>", methods=["GET", "POST"])
@requires("groups.members")
def add_member(key: str, person_id: UUID) -> Response:
    """Put a known person into the group. An age outside the range is a remark and stops nothing."""
    group = members_open(key)
    person = or_not_here(db.session.get(Person, person_id))
    sightings.saw(PLACE, (person_id,))
    already = membership.held(group, person_id)
    form = _asking(MembershipForm(), group)
    if already and already.id != form.record_id:
        flash(f"{person.called} is in this group's list already.")
        return redirect(url_for("groups.change_member", key=key, id=already.id))
    if not already and (problem := making.refusal_of(group, person, "ask")):
        flash(problem, "warning")
        return redirect(url_for("groups.coming_in_of", key=key))
    if form.validate_on_submit():
        _join(group, person.id, form)
        db.session.commit()
        return _back(group, f"{person.called} is in {group.name} now.")
    _begin_today(form)
    remark = membership.remark_on(group, person, chosen().age_slack)
    return _form_page("groups/member.html", form, group, person=person, remark=remark, row=None)


@blueprint.route("/manage/<key>/members/new", methods=["GET", "POST"])
@requires("groups.members")
def new_member(key: str) -> Response:
    """Put a person on the council's record and into the group at once."""
    if not reader().can("people.edit"):
        not_here()
    group = members_open(key)
    form = _asking(NewMemberForm(), group)
    alike = finding.namesakes(form.name.data or "", form.record_id) if form.is_submitted() else []
    if form.validate_on_submit() and (form.sure.data or not alike):
        person, _ = create_once(Person, form, lambda id: Person(id=id, **form.person()))
        if membership.held(group, person.id) is None:
            _join(group, person.id, form, own_id=False)
        db.session.commit()
        return _back(group, f"{person.called} is on the record and in {group.name} now.")
    _begin_today(form)
    return _form_page("groups/new_member.html", form, group, alike=alike)


@blueprint.route("/manage/<key>/members/<uuid:id>", methods=["GET", "POST"])
@requires("groups.members")
def change_member(key: str, id: UUID) -> Response:
    """Change a role, a term of office or how somebody came."""
    group = members_open(key)
    row = _membership(group, id)
    person = db.session.get_one(Person, row.person_id)
    sightings.saw(PLACE, (person.id,))
    form = MembershipForm()
    form.offer(_roles(row.role), bodies.choices_of(group, row.for_organisation_id))
    del form.own_yes
    if not form.is_submitted():
        form.show(row)
    elif form.validate():
        membership.keep_past_term(row, form.term_from.data, form.term_to.data)
        for name, value in form.place().items():
            setattr(row, name, value)
        note("member_changed", row)
        membership.recount(group)
        db.session.commit()
        return _back(group, f"{person.called}'s place in {group.name} is changed.")
    remark = membership.remark_on(group, person, chosen().age_slack)
    return _form_page("groups/member.html", form, group, person=person, remark=remark, row=row)


@blueprint.post("/manage/<key>/members/<uuid:id>/leave")
@requires("groups.members")
def member_leaves(key: str, id: UUID) -> Response:
    """End a membership; nothing is deleted."""
    group = members_open(key)
    membership.leave(group, _membership(group, id))
    db.session.commit()
    return _back(group, "They have left the group. You can bring them back from this page.")


@blueprint.post("/manage/<key>/members/<uuid:id>/pause")
@requires("groups.members")
def member_pauses(key: str, id: UUID) -> Response:
    """Keep that a member has a break; they stay in the group."""
    group = members_open(key)
    membership.pause(group, _membership(group, id))
    db.session.commit()
    return _back(group, "They are having a break. You can bring them back from this page.")


@blueprint.post("/manage/<key>/members/<uuid:id>/return")
@requires("groups.members")
def member_returns(key: str, id: UUID) -> Response:
    """Take up a paused or ended membership again."""
    group = members_open(key)
    membership.come_back(group, _membership(group, id))
    db.session.commit()
    return _back(group, "They are back in the group.")


def _agreed(everyone: list[membership.Member]) -> dict[UUID, dict[str, consent.Cell]]:
    """How the agreements of members stand; of workers none are shown."""
    return consent.columns([one.person_id for one in everyone if not one.supports], AGREEMENTS_SHOWN)


def _membership(group: Group, id: UUID) -> Membership:
    found = db.select(Membership).where(Membership.id == id, Membership.group_id == group.id)
    row: Membership | None = db.session.scalars(found).one_or_none()
    return or_not_here(row)


def _asking(form: Any, group: Group) -> Any:
    """Offer what there is to choose; a group of staff may appoint, any other needs the person's own yes."""
    offered: Choices = bodies.choices_of(group)
    form.offer(_roles(), offered)
    form.asks_for_yes = group.participants != "staff"
    if not form.asks_for_yes:
        del form.own_yes
    return form


def _roles(present: str | None = None) -> list[str]:
    return [*chosen().member_roles, *([present] if present else [])]


def _join(group: Group, person_id: UUID, form: MembershipForm, own_id: bool = True) -> None:
    place = form.place()
    if own_id:
        row, is_new = create_once(
            Membership, form, lambda id: Membership(id=id, group_id=group.id, person_id=person_id, **place)
        )
    else:
        row, is_new = Membership(group_id=group.id, person_id=person_id, **place), True
        db.session.add(row)
        db.session.flush()
    if is_new:
        note("member_added", row)
        membership.recount(group)


def _begin_today(form: MembershipForm) -> None:
    if not form.is_submitted():
        form.joined_on.data = local_today()


def _back(group: Group, said: str) -> Response:
    flash(said, "success")
    return redirect(url_for("groups.members", key=group.key))


def _form_page(template: str, form: MembershipForm, group: Group, **context: Any) -> Response:
    status = 400 if form.is_submitted() else 200
    return page(template, face="worker", form=form, group=group, status=status, **context)
