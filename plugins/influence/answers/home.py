"""On the first page: what somebody must answer and what they promised; for young people, whether it happened."""

from flask import url_for

from core.api import Actor, HomeItem, gettext, local_today
from plugins.influence.answers import checks, lists

SOON = 14  # days: a promise that is due later can wait
LINES = 4  # of a kind: the rest is on the page behind them


def items(actor: Actor) -> list[HomeItem]:
    """What waits for this reader's answer, promises that are late or due soon, and what young people are asked back."""
    if actor.person_id is None:
        return []
    deciding = [*_to_answer(actor), *_promised(actor)] if actor.can("influence.answer") else []
    return [*deciding, *_checks(actor)]


def _checks(actor: Actor) -> list[HomeItem]:
    return [
        HomeItem("needs", gettext("Did it happen? %(question)s", question=one.question),
                 url_for("influence.check", id=one.id), "", one.closes_on)
        for one in checks.waiting_for(actor)[:LINES]
    ]  # fmt: skip


def _to_answer(actor: Actor) -> list[HomeItem]:
    return [
        HomeItem("needs", f"Answer: {one.title}", url_for("influence.answer", id=one.id), _late(one), one.due_on)
        for one in lists.to_answer(actor, LINES)
    ]


def _late(one: lists.ToAnswer) -> str:
    return "Young people still wait." if one.late else ""


def _promised(actor: Actor) -> list[HomeItem]:
    today = local_today()
    found = lists.promised(actor, LINES)
    return [
        HomeItem(
            "needs",
            f"You promised: {one.what}",
            url_for("influence.promise", id=one.id),
            "The day has passed." if one.late else "",
            one.due_on,
        )
        for one in found
        if (one.due_on - today).days <= SOON
    ]
