"""Moving a case between the concerns and the allegations, from its page."""

from uuid import UUID

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from wtforms.validators import InputRequired, Length

from core.access.stamps import requires
from core.db import db
from core.people.sightings import leading_role
from core.safeguarding import alarms, seeing
from core.safeguarding.allegations.moving import Move, move, other
from core.safeguarding.blueprint import desk
from core.safeguarding.states import NotNow
from core.safeguarding.store import ALLEGATIONS, CONCERNS, Store
from core.web.forms import Form, LongTextField, TextField
from core.web.render import page
from core.web.request import current_actor

TO_ALLEGATIONS = (
    "For an adult who works or volunteers with children. It leaves this list, and whoever may be meant, their line and "
    "the child's family lose sight of it everywhere, without being told. Its clock runs from when it was first sent."
)
TO_CONCERNS = (
    "For a case that is about a child, and about nobody who works with children. Whoever is kept from it stays kept "
    "from it. A second lead still has to close it here."
)


class MoveForm(Form):
    """Why a case is moved, and the name of the adult as far as it is known."""

    adult_name = TextField(
        "Who is said to have done it?", description="Their name as people say it, if you know it. It decides who must "
        "not see the case", validators=[Length(max=200)],
    )  # fmt: skip
    reason = LongTextField(
        "Why does it belong there?", validators=[InputRequired("Write why it belongs there."), Length(max=4000)]
    )


@desk.route("/<store>/<uuid:case_id>/move", methods=["GET", "POST"])
@requires("safeguarding.lead")
def move_case(store: str, case_id: UUID) -> ResponseReturnValue:
    """Move the case to the other list; the lead who moves it may lose sight of it by that."""
    where, form = seeing.store_of(store), MoveForm()
    if form.validate_on_submit():
        return _moved(where, case_id, form)
    case = seeing.one(where, case_id, "Moving a case")
    away = where is CONCERNS
    return page(
        "safeguarding/form_on_case.html", form=form, case=case, store=where,
        heading="Move it to the allegations" if away else "Move it to the concerns",
        lede=TO_ALLEGATIONS if away else TO_CONCERNS, button="Move it",
    )  # fmt: skip


def _moved(where: Store, case_id: UUID, form: MoveForm) -> ResponseReturnValue:
    case, actor = seeing.held(where, case_id), current_actor()
    assert actor.user_id is not None  # the stamp asked for a right, which nobody in particular has
    why = Move(form.reason.data or "", actor.user_id, leading_role(actor), form.adult_name.data or "")
    try:
        new_id = move(where, case, form.record_id, why).id
        db.session.commit()
    except NotNow:
        db.session.rollback()
        flash("It was moved before. Nothing was changed.", "info")
        return redirect(url_for(".case", store=where.name, case_id=case_id))
    alarms.send_now(new_id)
    return _after(other(where), new_id)


def _after(there: Store, new_id: UUID) -> ResponseReturnValue:
    if db.session.scalar(seeing.listed(there, there.case.id == new_id)) is None:
        flash("It was moved.", "success")
        return redirect(url_for(".listing"))
    flash("Moved. This is it now." + (" Tell the LADO next." if there is ALLEGATIONS else ""), "success")
    return redirect(url_for(".case", store=there.name, case_id=new_id))
