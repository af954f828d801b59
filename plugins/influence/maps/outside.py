"""The influence map of a public question: made of what the public page tells and of nothing else."""

from collections.abc import Sequence

from flask import url_for

from core.api import day, gettext
from plugins.influence.maps.chart import Node, sentences
from plugins.influence.tracker import story
from plugins.influence.tracker.quoting import Quote

TONES = {"accent": "", "neutral": ""}


def of_story(told: story.Story) -> Node:
    """The map of a question that everybody may read; it begins with the quotes that may be shown at this moment."""
    after = [_owner(one) for one in told.owners if not one.passed_on or one.answers]
    after += [_proof(words) for words in told.proofs]
    judged = [told.thought.sentence] if told.thought.sentence else []
    judged += [gettext("%(answer)s: about %(number)s", answer=answer, number=n) for answer, n in told.thought.numbers]
    if told.is_answered:
        words = sentences(*judged) or gettext("Not enough have said it yet to show it.")
        after.append(Node("verdict", gettext("What those who asked say"), words))
    url, asked_on = url_for("influence.public_ask", number=told.number), day(told.asked_on) if told.asked_on else ""
    note = ", ".join(part for part in (told.status, asked_on) if part)
    ask = Node("ask", gettext("Asked"), told.title, note, "bad" if told.late else "", url, after)
    return _said(told.quotes, ask)


def _said(quotes: Sequence[Quote], ask: Node) -> Node:
    """Each quote leads to the next, and the last to the question: they all say it."""
    for quote in reversed(quotes):
        ask = Node("said", gettext("Somebody said"), quote.words, quote.who, "", "", [ask])
    return ask


def _owner(owner: story.OwnerStory) -> Node:
    promises = [_promise(one) for one in owner.promises]
    leads = [_answer(owner.answers[0], promises)] if owner.answers else promises
    late = "bad" if owner.late else ""
    return Node("owner", gettext("Who must answer"), owner.who, _by_when(owner), late, "", leads)


def _by_when(owner: story.OwnerStory) -> str:
    if owner.unread:
        return gettext("There is an answer. It is not here yet.")
    if owner.waiting and owner.due_on:
        if owner.late:
            return gettext("Late: due on %(day)s", day=day(owner.due_on))
        return gettext("Must answer by %(day)s", day=day(owner.due_on))
    return ""


def _answer(answer: story.Answered, after: Sequence[Node]) -> Node:
    words = ". ".join(
        part.strip().rstrip(".") for part in (answer.outcome, answer.words, answer.reason) if part.strip()
    )
    return Node(
        "answer", gettext("They answered"), words, day(answer.on), TONES.get(answer.tone, answer.tone), "", after
    )


def _promise(promise: story.Promised) -> Node:
    when = promise.done_on if promise.state == "done" and promise.done_on else promise.due_on
    note = ", ".join(part for part in (promise.who, promise.words, day(when), promise.note) if part)
    tone = TONES.get(promise.tone, promise.tone)
    return Node(
        "promise", gettext("They promised"), promise.what, note, tone, "", [_proof(one) for one in promise.proofs]
    )


def _proof(words: str) -> Node:
    return Node("proof", gettext("What changed, and how we can see it"), words, "", "good")
