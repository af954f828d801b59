"""How far what young people say lies from what adults say of the same activity; pure.

Only a model of steps knows lower and higher. Ways side by side are the same or not, and nothing else is said of them.
"""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

Word = Literal["nobody", "few", "split", "same", "apart", "lower", "higher"]


class Gap(NamedTuple):
    """How the two compare. nobody: adults have said nothing; few: too few young people answered; split: they do not
    agree; same, apart; lower or higher by `steps`. `adults` and `young` are keys of modes, `young` "" where unknown.
    """

    word: Word
    adults: str = ""
    young: str = ""
    steps: int = 0


def gap(adults: str, most: str | None, levels: Mapping[str, int | None]) -> Gap:
    """Compare the adults' mode ("" for none) with the one that most young people named.

    `most` is None where too few answered and "" where no mode has more than half; `levels` are those of the model's
    modes, None where they have none.
    """
    if most is None or most == "":
        return Gap("few" if most is None else "split", adults)
    if not adults:
        return Gap("nobody", "", most)
    if adults == most:
        return Gap("same", adults, most)
    here, there = levels.get(adults), levels.get(most)
    if here is None or there is None:
        return Gap("apart", adults, most)
    return Gap("lower" if there < here else "higher", adults, most, abs(there - here))


def answers_as_levels(answers: Sequence[str]) -> dict[str, int | None]:
    """Answers from most to least as levels, so that a no is below a yes."""
    return {answer: len(answers) - place for place, answer in enumerate(answers)}
