"""Questions of a region with their answers."""

from typing import NamedTuple
from uuid import UUID

from core.api import offers
from plugins.practice_exchange.here import Desk
from plugins.practice_exchange.vocabulary import NAME, SOLVED


class Question(NamedTuple):
    """A question with how many answered it."""

    offer: offers.Offer
    council: str
    answers: int
    is_solved: bool


class Answer(NamedTuple):
    """An answer, what its council offers with it, and whether it solved the question."""

    offer: offers.Offer
    council: str
    attached: offers.Offer | None
    helped: bool


def questions(desk: Desk, state: str, words: str, after: str) -> tuple[list[Question], str | None]:
    """One page of questions, the newest first, and where the next one starts."""
    stage = {"open": "", SOLVED: SOLVED}.get(state)
    asked = offers.Wanted(desk.region, sort="question", stage=stage, words=words, after=after)
    page = offers.found(asked, desk.size)
    rows = offers.standing(page.rows, NAME)
    answered = [one.about_id for one in offers.about([row.id for row in rows], "answer")]
    return [_question(row, answered.count(row.id)) for row in rows], page.following


def answers(question: offers.Offer) -> list[Answer]:
    """What councils answered, the one that solved it first."""
    rows = offers.standing(offers.about([question.id], "answer"), NAME)
    wanted = offers.named([one.attached_id for one in rows if one.attached_id]).values()
    things = {one.id: one for one in offers.standing(wanted, NAME)}
    found = [
        Answer(
            one,
            offers.council_named(one.authority_id),
            things.get(one.attached_id) if one.attached_id else None,
            one.id == question.attached_id,
        )
        for one in rows
    ]
    return sorted(found, key=lambda one: not one.helped)


def own_things(desk: Desk) -> list[tuple[str, str]]:
    """What this council offers to the region, for a choice."""
    if desk.council is None:
        return []
    rows = offers.found(offers.Wanted(desk.region, council_id=desk.council.id), 100).rows
    return [(str(one.id), one.title) for one in offers.standing(rows, NAME)]


def attached(desk: Desk, chosen: str) -> UUID | None:
    """The id behind a choice; only one that was offered for choice."""
    return UUID(chosen) if chosen in dict(own_things(desk)) else None


def _question(row: offers.Offer, answered: int) -> Question:
    return Question(row, offers.council_named(row.authority_id), answered, row.stage == SOLVED)
