"""Answering from a link in a mail, without signing in: looking changes nothing, only sending the form acts.

A link that has ended, was used or never was is answered with one and the same page.
"""

from flask import redirect, url_for
from werkzeug.wrappers import Response

from core.api import Form, begin_write, db, page, public, tries
from plugins.influence.answers import asked, links
from plugins.influence.answers.answering import Sent, new_form, send
from plugins.influence.answers.desk import ask_of, office_of
from plugins.influence.answers.forms import GiveForm
from plugins.influence.answers.shown import answers_of
from plugins.influence.blueprint import blueprint
from plugins.influence.here import note
from plugins.influence.models import Answer, Owner

PURPOSE = "answer_link"


@blueprint.route("/answer/<token>", methods=["GET", "POST"])
@public("whoever was sent the link in a mail answers that one question, and nothing else opens")
def answer_by_link(token: str) -> Response:
    """The question of one link, and the form."""
    owner, form = links.owner_by(token), new_form()
    if owner is None:
        return _sent_before(token, form) or _gone(token)
    sent = send(form, owner, how="link", by_words=office_of(owner))
    if sent.answer is None:
        return _answer_page(owner, sent, token)
    if links.use_up(token) is None:  # somebody sent another answer by it a moment ago: that one is kept
        db.session.rollback()
        return _sent_before(token, form) or _gone(token)
    note("answered", sent.answer, how="link", outcome=sent.answer.outcome)
    db.session.commit()
    return _quiet(redirect(url_for("influence.answer_thanks")))


@blueprint.get("/answer/thank-you")
@public("it says thank you, and nothing of any question")
def answer_thanks() -> Response:
    """After an answer by a link."""
    return _quiet(page("influence/link_thanks.html", face="public"))


@blueprint.post("/answer/<token>/again")
@public("it sends a fresh link to the address that the old one went to, and shows nothing")
def answer_again(token: str) -> Response:
    """Send a fresh link; the same answer whether or not there was one."""
    if Form().validate_on_submit() and not tries.enter(PURPOSE):
        links.again(token)
        db.session.commit()
    return _quiet(redirect(url_for("influence.answer_on_its_way")))


@blueprint.get("/answer/on-its-way")
@public("it says what happens next, and nothing of any question")
def answer_on_its_way() -> Response:
    """After asking for a fresh link."""
    return _quiet(page("influence/link_sent.html", face="public"))


def _answer_page(owner: Owner, sent: Sent, token: str) -> Response:
    ask = ask_of(owner)
    shown = page(
        "influence/answer_by_link.html",
        face="public",
        form=sent.form,
        sent=sent,
        asked=asked.read(owner, ask, names=False),
        earlier=answers_of(ask, owner.id),
        office=office_of(owner),
        status=sent.status,
    )
    return _quiet(shown)


def _sent_before(token: str, form: GiveForm) -> Response | None:
    """The same form sent twice: the first was kept, so this one is thanked for too."""
    link = links.link_of(token)
    kept = db.session.get(Answer, form.record_id) if link and form.is_submitted() else None
    if link is None or kept is None or kept.owner_id != link.owner_id:
        return None
    return _quiet(redirect(url_for("influence.answer_thanks")))


def _gone(token: str) -> Response:
    """One page for every link that opens nothing; who tries many waits."""
    begin_write()
    waits = bool(tries.enter(PURPOSE))
    return _quiet(page("influence/link_gone.html", face="public", token=token, status=429 if waits else 404))


def _quiet(response: Response) -> Response:
    """No machine lists it, and no cache keeps it."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "no-store"
    return response
