"""The influence map of one view for whoever may read it: nothing is in it that this reader does not find elsewhere.

Every part comes from the queries of the rooms that show it on their own pages, with the same rules: the view, the
questions (SEES_ASK), who must answer, the answers, the promises, the proof, the verdicts over the council's threshold.
"""

from collections.abc import Iterable, Sequence
from itertools import chain

from flask import url_for

from core.api import Actor, Link, Ref, day, db, gettext, resolve
from plugins.influence.answers import proofs
from plugins.influence.answers import shown as answered
from plugins.influence.asks import shown as asked
from plugins.influence.heard import verdicts
from plugins.influence.here import council
from plugins.influence.maps.chart import Node, sentences
from plugins.influence.models import Ask, AskView, View
from plugins.influence.visibility import FOLLOWS_ASK, SEES_ASK
from plugins.influence.vocabulary import GIVEN_AS, STATUSES, VERDICTS

TONES = {"accent": "", "neutral": ""}


def of_view(view: View, actor: Actor) -> Node:
    """The map that begins with this view, which the reader may read."""
    resting = db.select(AskView.ask_id).where(AskView.view_id == view.id, AskView.taken_back_at.is_(None))
    query = db.select(Ask).where(Ask.id.in_(resting), SEES_ASK.criteria(actor, Ask)).order_by(Ask.number)
    asks = [_ask(one, actor) for one in db.session.scalars(query)] or [_not_yet()]
    place = _where(view)
    after = [_place(place, asks)] if place else asks
    words = view.words or gettext(GIVEN_AS[view.given_as])
    url = url_for("influence.view", id=view.id)
    mine = view.person_id is not None and view.person_id == actor.person_id
    title = gettext("You said") if mine else gettext("Somebody said")
    return Node("said", title, words, day(view.said_on), "", url, after)


def of_ask(ask: Ask, actor: Actor) -> Node:
    """The map that begins with a question, for whoever sees it."""
    return _ask(ask, actor)


def _where(view: View) -> Link | None:
    if view.where_plugin is None or view.where_kind is None or view.where_id is None:
        return None
    return resolve(council(), Ref(view.where_plugin, view.where_kind, view.where_id))


def _place(link: Link, after: Sequence[Node]) -> Node:
    return Node("where", gettext("They said it at"), link.title, day(link.on) if link.on else "", "", link.url, after)


def _not_yet() -> Node:
    return Node("ask", gettext("Asked"), gettext("No question was made of it yet that you can see."))


def _ask(ask: Ask, actor: Actor) -> Node:
    promises = answered.promises_of(ask, actor)
    owners = [_owner(ask, one, promises.get(one.id, [])) for one in asked.owners(ask, actor)]
    loose = [_proof(one) for one in proofs.of_ask(ask) if one.promise_id is None]
    judged = _verdict(ask, actor)
    note = ", ".join(
        part for part in (gettext(STATUSES[ask.status]), day(ask.asked_on) if ask.asked_on else "") if part
    )
    leads = [*owners, *loose, *([judged] if judged else [])]
    return Node("ask", gettext("Asked"), ask.title, note, "", url_for("influence.ask", id=ask.id), leads)


def _owner(ask: Ask, owner: asked.OwnerLine, promises: Sequence[answered.PromiseLine]) -> Node:
    title = gettext("A board must answer") if owner.kind == "board" else gettext("Who must answer")
    given = answered.answers_of(ask, owner.id)[:1]
    after = [_promise(one) for one in promises]
    leads = [_answer(given[0], after)] if given else after
    url = url_for("groups.board", key=owner.board_key) if owner.board_key else ""
    return Node("owner", title, owner.who, _by_when(owner), "bad" if owner.late else "", url, leads)


def _by_when(owner: asked.OwnerLine) -> str:
    if owner.state == "waiting" and owner.due_on:
        if owner.late:
            return gettext("Late: due on %(day)s", day=day(owner.due_on))
        return gettext("Must answer by %(day)s", day=day(owner.due_on))
    return owner.words


def _answer(answer: answered.AnswerLine, after: Sequence[Node]) -> Node:
    words = ". ".join(
        part.strip().rstrip(".") for part in (answer.outcome, answer.words, answer.reason) if part.strip()
    )
    return Node(
        "answer", gettext("They answered"), words, day(answer.on), TONES.get(answer.tone, answer.tone), "", after
    )


def _promise(promise: answered.PromiseLine) -> Node:
    when = promise.done_on if promise.state == "done" and promise.done_on else promise.due_on
    note = ", ".join(part for part in (promise.who, promise.words, day(when)) if part)
    tone = TONES.get(promise.tone, promise.tone)
    return Node(
        "promise", gettext("They promised"), promise.what, note, tone, "", [_proof(one) for one in promise.proofs]
    )


def _proof(proof: proofs.ProofLine) -> Node:
    words = sentences(proof.words, proof.figure) or gettext("A document")
    return Node("proof", gettext("What changed, and how we can see it"), words, "", "good", proof.url)


def _verdict(ask: Ask, actor: Actor) -> Node | None:
    """For staff the numbers that may be shown, for others their own word; nothing before there is an answer."""
    if ask.status not in verdicts.JUDGED:
        return None
    words = list(chain(_counted(ask, actor), _own(ask, actor)))
    said = sentences(*words) or gettext("Not enough have said it yet to show it.")
    return Node("verdict", gettext("What those who asked say"), said)


def _counted(ask: Ask, actor: Actor) -> Iterable[str]:
    counts = verdicts.shown_inside(ask) if FOLLOWS_ASK.allows(actor, ask) else None
    return [f"{gettext(VERDICTS[key])}: {number}" for key, number in (counts or {}).items() if key in VERDICTS]


def _own(ask: Ask, actor: Actor) -> Iterable[str]:
    mine = verdicts.last_of([ask.id], verdicts.By(person_id=actor.person_id)).get(ask.id) if actor.person_id else None
    return [gettext("You say: %(verdict)s", verdict=gettext(VERDICTS[mine.verdict]))] if mine else []
