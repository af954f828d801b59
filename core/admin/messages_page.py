"""What a local admin sees of messages: how many went out and why others did not, and a test to themselves."""

from uuid import uuid4

from flask import Blueprint, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from core.access.stamps import requires
from core.clock import by_the_clock
from core.db import begin_write, db
from core.notify import looking, tell
from core.notify.notices import TEST
from core.notify.readers import means
from core.web.house import house
from core.web.render import page
from core.web.request import current_actor, required_authority

blueprint = Blueprint("messages", __name__)
STATE_WORDS = {
    "queued": "Being sent",
    "sending": "Being sent",
    "held": "Waiting for its hour",
    "sent": "Sent",
    "dropped": "On the site only",
    "failed": "Failed",
}


@blueprint.get("/messages")
@requires("messages.view")
def here() -> ResponseReturnValue:
    """How this council's messages stand."""
    authority = required_authority()
    return page(
        "admin/messages.html",
        face="worker",
        counts=looking.counts(),
        lines=looking.lines(),
        last=looking.last_sent(),
        local=by_the_clock,
        words=STATE_WORDS,
        means=means(authority),
        mail=house().deployment.outgoing.mail,
        text=authority.file.messages.text,
        may_test=current_actor().person_id is not None,
    )


@blueprint.post("/messages/test")
@requires("messages.view")
def test() -> ResponseReturnValue:
    """Send a test message to myself, the way that any other goes."""
    authority, person_id = required_authority(), current_actor().person_id or abort(404)
    begin_write()
    tell([person_id], TEST, url_for("messages.listing"), key=f"test:{uuid4()}")
    db.session.commit()
    flash(f"{authority.file.short_name} is sending you a test message. Look for it in a minute.", "success")
    return redirect(url_for("admin.messages.here"))
