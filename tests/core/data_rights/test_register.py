"""The register of processing: nothing about anybody is left out, and what it says is what is stored."""

from typing import Any

import pytest
import sqlalchemy as sa

from core.authority import effective
from core.data_rights.register.catalogue import fingerprint, held
from core.db import Base, authority_scope, db, not_personal, personal
from core.plugging import checks, personal_columns
from core.plugging.manifest import Plugin
from core.plugging.processing import CORE_PROCESSING, Processing, processing_of
from core.plugging.registry import Plugins
from core.testing.apps import World
from core.web.house import house

DESK = "/ashdown/admin/data-protection"
READERS = ("data_protection_officer", "local_admin", "safeguarding_lead")
OTHERS = ("young_person", "parent_carer", "worker", "practitioner", "decision_maker")


def about(purpose: str = "participation", retention: str = "member") -> dict[str, Any]:
    return personal(purpose, "S2", retention)


def table(*columns: sa.Column[Any]) -> sa.Table:
    return sa.Table("kites_flyer", sa.MetaData(), sa.Column("id", sa.Uuid(), primary_key=True), *columns)


def test_no_column_about_somebody_is_without_purpose_class_and_retention() -> None:
    installed = Plugins.installed()
    assert personal_columns.faults(Base.metadata.tables.values(), installed.processing) == []


@pytest.mark.parametrize(
    "column",
    [
        sa.Column("name", sa.String(80)),
        sa.Column("parent_email", sa.String(80)),
        sa.Column("note", sa.Text()),
        sa.Column("answers_by", sa.String(80)),
        sa.Column("said_by", sa.JSON()),
        sa.Column("born_on", sa.Date()),
        sa.Column("writer_id", sa.Uuid()),
        sa.Column("by_user_id", sa.Uuid()),
        sa.Column("child_person_id", sa.Uuid()),
        sa.Column("whoever", sa.Uuid(), sa.ForeignKey("core_user.id")),
        sa.Column("somebody", sa.Uuid(), sa.ForeignKey("core_person.id")),
        sa.Column("x", sa.Uuid(), sa.ForeignKey("core_membership.id")),
    ],
    ids=lambda column: column.name,
)
def test_a_column_that_sounds_or_points_like_a_persons_must_say_so(column: sa.Column[Any]) -> None:
    found = personal_columns.faults([table(column)], {"participation"})
    assert found == [
        f'kites_flyer.{column.name}: say info=personal(purpose, cls, retention), or info=not_personal("what it holds")'
    ]


@pytest.mark.parametrize(
    ("info", "fault"),
    [
        (about(purpose="fun"), "'fun' is no declared purpose"),
        (about(retention="for_ever"), "'for_ever' is no class of record"),
        (about() | not_personal("a kite's name"), "cannot be personal and not personal"),
    ],
)
def test_what_a_column_says_must_be_known(info: dict[str, Any], fault: str) -> None:
    found = personal_columns.faults([table(sa.Column("name", sa.Text(), info=info))], {"participation"})
    assert len(found) == 1 and fault in found[0]


def test_a_column_that_only_sounds_so_says_what_it_holds() -> None:
    quiet = [
        sa.Column("name", sa.Text(), info=not_personal("a kite's name")),
        sa.Column("count", sa.Integer()),
        sa.Column("ask_by", sa.Date()),
    ]
    assert personal_columns.faults([table(*quiet)], {"participation"}) == []
    with pytest.raises(ValueError, match="say what the column holds"):
        not_personal(" ")


def test_every_purpose_has_its_words_and_every_core_purpose_its_own_name() -> None:
    every = processing_of(Plugins.installed())
    assert all(one.title and one.about and one.young and one.easy for one in every.values())
    assert len({one.name for one in CORE_PROCESSING}) == len(CORE_PROCESSING)


def test_a_plugin_with_a_purpose_that_nobody_declared_does_not_start() -> None:
    flyer = type("Flyer", (), {"__tablename__": "kites_flyer", "__table__": table(sa.Column("x", info=about("fun")))})
    plugin = Plugin(name="kites", title="Kites", description="Kites.", package=__package__, tables=(flyer,), dpia="x")
    assert any("'fun' is no declared purpose" in fault for fault in checks.faults([plugin]))


@pytest.mark.parametrize(
    ("name", "easy", "fault"),
    [
        ("fun", "Fun.", "must begin with 'kites.'"),
        ("kites.Fun", "Fun.", "small letters and hyphens"),
        ("kites.fun", "", "a sentence for each reading band"),
    ],
)
def test_a_purpose_of_a_plugin_has_its_prefix_and_all_its_words(name: str, easy: str, fault: str) -> None:
    purpose = Processing(name=name, title="Fun", about="Fun.", young="Fun.", easy=easy)
    assert any(fault in line for line in personal_columns.purpose_faults("kites", [purpose]))
    twice = Processing(name="kites.fun", title="Fun", about="Fun.", young="Fun.", easy="Fun.")
    assert "twice" in next(personal_columns.purpose_faults("kites", [twice, twice]))


def test_the_catalogue_holds_every_personal_column_of_core_and_of_every_plugin() -> None:
    installed = Plugins.installed()
    found = held(installed)
    told = {(one.table, one.purpose, one.retention) for one in found}
    stored = {
        (table.name, column.info["personal"].purpose, column.info["personal"].retention)
        for table in Base.metadata.tables.values()
        for column in table.columns
        if "personal" in column.info and _is_ours(table.name, installed)
    }
    assert stored == told
    assert {"core", "example", "groups", "meetings"} <= {one.owner for one in found}
    assert all(one.columns and one.records and one.whom for one in found)


def _is_ours(name: str, installed: Plugins) -> bool:
    return name.startswith(("core_", *(plugin.prefix for plugin in installed)))


def test_the_mark_of_a_catalogue_changes_with_what_is_held_and_not_with_its_title() -> None:
    def plugin(info: dict[str, Any], **values: Any) -> Plugin:
        model = type("Flyer", (), {"__table__": table(sa.Column("words", sa.Text(), info=info))})
        said = {"title": "Kites", "description": "Kites.", "dpia": "Look."} | values
        return Plugin(name="kites", package=__package__, tables=(model,), **said)

    usual = fingerprint(plugin(about()))
    assert usual == fingerprint(plugin(about(), title="Kites and wind"))
    others = (plugin(about("contact")), plugin(about(retention="published")), plugin(about(), dpia="Look twice."))
    assert len({usual, *(fingerprint(one) for one in others)}) == 4


@pytest.mark.parametrize("path", ["register", "register/print", "register.csv", "lawful-bases"])
def test_who_reads_the_register(world: World, path: str) -> None:
    for role in READERS:
        assert world.browser(role).get(f"{DESK}/{path}").status_code == 200
    for role in OTHERS:
        answer = world.browser(role).get(f"{DESK}/{path}")
        assert answer.status_code == 404
    assert world.browser("data_protection_officer").get(f"/brackwell/admin/data-protection/{path}").status_code == 404


def test_the_register_says_what_is_held_in_words_and_which_part_is_off(world: World) -> None:
    officer = world.browser("data_protection_officer")
    with world.app.app_context():
        authority = house().authorities.find("ashdown")
        assert authority is not None
        with authority_scope(authority.id, write=True):
            effective.save_switch(authority, "example", False)
            db.session.commit()
    page = officer.get(f"{DESK}/register").text
    assert "Kind words (switched off here" in page and "Meetings (switched off" not in page
    assert "date of birth" in page and "born_on" not in page and "Keeping people safe" in page
    sheet = officer.get(f"{DESK}/register.csv").text
    assert sheet.splitlines()[0].lstrip("\ufeff").startswith("used for,what,data")
    assert sheet.count("\n") > 20
