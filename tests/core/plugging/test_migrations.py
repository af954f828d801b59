"""Migrations: one history for each owner, all or nothing, and nobody's tables dropped by somebody else."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa

from core.cli.db import import_models
from core.config import ConfigFault, Deployment
from core.db import Base, UTCDateTime
from core.plugging import migrations
from core.plugging.ownership import Owner, belongs_to, owner_of
from core.plugging.registry import Plugins
from core.plugging.revisions import new_revision
from core.testing.databases import test_deployment
from core.testing.tables import catalogue_faults

INSTALLED = list(Plugins.installed())
import_models()

STEP = '''
"""A step of a made-up plugin."""
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "{name}", {down!r}, None, None
def upgrade():
    {work}
def downgrade():
    op.drop_table("trial_thing")
'''


@dataclass
class Trial:
    """As much of a plugin as migrations need."""

    versions: Path
    name: str = "trial"

    def step(self, name: str, work: str, down: str | None = None) -> None:
        self.versions.mkdir(exist_ok=True)
        (self.versions / f"{name}.py").write_text(STEP.format(name=name, down=down, work=work))


MAKES = 'op.create_table("trial_thing", sa.Column("id", sa.Integer(), primary_key=True))'


@pytest.fixture
def empty(tmp_path: Path) -> Deployment:
    """A deployment whose database does not exist yet."""
    return test_deployment(tmp_path, f"sqlite:///{tmp_path / 'new.sqlite3'}")


def tables(deployment: Deployment) -> set[str]:
    engine = sa.create_engine(deployment.database_owner_url)
    found = set(sa.inspect(engine).get_table_names())
    engine.dispose()
    return found


@pytest.mark.both_databases
def test_down_and_up_again_with_nothing_left(deployment: Deployment) -> None:
    for plugin in reversed([one for one in INSTALLED if one.tables]):
        migrations.downgrade(deployment, INSTALLED, plugin.name)
    migrations.downgrade(deployment, INSTALLED, "core")
    assert tables(deployment) == set()
    assert not migrations.is_at_head(deployment, INSTALLED)
    migrations.upgrade(deployment, INSTALLED)
    assert migrations.is_at_head(deployment, INSTALLED)
    assert migrations.check(deployment, INSTALLED) == ()


def test_twice_is_once(empty: Deployment) -> None:
    assert migrations.upgrade(empty, []) == ("core",)
    assert migrations.upgrade(empty, []) == ("core",)
    assert migrations.is_at_head(empty, [])


def test_a_step_that_fails_leaves_the_database_as_it_was(empty: Deployment, tmp_path: Path) -> None:
    trial = Trial(tmp_path / "versions")
    trial.step("trial_0001", MAKES)
    trial.step("trial_0002", "raise RuntimeError('no')", down="trial_0001")
    with pytest.raises(RuntimeError, match="no"):
        migrations.upgrade(empty, [trial])  # type: ignore[list-item]
    assert tables(empty) == set()


def test_a_step_that_leaves_links_to_nothing_is_undone(empty: Deployment, tmp_path: Path) -> None:
    trial = Trial(tmp_path / "versions")
    trial.step("trial_0001", _broken_link())
    with pytest.raises(migrations.MigrationFault, match="point at nothing in trial_thing"):
        migrations.upgrade(empty, [trial])  # type: ignore[list-item]
    assert tables(empty) == set()


def _broken_link() -> str:
    made = 'op.create_table("trial_thing", sa.Column("of", sa.Uuid(), sa.ForeignKey("core_authority.id")))'
    return "; ".join([made, "op.execute(\"insert into trial_thing values ('nobody')\")"])


def test_the_tables_of_an_uninstalled_plugin_are_nobody_elses(empty: Deployment, tmp_path: Path) -> None:
    trial = Trial(tmp_path / "versions")
    trial.step("trial_0001", MAKES)
    migrations.upgrade(empty, [trial])  # type: ignore[list-item]
    assert migrations.uninstalled(empty, []) == ("trial",)
    assert not [drift for drift in migrations.check(empty, []) if "trial_thing" in drift.difference]
    assert [drift.owner for drift in migrations.check(empty, [trial])] == ["trial"]  # type: ignore[list-item]


def test_an_old_database_is_told_to_upgrade(empty: Deployment, tmp_path: Path) -> None:
    trial = Trial(tmp_path / "versions")
    migrations.upgrade(empty, [])
    trial.step("trial_0001", "pass")
    found = migrations.check(empty, [trial])  # type: ignore[list-item]
    assert [drift.difference for drift in found] == ["its migrations have not run to their end: run `heard db upgrade`"]


def test_an_owner_that_is_not_installed(empty: Deployment) -> None:
    with pytest.raises(ConfigFault, match="neither core nor"):
        migrations.downgrade(empty, [], "nothing")


def test_a_missing_role_is_said_in_plain_words(pg_deployment: Deployment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "APP_ROLE", "somebody_else")
    with pytest.raises(migrations.MigrationFault, match="run what `heard db roles` prints first"):
        migrations.upgrade(pg_deployment, [])


def test_the_longest_prefix_owns_a_table() -> None:
    short, long = Owner("youth", None), Owner("youth_voice", None)
    assert owner_of("youth_voice_group", (short, long)) == long
    assert owner_of("youth_event", (short, long)) == short
    assert owner_of("other", (short, long)) is None
    assert not belongs_to(short, (short, long))("youth_voice_group", "table", {})


@pytest.fixture
def thing() -> Iterator[sa.Table]:
    """A council's table that no migration has made yet; not mapped, so that no other test meets it."""
    made = sa.Table(
        "trial_thing",
        Base.metadata,
        sa.Column("authority_id", sa.Uuid(), sa.ForeignKey("core_authority.id"), primary_key=True),
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("slug", sa.String(40), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.UniqueConstraint("authority_id", "slug"),
        info={"class": "authority"},
    )
    yield made
    Base.metadata.remove(made)


@pytest.mark.both_databases
def test_a_migration_is_written_from_the_models(deployment: Deployment, tmp_path: Path, thing: sa.Table) -> None:
    trial = Trial(tmp_path / "versions")
    trial.versions.mkdir()
    everyone = [*INSTALLED, trial]
    (path,) = new_revision(deployment, everyone, "trial", "Keep things")  # type: ignore[arg-type]
    written = Path(path).read_text()
    assert 'protect(op, "trial_thing")' in written
    assert "UTCDateTime()" in written
    assert "from core.api import protect" in written
    migrations.upgrade(deployment, everyone)  # type: ignore[arg-type]
    assert migrations.check(deployment, everyone) == ()  # type: ignore[arg-type]
    if deployment.on_postgresql:
        engine = sa.create_engine(deployment.database_owner_url)
        with engine.connect() as connection:
            assert catalogue_faults(connection, thing) == []
        engine.dispose()
    migrations.downgrade(deployment, everyone, "trial")  # type: ignore[arg-type]
    assert "trial_thing" not in tables(deployment)
