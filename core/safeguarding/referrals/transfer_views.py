"""Handing a case to another council of this deployment, from its page."""

from uuid import UUID

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from core.access.stamps import requires
from core.db import db
from core.people.forms import choices
from core.safeguarding import seeing
from core.safeguarding.blueprint import desk
from core.safeguarding.referrals import contents, transfer
from core.safeguarding.referrals.forms import TransferForm
from core.web.render import page

NOT_KEPT = "It could not be put on its way. Nothing was sent and nothing written down: try again, or ring them."


@desk.route("/<store>/<uuid:case_id>/transfer", methods=["GET", "POST"])
@requires("safeguarding.lead")
def transfer_case(store: str, case_id: UUID) -> ResponseReturnValue:
    """Choose a council and what goes over; the case stays here, and their receipt comes back by itself."""
    where, form = seeing.store_of(store), TransferForm()
    case = seeing.one(where, case_id, "Handing over to another council")
    offered = contents.parts(where, case)
    form.offer(offered)
    form.council.choices = choices([("", "Choose a council"), *transfer.councils().items()])
    if form.validate_on_submit():
        chosen = transfer.Choice(
            contents.chosen_of(offered, form.seqs), form.why.data or "", bool(form.with_files.data)
        )
        try:
            transfer.send(where, seeing.held(where, case_id), form.council.data, chosen, form.record_id)
            db.session.commit()
            flash("On its way. Their receipt comes into the chronology by itself, within minutes.", "success")
            return redirect(url_for(".case", store=store, case_id=case_id))
        except OSError:
            db.session.rollback()
            form.form_errors.append(NOT_KEPT)
            case = seeing.one(where, case_id, "Handing over to another council")
    return page(
        "safeguarding/form_on_case.html", form=form, case=case, store=where, heading="Hand it to another council",
        lede="They get what you tick, as a new case of theirs. Yours stays here until you close it. If a child is in "
        "danger now, ring them as well.", button="Hand it over",
    )  # fmt: skip
