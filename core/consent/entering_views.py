"""Entering paper forms one after the other: the code, then large yes and no, then the next."""

from uuid import UUID, uuid5

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from core.access.stamps import requires
from core.clock import local_today
from core.consent import asking, scans
from core.consent.answering import form_for
from core.consent.blueprint import blueprint
from core.consent.ledger import LedgerRefused
from core.consent.models import Asking
from core.consent.person_views import AGREEMENTS
from core.consent.round_forms import CodeForm, EnteredForm
from core.db import db
from core.people import sightings
from core.people.models import Person
from core.people.shared import names_of
from core.people.showing import day_words
from core.web.render import page
from core.web.request import current_actor

NO_SUCH_CODE = "No form has this code. Look at it again: four letters, then three and three. Nothing was entered"
OVER = "This form can no longer be entered: it was taken back or is too old. Nothing was entered. Print a new one"


@blueprint.route("/agreements/enter", methods=["GET", "POST"])
@requires("consent.record")
def enter() -> ResponseReturnValue:
    """The code of the next form, scanned or typed."""
    form, again = CodeForm(), None
    if form.validate_on_submit():
        found = asking.by_code(form.code.data or "")
        if found is not None and asking.is_open(found):
            return redirect(url_for("agreements.enter_one", asking_id=found.id))
        again = found if found is not None and found.answered_at else None
        form.code.errors = [_why_not(found)]
    return page("consent/enter.html", form=form, again=again)


@blueprint.route("/agreements/enter/<uuid:asking_id>", methods=["GET", "POST"])
@requires("consent.record")
def enter_one(asking_id: UUID) -> ResponseReturnValue:
    """What was ticked on one form; afterwards the next."""
    scans.take_large()
    found = db.session.get(Asking, asking_id)
    if found is None or found.by != "paper":
        abort(404)
    if not asking.is_open(found):
        flash(_why_not(found), "warning")
        return redirect(url_for("agreements.enter"))
    form = form_for(found, asking.may_still(found), "", EnteredForm)
    if form.validate_on_submit() and _entered(found, form):
        return redirect(url_for("agreements.enter"))
    sightings.saw(AGREEMENTS, (found.person_id,))
    names = names_of(Person, {found.person_id, found.adult_id})
    who = names.get(found.adult_id, "") if found.adult_id else ""
    return page("consent/enter_one.html", form=form, about=names.get(found.person_id, ""), who=who, asked=found)


scans.large_door(blueprint, enter_one)


def _why_not(found: Asking | None) -> str:
    if found is None:
        return NO_SUCH_CODE
    if found.answered_at is None:
        return OVER
    return f"This form was entered on {day_words(found.answered_at.date())}. Nothing was entered a second time"


def _entered(found: Asking, form: EnteredForm) -> bool:
    """Take the answers in and return True; False with the reason in the form."""
    by, name = current_actor().user_id, names_of(Person, {found.person_id}).get(found.person_id, "")
    try:
        if not asking.claim(found):
            raise LedgerRefused("Somebody has entered this form in the same moment. Nothing was entered twice.")
        scan_id = scans.keep(form.scan.data, by_user_id=by, people=(found.person_id,), file_id=uuid5(found.id, "scan"))
        how = {"by_user_id": by, "scan_id": scan_id, "said_on": form.said_on.data or local_today()}
        waits = asking.take(found, form.given(), checked=bool(form.signed.data), **how)
        db.session.commit()
    except scans.ScanRefused as why:
        db.session.rollback()
        form.scan.errors = [str(why)]
        return False
    except LedgerRefused as why:
        db.session.rollback()
        form[form.put[0].answer].errors = [str(why)]
        return False
    rest = " A yes waits until somebody has checked who it was, for the form is not signed." if waits else ""
    flash(f"{name}: entered.{rest} Next form?", "success")
    return True
