"""A report as people of the council read it while it is put together: counts above their own threshold, every line."""

from collections.abc import Sequence
from typing import NamedTuple

from core.api import db
from plugins.evidence.models import Figure, Line, Report, Section
from plugins.evidence.reports.shown import Counted, counted
from plugins.evidence.vocabulary import STATES, TONES


class Draft(NamedTuple):
    """A section with what it holds; `figures` with the address behind each."""

    section: Section
    figures: Sequence[tuple[Counted, str]]
    lines: Sequence[Line]


def sections(report: Report) -> list[Draft]:
    """Every section, those that are left out too, in order: three statements."""
    query = db.select(Section).where(Section.report_id == report.id).order_by(Section.position, Section.id)
    rows = list(db.session.scalars(query))
    ids = [row.id for row in rows]
    figures = list(db.session.scalars(db.select(Figure).where(Figure.section_id.in_(ids)).order_by(Figure.position)))
    lines = list(db.session.scalars(db.select(Line).where(Line.section_id.in_(ids)).order_by(Line.position, Line.id)))
    return [
        Draft(
            row,
            [(counted(one, for_all=False), one.url) for one in figures if one.section_id == row.id],
            [one for one in lines if one.section_id == row.id],
        )
        for row in rows
    ]


def state(report: Report) -> tuple[str, str]:
    """How far it is, as (words, tone)."""
    key = "public" if report.published_at else "signed" if report.signed_at else "draft"
    return STATES[key], TONES[key]
