"""The programme passes everything that Heard asks of every plugin."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from core.db import db
from core.people.models import Organisation, Term
from core.testing.conformance import PluginConformance
from plugins.groups.models import Group
from plugins.participation_in_governance.models import (
    AgendaLine,
    Output,
    ProgrammeTerm,
    SchoolAsked,
    Series,
    SeriesEvent,
    Turnout,
)
from plugins.participation_in_governance.plugin import plugin

DAY = date(2026, 1, 6)


class TestConformance(PluginConformance):
    """The whole kit; each planted record hangs on a term, a series and a school of its own."""

    plugin = plugin

    def plant(self, model: type, person_id: UUID, mark: str) -> Any:
        """A record of `model` with the words `mark` in it."""
        school = _add(Organisation(kind="school", name=mark))
        group = _add(Group(key=f"planted-{uuid4().hex[:12]}", name=mark))
        term = _add(Term(name=mark[:80], starts_on=DAY, ends_on=DAY))
        row = _add(ProgrammeTerm(term_id=term.id, title=mark))
        series = _add(Series(key=f"planted-{uuid4().hex[:12]}", title=mark))
        event = _add(SeriesEvent(series_id=series.id, title=mark, on_date=DAY))
        made = next((one for one in (row, series, event) if isinstance(one, model)), None)
        values: dict[type, dict[str, Any]] = {
            Output: {"programme_term_id": row.id, "title": mark},
            AgendaLine: {"programme_term_id": row.id, "title": mark},
            SchoolAsked: {"group_id": group.id, "school_id": school.id, "note": mark},
            Turnout: {"event_id": event.id, "school_id": school.id},
        }
        return made if made is not None else _add(model(**values[model]))


def _add(row: Any) -> Any:
    db.session.add(row)
    db.session.flush()
    return row
