"""My groups, for the reader alone: what they belong to, were asked or asked themselves; pause, come back and leave.

Leaving is one press and one page that asks "sure?". Nobody is asked why, and nothing is lost by it (W18).
"""

from typing import Any

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import Person, Ref, db, gettext, page, panels, signed_in
from plugins.groups import facts, membership
from plugins.groups.here import council, not_here, or_not_here, reader
from plugins.groups.joining import induction, making, states
from plugins.groups.models import Group, Joining, Membership
from plugins.groups.views.blueprint import blueprint

OPEN_WAYS = states.WAITS_FOR_THEM | states.WAITS_FOR_STAFF | states.OVER


@blueprint.get("/mine")
@signed_in("everyone may see the groups they belong to")
def mine() -> Response:
    """The reader's own groups with when they meet, groups they left, and the ways that are under way."""
    rows = _memberships()
    return page(
        "groups/mine.html",
        groups=[(group, facts.meets_words(group), held) for group, held in rows if _goes_on(group, held)],
        past=[group for group, held in rows if held.status != "left" and group.status == "ended"],
        left=[group for group, held in rows if held.status == "left"],
        ways=_ways(),
    )


@blueprint.get("/mine/<key>")
@signed_in("everyone may see the groups they belong to")
def my_group(key: str) -> Response:
    """One of the reader's groups: what members do, what was agreed, what is new members' to learn."""
    group, held = _my(key)
    return page(
        "groups/my_group.html",
        group=group,
        held=held,
        meets=facts.meets_words(group),
        lines=induction.lines(group, held),
        panels=panels.record(council(), reader(), Ref("groups", "group", group.id)),
    )


@blueprint.post("/mine/<key>/agree")
@signed_in("everyone agrees to a code of conduct themselves")
def agree(key: str) -> Response:
    """Keep the day on which the member agreed to the code of conduct."""
    group, held = _my(key)
    if induction.agree(group, held):
        db.session.commit()
        flash(gettext("Thank you. We have noted that you agree."), "success")
    return redirect(url_for("groups.my_group", key=key))


@blueprint.post("/mine/<key>/pause")
@signed_in("everyone may pause for a while")
def pause(key: str) -> Response:
    """Stay in the group without coming for a while."""
    group, held = _my(key)
    membership.pause(group, held)
    db.session.commit()
    flash(gettext("You are having a break from %(group)s. Come back whenever you like.", group=group.name), "success")
    return redirect(url_for("groups.mine"))


@blueprint.post("/mine/<key>/back")
@signed_in("everyone may end their own break")
def come_back(key: str) -> Response:
    """End a break; who has left asks to come again instead."""
    group, held = _my(key)
    if held.status == "paused":
        membership.come_back(group, held)
        db.session.commit()
        flash(gettext("Welcome back to %(group)s!", group=group.name), "success")
    return redirect(url_for("groups.mine"))


@blueprint.route("/mine/<key>/leave", methods=["GET", "POST"])
@signed_in("everyone may leave a group")
def leave(key: str) -> Response:
    """Ask once, then leave; no reason is asked."""
    group, held = _my(key)
    if request.method != "POST":
        return page("groups/leave.html", group=group)
    membership.leave(group, held)
    db.session.commit()
    said = gettext("You have left %(group)s. Thank you for all you did. You can come back.", group=group.name)
    flash(said, "success")
    return redirect(url_for("groups.mine"))


@blueprint.post("/mine/<key>/ask-back")
@signed_in("who has left may ask to come again")
def ask_back(key: str) -> Response:
    """Ask to come to a group again that one has left; the people who run it answer."""
    query = _mine().where(Group.key == key, Membership.status == "left")
    found = db.session.execute(query).one_or_none() if reader().person_id else None
    group, held = or_not_here(found)
    try:
        row = making.express(group, db.session.get_one(Person, held.person_id))
    except states.Refused as why:
        flash(str(why))
        return redirect(url_for("groups.mine"))
    id = row.id
    db.session.commit()
    return redirect(url_for("groups.my_asked", id=id))


def _my(key: str) -> tuple[Group, Membership]:
    """The group called `key` and the reader's own place in it, paused ones too; else the neutral 404."""
    if reader().person_id is None:
        not_here()
    query = _mine().where(Group.key == key, Membership.status != "left", Membership.supports.is_(False))
    found = db.session.execute(query).one_or_none()
    group, held = or_not_here(found)
    return group, held


def _memberships() -> list[Any]:
    return list(db.session.execute(_mine().order_by(Group.name))) if reader().person_id else []


def _mine() -> Any:
    return (
        db.select(Group, Membership)
        .join(Membership, (Membership.authority_id == Group.authority_id) & (Membership.group_id == Group.id))
        .where(Membership.person_id == reader().person_id)
    )


def _ways() -> list[tuple[Any, str]]:
    """What the reader was asked or asked themselves: (row, where it stands in their words)."""
    if reader().person_id is None:
        return []
    query = (
        db.select(Joining.id, Joining.state, Group.name)
        .join(Group, (Group.authority_id == Joining.authority_id) & (Group.id == Joining.group_id))
        .where(Joining.person_id == reader().person_id, Joining.state.in_(OPEN_WAYS), Group.status != "ended")
        .order_by(Group.name)
    )
    return [(row, gettext(states.OWN_WORDS[row.state])) for row in db.session.execute(query)]


def _goes_on(group: Group, held: Membership) -> bool:
    """A group that has ended stays on the page, as past."""
    return held.status != "left" and group.status != "ended"
