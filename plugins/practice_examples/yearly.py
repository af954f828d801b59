"""The yearly report of the approach: what was done, what difference it made, what is hoped for (NC54)."""

from collections.abc import Collection
from datetime import date

from core.api import Authority, Ref, ReportFigure, ReportLine, ReportPart, db, local_today
from plugins.evidence.api import EvidenceSettings, Period, Plan, Story, evidence_settings, year_of
from plugins.learning.api import ON_THE_LIST, WON, AwardRound, Nomination
from plugins.practice_examples.here import REPORT, SERIES
from plugins.practice_examples.models import Shared


def this_year(authority: Authority) -> Period:
    """The year that has begun, as the council counts its years."""
    return year_of(local_today(), _chosen(authority).year_starts)


def plan(authority: Authority) -> Plan:
    """This year's report, with the sections of words that the council has chosen for its reports."""
    year = this_year(authority)
    title = f"Our approach to participation: annual report {year.title}"
    return Plan(REPORT, title, year.start, year.end, sections=_chosen(authority).sections)


def parts(start: date, end: date, about: Collection[Ref]) -> list[ReportPart]:
    """Examples of these days and the teams that learned from them, and the awards that were given; of the whole council
    alone.
    """
    return [] if about else [*_examples(start, end), *_awards(start, end)]


def _examples(start: date, end: date) -> list[ReportPart]:
    told = db.select(Shared.id).where(Shared.on_day >= start, Shared.on_day <= end)
    teams = len(db.session.scalars(told).all())
    query = db.select(Story.id, Story.title, Story.happened_on).where(
        Story.series == SERIES, Story.published_at.is_not(None)
    )
    rows = db.session.execute(query.order_by(Story.happened_on, Story.key)).all()
    if not rows:
        return []
    figures = (
        ReportFigure("practice_examples.examples", "Examples that everybody can read", len(rows)),
        ReportFigure("practice_examples.teams", "Times a team was told what to take from one", teams),
    )
    lines = tuple(ReportLine(Ref("evidence", "story", row.id), row.title, row.happened_on) for row in rows)
    return [ReportPart("practice_examples.examples", "Our approach in examples", figures, lines, order=70)]


def _awards(start: date, end: date) -> list[ReportPart]:
    """Rounds that were announced in these days: how many were put forward, stood on a list, and won (NC25)."""
    query = db.select(AwardRound).where(AwardRound.state == "announced")
    query = query.where(AwardRound.ceremony_on >= start, AwardRound.ceremony_on <= end)
    rounds = list(db.session.scalars(query.order_by(AwardRound.ceremony_on, AwardRound.key)))
    if not rounds:
        return []
    stages = db.select(Nomination.stage).where(Nomination.round_id.in_([one.id for one in rounds]))
    found = list(db.session.scalars(stages))
    figures = (
        ReportFigure("practice_examples.put-forward", "Young people put forward", len(found), of_people=True),
        ReportFigure("practice_examples.listed", "On a list", sum(one in ON_THE_LIST for one in found), of_people=True),
        ReportFigure("practice_examples.won", "Winners of an area", sum(one in WON for one in found)),
    )
    lines = tuple(ReportLine(Ref("learning", "round", one.id), one.title, one.ceremony_on) for one in rounds)
    return [ReportPart("practice_examples.awards", "Awards", figures, lines, order=72)]


def _chosen(authority: Authority) -> EvidenceSettings:
    return evidence_settings(authority)
