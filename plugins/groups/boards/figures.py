"""What may be shown of numbers about a few young people: seats filled, and answers about a board's meetings.

Seats. How many seats a group was promised stands in a public document, and how many of those are filled is how anyone
can tell whether the promise is kept. "1 of 2 filled" says that somebody holds a seat, never who: whoever could put a
name to it has met them at the board. So filled seats are shown against a stated promise for every group that the reader
may see, never more of them than were promised, and nobody who stands in. Where no number was promised, the count is one
of people, and a group whose members are hidden shows it only from the council's threshold on. Hidden groups are in no
public number at all, totals included, so nothing can be taken from anything else to find them.

Answers. An average is shown over at least as many different people as the threshold says, each question by itself.
Meetings are put together until that many have answered, and a later figure differs from an earlier one by as many
again: comparing two days' figures tells nothing of a single answer. What is published is made of whole blocks of what
is seen inside, for the same reason. Thresholds: the [disclosure] table of the council's file.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from uuid import UUID


class Answer(NamedTuple):
    """One person's answer to one question about one meeting: 1 to 4."""

    person: UUID
    value: int


class Figure(NamedTuple):
    """What may be shown of one question: the average, and from how many different people."""

    average: float
    people: int

    @property
    def whole(self) -> int:
        """The face that is nearest to the average: 1 to 4."""
        return max(1, min(4, int(self.average + 0.5)))


Answers = Sequence[Answer]


def blocks(meetings: Iterable[Answers], fewest: int) -> list[list[Answer]]:
    """Meetings one after another, put together until `fewest` different people answered; the rest waits."""
    whole: list[list[Answer]] = []
    waiting: list[Answer] = []
    for answers in meetings:
        waiting = [*waiting, *answers]
        if len({answer.person for answer in waiting}) >= fewest:
            whole, waiting = [*whole, waiting], []
    return whole


def figure(meetings: Iterable[Answers], inside: int, published: int | None = None) -> Figure | None:
    """What may be shown of one question's answers, meeting by meeting; `published` is for readers outside."""
    seen = blocks(meetings, inside)
    if published is not None:
        seen = blocks(seen, published)
    answers = [answer for block in seen for answer in block]
    if not answers:
        return None
    average = sum(answer.value for answer in answers) / len(answers)
    return Figure(round(average, 1), len({answer.person for answer in answers}))


def filled_to_show(held: int, promised: int | None, hidden: bool, fewest: int) -> int | None:
    """How many filled seats a reader is told of; None is "fewer than `fewest`"."""
    if promised is not None:
        return min(held, promised)
    return None if hidden and 0 < held < fewest else held
