"""Tables and migrations: one council each, keys that carry it, personal columns explained, a history both ways."""

import pytest
import sqlalchemy as sa

from core.config import Deployment
from core.db import AuthorityScoped
from core.db.base import AUTHORITY_COLUMN
from core.plugging import migrations, personal_columns
from core.plugging.processing import processing_of
from core.testing.conformance.ground import Ground
from core.testing.tables import catalogue_faults, table_faults


class SoundTables(Ground):
    """What a plugin keeps."""

    def tables(self) -> list[sa.Table]:
        """Every table of the plugin."""
        return [model.__table__ for model in self.plugin.tables]  # type: ignore[attr-defined]

    def test_every_table_belongs_to_a_council_and_carries_the_prefix(self) -> None:
        """Scoped and prefixed."""
        for model in self.plugin.tables:
            assert issubclass(model, AuthorityScoped), model
        for table in self.tables():
            assert table.name.startswith(self.plugin.prefix), table.name

    def test_every_table_is_built_as_the_walls_need_it(self) -> None:
        """Keyed by council first, and every unique constraint and link too: "already taken" tells of nobody else."""
        assert [fault for table in self.tables() for fault in table_faults(table)] == []
        for table in self.tables():
            for link in table.foreign_key_constraints:
                assert link.column_keys[0] == AUTHORITY_COLUMN, f"{table.name}: {link.name}"

    def test_every_personal_column_has_purpose_and_retention(self) -> None:
        """A column about somebody says why it is held, how grave its loss would be, how long it is kept."""
        purposes = processing_of(self.needed()).keys()
        assert personal_columns.faults(self.tables(), purposes) == []

    @pytest.mark.both_databases
    def test_migrations_reach_the_models_and_run_both_ways(self, empty_deployment: Deployment) -> None:
        """From empty up, no difference to the models, down until no table is left, and up again."""
        here, plugins = empty_deployment, self.needed()
        migrations.upgrade(here, plugins)
        self._check_database(here)
        if not self.plugin.tables:
            return
        migrations.downgrade(here, plugins, self.plugin.name)
        assert not [name for name in _names(here) if name.startswith(self.plugin.prefix)]
        migrations.upgrade(here, plugins)
        assert migrations.is_at_head(here, plugins)
        self._check_database(here)

    def _check_database(self, here: Deployment) -> None:
        """The models say what is there; what they do not say, PostgreSQL's policies, is read from its catalogue."""
        drifts = migrations.check(here, self.needed())
        assert [drift for drift in drifts if drift.owner == self.plugin.name] == []
        if here.on_postgresql:
            with migrations.opened(here) as connection:
                faults = [fault for table in self.tables() for fault in catalogue_faults(connection, table)]
            assert faults == [], "protect(op, table) is missing from a migration"


def _names(here: Deployment) -> list[str]:
    with migrations.opened(here) as connection:
        return sa.inspect(connection).get_table_names()
