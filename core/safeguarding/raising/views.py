"""Staff say that something is wrong: with a person, at a meeting, in something written; taken in like everybody's.

Who is meant stands in the query, never in the path, so that nothing is written down about them on the way.
"""

from typing import Any
from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue
from wtforms.fields.choices import SelectChoice

from core.access.stamps import requires
from core.db import utcnow
from core.people.sightings import leading_role
from core.safeguarding.blueprint import desk
from core.safeguarding.raising import beginning as raising
from core.safeguarding.raising.beginning import RAISE, called, link_of, read_back, seen
from core.safeguarding.raising.forms import NOT_LISTED, RaiseForm
from core.safeguarding.store import ALLEGATIONS, CONCERNS, Store
from core.safeguarding.taking_in import Report
from core.safeguarding.telling import receipts
from core.safeguarding.telling.receiving import Outcome, receive
from core.safeguarding.telling.words import around
from core.web.render import page
from core.web.request import current_actor, required_authority

EMPTY = "Write one sentence about what is wrong, then send it. Nothing was sent yet."
LOST = "Something is broken on our side and nothing was kept. Your words are still below. Ring the lead now."


@desk.route("/raise", methods=["GET", "POST"])
@requires(RAISE)
def raise_concern() -> ResponseReturnValue:
    """The form, and what becomes of it."""
    form = RaiseForm()
    if not form.is_submitted():
        form.about.data = request.args.get("about", "")[:200]
    _offer_people(form)
    if not form.is_submitted() or "look" in request.form:
        return _form_page(form)
    if form.is_empty():
        return _form_page(form, EMPTY, 400)
    outcome = receive(required_authority(), _store(form), _report(form), ())
    return _form_page(form, LOST, 503) if outcome.how == "lost" else _receipt(form, outcome)


def _form_page(form: RaiseForm, trouble: str = "", status: int = 200) -> ResponseReturnValue:
    return page(
        "safeguarding/raise.html",
        face="worker",
        status=status,
        form=form,
        trouble=trouble,
        link=link_of(read_back(form.about.data or "")),
        **around(required_authority()),
    )


def _receipt(form: RaiseForm, outcome: Outcome) -> ResponseReturnValue:
    """Made at once and kept nowhere: whoever loses the code can still ask the lead."""
    return page(
        "safeguarding/raised.html",
        face="worker",
        code=receipts.code_for(form.record_id),
        outcome=outcome,
        safe_now=form.safe_now.data,
        **around(required_authority()),
    )


def _offer_people(form: RaiseForm) -> None:
    """Offer the person the page was opened for, and those who may be called as was typed; as this reader sees them."""
    actor = current_actor()
    chosen = seen(actor, _uuid(request.args.get("person") if not form.is_submitted() else form.person_id.data))
    found = dict(called(actor, form.about_name.data or ""))
    people = ({chosen.id: chosen.name} if chosen else {}) | found
    choices = [(str(person_id), name) for person_id, name in people.items()]
    form.person_id.choices = [
        SelectChoice(NOT_LISTED, "None of these, or not known"),
        *(SelectChoice(*one) for one in choices),
    ]
    form.person_id.data = str(chosen.id) if chosen else NOT_LISTED


def _report(form: RaiseForm) -> Report:
    actor = current_actor()
    return Report(
        id=form.record_id,
        words=form.words.data or "",
        how="inside",
        raised_at=utcnow(),
        answers={**form.answers(), **_place(form)},
        receipt_hash=receipts.hash_of(receipts.code_for(form.record_id)),
        by_user_id=actor.user_id,
        by_person_id=actor.person_id,
        role=leading_role(actor),
        people=((UUID(form.person_id.data), "child"),) if form.person_id.data else (),
    )


def _place(form: RaiseForm) -> dict[str, Any]:
    about = read_back(form.about.data or "")
    if about is None:
        return {}
    link = link_of(about)
    title = {"written_in": link.title, "page": link.url} if link else {"written_in": raising.written(about)}
    return {**title, "record": raising.written(about)}


def _store(form: RaiseForm) -> Store:
    return ALLEGATIONS if form.about_staff.data == "yes" else CONCERNS


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None
