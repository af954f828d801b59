"""How a request moves, what it must say before it is sent, who may approve it, when a group was asked too often.

Plain functions: no database, no page. Source: LA33 (consultation fatigue), LA34 (clear routes of authorisation), LA24
and LA50 (an ethical approach), LA9 (voluntary, open, timely feedback), W29 (honest limits), W38 (success said first).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from core.api import gettext_noop
from plugins.requests.vocabulary import LEVELS, STATES


class NotNow(ValueError):
    """What was wanted cannot be done; the message says why, what was kept and what to do next."""


MOVES: Final[Mapping[tuple[str, str], str]] = {
    ("draft", "send"): "sent",
    ("back", "send"): "sent",
    ("sent", "send_back"): "back",
    ("sent", "put"): "asking",
    ("asking", "yes"): "approving",
    ("asking", "no"): "no",
    ("approving", "approved"): "planning",
    ("planning", "arrange"): "arranged",
    ("arranged", "arrange"): "arranged",
    ("arranged", "done"): "feedback",
    ("feedback", "answered"): "closed",
    **{(state, "refuse"): "refused" for state in ("sent", "asking", "approving", "planning")},
    **{(state, "withdraw"): "withdrawn" for state in ("draft", "sent", "back", "asking", "approving", "planning")},
}
"""Every step that there is; any other is refused. `no` has no way out: a no of young people is final."""
OPEN: Final = ("sent", "back", "asking", "approving", "planning", "arranged", "feedback")
FINAL: Final = ("closed", "no", "refused", "withdrawn")
WRITABLE: Final = ("draft", "back")
PUT: Final = ("asking", "approving", "planning", "arranged", "feedback", "closed", "no")
"""Young people have met it: what they were asked stays theirs to read."""
ALREADY: Final[Mapping[str, str]] = {
    "no": gettext_noop(
        "The young people said no, and that is final. Nothing was changed. Thank them for looking at it."
    ),
    "refused": gettext_noop(
        "It was decided that this request does not go ahead. Nothing was changed. You can ask anew."
    ),
    "withdrawn": gettext_noop(
        "This request was taken back by those who asked. Nothing was changed. They can ask anew."
    ),
    "closed": gettext_noop("This request is finished: the young people heard what came of it. Nothing was changed."),
}
NOT_YET: Final = "That is not the next step now. It stands at: {state}. Nothing was changed. Look at the page again."


def after(state: str, act: str) -> str:
    """Where a request stands after `act`; raises NotNow where that is no step from here."""
    if (state, act) in MOVES:
        return MOVES[state, act]
    raise NotNow(ALREADY.get(state) or NOT_YET.format(state=STATES[state]))


NEEDS: Final[Mapping[str, str]] = {
    "agency": gettext_noop("Say which agency asks."),
    "question": gettext_noop("Say what you want to ask or do."),
    "space": gettext_noop("Space: say where and how it is safe and easy to take part."),
    "voice": gettext_noop("Voice: say how each young person can say it in their own way."),
    "heard_by": gettext_noop("Audience: name who will hear what they say and can decide."),
    "can_change": gettext_noop("Influence: say what can change because of what they say."),
    "cannot_change": gettext_noop(
        "Honest limits: say what cannot change, and why. If nothing stands in the way, say so."
    ),
    "success": gettext_noop("Say how you will know that it worked."),
    "feedback": gettext_noop("Say what you will tell the young people afterwards."),
}
ETHICS: Final[Mapping[str, str]] = {
    "risks": gettext_noop("Say what could upset or harm somebody, and what you do then."),
    "records": gettext_noop("Say what you keep of them, who reads it, and when it is deleted."),
}


def missing(request: Any, today: date, feedback_days: int) -> list[str]:
    """What a request still needs before it can be sent, a sentence for each."""
    wanted = {**NEEDS, **(ETHICS if needs_ethics(request.kind, request.from_kind, request.touches) else {})}
    found = [sentence for name, sentence in wanted.items() if not getattr(request, name).strip()]
    return found + day_faults(request.starts_on, request.ends_on, request.feedback_by, today, feedback_days)


def needs_ethics(kind: str, from_kind: str, touches: Sequence[str]) -> bool:
    """Say whether whoever asks must answer the questions about harm: research, and what can hurt (LA24, LA50)."""
    return kind == "research" or from_kind == "research" or bool(touches)


def day_faults(
    starts_on: date | None, ends_on: date | None, feedback_by: date | None, today: date, feedback_days: int
) -> list[str]:
    """What is wrong with the days of the work and of the feedback, a sentence for each (LA9: timely feedback)."""
    found = []
    if ends_on is None:
        found.append(gettext_noop("Say on which day the work with young people ends."))
    elif ends_on < today:
        found.append(gettext_noop("The day on which the work ends has passed. Name one that is still to come."))
    if starts_on and ends_on and starts_on > ends_on:
        found.append(gettext_noop("The work ends before it begins. Look at the two days again."))
    return found + _feedback_faults(ends_on, feedback_by, today, feedback_days)


def _feedback_faults(ends_on: date | None, feedback_by: date | None, today: date, most: int) -> list[str]:
    if feedback_by is None:
        return [gettext_noop("Promise a day by which the young people hear what came of it.")]
    if feedback_by <= today:
        return [gettext_noop("The feedback day has passed or is today. Promise one that is still to come.")]
    if ends_on and feedback_by < ends_on:
        return [gettext_noop("The feedback day comes before the work ends. Promise a day after it.")]
    if ends_on and (feedback_by - ends_on).days > most:
        return [
            f"Young people wait at most {most} days after the work to hear what came of it. Promise an earlier day."
        ]
    return []


def facts(kind: str, from_kind: str, touches: Sequence[str], has_school: bool, has_cohort: bool) -> frozenset[str]:
    """What the council's rule of approvals can ask of a request; keys of vocabulary.FACTS."""
    known = {
        "always": True,
        "outside": from_kind in ("partner", "research"),
        "research": kind == "research" or from_kind == "research",
        "sensitive": bool(touches),
        "school": has_school,
        "cohort": has_cohort,
    }
    return frozenset(name for name, holds in known.items() if holds)


def levels_needed(rule: Iterable[tuple[str, str]], known: frozenset[str]) -> tuple[str, ...]:
    """The levels that must approve, in their order, by the council's rule of (fact, level)."""
    wanted = {level for fact, level in rule if fact in known}
    return tuple(level for level in LEVELS if level in wanted)


def next_level(needed: Sequence[str], given: Iterable[str]) -> str:
    """The level that approves next, "" where every one has."""
    there = set(given)
    return next((level for level in needed if level not in there), "")


OWN: Final = "You asked for this yourself, so somebody else approves it. Nothing was changed."
TWICE: Final = (
    "You have approved this on another level already. A second pair of eyes is wanted: somebody else approves here. "
    "Nothing was changed."
)
NOT_NAMED: Final = "You are not named for this level of approval. Nothing was changed."


def approval_fault(person_id: UUID | None, asker_id: UUID | None, named: bool, before: Iterable[UUID | None]) -> str:
    """Why this person may not approve the next level, in a sentence, or ""."""
    if person_id is None or not named:
        return NOT_NAMED
    if person_id == asker_id:
        return OWN
    return TWICE if person_id in set(before) else ""


def decided(yes: int, no: int, members: int, fewest: int, over: bool) -> str:
    """What young people decided by their own presses: "yes", "no", or "" where it is not decided so.

    It counts once all have pressed, or the last day is over and enough have. As many against as for is a no: nobody is
    made to take part (LA9, voluntary).
    """
    pressed = yes + no
    if pressed < fewest or not (over or pressed >= members):
        return ""
    return "yes" if yes > no else "no"


@dataclass(frozen=True)
class Meter:
    """How often somebody was asked within so many months; a `limit` of 0 is none."""

    called: str
    times: int
    limit: int
    months: int
    free_on: date | None = None

    @property
    def is_full(self) -> bool:
        """True where one more time would go beyond the limit."""
        return bool(self.limit) and self.times >= self.limit

    @property
    def near(self) -> bool:
        """True where this would be the last time within the limit."""
        return bool(self.limit) and self.times == self.limit - 1


def meter(called: str, days: Sequence[date], limit: int, months: int, frees: Mapping[date, date]) -> Meter:
    """The meter of whoever was asked on these days; `frees` says of a day when it stops to count."""
    full = bool(limit) and len(days) >= limit
    back = sorted(days)[len(days) - limit] if full else None
    return Meter(called, len(days), limit, months, frees[back] if back else None)


def over_limit_fault(meters: Iterable[Meter], rule: str, why: str, day_words: Mapping[date, str]) -> str:
    """Why young people may not be asked now, by the council's rule (`warn` or `refuse`), in a sentence, or ""."""
    full = [one for one in meters if one.is_full]
    if not full:
        return ""
    who = "; ".join(f"{one.called}: {one.times} of {one.limit} in {one.months} months" for one in full)
    if rule == "refuse":
        until = max(one.free_on for one in full if one.free_on)
        return (
            f"They were asked too often already ({who}). Nothing was put to them, the request is kept. Look at what "
            f"they have said, choose others, or wait until {day_words[until]}."
        )
    if why.strip():
        return ""
    return f"They were asked too often already ({who}). Say why they should be asked all the same, or choose others."
