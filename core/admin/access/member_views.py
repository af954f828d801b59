"""One person's access: roles, the record they are linked to, a new link and a reset; leaving has its own module."""

from uuid import UUID

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from core.access.actor import Actor
from core.access.permissions import Permission
from core.access.roles import role_titles
from core.access.stamps import requires
from core.admin.access.blueprint import blueprint
from core.admin.access.forms import RolesForm
from core.admin.access.leaving import handed_on_words
from core.admin.access.people_views import link_page
from core.audit import record
from core.db import current_authority_id, db
from core.people.models import Person
from core.people.names import fold
from core.users.accounts import AccessRefused, about, member, set_roles
from core.users.links import make_link
from core.users.models import Membership
from core.users.role_requests import waiting_for
from core.web.forms import Form
from core.web.house import house
from core.web.render import page
from core.web.request import current_actor

MATCHES = 10  # people offered at once when a record is looked for


@blueprint.get("/<uuid:membership_id>")
@requires("admin.access")
def one(membership_id: UUID) -> ResponseReturnValue:
    """What one person may do here, and why."""
    membership = _found(membership_id)
    return page(
        "admin/access/member.html",
        membership=membership,
        role_titles=role_titles(membership.roles),
        allowed=_allowed(membership),
        person=_record(membership.person_id),
        handed_on=handed_on_words(membership.person_id) if membership.ended_at else "",
        waiting=waiting_for(membership),
        myself=membership.user_id == current_actor().user_id,
        found=_matches(request.args.get("find", "")),
        find=request.args.get("find", ""),
        form=Form(),
    )


@blueprint.route("/<uuid:membership_id>/roles", methods=["GET", "POST"])
@requires("admin.access")
def change_roles(membership_id: UUID) -> ResponseReturnValue:
    """Give and take roles."""
    membership = _found(membership_id)
    form = RolesForm(data={"roles": sorted(membership.roles)})
    if form.validate_on_submit():
        try:
            chosen = frozenset(form.roles.data or ())
            asked = set_roles(membership, chosen, by=current_actor().user_id, why=form.why.data or "")
            db.session.commit()
        except AccessRefused as refused:
            db.session.rollback()
            form.roles.errors = [str(refused)]
        else:
            flash(_changed(asked), "success")
            return redirect(url_for(".one", membership_id=membership_id))
    return page("admin/access/change_roles.html", form=form, membership=membership)


@blueprint.post("/<uuid:membership_id>/link")
@requires("admin.access")
def new_link(membership_id: UUID) -> ResponseReturnValue:
    """A new link for somebody who has not come in yet; older ones stop working."""
    return _link(_found(membership_id), "invite")


@blueprint.post("/<uuid:membership_id>/reset")
@requires("admin.access")
def reset(membership_id: UUID) -> ResponseReturnValue:
    """Start a reset: a link with which they, not the admin, choose a new password."""
    membership = _found(membership_id)
    if not membership.is_live or membership.user_id == current_actor().user_id:
        abort(404)
    return _link(membership, "reset")


@blueprint.post("/<uuid:membership_id>/record")
@requires("admin.access")
def link_record(membership_id: UUID) -> ResponseReturnValue:
    """Say which record of a person this sign-in belongs to, or that it belongs to none."""
    membership = _found(membership_id)
    if membership.user_id == current_actor().user_id:
        abort(404)  # nobody makes themselves somebody else
    person = _record(request.form.get("person", type=UUID))
    membership.person_id = person.id if person else None
    by, detail = current_actor().user_id, _person_id(person)
    record("access.record_linked", about(membership), by=by, detail=detail, people=(membership.person_id,))
    db.session.commit()
    flash("Saved.", "success")
    return redirect(url_for(".one", membership_id=membership_id))


def _link(membership: Membership, kind: str) -> ResponseReturnValue:
    form = Form()
    if not form.validate_on_submit() or membership.ended_at is not None:
        abort(404)
    by = current_actor().user_id
    token = make_link(kind, membership.user_id, current_authority_id(), by=by, link_id=form.record_id)
    shown = link_page(membership, token, kind)
    db.session.commit()
    return shown


def _changed(asked: bool) -> str:
    if asked:
        return "Saved. A safeguarding lead has been asked to say yes; until then that role is not given."
    return "Saved. It counts from their next page on."


def _allowed(membership: Membership) -> list[tuple[Permission, str]]:
    """Each right that somebody has here, with the roles that give it."""
    table, them = house().permissions, Actor(roles=membership.roles)
    explained = ((one, table.explain(them, one.name)) for one in table)
    return [(one, ", ".join(role_titles(frozenset(why.given_by)))) for one, why in explained if why.allowed]


def _found(membership_id: UUID) -> Membership:
    return member(membership_id) or abort(404)


def _record(person_id: UUID | None) -> Person | None:
    return db.session.get(Person, person_id) if person_id else None


def _person_id(person: Person | None) -> dict[str, str | None]:
    return {"person": str(person.id) if person else None}


def _matches(text: str) -> list[Person]:
    """People whose name holds what was typed; none until something was."""
    if not text.strip():
        return []
    query = select(Person).where(
        Person.find_text.contains(fold(text), autoescape=True), Person.merged_into_id.is_(None)
    )
    return list(db.session.scalars(query.order_by(Person.sort_name, Person.id).limit(MATCHES)))
