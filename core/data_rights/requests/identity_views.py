"""Saying whose record a request is about, once it is clear who asks."""

from uuid import UUID

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import or_, select

from core.access.stamps import requires
from core.data_rights.requests.blueprints import desk as blueprint
from core.data_rights.requests.desk_forms import NOBODY, IdentityForm
from core.data_rights.requests.desk_views import found
from core.data_rights.requests.handling import StepRefused, check, take
from core.data_rights.requests.models import RightsRequest
from core.db import begin_write, db
from core.people.models import Person
from core.people.names import fold
from core.web.render import page
from core.web.request import current_actor, required_authority

MOST = 20


@blueprint.route("/requests/<uuid:request_id>/identity", methods=["GET", "POST"])
@requires("rights.handle")
def identity(request_id: UUID) -> ResponseReturnValue:
    """Say how it is clear who asks, and whose record is meant."""
    asked, form = found(request_id), IdentityForm()
    form.offer(alike(asked))
    if form.validate_on_submit():
        try:
            return _named(request_id, form)
        except StepRefused as refused:
            db.session.rollback()
            form.person.errors = [str(refused)]
    return page("data_rights/desk_identity.html", form=form, asked=found(request_id))


def alike(asked: RightsRequest) -> list[tuple[str, str]]:
    """Records whose name is like the one that was given, with what tells two of them apart; never the asker's own."""
    words = fold(asked.about_name).split()
    if asked.person_id:
        mine = select(Person).where(Person.id == asked.person_id)
    elif words:
        like = [Person.find_text.contains(word, autoescape=True) for word in words]
        mine = select(Person).where(or_(*like), Person.merged_into_id.is_(None))
    else:
        return []
    found = db.session.scalars(mine.order_by(Person.sort_name, Person.id).limit(200))
    ranked = sorted(found, key=lambda one: -sum(word in one.find_text.split() for word in words))
    return [(str(one.id), _told(one)) for one in ranked[:MOST]]


def _told(person: Person) -> str:
    born = f", born {person.born_on.day} {person.born_on:%B %Y}" if person.born_on else ""
    return f"{person.name}{born}"


def _named(request_id: UUID, form: IdentityForm) -> ResponseReturnValue:
    begin_write()
    asked, by = found(request_id), current_actor().user_id
    check(required_authority(), asked, "identity_checked", by)
    asked.person_id = None if form.person.data == NOBODY else UUID(form.person.data)
    if asked.person_id and not asked.on_behalf and asked.asker_id is None:
        asked.asker_id = asked.person_id
    take(asked, "identity_checked", by, detail={"how": form.how.data, "found": asked.person_id is not None})
    db.session.commit()
    flash("It is clear who asks. The clock runs.", "success")
    return redirect(url_for(".one", request_id=request_id))
