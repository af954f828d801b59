"""Rules of emergency access and of sharing against a refusal: reasons, times, and where each of them stands.

Plain functions. At most an hour, one child, reviewed within two working days (NCSC and ICO on exceptional access); an
override is decided by a lead other than the one who proposed it, in an emergency within a day after it was done.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from core.clock import ZONE
from core.working_days import IsOff

LONGEST: Final = 60  # minutes
MINUTES: Final = (15, 30, LONGEST)
YES_LASTS: Final = timedelta(hours=24)  # a yes that nobody used by then is none
REVIEW_DAYS: Final = 2  # working days
WHY: Final[Mapping[str, str]] = {
    "danger": "A child is in danger now, and what is known decides what to do",
    "missing": "A child is missing",
    "hospital": "A hospital, the police or an emergency team asks about a child now",
    "cover": "Nobody who has the case can be reached, and it cannot wait",
    "handover": "A lead asked for it, to hand a case over",
    "other": "Another emergency, written down below",
}
WORDS: Final[Mapping[str, str]] = {
    "waiting": "Waits for a lead's yes",
    "refused": "Refused",
    "approved": "Approved, not opened yet",
    "lapsed": "Nobody used it in time",
    "open": "Open now",
    "over": "Over, to be reviewed",
    "reviewed": "Reviewed",
}
TELLING: Final[Mapping[str, str]] = {
    "told": "They were told",
    "harm": "Telling them would cause harm",
    "nobody": "They cannot be told: too young to understand, or not reachable",
}


def standing(grant: Any, now: datetime) -> str:
    """Where an opening stands: one of WORDS."""
    if grant.reviewed_at is not None:
        return "reviewed"
    if grant.opened_at is not None:
        return "open" if is_live(grant, now) else "over"
    if grant.refused:
        return "refused"
    if grant.needs_yes and grant.answered_at is None:
        return "lapsed" if now - grant.asked_at > YES_LASTS else "waiting"
    return "lapsed" if now - (grant.answered_at or grant.asked_at) > YES_LASTS else "approved"


def is_live(grant: Any, now: datetime) -> bool:
    """True while it shows anything."""
    return grant.until is not None and grant.ended_at is None and grant.until > now


def must_ask(*, policy: str, by_lead: bool, for_another: bool, runs_the_platform: bool) -> bool:
    """Whether a lead must say yes before it opens. `policy` is the council's, for its practitioners."""
    return for_another or runs_the_platform or (policy != "alone" and not by_lead)


def review_by(opened_at: datetime, is_off: IsOff) -> datetime:
    """The end of the second working day after the opening's own."""
    day, left = opened_at.astimezone(ZONE).date(), REVIEW_DAYS
    while left:
        day += timedelta(days=1)
        left -= not is_off(day)
    return _end_of(day)


def is_frozen(unreviewed: list[datetime], now: datetime) -> bool:
    """True when a review of one's own openings is late: no other opens until it is done."""
    return any(by < now for by in unreviewed)


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=ZONE)


BASES: Final[Mapping[str, str]] = {
    "harm": "To protect a child or an adult at risk from harm (Data Protection Act 2018, Sch. 1 para. 18)",
    "section_47": "A child may be suffering significant harm (Children Act 1989, s. 47)",
    "section_17": "A child in need, and the law asks us to help (Children Act 1989, s. 17)",
    "court": "A court ordered it",
    "police": "To prevent or find out about a serious crime",
    "vital": "To save a life, and the person cannot agree",
    "duty": "Another duty in law, named below",
}
STANDS: Final[Mapping[str, str]] = {
    "proposed": "Waits for another lead's yes",
    "acted": "Acted in an emergency, waits for a lead's yes",
    "approved": "Approved, not done yet",
    "refused": "Refused",
    "done": "Done, to be reviewed",
    "reviewed": "Reviewed",
}
STEPS: Final[Mapping[str, tuple[frozenset[str], str]]] = {
    "approved": (frozenset({"proposed"}), "approved"),
    "agreed_after": (frozenset({"acted"}), "done"),
    "refused": (frozenset({"proposed", "acted"}), "refused"),
    "done": (frozenset({"approved"}), "done"),
    "reviewed": (frozenset({"done", "refused"}), "reviewed"),
}
"""Steps of an override: the states from which each is taken, and the one that follows."""
ANSWERS: Final = frozenset({"approved", "agreed_after", "refused"})
EMERGENCY_HOURS: Final = 24
MOST_DAYS: Final = 90  # an override is for one thing and for a time


def next_steps(state: str, *, is_lead: bool, is_proposer: bool, was_answered_by_me: bool) -> tuple[str, ...]:
    """What somebody may do with an override; the yes and the review come from a lead who did not propose it."""
    open_here = [step for step, (sources, _) in STEPS.items() if state in sources]
    second = is_lead and not is_proposer
    may = {**dict.fromkeys((*ANSWERS, "reviewed"), second), "done": is_lead or is_proposer or was_answered_by_me}
    return tuple(step for step in open_here if may[step])
