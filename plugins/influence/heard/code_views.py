"""The same for whoever has no account: with the code of a receipt, or by the link in a letter; one view alone."""

from datetime import timedelta
from uuid import UUID

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from core.api import db, gettext, ngettext, notify, page, public, reading, touch, tries
from plugins.influence.blueprint import blueprint
from plugins.influence.heard import links, stories, verdicts
from plugins.influence.heard.forms import AddressForm, ReceiptForm, TakeBackForm, VerdictForm
from plugins.influence.here import council, not_here, or_not_here
from plugins.influence.models import Ask, Told, View
from plugins.influence.voice import addresses, receipts
from plugins.influence.voice.taking_back import take_back

TRIES = "influence-view"


@blueprint.route("/mine/code", methods=["GET", "POST"])
@public("whoever said something without an account types the code of their receipt")
def by_code() -> Response:
    """Type the code; what came of it follows. Of a wrong code nothing is said but that we do not know it."""
    form = ReceiptForm()
    if not form.validate_on_submit():
        return page("influence/code.html", face="public", form=form, status=400 if form.is_submitted() else 200)
    if wait := tries.enter(TRIES):
        return _refused(form, _wait_words(wait))
    view = receipts.find(form.code.data)
    if view is None or view.taken_back_at is not None:
        return _refused(form, gettext("We do not know this code. Look at it again. Nothing was changed."))
    tries.was_right(TRIES)
    _was_shown(view)
    db.session.commit()
    return redirect(url_for("influence.by_link", token=links.of_code(view)))


@blueprint.get("/mine/with/<token>")
@public("the link in a letter, or the code of a receipt, opens one view; the signed end of the address is the proof")
def by_link(token: str) -> Response:
    """What came of one view: the answers, my verdict, taking it back, how I hear."""
    view = _view(token)
    return page("influence/mine_one.html", face="public", story=stories.of_view(view), token=token, way=_way(view))


@blueprint.route("/mine/with/<token>/<uuid:ask_id>/verdict", methods=["GET", "POST"])
@public("only for whoever opened a view of this question by its code or link")
def verdict_by_link(token: str, ask_id: UUID) -> Response:
    """Say whether it happened."""
    view, form, back = _view(token), VerdictForm(), url_for("influence.by_link", token=token)
    ask = or_not_here(db.session.scalar(db.select(Ask).where(Ask.id == ask_id, Ask.status.not_in(stories.HIDDEN))))
    if not verdicts.asked(ask, view):
        not_here()
    if form.validate_on_submit():
        try:
            verdicts.give(ask, view, form.verdict.data, form.words.data or "", form)
            db.session.commit()
            flash(gettext("Thank you. We wrote it down, and it stands beside what they say."), "success")
            return redirect(back)
        except verdicts.VerdictRefused as refused:
            db.session.rollback()
            form.verdict.errors = [str(refused)]
    story = stories.of_ask(ask, verdicts.By(view_id=view.id))
    return page("influence/verdict.html", face="public", form=form, story=story, back=back)


@blueprint.route("/mine/with/<token>/take-back", methods=["GET", "POST"])
@public("whoever opened a view by its code or link takes back their own words")
def take_back_by_link(token: str) -> Response:
    """Take it back: the words are gone, everywhere, at once."""
    view, form = _view(token), TakeBackForm()
    if form.validate_on_submit():
        take_back(view, "asked")
        db.session.commit()
        flash(gettext("Taken back. Your words are gone, and nobody writes to you about them."), "success")
        return redirect(url_for("influence.by_code"))
    return page("influence/take_back_one.html", face="public", form=form, token=token)


@blueprint.post("/mine/with/<token>/stop")
@public("whoever opened a view by its code or link stops messages about it")
def stop_by_link(token: str) -> Response:
    """No more messages; the code still opens the page."""
    view = _view(token)
    if view.guest_id is not None:
        notify.guests.forget(view.guest_id)
        view.guest_id = None
    touch(council().id)
    db.session.commit()
    flash(gettext("Stopped. We do not keep your number or address any more."), "success")
    return redirect(_open(view, token))


@blueprint.route("/mine/with/<token>/hear", methods=["GET", "POST"])
@public("whoever opened a view by its code leaves a number or an address to hear what comes of it")
def hear_by_link(token: str) -> Response:
    """Leave a number or an address; throttled, for whoever types one need not be whose it is."""
    view, form = _view(token), AddressForm()
    if form.validate_on_submit():
        if wait := tries.enter(TRIES):
            return _refused_at(form, token, _wait_words(wait))
        view = _view(token)
        before, view.guest_id = view.guest_id, _left(form.address.data)
        if before is not None:
            notify.guests.forget(before)
        db.session.commit()
        flash(gettext("Kept. We write when there is news."), "success")
        return redirect(_open(view, token))
    return page("influence/hear.html", face="public", form=form, token=token, texts=addresses.texts())


def _left(typed: str) -> UUID:
    return notify.guests.leave(notify.guests.channel_of(typed) or "", typed, language=reading()[1])


def _open(view: View, token: str) -> str:
    """Where the page is now: a letter's old link is worth nothing once there is another address."""
    opened = token if links.view_of(token) is not None else links.of_code(view) if view.code_hash else ""
    return url_for("influence.by_link", token=opened) if opened else url_for("influence.by_code")


def _way(view: View) -> str:
    """How they hear of news: email, text, or "" where nothing would reach them."""
    way = notify.guests.ways([view.guest_id]).get(view.guest_id, "") if view.guest_id else ""
    return way if notify.guests.can_reach(council(), way) else ""


def _view(token: str) -> View:
    return or_not_here(links.view_of(token))


def _was_shown(view: View) -> None:
    """Who left nothing is told by looking: the trail of telling says so."""
    mine = db.update(Told).where(Told.view_id == view.id, Told.why_not == "no_way")
    db.session.execute(mine.values(how="page", why_not=""))


def _refused(form: ReceiptForm, words: str) -> Response:
    form.code.errors = [words]
    return page("influence/code.html", face="public", form=form, status=400)


def _refused_at(form: AddressForm, token: str, words: str) -> Response:
    form.address.errors = [words]
    return page("influence/hear.html", face="public", form=form, token=token, texts=addresses.texts(), status=400)


def _wait_words(wait: timedelta) -> str:
    minutes = max(1, int(wait.total_seconds() + 59) // 60)
    return ngettext(
        "There were many tries from here. Wait %(number)s minute, then try again. Nothing was changed.",
        "There were many tries from here. Wait %(number)s minutes, then try again. Nothing was changed.",
        minutes,
    )
