"""Terms of office and by-elections, as plain functions: when a free place is voted on again, and by when (W42)."""

from datetime import date, timedelta
from typing import Literal

from core.api import gettext

Need = Literal["due", "overdue", "too_late"]


def by_election(since: date | None, term_to: date | None, today: date, days: int, least: int) -> Need:
    """Whether a place that fell free is voted on again.

    `too_late`: fewer than `least` days of the term are left. `overdue`: it fell free more than `days` ago.
    """
    if term_to is not None and (term_to - today).days < least:
        return "too_late"
    return "overdue" if since is not None and today > call_by(since, days) else "due"


def call_by(since: date, days: int) -> date:
    """The last day on which the by-election should be called."""
    return since + timedelta(days=days)


def term_end(term_from: date, months: int) -> date:
    """The last day of a term of so many months: 1 September for 12 months ends on 31 August."""
    years, month = divmod(term_from.year * 12 + term_from.month - 1 + months, 12)
    return date(years, month + 1, min(term_from.day, 28)) - timedelta(days=1)


def filled_words(filled: int, places: int) -> str:
    """How many places of a body are taken, never more than there are: "1 of 2 filled"."""
    return gettext("%(filled)s of %(places)s filled", filled=min(filled, places), places=places)
