"""Quotes to choose from for a section of a report, and those that stand there."""

from collections.abc import Collection
from typing import Final
from uuid import UUID

from core.api import db
from plugins.evidence.models import Line, Quote
from plugins.evidence.quotes.shown import Shown, public_quotes

MOST: Final = 60
OF_QUOTES = (Line.ref_plugin == "evidence", Line.ref_kind == "quote")


def for_section(section_id: UUID) -> list[tuple[Shown, bool]]:
    """The newest quotes that may be shown now, with whether they stand in this section."""
    newest = db.select(Quote.id).where(Quote.cleared_at.is_not(None), Quote.taken_back_at.is_(None))
    ids = list(db.session.scalars(newest.order_by(Quote.made_at.desc(), Quote.id).limit(MOST)))
    chosen = frozenset(db.session.scalars(db.select(Line.ref_id).where(Line.section_id == section_id, *OF_QUOTES)))
    return [(one, one.id in chosen) for one in public_quotes([*ids, *(chosen - set(ids))]).values()]


def choose(section_id: UUID, wanted: Collection[UUID]) -> None:
    """Let these quotes stand in the section and no others; what may not be shown is left out; flushes."""
    rows = list(db.session.scalars(db.select(Line).where(Line.section_id == section_id, *OF_QUOTES)))
    for row in rows:
        if row.ref_id not in wanted:
            db.session.delete(row)
    held, allowed = {row.ref_id for row in rows}, public_quotes(list(wanted)) if wanted else {}
    for place, id in enumerate(one for one in wanted if one in allowed and one not in held):
        row = Line(section_id=section_id, position=100 + place, title="A quote", chosen=True)
        row.ref_plugin, row.ref_kind, row.ref_id = "evidence", "quote", id
        db.session.add(row)
    db.session.flush()
