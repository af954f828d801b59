"""A person's own messages: what is new for them, and how they wish to hear. No counts, no hurry (ICO standard 13)."""

from uuid import UUID

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select, tuple_, update

from core.access.stamps import public, signed_in
from core.consent.ledger import LedgerRefused
from core.consent.wording import reader_for, text_of
from core.db import begin_write, db, utcnow
from core.notify import guests, stopping
from core.notify.choices import Wanted, choice_of, choose, stop
from core.notify.forms import HowForm
from core.notify.models import Message
from core.notify.notices import notices
from core.notify.readers import CONTACT, circumstances, readers
from core.notify.rules import STAFF, is_too_young, usable_email, usable_mobile
from core.web.languages import gettext
from core.web.preferences import reading
from core.web.render import page
from core.web.request import current_actor, required_authority

blueprint = Blueprint("messages", __name__, url_prefix="/<authority>/me/messages")
AT_ONCE = 30


@blueprint.get("/")
@signed_in("one's own messages")
def listing() -> ResponseReturnValue:
    """My messages, the newest first."""
    query = select(Message).where(Message.person_id == current_actor().person_id)
    if (last := _asked_after()) is not None:
        query = query.where(tuple_(Message.made_at, Message.id) < tuple_(last.made_at, last.id))
    rows = db.session.scalars(query.order_by(Message.made_at.desc(), Message.id.desc()).limit(AT_ONCE + 1)).all()
    known = {row.notice: notices().get(row.notice) for row in rows}
    more = rows[AT_ONCE - 1].id if len(rows) > AT_ONCE else None
    return page("notify/list.html", rows=rows[:AT_ONCE], known=known, more=more)


@blueprint.get("/<uuid:message_id>")
@signed_in("one's own message")
def go(message_id: UUID) -> ResponseReturnValue:
    """Where a message leads; it is not new any more."""
    mine = (Message.id == message_id, Message.person_id == current_actor().person_id)
    url = db.session.scalar(select(Message.url).where(*mine)) or abort(404)
    begin_write()
    db.session.execute(update(Message).where(*mine, Message.read_at.is_(None)).values(read_at=utcnow()))
    db.session.commit()
    return redirect(url)


@blueprint.route("/how", methods=["GET", "POST"])
@signed_in("one's own choice how to hear")
def how() -> ResponseReturnValue:
    """Choose how to hear."""
    actor, authority = current_actor(), required_authority()
    person_id = actor.person_id or abort(404)
    here = circumstances(authority)
    known = readers([person_id], here).get(person_id) or abort(404)
    reader = known.reader
    found = {"email": usable_email(reader.email), "text": usable_mobile(reader.phone)}
    usable = {name: address if name in here.means else "" for name, address in found.items()}
    form = HowForm(obj=choice_of(person_id))
    form.offer(usable, reader.agreed, for_staff=reader.kind in STAFF)
    told_by = reader_for(reading()[0], reader.youngest, for_adult=reader.kind != "young_person")
    if form.validate_on_submit() and _chosen(form, person_id, told_by, reader.kind in STAFF):
        return redirect(url_for("messages.how"))
    return page(
        "notify/how.html",
        form=form,
        words=text_of(CONTACT),
        told_by=told_by,
        for_staff=reader.kind in STAFF,
        too_young=is_too_young(reader, here.ages),
        own_from=here.ages.guardian_below,
        usable=usable,
    )


@blueprint.route("/stop/<text>", methods=["GET", "POST"])
@public("the link in each message stops them, without a sign-in; it does nothing else")
def stopped(text: str) -> ResponseReturnValue:
    """Stop e-mails or texts by the link in one of them; looking at the page stops nothing (RFC 8058)."""
    authority = required_authority()
    guest = stopping.read_guest(authority.id, text)
    whom, channel = guest or stopping.read(authority.id, text) or abort(404)
    done = request.method == "POST"
    if done and guest:
        guests.stop(whom)
    elif done:
        stop(whom, channel)
    db.session.commit()
    return page("notify/stop.html", face="public", channel=channel, done=done, text=text, guest=guest is not None)


# Whoever's mail program presses for them has no token of ours; what the link ends with is the proof (RFC 8058).
blueprint.record_once(lambda state: state.app.extensions["csrf"].exempt(stopped))


def _asked_after() -> Message | None:
    try:
        last = UUID(request.args.get("after", ""))
    except ValueError:
        return None
    found = db.session.get(Message, last)
    return found if found is not None and found.person_id == current_actor().person_id else None


def _chosen(form: HowForm, person_id: UUID, told_by: str, is_staff: bool) -> bool:
    """Write it down and say what comes of it; False with the reason in the form."""
    wanted = Wanted(form.wish.data, form.pace.data, reading()[1], bool(form.tasks.data) if form.tasks else False)
    try:
        works = choose(person_id, wanted, told_by, current_actor().user_id, is_staff=is_staff)
    except LedgerRefused:
        db.session.rollback()
        form.wish.errors = [gettext("No messages are sent from here yet. Nothing was changed: they stay on this page.")]
        return False
    db.session.commit()
    if works:
        flash(gettext("Kept. You can change it at any time."), "success")
    else:
        why = gettext("Kept. At your age an adult who decides with you must say yes too. We start when they have.")
        flash(why, "info")
    return True
