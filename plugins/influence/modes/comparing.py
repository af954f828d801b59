"""What adults and young people say of one activity, side by side, with no number that could tell of one person."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from core.api import disclosure, gettext, ngettext
from plugins.influence.modes.gap import Gap, answers_as_levels, gap
from plugins.influence.modes.reading import ModelRead
from plugins.influence.modes.stating import Stated
from plugins.influence.vocabulary import RUN_ANSWERS


class Heard(NamedTuple):
    """What most young people said: "" where no answer has more than half, None where nothing may be shown.

    `answered` is how many they were, None where that must not be told.
    """

    most: str | None
    answered: int | None


class Compared(NamedTuple):
    """One question: what adults say, what most young people say ("" while too few answered), and the gap in words.

    `answered` is how many young people answered, None where that must not be told.
    """

    question: str
    adults: str
    young: str
    words: str
    answered: int | None
    gap: Gap


def compared(model: ModelRead, said: Sequence[Stated], young: Mapping[str, Heard]) -> list[Compared]:
    """Each question of the model, or the model as one question; `young` is what may be shown of young people."""
    adults = {one.part: one for one in said if one.model == model.key}
    parts = [mode.key for mode in model.modes] if model.asks else [""]
    return [_one(model, part, adults.get(part), young.get(part, Heard(None, None))) for part in parts]


def most_of(counts: Mapping[str, int]) -> Heard:
    """What more than half said, and of how many; None where too few answered to say anything."""
    most = disclosure.most(counts, disclosure.thresholds().inside)
    return Heard(most, None if most is None else sum(counts.values()))


def _one(model: ModelRead, part: str, said: Stated | None, young: Heard) -> Compared:
    levels = answers_as_levels(list(RUN_ANSWERS)) if part else {mode.key: mode.level for mode in model.modes}
    found = gap(said.mode if said else "", young.most, levels)
    question = mode.title if part and (mode := model.mode(part)) else model.title
    adults = (gettext(said.title) if part else said.title) if said else ""
    return Compared(question, adults, _titled(model, part, found.young), _words(found, model), young.answered, found)


def _titled(model: ModelRead, part: str, key: str) -> str:
    if not key:
        return ""
    return gettext(RUN_ANSWERS[key]) if part else model.called(key)


def _words(found: Gap, model: ModelRead) -> str:
    if found.word in ("lower", "higher") and model.is_counted:
        return _steps(found)
    said = {
        "nobody": gettext("The adults have not said yet."),
        "few": gettext("Not enough answers yet."),
        "split": gettext("Young people do not agree with each other."),
        "same": gettext("Most young people say the same as the adults."),
    }
    return said.get(found.word, gettext("Most young people say something else than the adults."))


def _steps(found: Gap) -> str:
    if found.word == "lower":
        return ngettext(
            "Most young people put it %(number)s step lower than the adults.",
            "Most young people put it %(number)s steps lower than the adults.",
            found.steps,
        )
    return ngettext(
        "Most young people put it %(number)s step higher than the adults.",
        "Most young people put it %(number)s steps higher than the adults.",
        found.steps,
    )
