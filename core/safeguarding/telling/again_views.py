"""With the code of a receipt: see how far it is, add words. The code stands in no address, no title and no cookie."""

from datetime import timedelta

from flask import request
from flask.typing import ResponseReturnValue

from core.access.stamps import public
from core.db import utcnow
from core.safeguarding.blueprint import telling
from core.safeguarding.store import CONCERNS, Store
from core.safeguarding.taking_in import Report
from core.safeguarding.telling import adding, large, proof, receipts
from core.safeguarding.telling.forms import AgainForm
from core.safeguarding.telling.plain_reports import plain_report
from core.safeguarding.telling.proof import Shown
from core.safeguarding.telling.receiving import Outcome, keep_for_later, receive
from core.safeguarding.telling.words import around
from core.users import codes
from core.web.away import records_are_away, works_without_records
from core.web.preferences import reading
from core.web.render import page
from core.web.request import required_authority


@telling.route("/again", methods=["GET", "POST"], strict_slashes=False)
@public("whoever holds the code is the one who told somebody")
@works_without_records
def again() -> ResponseReturnValue:
    """Ask for the code; then the status, and a box for more."""
    large.allow()
    form = AgainForm()
    if request.method != "POST":
        return _ask(form)
    shown = proof.read(required_authority().slug, form.csrf_token.data or "")
    has_words = bool((form.words.data or "").strip())
    if records_are_away():
        return _later(form, shown) if has_words else _ask(form, "away", 503)
    found = receipts.found_slowly(form.code.data or "")
    if isinstance(found, tuple):
        return _known(*found, form, shown)
    if has_words:
        return _unknown_with_words(form, shown)
    return _ask(form, "wait", 429) if isinstance(found, timedelta) else _ask(form, "unknown")


def _ask(form: AgainForm, trouble: str = "", status: int = 200) -> ResponseReturnValue:
    """The box for the code, empty; the same page for a wrong code and for none."""
    form.code.data = form.words.data = ""
    here = required_authority()
    return page("safeguarding/tell_again.html", status=status, form=form, trouble=trouble, **around(here))


def _known(store: Store, case: object, form: AgainForm, shown: Shown) -> ResponseReturnValue:
    typed, added = form.words.data or "", False
    case_id = case.id  # type: ignore[attr-defined]
    if typed.strip():
        author = proof.author(shown)
        adding.add(store, case_id, shown.id, typed, by=author.user_id, role=author.role)
        added = True
    code = codes.tidy(form.code.data or "")
    return _status(store, case, code, added=added)


def _status(store: Store, case: object, code: str, *, added: bool) -> ResponseReturnValue:
    fresh = AgainForm(formdata=None)
    fresh.csrf_token.data, fresh.code.data = proof.draw(required_authority().slug), code
    return page(
        "safeguarding/tell_status.html",
        form=fresh,
        status_is=receipts.status(case),
        told=receipts.told(store, case),
        added=added,
        **around(required_authority()),
    )


def _later(form: AgainForm, shown: Shown) -> ResponseReturnValue:
    """More words while the database is away: kept with the code, looked up when it is back."""
    code = codes.tidy(form.code.data or "") or (form.code.data or "")
    plain = {**plain_report(CONCERNS, _report(form, shown)), "kind": "added", "code": code}
    return _kept(keep_for_later(required_authority(), plain), shown, form)


def _unknown_with_words(form: AgainForm, shown: Shown) -> ResponseReturnValue:
    """Words with a code that nobody has are not lost: they are a report of their own."""
    return _kept(receive(required_authority(), CONCERNS, _report(form, shown), ()), shown, form)


def _kept(outcome: Outcome, shown: Shown, form: AgainForm) -> ResponseReturnValue:
    if outcome.how == "lost":
        return _ask(form, "lost", 503)
    return page(
        "safeguarding/told.html",
        code=receipts.code_for(shown.id),
        outcome=outcome,
        is_cut=False,
        safe_now="",
        **around(required_authority()),
    )


def _report(form: AgainForm, shown: Shown) -> Report:
    author = proof.author(shown)
    return Report(
        id=shown.id,
        words=form.words.data or "",
        how="page",
        raised_at=utcnow(),
        answers={"came_with_code": form.code.data or "", "language": reading()[1]},
        receipt_hash=receipts.hash_of(receipts.code_for(shown.id)),
        by_user_id=author.user_id,
        by_person_id=author.person_id,
        role=author.role,
    )


telling.record_once(lambda state: state.app.extensions["csrf"].exempt(again))
