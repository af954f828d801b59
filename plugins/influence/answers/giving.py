"""Giving an answer: refused while something is missing, kept beside every earlier one, never in its place (LA9)."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID, uuid4

from core.api import Authority, begin_write, current_authority, db, local_today
from plugins.influence import trail
from plugins.influence.answers.needed import HOW, Given, NewPromise, problems
from plugins.influence.models import Answer, Ask, Owner, Promise

NOT_NOW: Final = {
    "draft": "This question has not been sent yet, so there is nothing to answer.",
    "withdrawn": "This question was taken back by those who asked, so there is nothing to answer any more.",
    "passed_on": "This question was passed on to somebody else, who answers it now.",
}


class AnswerRefused(Exception):
    """An answer that cannot be kept; nothing was. `problems`: box -> what is missing, "" for the question itself."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(" ".join(dict.fromkeys(problems.values())))
        self.problems = dict(problems)


def give(
    owner: Owner,
    *,
    outcome: str,
    words: str,
    words_easy: str = "",
    reason: str = "",
    promises: Iterable[NewPromise] = (),
    by_words: str,
    how: str,
    by_id: UUID | None = None,
    authority: Authority | None = None,
    id: UUID | None = None,
) -> Answer:
    """Keep what `owner` answers, with what they promise, and tell whoever follows the question; the caller commits.

    `how`: page, link or worker (typed in for them). The same `id` twice is one answer. Two at once are both kept, one
    after the other. Raises AnswerRefused with a sentence for each thing that is missing.
    """
    here = authority or current_authority()
    assert here is not None and how in HOW
    given = Given(outcome, words.strip(), words_easy.strip(), reason.strip(), tuple(promises), by_words.strip(), how)
    ask = hold(owner)
    before = db.session.get(Answer, id) if id else None
    if before is not None and before.owner_id == owner.id:
        return before
    _refuse(given, owner, ask, here)
    answer = _kept(given, owner, id if before is None else None)
    _stands(owner, ask, outcome, local_today())
    trail.happened(ask, "answered", authority=here, owner=owner, detail=outcome, by_id=by_id, by_words=by_words)
    return answer


def hold(owner: Owner) -> Ask:
    """Hold the question and its owner until the caller commits, both read anew: who comes second waits."""
    begin_write()
    ask_id, owner_id = owner.ask_id, owner.id
    ask: Ask = _anew(Ask, ask_id)
    _anew(Owner, owner_id)
    return ask


def _anew(model: Any, id: UUID) -> Any:
    query = db.select(model).where(model.id == id).with_for_update().execution_options(populate_existing=True)
    return db.session.scalars(query).one()


def why_not_now(owner: Owner, ask: Ask) -> str:
    """Why this owner cannot answer at all, or ""."""
    return NOT_NOW.get("passed_on" if owner.state == "passed_on" else ask.status, "")


def _refuse(given: Given, owner: Owner, ask: Ask, here: Authority) -> None:
    if said := why_not_now(owner, ask):
        raise AnswerRefused({"": said})
    if found := problems(given, today=local_today(), easy="easy" in here.file.reading_bands):
        raise AnswerRefused(found)


def _kept(given: Given, owner: Owner, id: UUID | None) -> Answer:
    last = db.session.scalar(db.select(db.func.max(Answer.number)).where(Answer.owner_id == owner.id))
    answer = Answer(id=id or uuid4(), ask_id=owner.ask_id, owner_id=owner.id, number=(last or 0) + 1, how=given.how)
    answer.outcome, answer.words, answer.words_easy = given.outcome, given.words, given.words_easy
    answer.reason, answer.by_words = given.reason, given.by_words[:200]
    db.session.add(answer)
    db.session.flush()
    for one in given.kept_promises:
        promise = Promise(ask_id=owner.ask_id, owner_id=owner.id, answer_id=answer.id, due_on=one.due_on)
        promise.what, promise.who = one.what.strip(), one.who.strip()
        db.session.add(promise)
    return answer


def _stands(owner: Owner, ask: Ask, outcome: str, today: date) -> None:
    """`answered_on` of the question is the day on which nobody was waited for any more."""
    owner.state, owner.outcome, owner.answered_on = "answered", outcome, today
    waiting = db.select(Owner.id).where(Owner.ask_id == ask.id, Owner.state == "waiting", Owner.id != owner.id)
    if ask.answered_on is None and db.session.scalar(waiting.limit(1)) is None:
        ask.answered_on = today
