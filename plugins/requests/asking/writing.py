"""Writing a request: kept half-way as often as one likes, sent once what young people need to know is there."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from core.api import (
    Actor,
    Ref,
    begin_write,
    db,
    gettext,
    gettext_noop,
    hold,
    local_today,
    notify,
    reading,
    safeguarding,
    search,
)
from plugins.groups.api import Group
from plugins.requests import moves, rules
from plugins.requests.asking import agencies, receipts
from plugins.requests.here import chosen, note
from plugins.requests.models import Request
from plugins.requests.rules import NotNow

TEXTS: Final = (
    "title", "question", "space", "voice", "heard_by", "can_change", "cannot_change", "success", "thanks", "feedback",
    "risks", "records", "wanted", "agency", "office",
)  # fmt: skip
ENDED: Final = gettext_noop(
    "Nothing is sent yet; what you wrote is kept. The group that you chose does not meet any more. Choose another, or "
    "leave it open: then the team finds out who could fit."
)
SENT: Final = gettext_noop(
    "This request was sent, so its words stay as they are. To ask something else, make another request."
)


def new(id: UUID, values: Mapping[str, Any], actor: Actor) -> Request:
    """A request of these words, with its number; the caller adds it."""
    request = Request(id=id, number=_next_number(), asker_id=actor.person_id)
    _fill(request, values)
    return request


def change(request: Request, values: Mapping[str, Any]) -> None:
    """Write on at what is half written; raises NotNow once it was sent."""
    if request.state not in rules.WRITABLE:
        raise NotNow(rules.ALREADY.get(request.state) or SENT)
    _fill(request, values)


def look_through(request: Request) -> None:
    """Hand every box to the word screen; flushes."""
    texts = tuple(getattr(request, name) for name in TEXTS)
    safeguarding.screened(texts, Ref("requests", "request", request.id), person_id=request.asker_id)


def leave_address(request: Request) -> None:
    """Let somebody without an account come back to their request by a letter; the form is throttled."""
    if request.asker_id is None and request.guest_id is None and request.email:
        request.guest_id = notify.guests.leave("email", request.email, language=reading()[1])
        db.session.flush()


def faults(request: Request) -> list[str]:
    """Everything that still stands in the way of sending, a sentence for each."""
    found = rules.missing(request, local_today(), chosen().feedback_days)
    if request.group_id is not None and not group_goes_on(request.group_id):
        found.append(ENDED)
    return [gettext(one) for one in found]


def send(request: Request, by: Actor) -> None:
    """Send it to the desk; the caller commits. Raises NotNow with every reason why it cannot go out yet."""
    rules.after(request.state, "send")
    if problems := faults(request):
        kept = gettext("Nothing is sent yet; what you wrote is kept.")
        raise NotNow(f"{kept} {' '.join(problems)}")
    if stopped := agencies.stop_words(request):
        raise NotNow(stopped)
    request.sent_on = local_today()
    moves.move(request, "send", "sent", by=by.person_id)
    moves.find_again(request)


def withdraw(request: Request, by: Actor) -> None:
    """Take it back; who was asked need not answer any more. Raises NotNow."""
    moves.move(request, "withdraw", "withdrawn", by=by.person_id)
    moves.find_again(request)


def drop(request: Request) -> None:
    """Delete what was never sent, with the address that was left; flushes."""
    guest = request.guest_id
    search.drop(Ref("requests", "request", request.id))
    note("draft_deleted", request)
    db.session.delete(request)
    db.session.flush()
    if guest is not None:
        notify.guests.forget(guest)


def receipt(request: Request) -> str:
    """The code of somebody without an account."""
    return receipts.give(request)


def group_goes_on(group_id: UUID) -> bool:
    """Say whether there is still such a group that meets."""
    query = db.select(Group.id).where(Group.id == group_id, Group.status != "ended")
    return db.session.scalar(query) is not None


def _fill(request: Request, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(request, name, value)
    request.agency_key = agencies.key_of(request.agency or "")


def _next_number() -> int:
    """Counted for each council from 1; whoever comes at the same time waits for this transaction to end."""
    begin_write()
    hold()
    return int(db.session.scalar(db.select(db.func.max(Request.number))) or 0) + 1
