"""The page behind a one-time link: somebody without an account reads what is asked, and answers.

It shows the child's first name and nothing else about them. Opening it changes nothing; a link that is unknown, used
or too old is answered by one page.
"""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from core.access.stamps import public
from core.consent import asking
from core.consent.answering import AnswersForm, form_for
from core.consent.blueprint import blueprint
from core.consent.ledger import LedgerRefused
from core.consent.models import Asking
from core.db import db
from core.people.models import Person
from core.users import tries
from core.users.sign_in_views import wait_message
from core.web.preferences import reading
from core.web.render import page

TRIES = "agree"


@blueprint.route("/agree/<token>", methods=["GET", "POST"])
@public("whoever holds the link was asked; what they answer is checked")
def agree(token: str) -> ResponseReturnValue:
    """Read what is asked and answer it, once."""
    wait = tries.enter(TRIES)
    found = None if wait else asking.by_token(token)
    names = asking.may_still(found) if found else []
    if found is None or not names:
        return page("consent/agree_gone.html", face="public", status=404, wait=wait_message(wait) if wait else "")
    tries.was_right(TRIES)
    db.session.commit()
    form = form_for(found, names, reading()[0], AnswersForm)
    if form.validate_on_submit():
        return _taken(found, form.given())
    return page("consent/agree.html", face="public", form=form, called=first_name(found), own=found.adult_id is None)


@blueprint.get("/agree/thanks")
@public("says only that an answer has arrived")
def thanks() -> ResponseReturnValue:
    """The answer is there; what happens next."""
    return page("consent/agree_thanks.html", face="public", waits=request.args.get("waits") == "yes")


def first_name(found: Asking) -> str:
    """What the child is called, never more than the first name."""
    person = db.session.get_one(Person, found.person_id)
    return next(iter(person.called.split()), "")


def _taken(found: Asking, given: asking.Answers) -> ResponseReturnValue:
    if not asking.claim(found):
        db.session.rollback()
        return page("consent/agree_gone.html", face="public", status=404, wait="")
    try:
        waits = asking.take(found, given)
    except LedgerRefused:  # somebody changed who may decide while the page was open
        db.session.rollback()
        return page("consent/agree_gone.html", face="public", status=404, wait="")
    db.session.commit()
    return redirect(url_for("agreements.thanks", waits="yes" if waits else None))
