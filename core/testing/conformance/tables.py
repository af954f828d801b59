"""Tables and migrations: one council each, keys that carry it, personal columns explained, a history both ways."""

from pathlib import Path
from typing import Any

import sqlalchemy as sa

from core.db import AuthorityScoped
from core.plugging import migrations
from core.testing.apps import sqlite_in
from core.testing.conformance.ground import Ground
from core.testing.conformance.planting import PERSON

RETENTION = frozenset({"account", "audit", "consent", "member", "published", "record-keeping", "safeguarding"})


class SoundTables(Ground):
    """What a plugin keeps."""

    def tables(self) -> list[sa.Table]:
        """Every table of the plugin."""
        return [model.__table__ for model in self.plugin.tables]  # type: ignore[attr-defined]

    def test_every_table_belongs_to_a_council_and_carries_the_prefix(self) -> None:
        """Scoped, prefixed, and keyed by council first."""
        for model in self.plugin.tables:
            assert issubclass(model, AuthorityScoped), model
        for table in self.tables():
            assert table.name.startswith(self.plugin.prefix), table.name
            assert [column.name for column in table.primary_key.columns] == ["authority_id", "id"], table.name

    def test_every_constraint_begins_with_the_council(self) -> None:
        """Unique, foreign and indexed: "already taken" never tells of another council."""
        for table in self.tables():
            for constraint in table.constraints:
                if isinstance(constraint, sa.UniqueConstraint | sa.ForeignKeyConstraint):
                    assert next(iter(constraint.columns)).name == "authority_id", f"{table.name}: {constraint.name}"
            assert not [key for key in table.foreign_keys if key.ondelete == "SET NULL"], table.name

    def test_every_personal_column_has_purpose_and_retention(self) -> None:
        """A column that points at a person says why it is held, how grave its loss would be, how long it is kept."""
        for table in self.tables():
            for column in table.columns:
                personal: Any = column.info.get("personal")
                wish = column.info.get("scoped_fk")
                if wish is not None and wish.table == PERSON:
                    assert personal, f"{table.name}.{column.name} points at a person: give it info=personal(...)"
                if personal:
                    assert personal.purpose and personal.retention in RETENTION, f"{table.name}.{column.name}"

    def test_migrations_reach_the_models_and_run_both_ways(self, tmp_path: Path) -> None:
        """From empty up, no difference to the models, down until no table is left, and up again."""
        here, plugins = sqlite_in(tmp_path), self.needed()
        migrations.upgrade(here, plugins)
        assert [drift for drift in migrations.check(here, plugins) if drift.owner == self.plugin.name] == []
        if not self.plugin.tables:
            return
        migrations.downgrade(here, plugins, self.plugin.name)
        assert not [name for name in _names(here.database_url) if name.startswith(self.plugin.prefix)]
        migrations.upgrade(here, plugins)
        assert migrations.is_at_head(here, plugins)


def _names(url: str) -> list[str]:
    engine = sa.create_engine(url)
    try:
        return sa.inspect(engine).get_table_names()
    finally:
        engine.dispose()
