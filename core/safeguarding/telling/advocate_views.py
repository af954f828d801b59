"""Asking for an advocate: a way of its own for "I want somebody to speak up for me" (LA25).

It is no concern, and it is as confidential as one: it goes to the leads by the same way, with a code to look again.
Somebody who signed in may ask with one press; whoever did not has to say a word about who they are.
"""

from flask import request
from flask.typing import ResponseReturnValue

from core.access.stamps import public
from core.db import utcnow
from core.safeguarding.blueprint import telling
from core.safeguarding.store import CONCERNS
from core.safeguarding.taking_in import Report
from core.safeguarding.telling import proof, receipts
from core.safeguarding.telling.forms import TellForm
from core.safeguarding.telling.proof import Author, Shown
from core.safeguarding.telling.receiving import Outcome, receive
from core.safeguarding.telling.words import around
from core.web.away import works_without_records
from core.web.preferences import reading
from core.web.render import page
from core.web.request import required_authority

ROUTE = "advocate"
ASKS = "I want somebody to speak up for me."


@telling.route("/advocate", methods=["GET", "POST"])
@public("anybody may ask for somebody who speaks up for them")
@works_without_records
def advocate() -> ResponseReturnValue:
    """What an advocate is, how to reach one, and asking for one."""
    form, here = TellForm(), required_authority()
    if request.method != "POST":
        return _form_page(form)
    shown = proof.read(here.slug, form.csrf_token.data or "")
    author = proof.author(shown)
    if form.is_empty() and author.user_id is None:
        return _form_page(form, "empty")
    outcome = receive(here, CONCERNS, _report(form, shown, author), ())
    if outcome.how == "lost":
        return _form_page(form, "lost", 503)
    return _asked(shown, outcome)


def _form_page(form: TellForm, trouble: str = "", status: int = 200) -> ResponseReturnValue:
    """The page with what was typed; `trouble`: empty, lost."""
    here = required_authority()
    if not form.csrf_token.data:
        form.csrf_token.data = proof.draw(here.slug)
    found = here.file.safeguarding.advocacy
    return page("safeguarding/advocate.html", status=status, form=form, trouble=trouble, advocacy=found, **around(here))


def _asked(shown: Shown, outcome: Outcome) -> ResponseReturnValue:
    here = required_authority()
    code, found = receipts.code_for(shown.id), here.file.safeguarding.advocacy
    return page("safeguarding/advocate_asked.html", code=code, outcome=outcome, advocacy=found, **around(here))


def _report(form: TellForm, shown: Shown, author: Author) -> Report:
    """What goes to the leads: their words, or the plain wish where they pressed the button alone."""
    person_id, part = author.person_id, "child" if author.role == "young_person" else "other"
    return Report(
        id=shown.id,
        words=form.said.strip() and form.said or ASKS,
        how="page",
        raised_at=utcnow(),
        answers={**form.answers(), "route": ROUTE, "language": reading()[1]},
        receipt_hash=receipts.hash_of(receipts.code_for(shown.id)),
        by_user_id=author.user_id,
        by_person_id=person_id,
        role=author.role,
        people=((person_id, part),) if person_id else (),
    )


telling.record_once(lambda state: state.app.extensions["csrf"].exempt(advocate))
