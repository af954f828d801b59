"""Standards passes everything that Heard asks of every plugin."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from core.api import Organisation
from core.db import db
from core.testing.conformance import PluginConformance
from plugins.standards.models import (
    Action,
    ActionChange,
    ActionEvidence,
    Audit,
    AuditAnswer,
    AuditForm,
    AuditQuestion,
    Charter,
    CharterPromise,
    Plan,
    Pledge,
    Priority,
    Target,
    TargetFigure,
)
from plugins.standards.plugin import plugin

DAY = date(2026, 1, 6)


class TestConformance(PluginConformance):
    """The whole kit; each planted record hangs on a charter, a plan, a target and an audit of its own."""

    plugin = plugin

    def plant(self, model: type, person_id: UUID, mark: str) -> Any:
        """A record of `model` that names the person and has the words `mark` in it."""
        ground = _Ground(mark)
        row = ground.made.get(model) or model(**_values(model, ground, mark))
        for name in ("owner_id", "by_id", "sent_by_id"):
            if hasattr(model, name):
                setattr(row, name, person_id)
        return _add(row)


class _Ground:
    """What a record hangs on."""

    def __init__(self, mark: str) -> None:
        self.charter = _add(Charter(key=_key(), title=mark))
        self.plan = _add(Plan(key=_key(), title=mark))
        self.priority = _add(Priority(plan_id=self.plan.id, key=_key(), title=mark))
        self.action = _add(Action(plan_id=self.plan.id, priority_id=self.priority.id, key=_key(), title=mark))
        self.target = _add(Target(key=_key(), title=mark, number=1, unit="schools"))
        self.form = _add(AuditForm(key=_key(), title=mark))
        self.question = _add(AuditQuestion(form_id=self.form.id, key=_key(), words=mark))
        self.team = _add(Organisation(kind="service", name=mark))
        self.audit = _add(
            Audit(form_id=self.form.id, organisation_id=self.team.id, year=2026, opened_on=DAY, due_on=DAY)
        )
        self.made: dict[type, Any] = {type(row): row for row in vars(self).values()}


def _values(model: type, ground: _Ground, mark: str) -> dict[str, Any]:
    values: dict[type, dict[str, Any]] = {
        CharterPromise: {"charter_id": ground.charter.id, "key": _key(), "words": mark},
        Pledge: {"charter_id": ground.charter.id, "body": f"{mark} {uuid4().hex}", "pledged_on": DAY},
        ActionEvidence: {"action_id": ground.action.id, "words": mark},
        ActionChange: {"action_id": ground.action.id, "kind": "made", "detail": mark},
        TargetFigure: {"target_id": ground.target.id, "on_date": DAY, "value": 1, "note": mark},
        AuditAnswer: {"audit_id": ground.audit.id, "question_id": ground.question.id, "words": mark},
    }
    return values[model]


def _key() -> str:
    return f"planted-{uuid4().hex[:12]}"


def _add(row: Any) -> Any:
    db.session.add(row)
    db.session.flush()
    return row
