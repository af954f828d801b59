"""Two admins at one form of settings: what a form was filled from, and what to tell whoever saves second."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from pydantic import BaseModel
from sqlalchemy import select

from core.admin.audit_trail import by_the_clock
from core.admin.showing import setting_in_words
from core.audit import AuditEntry
from core.db import db
from core.plugging.manifest import Plugin
from core.users.directory import names_of_members


@dataclass(frozen=True)
class Clash:
    """One setting, by its title: what holds now and what was typed, both in words."""

    title: str
    now: str
    typed: str


@dataclass(frozen=True)
class Overtaken:
    """Who saved last and when ("" where the audit trail does not say), and every setting that differs."""

    who: str
    when: str
    clashes: tuple[Clash, ...]


def seen(model: BaseModel) -> str:
    """A short mark of these values: the form carries it, and on the way back it tells whether they still hold."""
    values = json.dumps(model.model_dump(mode="json"), sort_keys=True)
    return sha256(values.encode()).hexdigest()[:32]


def overtaken(plugin: Plugin, present: BaseModel, wanted: BaseModel) -> Overtaken:
    """What to tell somebody whose form is older than what holds now; call inside the council's scope."""
    last = db.session.scalar(
        select(AuditEntry)
        .where(
            AuditEntry.about_plugin == plugin.name,
            AuditEntry.about_kind == "settings",
            AuditEntry.action.startswith("settings."),
        )
        .order_by(AuditEntry.seq.desc())
        .limit(1)
    )
    if last is None:
        return Overtaken("", "", tuple(_clashes(present, wanted)))
    who = names_of_members({last.by_user_id}).get(last.by_user_id, "") if last.by_user_id else ""
    return Overtaken(who, by_the_clock(last.at), tuple(_clashes(present, wanted)))


def _clashes(present: BaseModel, wanted: BaseModel) -> Iterator[Clash]:
    model = type(present)
    for key, field in model.model_fields.items():
        now, typed = getattr(present, key), getattr(wanted, key)
        if now != typed:
            words = setting_in_words(model, key, now), setting_in_words(model, key, typed)
            yield Clash(field.title or key, *words)
