"""Every table of core and of every installed plugin is built as the walls need it."""

# ruff: noqa: S608 - text that names tables is what is tried here

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import configure_mappers

from core.cli.db import import_models
from core.config import Deployment
from core.db import Base
from core.db.keys import is_scoped
from core.plugging.migrations import check
from core.plugging.registry import Plugins
from core.testing.tables import catalogue_faults, table_faults

APP_ROLE = "heard_app"
import_models()
PLUGINS = Plugins.installed()
OWNERS = ("core", *(plugin.name for plugin in PLUGINS if plugin.tables))
TABLES = [table for table in Base.metadata.sorted_tables if table.name.startswith(tuple(f"{o}_" for o in OWNERS))]


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_a_table_has_its_class_keys_and_constraints(table: sa.Table) -> None:
    assert table_faults(table) == []


@pytest.mark.both_databases
def test_the_database_is_what_the_models_say(deployment: Deployment) -> None:
    assert check(deployment, PLUGINS) == ()


@pytest.mark.both_databases
def test_no_table_is_unknown(deployment: Deployment) -> None:
    known = {table.name for table in TABLES} | {f"alembic_version_{owner}" for owner in OWNERS}
    engine = sa.create_engine(deployment.database_owner_url)
    assert set(sa.inspect(engine).get_table_names()) == known
    engine.dispose()


def test_every_relationship_between_councils_tables_names_the_council() -> None:
    configure_mappers()
    for mapper in Base.registry.mappers:
        for link in mapper.relationships:
            if is_scoped(mapper.local_table) and is_scoped(link.target):
                assert any("authority_id" in {a.name, b.name} for a, b in link.local_remote_pairs) or (
                    "authority_id" in str(link.primaryjoin)
                ), f"{mapper.class_.__name__}.{link.key}"


@pytest.fixture
def catalogue(pg_deployment: Deployment) -> sa.Connection:
    engine = sa.create_engine(pg_deployment.database_owner_url, poolclass=sa.pool.NullPool)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def test_the_application_role_owns_nothing_and_bypasses_nothing(catalogue: sa.Connection) -> None:
    flags = "rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication"
    asked = sa.text(f"select {flags} from pg_roles where rolname = :role")
    assert list(catalogue.execute(asked, {"role": APP_ROLE}).one()) == [False] * 5
    owned = sa.text("select count(*) from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = :role")
    assert catalogue.execute(owned, {"role": APP_ROLE}).scalar_one() == 0
    member = sa.text("select count(*) from pg_auth_members m join pg_roles r on r.oid = m.member where rolname = :role")
    assert catalogue.execute(member, {"role": APP_ROLE}).scalar_one() == 0


def test_policies_are_read_back_from_the_catalogue(catalogue: sa.Connection) -> None:
    assert [fault for table in TABLES for fault in catalogue_faults(catalogue, table)] == []


def test_the_audit_record_can_only_be_read_and_added_to(catalogue: sa.Connection) -> None:
    asked = sa.text(
        "select privilege_type from information_schema.role_table_grants where grantee = :role and table_name = :name"
    )
    for name in ("core_audit_entry", "core_platform_audit_entry"):
        granted = set(catalogue.execute(asked, {"role": APP_ROLE, "name": name}).scalars())
        assert granted == {"SELECT", "INSERT"}


def test_every_table_is_granted_and_none_to_everybody(catalogue: sa.Connection) -> None:
    asked = sa.text("select grantee, table_name, privilege_type from information_schema.role_table_grants")
    grants = {(row.grantee, row.table_name, row.privilege_type) for row in catalogue.execute(asked)}
    public = {name for grantee, name, _ in grants if grantee == "PUBLIC" and not name.startswith(("pg_", "sql_"))}
    public -= {name for name in public if name not in {table.name for table in TABLES}}
    assert public == set()
    assert [table.name for table in TABLES if (APP_ROLE, table.name, "SELECT") not in grants] == []


def test_nothing_in_the_schema_goes_round_the_policies(catalogue: sa.Connection) -> None:
    """A view reads with its owner's rights, a materialised one keeps rows, a definer function lends its owner's."""
    here = "relnamespace = 'public'::regnamespace"
    kinds = sa.text(f"select relname from pg_class where {here} and relkind in ('v', 'm')")
    assert catalogue.execute(kinds).scalars().all() == []
    definers = sa.text("select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef")
    assert catalogue.execute(definers).scalars().all() == []


def test_without_a_scope_postgresql_answers_with_an_error(pg_deployment: Deployment) -> None:
    """Silence would let a job change nothing and report success."""
    owner = sa.create_engine(pg_deployment.database_owner_url, poolclass=sa.pool.NullPool)
    with owner.begin() as connection:
        council = "00000000-0000-4000-8000-000000000001"
        connection.exec_driver_sql(
            "insert into core_authority (id, slug, name, old_slugs, version, created_at) "
            f"values ('{council}', 'ashdown', 'Ashdown', '[]', 1, now())"
        )
        connection.exec_driver_sql(
            "insert into core_term (authority_id, id, name, starts_on, ends_on) "
            f"values ('{council}', '{council}', 'Spring', '2026-01-01', '2026-04-01')"
        )
    app = sa.create_engine(pg_deployment.database_url, poolclass=sa.pool.NullPool)
    with app.connect() as connection, pytest.raises(sa.exc.DBAPIError, match="heard.authority_id"):
        connection.exec_driver_sql("select * from core_term")
    with app.connect() as connection:
        connection.exec_driver_sql(f"select set_config('heard.authority_id', '{council}', true)")
        assert len(connection.exec_driver_sql("select * from core_term").all()) == 1
        connection.rollback()
        with pytest.raises(sa.exc.DBAPIError, match="uuid"):
            connection.exec_driver_sql("select * from core_term")


class TestTheChecksThemselves:
    """Each check sees the fault that it is there for."""

    def table(self, *parts: object, **options: object) -> sa.Table:
        columns = (
            sa.Column("authority_id", sa.Uuid(), sa.ForeignKey("core_authority.id"), primary_key=True),
            sa.Column("id", sa.Uuid(), primary_key=True),
        )
        metadata = sa.MetaData()
        sa.Table("core_authority", metadata, sa.Column("id", sa.Uuid(), primary_key=True))
        sa.Table("core_person", metadata, *[column._copy() for column in columns])
        return sa.Table("trial", metadata, *columns, *parts, info=options or {"class": "authority"})  # type: ignore

    def test_a_good_table_passes(self) -> None:
        assert table_faults(self.table(sa.Column("slug"), sa.UniqueConstraint("authority_id", "slug"))) == []

    def test_a_unique_constraint_across_councils(self) -> None:
        found = table_faults(self.table(sa.Column("slug"), sa.UniqueConstraint("slug", name="u")))
        assert found == ["trial: the unique constraint u does not start with authority_id"]

    def test_a_link_without_the_council_and_without_a_purpose(self) -> None:
        link = sa.ForeignKeyConstraint(["person_id"], ["core_person.id"], name="f", ondelete="SET NULL")
        found = table_faults(self.table(sa.Column("person_id", sa.Uuid()), link))
        assert any("without the council" in fault for fault in found)
        assert any("empties authority_id" in fault for fault in found)
        assert any("says neither why" in fault for fault in found)

    def test_a_table_of_no_class(self) -> None:
        assert any("class" in fault for fault in table_faults(self.table(**{"class": "mine"})))
