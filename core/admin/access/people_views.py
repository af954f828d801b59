"""People with a sign-in here: the list, and giving access by a link that is shown once."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from core.access.roles import COUNCIL_ROLES, GUARDED_ROLE, ROLES
from core.access.stamps import requires
from core.admin.access.blueprint import blueprint
from core.admin.access.forms import AccessForm
from core.db import current_authority_id, db
from core.people.models import Person
from core.users.accounts import AccessRefused, NewAccess, give_access, member
from core.users.directory import Wanted, find_members, has_present_lead
from core.users.links import GOOD_FOR, make_link
from core.users.models import Membership
from core.web.forms import Form
from core.web.house import house
from core.web.render import page
from core.web.request import current_actor

ROLE_CHOICES = [(role, ROLES[role].title) for role in COUNCIL_ROLES]
AT_THE_SAME_TIME = "Somebody has just given access under the same name. Nothing was saved. Look in the list."


@blueprint.get("/")
@requires("admin.access")
def people() -> ResponseReturnValue:
    """Everybody with a sign-in here."""
    wanted = Wanted(
        text=request.args.get("name", "").strip(),
        role=request.args.get("role", ""),
        left=bool(request.args.get("left")),
        after=request.args.get("after", type=UUID),
    )
    found = find_members(wanted)
    args: dict[str, Any] = {"name": wanted.text, "role": wanted.role, "left": "1" if wanted.left else ""}
    more = url_for(".people", after=found.more_after, **args) if found.more_after else None
    return page(
        "admin/access/people.html", found=found, wanted=wanted, roles=ROLE_CHOICES, titles=ROLES,
        paging={"previous": None, "next": more},
    )


@blueprint.get("/roles")
@requires("admin.access")
def roles() -> ResponseReturnValue:
    """What each role may do here: every permission, from core and from every part that is installed."""
    table = house().permissions
    rows = {role: [one for one in table if one.name in table.of_roles({role})] for role in COUNCIL_ROLES}
    return page("admin/access/roles.html", rows=rows, titles=ROLES, guarded=GUARDED_ROLE)


@blueprint.route("/new", methods=["GET", "POST"])
@requires("admin.access")
def give() -> ResponseReturnValue:
    """Give somebody access."""
    person = _person(request.args.get("person", type=UUID))
    form = AccessForm(data={"name": person.called, "email": person.email} if person else None)
    if form.validate_on_submit():
        if member(form.record_id) is not None:  # the same form sent twice made one membership
            flash("This was done already. The link was shown once; make a new one if it was lost.", "info")
            return redirect(url_for(".one", membership_id=form.record_id))
        given = _give(form, person)
        if given is not None:
            return given
    return page("admin/access/give.html", form=form, person=person, has_lead=has_present_lead())


def _give(form: AccessForm, person: Person | None) -> ResponseReturnValue | None:
    """Make the membership and show its link; None with the reason in the form."""
    by = current_actor().user_id
    new = NewAccess(
        name=form.name.data or "",
        roles=frozenset(form.roles.data or ()),
        username=form.username.data or "",
        email=form.email.data or "",
        person_id=person.id if person else None,
        why=form.why.data or "",
    )
    try:
        membership = give_access(new, by=by, record_id=form.record_id)
        token = make_link("invite", membership.user_id, current_authority_id(), by=by)
        shown = link_page(membership, token, "invite")
        db.session.commit()
        return shown
    except AccessRefused as refused:
        db.session.rollback()
        field = refused.field if refused.field in form else "name"
        form[field].errors = [str(refused)]
    except IntegrityError:
        db.session.rollback()
        form.name.errors = [AT_THE_SAME_TIME]
    return None


def link_page(membership: Membership, token: str | None, kind: str) -> ResponseReturnValue:
    """Show a fresh link, this once; without a token, because the form was sent twice, say so and how to go on."""
    address = url_for("users.join", token=token, _external=True) if token else None
    return page(
        "admin/access/link.html", membership=membership, address=address, kind=kind, days=GOOD_FOR.days,
        asked=GUARDED_ROLE, form=Form(),
    )


def _person(person_id: UUID | None) -> Person | None:
    return db.session.get(Person, person_id) if person_id else None
