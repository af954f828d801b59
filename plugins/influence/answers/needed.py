"""What an answer still needs before it can be given, in plain sentences for whoever gives it. Plain functions.

Source: LA9 (a no, whole or in part, with its reason), N28 (who does what by when).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from plugins.influence.rules import missing_of

MOST_PROMISES: Final = 6
LONGEST: Final = 5_000  # characters of one box
MISSING: Final = {
    "outcome": "Choose one of the four answers.",
    "reason": "Write why. A no is a full answer when those who asked can read the reason.",
    "promise": "Write what will be done, who does it and by which day.",
}
HOW: Final = frozenset({"page", "link", "worker"})


class NewPromise(NamedTuple):
    """Something that will be done: what, by whom, by which day; still unchecked."""

    what: str = ""
    who: str = ""
    due_on: date | None = None

    @property
    def is_empty(self) -> bool:
        """True for a row that nobody filled in."""
        return not (self.what.strip() or self.who.strip() or self.due_on)


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as it was typed in. `how`: page, link or worker; then `by_words` says whose answer it is."""

    outcome: str
    words: str
    words_easy: str = ""
    reason: str = ""
    promises: tuple[NewPromise, ...] = ()
    by_words: str = ""
    how: str = "page"

    @property
    def kept_promises(self) -> tuple[NewPromise, ...]:
        """The rows that somebody filled in."""
        return tuple(one for one in self.promises if not one.is_empty)


def problems(given: Given, *, today: date, easy: bool) -> Mapping[str, str]:
    """One sentence for each thing that is missing, by the box that it belongs to; empty where all is there.

    `easy`: the council offers Easy Read, so the answer is needed in it too. Boxes of promises are named
    promise_1, promise_2 and so on, by their place in `given.promises`.
    """
    found = {name: MISSING[name] for name in missing_of(given.outcome, given.reason, len(given.kept_promises))}
    if not given.words.strip():
        found["words"] = "Write the answer in plain words."
    if easy and not given.words_easy.strip():
        found["words_easy"] = "Write the answer in Easy Read too: short sentences, one idea in each."
    if given.how == "worker" and not given.by_words.strip():
        found["by_words"] = "Say whose answer it is."
    return found | _too_long(given) | problems_of_promises(given.promises, today)


def _too_long(given: Given) -> dict[str, str]:
    boxes = {"words": given.words, "words_easy": given.words_easy, "reason": given.reason}
    said = f"Use {LONGEST:,} characters or fewer."
    return {name: said for name, text in boxes.items() if len(text) > LONGEST}


def problems_of_promises(promises: Sequence[NewPromise], today: date) -> dict[str, str]:
    """What the rows lack that somebody filled in, by their place: promise_1, promise_2 and so on."""
    found = {f"promise_{place}": _lacks(one, today) for place, one in enumerate(promises, 1) if not one.is_empty}
    if len(found) > MOST_PROMISES:
        return {"promise_1": f"Promise {MOST_PROMISES} things or fewer in one answer."}
    return {name: said for name, said in found.items() if said}


def _lacks(one: NewPromise, today: date) -> str:
    """What one promise lacks; "" where it is whole."""
    if not one.what.strip():
        return "Write what will be done."
    if not one.who.strip():
        return "Write who does it: a name or an office."
    if one.due_on is None:
        return "Write by which day it is done."
    if one.due_on < today:
        return "This day has passed. Write a day that is still to come."
    return "Use fewer words." if len(one.what) > 400 or len(one.who) > 200 else ""
