"""What a council has saved beside its file: its choices about plugins, and what the file last applied."""

from typing import Any

from sqlalchemy import JSON, Boolean, String
from sqlalchemy.orm import Mapped, mapped_column

from core.authority.plan import Fields, Identity, Things
from core.db import AuthorityScoped, Base, db, scoped_unique


class PluginChoice(AuthorityScoped, Base):
    """One plugin at one council: on or off (None: as the file says), and the admin's sparse difference."""

    __tablename__ = "core_plugin_choice"
    __table_args__ = (scoped_unique("plugin"),)

    plugin: Mapped[str] = mapped_column(String(60))
    on: Mapped[bool | None] = mapped_column(Boolean)
    settings: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class Declared(AuthorityScoped, Base):
    """One thing as the council's file last applied it, so that what staff changed since can be told apart."""

    __tablename__ = "core_declared"
    __table_args__ = (scoped_unique("owner", "kind", "key"),)

    owner: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(40))
    key: Mapped[str] = mapped_column(String(80))
    fields: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


def last_applied(owner: str) -> dict[Identity, dict[str, Any]]:
    """Return what the file last applied for `owner` ("core" or a plugin's name) at the council in scope."""
    rows = db.session.execute(db.select(Declared.kind, Declared.key, Declared.fields).where(Declared.owner == owner))
    return {(kind, key): fields for kind, key, fields in rows}


def remember(owner: str, snapshot: Things) -> None:
    """Keep `snapshot` as what the file last applied for `owner` at the council in scope."""
    rows = db.session.scalars(db.select(Declared).where(Declared.owner == owner))
    kept = {(row.kind, row.key): row for row in rows}
    for identity, row in kept.items():
        if identity not in snapshot:
            db.session.delete(row)
    for identity, fields in snapshot.items():
        _keep(owner, identity, fields, kept.get(identity))


def _keep(owner: str, identity: Identity, fields: Fields, row: Declared | None) -> None:
    if row is None:
        kind, key = identity
        db.session.add(Declared(owner=owner, kind=kind, key=key, fields=dict(fields)))
    elif row.fields != fields:
        row.fields = dict(fields)


def choices() -> dict[str, tuple[bool | None, dict[str, Any]]]:
    """Return, for each plugin that the council in scope has decided about, its switch and its settings."""
    rows = db.session.execute(db.select(PluginChoice.plugin, PluginChoice.on, PluginChoice.settings))
    return {plugin: (on, dict(settings or {})) for plugin, on, settings in rows}


def choice_of(plugin: str) -> PluginChoice:
    """Return the council's row about `plugin`, a new one if it has decided nothing yet."""
    row: PluginChoice | None = db.session.scalar(db.select(PluginChoice).where(PluginChoice.plugin == plugin))
    if row is None:
        row = PluginChoice(plugin=plugin, on=None, settings={})
        db.session.add(row)
    return row
