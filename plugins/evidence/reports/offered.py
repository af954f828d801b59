"""The days of which a report can be made here: years, quarters and terms that have begun, the latest first."""

from datetime import date
from typing import Final, NamedTuple

from core.api import Authority, Term, db, local_today
from plugins.evidence.here import chosen
from plugins.evidence.reports.periods import Period, quarters, year_of
from plugins.evidence.reports.planning import ANNUAL, QUARTERLY, TERMLY

YEARS: Final = 3
TERMS: Final = 6


class Offer(NamedTuple):
    """One choice: the kind of report, its days, and what it would be called."""

    kind: str
    period: Period
    title: str

    @property
    def key(self) -> str:
        """The choice's value in a form."""
        return f"{self.kind}/{self.period.start.isoformat()}"

    @property
    def label(self) -> str:
        """The choice in words, with its days."""
        start, end = self.period.start, self.period.end
        return f"{self.title} ({start:%-d %B %Y} to {end:%-d %B %Y})"


def offers(authority: Authority) -> list[Offer]:
    """Every choice, years first."""
    today, first = local_today(), chosen(authority).year_starts
    years = [year_of(date(today.year - back, today.month, 1), first) for back in range(YEARS)]
    found = [Offer(ANNUAL, year, f"Annual report {year.title}") for year in years]
    recent = [one for year in years[:2] for one in quarters(year) if one.start <= today]
    found += [Offer(QUARTERLY, one, f"Report {one.title}") for one in sorted(recent, reverse=True, key=_start)]
    return found + [Offer(TERMLY, one, f"Report of the {_lower(one.title)}") for one in _terms(today)]


def _terms(today: date) -> list[Period]:
    query = db.select(Term.name, Term.starts_on, Term.ends_on).where(Term.starts_on <= today)
    rows = db.session.execute(query.order_by(Term.starts_on.desc()).limit(TERMS))
    return [Period(row.name, row.starts_on, row.ends_on) for row in rows]


def _start(period: Period) -> date:
    return period.start


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]
