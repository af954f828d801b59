"""Influence passes everything that Heard asks of every plugin."""

from datetime import date
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from core.db import db
from core.testing.conformance import PluginConformance
from plugins.groups.models import Group
from plugins.influence.models import (
    Answer,
    AnswerLink,
    Ask,
    AskTag,
    AskView,
    Change,
    Check,
    CheckAnswer,
    LedgerEntry,
    Mode,
    Model,
    ModelVersion,
    ModeRating,
    Owner,
    Promise,
    Proof,
    Pulse,
    Told,
    Verdict,
    View,
    ViewNote,
    ViewTag,
)
from plugins.influence.plugin import plugin

DAY = date(2026, 1, 6)
NUMBERS = count(1)


class TestConformance(PluginConformance):
    """The whole kit; each planted record hangs on a view, an ask and an owner of its own."""

    plugin = plugin

    def plant(self, model: type, person_id: UUID, mark: str) -> Any:
        """A record of `model` with the words `mark` in it."""
        ground = _Ground(mark)
        if model in ground.made:
            values = _GIVEN.get(model, lambda *_: {})(person_id, mark)
            for name, value in values.items():
                setattr(ground.made[model], name, value)
            db.session.flush()
            return ground.made[model]
        return _add(model(**_values(model, ground, person_id, mark)))


class _Ground:
    """What a record hangs on: a group, something that was said, a question, who must answer it, and so on."""

    def __init__(self, mark: str) -> None:
        self.group = _add(Group(key=f"planted-{uuid4().hex[:12]}", name=mark))
        self.view = _add(View(words=mark, said_on=DAY))
        self.ask = _add(Ask(number=next(NUMBERS), title=mark))
        self.owner = _add(Owner(ask_id=self.ask.id))
        self.change = _add(Change(ask_id=self.ask.id, position=1, kind="asked"))
        self.check = _add(Check(ask_id=self.ask.id, question=mark, opens_on=DAY, closes_on=DAY))
        self.model = _add(Model(key=f"planted-{uuid4().hex[:12]}", title=mark))
        self.made: dict[type, Any] = {
            type(row): row for row in (self.view, self.ask, self.owner, self.change, self.check, self.model)
        }


_GIVEN: dict[type, Any] = {
    View: lambda person, mark: {
        "person_id": person, "worker_id": person, "entered_by_id": person, "by_words": mark, "voice": "person",
    },
    Ask: lambda person, mark: {"worker_id": person, "words": mark},
    Owner: lambda person, mark: {"person_id": person, "presenter_id": person, "name": mark, "email": mark},
    Change: lambda person, mark: {"by_id": person, "by_words": mark},
}  # fmt: skip


def _values(model: type, ground: _Ground, person: UUID, mark: str) -> dict[str, Any]:
    ask, owner, view = {"ask_id": ground.ask.id}, {"owner_id": ground.owner.id}, {"view_id": ground.view.id}
    who, by = {"person_id": person}, {"by_id": person}
    about = {"about_plugin": "groups", "about_kind": "group", "about_id": ground.group.id}
    tag = {"vocabulary": "themes", "key": mark}
    chosen = {"model_id": ground.model.id, "number": 1, "mode": "together"}
    values: dict[type, dict[str, Any]] = {
        ViewTag: view | tag,
        ViewNote: view | by | {"words": mark},
        AskTag: ask | tag,
        AskView: ask | view | {"public_quote": mark},
        AnswerLink: owner | {"token_hash": uuid4().hex, "expires_at": ground.view.made_at},
        Answer: ask | owner | {"outcome": "done", "words": mark},
        Promise: ask | owner | {"what": mark, "who": mark, "due_on": DAY},
        Proof: ask | by | {"words": mark},
        CheckAnswer: who | {"check_id": ground.check.id, "answer": "yes", "words": mark},
        Verdict: ask | who | {"verdict": "yes", "words": mark, "public_words": mark},
        Told: ask | view | who | by | {"change_id": ground.change.id, "how": "page"},
        Pulse: about | who | {"words": mark},
        LedgerEntry: ask | {"position": next(NUMBERS), "kind": "published", "on_day": DAY, "previous": "", "hash": ""},
        ModelVersion: {"model_id": ground.model.id, "number": 1, "note": mark},
        Mode: about | chosen | by | {"why": mark, "on_date": DAY},
        ModeRating: about | chosen | who,
    }
    return values[model]


def _add(row: Any) -> Any:
    db.session.add(row)
    db.session.flush()
    return row
