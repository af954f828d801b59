"""When a task group may start and end, as plain functions (W45)."""

from datetime import date

from core.api import gettext


def days_problem(starts_on: date | None, ends_on: date | None) -> str:
    """What is wrong with the days of a task group, in plain words; "" if nothing is."""
    if starts_on and ends_on and ends_on <= starts_on:
        return "A task group ends after it starts. Change one of the days."
    return ""


def outcome_problem(kind: str, words: str) -> str:
    """Why a task group cannot end yet; "" if it can."""
    if not kind or not words.strip():
        return gettext("It has not ended yet. Say what came of it first, also if that was little.")
    return ""


def is_late(state: str, ends_on: date, today: date) -> bool:
    """True for one whose last day is over and that has said nothing of its outcome."""
    return state == "open" and ends_on < today
