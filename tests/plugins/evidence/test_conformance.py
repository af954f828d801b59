"""Evidence passes everything that Heard asks of every plugin."""

from datetime import date
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from core.db import db
from core.testing.conformance import PluginConformance
from plugins.evidence.models import Figure, Line, Quote, Report, Section, SignOff, Story, StoryPart, StoryPerson
from plugins.evidence.plugin import plugin

DAY = date(2026, 1, 6)
NUMBERS = count(1)


class TestConformance(PluginConformance):
    """The whole kit; each planted record hangs on a story or a report of its own."""

    plugin = plugin

    def plant(self, model: type, person_id: UUID, mark: str) -> Any:
        """A record of `model` with the words `mark` in it."""
        story = _add(Story(key=f"planted-{uuid4().hex[:12]}", title=mark, worker_id=person_id))
        report = _add(
            Report(
                key=f"planted-{uuid4().hex[:12]}",
                title=mark,
                starts_on=date(1900 + next(NUMBERS), 1, 1),
                ends_on=DAY,
                worker_id=person_id,
            )
        )
        section = _add(Section(report_id=report.id, key="foreword", title=mark, words=mark))
        for row in (story, report, section):
            if isinstance(row, model):
                return row
        return _add(model(**_values(model, story, section, report, person_id, mark)))


def _values(model: type, story: Story, section: Section, report: Report, person: UUID, mark: str) -> dict[str, Any]:
    values: dict[type, dict[str, Any]] = {
        StoryPart: {"story_id": story.id, "part": "what", "words": mark},
        StoryPerson: {"story_id": story.id, "name": mark, "person_id": person},
        Quote: {"words": mark, "person_id": person, "worker_id": person, "story_id": story.id},
        Figure: {"section_id": section.id, "title": mark, "count": 12},
        Line: {"section_id": section.id, "ref_plugin": "groups", "ref_kind": "group", "ref_id": uuid4(), "title": mark},
        SignOff: {"report_id": report.id, "as_words": mark, "person_id": person},
    }
    return values[model]


def _add(row: Any) -> Any:
    db.session.add(row)
    db.session.flush()
    return row
