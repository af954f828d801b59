"""What returns put on first pages, into menus, and on the pages of others' records."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from flask import url_for

from core.api import Actor, Authority, HomeItem, NavItem, Panel, ReadyIssue, Ref, db, local_today
from plugins.groups.api import Board, Group
from plugins.participation_returns.here import chosen
from plugins.participation_returns.models import Return
from plugins.participation_returns.visibility import RECEIVES_RETURN, SEES_RETURN, WRITES_RETURN
from plugins.participation_returns.vocabulary import STATES, TONES
from plugins.standards.api import form_called

FACES: Final = ("worker",)
LINES: Final = 3
A_FEW: Final = 12
SOON: Final = timedelta(days=14)
ABOUT: Final = "You said, we did: what your team hands in each year, and what became of it."


def nav() -> list[NavItem]:
    """Returns for whoever writes them; the queue for those who receive them."""
    return [
        NavItem("Returns", url_for("participation_returns.index"), "participation_returns.send", 63, about=ABOUT),
        NavItem(
            "Returns to look at",
            url_for("participation_returns.queue"),
            "participation_returns.receive",
            63,
            place="home",
        ),
    ]


def items(actor: Actor) -> list[HomeItem]:
    """What was asked again of my team; for those who receive, how many have waited too long."""
    if actor.person_id is None:
        return []
    return [*_asked_of_me(actor), *_waiting(actor), *_next(actor)]


def panels(actor: Actor, ref: Ref) -> list[Panel]:
    """On the board's and the group's page what was accepted for it; elsewhere a way to rest a return on the record."""
    if (ref.plugin, ref.kind) in (("groups", "board"), ("groups", "group")):
        return _for_the_group(actor, ref)
    if not actor.can("participation_returns.send") or ref.plugin in ("core", "groups", "participation_returns"):
        return []
    query = db.select(Return.id, Return.title).where(
        Return.about_plugin == ref.plugin, Return.about_kind == ref.kind, Return.about_id == ref.id
    )
    rows = db.session.execute(query.where(SEES_RETURN.criteria(actor, Return)).limit(A_FEW)).all()
    context = {"rows": rows, "ref": ref}
    return [Panel("You said, we did: returns", "participation_returns/panel_rests.html", context, 81)]


def ready(authority: Authority) -> list[ReadyIssue]:
    """Settings that name what is not there."""
    choice = chosen(authority)
    found = []
    if choice.group and db.session.scalar(db.select(Group.id).where(Group.key == choice.group)) is None:
        found.append(_issue("The group that receives returns is not there", "Choose a group in the settings."))
    if not choice.audit_form or form_called(choice.audit_form) is None:
        found.append(_issue("No form is chosen for the annual audit", "Choose one in the settings, by its key."))
    return found


def _issue(title: str, todo: str) -> ReadyIssue:
    where = url_for("admin.settings.edit", name="participation_returns")
    return ReadyIssue(title, todo, where, "admin.settings", 62)


def _asked_of_me(actor: Actor) -> Iterator[HomeItem]:
    query = db.select(Return.id, Return.title).where(Return.status == "asked", WRITES_RETURN.criteria(actor, Return))
    for row in db.session.execute(query.order_by(Return.made_at, Return.id).limit(LINES)):
        here = url_for("participation_returns.one_return", id=row.id)
        yield HomeItem("needs", f"Asked again: {row.title}", here, faces=FACES)


def _waiting(actor: Actor) -> Iterator[HomeItem]:
    if not actor.can("participation_returns.receive"):
        return
    since = local_today() - timedelta(days=chosen().look_days)
    query = db.select(db.func.count(), db.func.min(Return.sent_on)).where(
        Return.status == "sent", Return.sent_on <= since, RECEIVES_RETURN.criteria(actor, Return)
    )
    number, first = db.session.execute(query).one()
    if number:
        title = f"{number} {'return waits' if number == 1 else 'returns wait'} to be looked at"
        yield HomeItem("needs", title, url_for("participation_returns.queue"), "", first, faces=FACES)


def _next(actor: Actor) -> Iterator[HomeItem]:
    """What goes to the group in the next days, for those who take it there."""
    if not actor.can("participation_returns.receive"):
        return
    query = db.select(Return.id, Return.title, Return.to_group_on).where(
        Return.status == "accepted", Return.to_group_on <= local_today() + SOON, RECEIVES_RETURN.criteria(actor, Return)
    )
    for row in db.session.execute(query.order_by(Return.to_group_on, Return.id).limit(LINES)):
        here = url_for("participation_returns.one_return", id=row.id)
        yield HomeItem("next", f"Take to the group: {row.title}", here, "", row.to_group_on, faces=FACES)


def _for_the_group(actor: Actor, ref: Ref) -> list[Panel]:
    choice = chosen()
    model, key = (Board, choice.board) if ref.kind == "board" else (Group, choice.group)
    if not key or db.session.scalar(db.select(model.key).where(model.id == ref.id)) != key:
        return []
    query = db.select(Return).where(Return.status.in_(("accepted", "taken")), SEES_RETURN.criteria(actor, Return))
    rows = db.session.scalars(query.order_by(Return.status, Return.sent_on.desc(), Return.id).limit(A_FEW)).all()
    if not rows:
        return []
    context = {"rows": rows, "states": STATES, "tones": TONES}
    return [Panel("Returns to this group", "participation_returns/panel_group.html", context, 25)]
