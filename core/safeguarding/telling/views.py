"""Tell someone: open to everybody, with no account, no script, no plugin, no mail and no database needed.

What is sent is always accepted. Who sent it is on record only where the form proves it (proof.py).
"""

from uuid import UUID

from flask import g, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from core.access.stamps import public
from core.db import utcnow
from core.safeguarding.blueprint import telling
from core.safeguarding.store import ALLEGATIONS, CONCERNS, Store
from core.safeguarding.taking_in import Report
from core.safeguarding.telling import large, proof, receipts
from core.safeguarding.telling.forms import TellForm
from core.safeguarding.telling.proof import NOBODY, Author, Shown
from core.safeguarding.telling.receiving import Outcome, receive
from core.safeguarding.telling.words import around
from core.web.away import works_without_records
from core.web.preferences import reading
from core.web.render import page
from core.web.request import required_authority


@telling.route("/", methods=["GET", "POST"], strict_slashes=False)
@public("anybody may say that something is wrong")
@works_without_records
def tell() -> ResponseReturnValue:
    """The form, and what becomes of it."""
    if request.method != "POST":
        return form_page(TellForm())
    form, is_cut = _sent()
    if form.is_empty():
        return form_page(form, "too_large" if is_cut else "empty", 413 if is_cut else 200)
    shown = proof.read(required_authority().slug, form.csrf_token.data or "")
    outcome = receive(required_authority(), store_for(form), report_of(form, shown), form.raws())
    if outcome.how == "lost":
        return form_page(form, "lost", 503)
    return receipt_page(form, shown, outcome, is_cut)


def form_page(form: TellForm, trouble: str = "", status: int = 200) -> ResponseReturnValue:
    """The form with what was typed; `trouble`: empty, too_large, lost."""
    here = required_authority()
    if not form.csrf_token.data:
        form.csrf_token.data = proof.draw(here.slug)
    return page("safeguarding/tell.html", status=status, form=form, trouble=trouble, **around(here))


def receipt_page(form: TellForm, shown: Shown, outcome: Outcome, is_cut: bool) -> ResponseReturnValue:
    """What was kept, when somebody will look, the code; made at once and kept nowhere."""
    return page(
        "safeguarding/told.html",
        code=receipts.code_for(shown.id),
        outcome=outcome,
        is_cut=is_cut,
        safe_now=form.answers().get("safe_now", ""),
        **around(required_authority()),
    )


def store_for(form: TellForm) -> Store:
    """Where it belongs: what is about an adult who works with children is kept apart from the first moment."""
    return ALLEGATIONS if form.about_staff.data == "yes" else CONCERNS


def report_of(form: TellForm, shown: Shown) -> Report:
    """The report that a form makes."""
    author = NOBODY if form.unnamed.data else proof.author(shown)
    return Report(
        id=shown.id,
        words=form.said,
        how="page",
        raised_at=utcnow(),
        answers={**form.answers(), "language": reading()[1]},
        receipt_hash=receipts.hash_of(receipts.code_for(shown.id)),
        by_user_id=author.user_id,
        by_person_id=author.person_id,
        role=author.role,
        people=_people(form, author),
    )


def _people(form: TellForm, author: Author) -> tuple[tuple[UUID, str], ...]:
    if form.about.data != "me" or author.person_id is None:
        return ()
    return ((author.person_id, "child" if author.role == "young_person" else "other"),)


def _sent() -> tuple[TellForm, bool]:
    """The form that was sent, and whether something of it is missing because it was too large."""
    if "told_fields" not in g:
        g.told_fields = None if large.allow() else large.fields_before_files()
    if g.told_fields is not None:
        return TellForm(formdata=g.told_fields), True
    try:
        return TellForm(), False
    except RequestEntityTooLarge:  # it did not say before how large it is
        return TellForm(formdata=None), True
    except HTTPException:  # it broke off on the way
        return TellForm(formdata=None), False


telling.record_once(lambda state: state.app.extensions["csrf"].exempt(tell))
