"""Sending an ask, asking somebody else as well, passing it on, taking it back: each leaves its mark in the trail."""

from typing import Final
from uuid import UUID

from flask import url_for

from core.api import Actor, Authority, Notice, db, gettext_noop, local_today, notify, required_authority, settings
from plugins.influence import trail
from plugins.influence.answers import links
from plugins.influence.asks import clocks, owners
from plugins.influence.asks.wording import NotNow, is_open
from plugins.influence.models import Ask, AskView, Owner, View
from plugins.influence.settings import InfluenceSettings
from plugins.influence.vocabulary import MAY_BE_ASKED

TO_PRESENT = "influence.to_present"
NOTICES = (
    Notice(links.NOTICE, gettext_noop("Young people ask you something and wait for an answer."), needs_agreement=False),
    Notice(TO_PRESENT, gettext_noop("You are asked to present something.")),
)
NEEDS: Final = {
    "words": "Write the question in full.",
    "can_change": "Say what can change: young people must know how far a yes can go.",
    "cannot_change": "Say what cannot change, and why. If nothing stands in the way, say so.",
}
NOBODY: Final = "Name somebody who must answer."
NO_VIEWS: Final = "Attach what was said, or say why the question rests on nothing that was said."
NARROWER: Final = (
    "Whoever said one of the things that it rests on now wants fewer people to read it. Take that off the question "
    "first."
)


def missing(ask: Ask, without_views: str = "") -> list[str]:
    """What an ask still needs before it can be sent, a sentence for each."""
    found = [sentence for name, sentence in NEEDS.items() if not getattr(ask, name).strip()]
    if not any(owner.state != "passed_on" for owner in owners.of(ask)):
        found.append(NOBODY)
    permissions = _permissions(ask)
    if not permissions and not without_views.strip():
        found.append(NO_VIEWS)
    if any(one not in MAY_BE_ASKED for one in permissions):
        found.append(NARROWER)
    return found


def send(ask: Ask, by: Actor, without_views: str = "") -> None:
    """Ask everybody who must answer; the caller commits. Raises NotNow with every reason why it cannot go out yet."""
    if not is_open(ask):
        raise NotNow("This question was sent already. Nothing is sent twice.")
    if problems := missing(ask, without_views):
        raise NotNow(f"Nothing is sent yet. {' '.join(problems)}")
    authority = required_authority()
    ask.asked_on, ask.status = local_today(), "waiting"
    asked = owners.of(ask)
    for owner in asked:
        start(authority, owner)
    trail.happened(ask, "asked", by_id=by.person_id, detail=without_views.strip())
    for owner in asked:
        tell(owner)


def ask_also(ask: Ask, owner: Owner, by: Actor) -> None:
    """Let somebody answer as well; once the ask was sent they are asked at once. Raises NotNow."""
    owners.add(ask, owner)
    if is_open(ask):
        return
    start(required_authority(), owner)
    trail.happened(ask, "owner_added", owner=owner, by_id=by.person_id)
    tell(owner)


def pass_on(ask: Ask, owner: Owner, to: Owner, by: Actor, why: str) -> None:
    """Ask `to` in place of `owner`, whose part in it stays written down. Raises NotNow."""
    if is_open(ask):
        raise NotNow("Nobody was asked yet. Take them off, and add somebody else.")
    owners.let_off(owner)
    owners.add(ask, to)
    start(required_authority(), to)
    trail.happened(ask, "passed_on", owner=to, by_id=by.person_id, detail=why)
    tell(to)


def withdraw(ask: Ask, by: Actor, why: str) -> None:
    """Take an ask back: nobody has to answer it any more, its trail stays, those who asked are told. Raises NotNow."""
    if ask.status == "withdrawn":
        raise NotNow("This question was taken back already.")
    ask.status, ask.due_on = "withdrawn", None
    trail.happened(ask, "withdrawn", by_id=by.person_id, detail=why)


def start(authority: Authority, owner: Owner) -> None:
    """Start the clock of somebody who is asked today; flushes. Whose days are few already is not reminded at once."""
    chosen = settings(authority, "influence", InfluenceSettings).model
    owner.asked_on = local_today()
    owner.due_on = clocks.due(authority, owner.asked_on, owners.sits_on(owner), chosen.answer_days)
    owner.reminders = clocks.reminders_due(authority, owner.due_on, chosen.remind_days, owner.asked_on)
    db.session.flush()


def tell(owner: Owner) -> None:
    """Write to whoever must answer, and to whoever presents it; a board itself is told by its paper."""
    links.send_link(owner)
    _tell_presenter(owner)


def prepare(ask: Ask, owner: Owner, presenter_id: UUID | None, paper_id: UUID | None) -> None:
    """Say who presents it to a board, and give it its paper where there is a new one; flushes."""
    owner.presenter_id, owner.paper_id = presenter_id, paper_id or owner.paper_id
    db.session.flush()
    if not is_open(ask):
        _tell_presenter(owner)


def _tell_presenter(owner: Owner) -> None:
    if owner.presenter_id:
        here = url_for("influence.ask", id=owner.ask_id)
        notify.tell([owner.presenter_id], TO_PRESENT, here, key=f"{TO_PRESENT}:{owner.id}")


def _permissions(ask: Ask) -> list[str]:
    query = (
        db.select(View.permission)
        .join(AskView, (AskView.authority_id == View.authority_id) & (AskView.view_id == View.id))
        .where(AskView.ask_id == ask.id, AskView.taken_back_at.is_(None), View.taken_back_at.is_(None))
    )
    return list(db.session.scalars(query))
