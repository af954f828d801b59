"""Where a request stands, what may be done next and by when it is due: worked out from its steps alone.

Sources: UK GDPR Art. 12(3) (one month, two more where it is complex, said within the first), Art. 12(6) and the Data
(Use and Access) Act 2025 (the clock waits for identity and for clarity), the Information Commissioner's guidance on
time limits (the same date of the next month; the last day where there is none; the next working day), and the Act's
procedure for complaints (acknowledged within 30 days).
"""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Protocol
from uuid import UUID

from core.working_days import IsOff, next_working_day

KINDS: Final = ("access", "correction", "erasure", "restriction", "objection", "complaint")
ACKNOWLEDGED_WITHIN: Final = 30  # days
FIRST_MONTHS, ALL_MONTHS = 1, 3
SENT, DONE, REFUSED, WITHDRAWN = "sent", "done", "refused", "withdrawn"
CLOSED: Final = frozenset({SENT, DONE, REFUSED, WITHDRAWN})
PAUSES: Final = {"identity_asked": "identity", "clarity_asked": "clarity"}
RESUMES: Final = {"identity_checked": "identity", "clarity_given": "clarity"}
WORK: Final = {"access": "searching", "erasure": "rehearsal", "complaint": "acknowledging"}
BY_ANOTHER: Final = {"released": "redacted", "approved": "rehearsed"}
"""Steps that somebody else must take than whoever took the other one last: a second look."""
ANY_TIME: Final = frozenset({"note", "assigned"})
WHILE_WAITING: Final = ANY_TIME | {"refused", "withdrawn"}
NEEDS_WHY: Final = frozenset(
    {"extended", "refused", "clarity_asked", "sent_back", "entitled", "note"}
    | {"done", "outcome", "handed_over", "lifted"}
)


class Taken(Protocol):
    """What the rules read of a step."""

    @property
    def step(self) -> str: ...
    @property
    def on(self) -> date: ...
    @property
    def by(self) -> UUID | None: ...


@dataclass(frozen=True)
class Facts:
    """What the rules read of a request beside its steps."""

    kind: str
    received_on: date
    on_behalf: bool = False


@dataclass(frozen=True)
class Clock:
    """A request's time: `due_on` moves while it waits; `waits_for` is identity, clarity or "" while it runs.

    `first_due_on` is the end of the first month, by which a longer time must be said.
    """

    due_on: date
    first_due_on: date
    paused_days: int
    waits_for: str
    extended: bool
    answered_on: date | None

    def days_left(self, today: date) -> int:
        """Days until it is due; negative when that day has passed. Once answered, as it was on that day."""
        return (self.due_on - (self.answered_on or today)).days

    def is_overdue(self, today: date) -> bool:
        """True when the day has passed without an answer, and nobody else is being waited for."""
        return self.answered_on is None and not self.waits_for and today > self.due_on


# step -> kinds, the states in which it may be taken, the state it leads to ("" where that stays as it is)
_OPEN = frozenset(
    {"received", "entitlement", "searching", "redaction", "second_look", "ready", "deciding", "rehearsal", "approval"}
    | {"approved", "acknowledging", "looking"}
)
_ASKED = frozenset(KINDS) - {"complaint"}
_DECIDED = frozenset({"correction", "restriction", "objection"})
_MOVES: Final[dict[str, tuple[frozenset[str], frozenset[str], str]]] = {
    "identity_asked": (frozenset(KINDS), frozenset({"received"}), ""),
    "identity_checked": (frozenset(KINDS), frozenset({"received"}), "work"),
    "entitled": (frozenset(KINDS), frozenset({"entitlement"}), "work"),
    "clarity_asked": (_ASKED, _OPEN - {"ready", "approved"}, ""),
    "clarity_given": (_ASKED, _OPEN, ""),
    "gathered": (frozenset({"access"}), frozenset({"searching", "redaction"}), "redaction"),
    "grave_asked": (frozenset({"access"}), frozenset({"redaction"}), ""),
    "grave_released": (frozenset({"access"}), frozenset({"redaction"}), ""),
    "grave_kept": (frozenset({"access"}), frozenset({"redaction"}), ""),
    "redacted": (frozenset({"access"}), frozenset({"redaction"}), "second_look"),
    "released": (frozenset({"access"}), frozenset({"second_look"}), "ready"),
    "sent": (frozenset({"access"}), frozenset({"ready"}), SENT),
    "handed_over": (frozenset({"access"}), frozenset({"ready"}), SENT),
    "downloaded": (frozenset({"access"}), frozenset({SENT}), ""),
    "files_deleted": (frozenset({"access"}), CLOSED, ""),
    "rehearsed": (frozenset({"erasure"}), frozenset({"rehearsal"}), "approval"),
    "approved": (frozenset({"erasure"}), frozenset({"approval"}), "approved"),
    "erased": (frozenset({"erasure"}), frozenset({"approved"}), DONE),
    "sent_back": (frozenset({"access", "erasure"}), frozenset({"second_look", "approval", "approved"}), "back"),
    "acknowledged": (frozenset({"complaint"}), frozenset({"received", "acknowledging"}), "looking"),
    "outcome": (frozenset({"complaint"}), frozenset({"looking"}), DONE),
    "done": (_DECIDED, frozenset({"deciding"}), DONE),
    "lifted": (frozenset({"restriction"}), frozenset({DONE}), ""),
    "extended": (_ASKED, _OPEN, ""),
    "refused": (_ASKED, _OPEN, REFUSED),
    "withdrawn": (frozenset(KINDS), _OPEN, WITHDRAWN),
    "assigned": (frozenset(KINDS), _OPEN, ""),
    "note": (frozenset(KINDS), _OPEN | CLOSED, ""),
}
STEPS: Final = tuple(_MOVES)
_BACK: Final = {"access": "redaction", "erasure": "rehearsal"}


def state_of(facts: Facts, steps: Iterable[Taken]) -> str:
    """The state that the steps lead to, from "received" on."""
    state = "received"
    for taken in steps:
        state = _after(facts, state, taken.step)
    return state


def waits_for(steps: Iterable[Taken]) -> str:
    """What is being waited for, identity or clarity; "" while the clock runs."""
    waiting = ""
    for taken in steps:
        if taken.step in PAUSES:
            waiting = PAUSES[taken.step]
        elif RESUMES.get(taken.step) == waiting:
            waiting = ""
    return waiting


def why_not(facts: Facts, steps: Sequence[Taken], step: str, by: UUID | None, on: date, is_off: IsOff) -> str:
    """Say in a sentence why `step` cannot be taken now by this person, or return "" where it can."""
    kinds, states, _ = _MOVES.get(step, (frozenset[str](), frozenset[str](), ""))
    state, waiting = state_of(facts, steps), waits_for(steps)
    if facts.kind not in kinds or state not in states:
        return "This step does not fit where the request stands now. Somebody else may have taken it meanwhile."
    if waiting and step not in WHILE_WAITING and RESUMES.get(step) != waiting:
        return f"The clock waits for {waiting}. Say first that it has come."
    if not waiting and step == "clarity_given":
        return "Nothing was asked that could be answered."
    if step in PAUSES and step == "identity_asked" and waiting:
        return "This was asked already."
    if step == "extended":
        return _why_not_longer(facts, steps, on, is_off)
    return _why_not_by(steps, step, by)


def next_steps(facts: Facts, steps: Sequence[Taken], by: UUID | None, on: date, is_off: IsOff) -> tuple[str, ...]:
    """What this person may do with the request now."""
    return tuple(step for step in STEPS if not why_not(facts, steps, step, by, on, is_off))


def clock(facts: Facts, steps: Sequence[Taken], today: date, is_off: IsOff) -> Clock:
    """The request's time as it stands on `today`."""
    paused, waiting = paused_days(steps, today), waits_for(steps)
    extended = any(taken.step == "extended" for taken in steps)
    first = _due(facts, FIRST_MONTHS, paused, is_off)
    due = _due(facts, ALL_MONTHS, paused, is_off) if extended else first
    return Clock(due, first, paused, waiting, extended, _answered_on(facts, steps))


def paused_days(steps: Iterable[Taken], today: date) -> int:
    """How many days the clock stood still up to `today`: from the day of asking to the day of the answer."""
    waiting, since, days = "", today, 0
    for taken in steps:
        if taken.step in PAUSES and not waiting:
            waiting, since = PAUSES[taken.step], taken.on
        elif waiting and (RESUMES.get(taken.step) == waiting or taken.step in {REFUSED, WITHDRAWN}):
            waiting, days = "", days + max(0, (taken.on - since).days)
    return days + (max(0, (today - since).days) if waiting else 0)


def months_later(day: date, months: int) -> date:
    """The same date some months later; the last day of that month where it has no such date."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _after(facts: Facts, state: str, step: str) -> str:
    to = _MOVES[step][2] if step in _MOVES else ""
    if to == "work":
        waits = facts.on_behalf and step == "identity_checked" and facts.kind != "complaint"
        return "entitlement" if waits else WORK.get(facts.kind, "deciding")
    if to == "back":
        return _BACK[facts.kind]
    return to or state


def _due(facts: Facts, months: int, paused: int, is_off: IsOff) -> date:
    if facts.kind == "complaint":
        return facts.received_on + timedelta(days=ACKNOWLEDGED_WITHIN + paused)
    return next_working_day(months_later(facts.received_on, months) + timedelta(days=paused), is_off)


def _answered_on(facts: Facts, steps: Iterable[Taken]) -> date | None:
    """The day that stops the clock: the answer, or for a complaint its acknowledgement."""
    answers = {"acknowledged"} if facts.kind == "complaint" else {"sent", "handed_over", "erased", "done"}
    return next((taken.on for taken in steps if taken.step in answers | {REFUSED, WITHDRAWN, "outcome"}), None)


def _why_not_longer(facts: Facts, steps: Sequence[Taken], on: date, is_off: IsOff) -> str:
    here = clock(facts, steps, on, is_off)
    if here.extended:
        return "The time was made longer already, and the law allows it once."
    if on > here.first_due_on:
        return "The first month is over. The law lets you say within it that you need longer, and not afterwards."
    return ""


def _why_not_by(steps: Sequence[Taken], step: str, by: UUID | None) -> str:
    other = BY_ANOTHER.get(step)
    if other is None:
        return ""
    before = [taken.by for taken in steps if taken.step == other]
    if by is None or (before and before[-1] == by):
        return "Somebody else must take this step: whoever did the work does not look it over too."
    return ""
