"""How an agreement stands, told to the person it is about: one sentence in the words of their reading band.

Nobody is named: an adult who answered is "somebody who looks after you", and a note of staff is never shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from markupsafe import Markup

from core.consent.rules import Standing
from core.web.bands import banded
from core.web.languages import day, gettext
from core.words import gettext_noop

Own = Literal["", "yes", "no", "ended"]


@dataclass(frozen=True)
class Told:
    """A word for the state with its tone, and the sentence that says what it means."""

    word: str
    tone: str
    sentence: str | Markup


def told(standing: Standing, own: Own, needs_adult: bool) -> Told:
    """What to say to the person themselves; `own` is their own latest word."""
    if standing.holds:
        return Told(gettext("Yes"), "good", _yes(standing))
    if own == "no":
        return Told(gettext("No"), "neutral", _own_no(standing))
    if own == "yes" and needs_adult and standing.state != "unsettled":
        return Told(gettext("Not yet"), "warn", _adult_missing(standing))
    return _nobody_agreed(standing)


def told_to_adult(standing: Standing, own: Own, may_decide: bool) -> Told:
    """What to say to a parent or carer: agreed or not, their own word, and never whose word it was otherwise."""
    if standing.holds:
        return Told(gettext("Agreed"), "good", _until(standing.until) or gettext("It is agreed."))
    if own == "yes":
        return Told(gettext("Not agreed"), "neutral", gettext("You said yes. It is not agreed all the same."))
    if own == "no":
        return Told(gettext("Not agreed"), "neutral", gettext("You said no. You can change your mind at any time."))
    if may_decide:
        return Told(gettext("Not agreed"), "neutral", gettext("We do not have your answer. Until then it is a no."))
    return Told(gettext("Not agreed"), "neutral", gettext("It is not agreed."))


def _yes(standing: Standing) -> str | Markup:
    by = {"own" if voice == "own" else "worker" if voice == "worker" else "adult" for voice in standing.by}
    if by == {"own"}:
        said = gettext("You said yes.")
    elif by == {"adult"}:
        said = gettext("Somebody who looks after you said yes.")
    elif by == {"own", "adult"}:
        said = gettext("You said yes, and somebody who looks after you said yes.")
    else:
        said = gettext("A worker talked with everybody. It is a yes.")
    return banded(" ".join(part for part in (said, _until(standing.until)) if part))


def _until(last: date | None) -> str:
    return gettext("It holds until %(day)s.", day=day(last)) if last else ""


def _own_no(standing: Standing) -> str | Markup:
    if standing.state == "withdrawn":
        return banded(
            gettext("You took your yes back. It counts at once, and nobody asks you why."),
            gettext("You took your yes back. So it is a no now. Nobody asks you why."),
        )
    return banded(gettext("You said no. That is fine, and nobody asks you why."), gettext("You said no. That is fine."))


def _adult_missing(standing: Standing) -> str | Markup:
    if standing.state in ("refused", "withdrawn"):
        return gettext("You said yes. Somebody who looks after you said no. So it is a no for now.")
    return banded(
        gettext("You said yes. We also need the yes of somebody who looks after you. Until then it is a no."),
        gettext("You said yes. We also need the yes of somebody who looks after you."),
    )


_OTHERWISE: Final[Mapping[str, tuple[str, str, str]]] = {
    "unsettled": (
        gettext_noop("Not decided"),
        "warn",
        gettext_noop("It is not decided yet. Until it is, it is a no. Your worker can tell you more."),
    ),
    "refused": (gettext_noop("No"), "neutral", gettext_noop("Somebody who looks after you said no.")),
    "withdrawn": (gettext_noop("No"), "neutral", gettext_noop("Somebody who looks after you took their yes back.")),
    "expired": (
        gettext_noop("No"),
        "neutral",
        gettext_noop("The yes came to its end. It is a no until there is a new yes."),
    ),
    "lapsed": (
        gettext_noop("No"),
        "neutral",
        gettext_noop("The yes from before does not count any more. It is a no until there is a new yes."),
    ),
    "asked": (gettext_noop("Not answered"), "warn", gettext_noop("You have not answered yet. Until then it is a no.")),
    "not_asked": (gettext_noop("Not answered"), "neutral", gettext_noop("Nobody has said yes. So it is a no.")),
}


def _nobody_agreed(standing: Standing) -> Told:
    word, tone, sentence = _OTHERWISE[standing.state]
    return Told(gettext(word), tone, banded(gettext(sentence)))


_SAID: Final[Mapping[tuple[str, str], str]] = {
    ("asked", "own"): gettext_noop("We asked you."),
    ("given", "own"): gettext_noop("You said yes."),
    ("refused", "own"): gettext_noop("You said no."),
    ("withdrawn", "own"): gettext_noop("You took your yes back."),
    ("expired", "own"): gettext_noop("Your yes came to its end."),
    ("lapsed", "own"): gettext_noop("Your yes stopped counting."),
    ("asked", "adult"): gettext_noop("We asked somebody who looks after you."),
    ("given", "adult"): gettext_noop("Somebody who looks after you said yes."),
    ("refused", "adult"): gettext_noop("Somebody who looks after you said no."),
    ("withdrawn", "adult"): gettext_noop("Somebody who looks after you took their yes back."),
    ("expired", "adult"): gettext_noop("The yes of somebody who looks after you came to its end."),
    ("lapsed", "adult"): gettext_noop("The yes of somebody who looks after you stopped counting."),
    ("given", "council"): gettext_noop("The council, which looks after you, said yes."),
    ("refused", "council"): gettext_noop("The council, which looks after you, said no."),
    ("withdrawn", "council"): gettext_noop("The council, which looks after you, took its yes back."),
    ("given", "worker"): gettext_noop("A worker talked with everybody and settled it: yes."),
    ("refused", "worker"): gettext_noop("A worker talked with everybody and settled it: no."),
    ("withdrawn", "worker"): gettext_noop("A worker talked with everybody and settled it: no."),
}


def said(state: str, voice: str) -> str:
    """One line of the story in a sentence; "" for what is only bookkeeping."""
    found = _SAID.get((state, voice)) or _SAID.get((state, "adult"), "")
    return gettext(found) if found else ""


JUDGED: Final[Mapping[str, str]] = {
    "competent": gettext_noop("You can decide this yourself."),
    "partly": gettext_noop("You decide this together with somebody who looks after you."),
    "not_now": gettext_noop("For now somebody who looks after you decides this with you. It is looked at again."),
}
CAPACITY: Final[Mapping[str, str]] = {
    **JUDGED,
    "not_now": gettext_noop("For now this is hard for you to decide. A worker talks with you about it."),
}
