"""Applying a council's file to a real database: it is made so once, staff's work stays, and names may change."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from click.testing import CliRunner
from flask import Flask

from core.authority.load import Loaded, load_all
from core.authority.models import AuthorityRow
from core.authority.plan import Plan
from core.authority.resolve import Authorities, Authority
from core.cli import heard
from core.config import Deployment
from core.db import authority_scope, db, platform_scope
from core.people.models import Organisation, Place, Term
from core.plugging.applying import apply_council

pytestmark = pytest.mark.both_databases


@pytest.fixture
def apply(bare_app: Flask, councils: Path) -> Callable[..., dict[str, Plan]]:
    """apply("ashdown", overwrite=False): read the files as they are now and apply one."""

    def go(slug: str = "ashdown", overwrite: bool = False) -> dict[str, Plan]:
        known = read(councils)
        council = next(each for each in known.all_files() if each.slug == slug)
        return apply_council(known, council, (), overwrite)

    return go


def read(councils: Path) -> Authorities:
    """The councils as their files say now."""
    return Authorities(load_all([councils]))


def council(councils: Path, slug: str = "ashdown") -> Authority:
    """One applied council."""
    found = read(councils).find(slug)
    assert found is not None
    return found


def test_everything_declared_is_made_once(apply: Any, councils: Path) -> None:
    first, second = apply()["core"], apply()["core"]
    assert {(change.kind, change.key) for change in first.add} >= {
        ("places", "north"),
        ("organisations", "hill-school"),
    }
    assert second.lines() == []
    with authority_scope(council(councils).id):
        assert db.session.scalars(db.select(Place.name).order_by(Place.name)).all() == [
            "North Ashdown",
            "South Ashdown",
        ]
        assert db.session.scalar(db.select(db.func.count(Term.id))) == len(council(councils).file.terms)


def test_a_change_of_the_file_reaches_the_database(apply: Any, edit: Any, councils: Path) -> None:
    apply()
    edit("organisations.0.name", "Hilltop School")
    assert apply()["core"].lines() == ["change organisations hill-school (name)"]
    with authority_scope(council(councils).id):
        assert "Hilltop School" in db.session.scalars(db.select(Organisation.name)).all()


def test_what_staff_changed_stays_until_somebody_asks_otherwise(apply: Any, councils: Path) -> None:
    apply()
    found = council(councils)
    with authority_scope(found.id, write=True):
        school = db.session.scalars(db.select(Organisation).where(Organisation.key == "hill-school")).one()
        school.name = "Hillside Academy"
        db.session.commit()
    assert apply()["core"].lines() == ["drift organisations hill-school (changed by hand: name)"]
    assert name_of(found) == "Hillside Academy"
    apply(overwrite=True)
    assert name_of(found) == "Hillside School"
    assert apply()["core"].lines() == []


def name_of(found: Authority) -> str | None:
    """The school's name in the database."""
    with authority_scope(found.id):
        name: str | None = db.session.scalar(db.select(Organisation.name).where(Organisation.key == "hill-school"))
        return name


def test_two_councils_do_not_meet(apply: Any, councils: Path) -> None:
    apply("ashdown")
    apply("brackwell")
    with authority_scope(council(councils, "brackwell").id):
        assert not [name for name in db.session.scalars(db.select(Place.name)) if "Ashdown" in name]


def test_a_renamed_council_keeps_its_rows_and_its_former_slug_leads_to_it(
    apply: Any, edit: Any, councils: Path
) -> None:
    apply()
    before = council(councils).id
    (councils / "_regions.toml").unlink()
    (councils / "ashdown").rename(councils / "ashdown-vale")
    assert apply("ashdown-vale")["core"].lines() == []
    known = read(councils)
    assert council(councils, "ashdown-vale").id == before
    assert known.find("ashdown") is None
    for former in ("ashdown", "ashdown-old"):  # the one it gave up, and the one its file names
        moved = known.by_old_slug(former)
        assert moved is not None and moved.slug == "ashdown-vale"
    assert known.by_old_slug("nowhere") is None


def test_a_new_code_under_the_same_slug_is_the_same_council(apply: Any, edit: Any, councils: Path) -> None:
    apply()
    before = council(councils).id
    edit("ons_code", "E99000077")
    apply()
    assert council(councils).id == before
    with platform_scope(reason="test"):
        assert db.session.scalar(db.select(AuthorityRow.ons_code)) == "E99000077"


def test_a_council_is_found_only_once_its_file_was_applied(bare_app: Flask, apply: Any, councils: Path) -> None:
    known = read(councils)
    assert known.find("ashdown") is None
    assert known.all() == []
    apply()
    found = known.find("ashdown")
    assert found is not None and isinstance(found.id, UUID)
    assert found is known.find("ashdown")
    assert [authority.slug for authority in known.all()] == ["ashdown"]
    assert (found.name, set(known.regions)) == ("Ashdown Council", {"made-up"})
    assert found.mark.startswith("<svg")


def test_nothing_loaded_is_nothing_found(bare_app: Flask) -> None:
    assert Authorities(Loaded(())).find("ashdown") is None


class TestCommands:
    """`heard authority ...` as an operator types it."""

    @pytest.fixture
    def run(self, deployment: Deployment, councils: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
        """run("authority", "list") -> click's result."""
        values = {
            "HEARD_ENV": "test",
            "HEARD_SECRET_KEY": deployment.secret_key,
            "HEARD_DATA": str(deployment.data),
            "HEARD_DATABASE_URL": deployment.database_url,
            "HEARD_DATABASE_OWNER_URL": deployment.database_owner_url,
            "HEARD_AUTHORITIES": str(councils),
        }
        for name, value in values.items():
            monkeypatch.setenv(name, value)
        return lambda *words: CliRunner().invoke(heard, ["authority", *words])

    def test_list_and_check(self, run: Any, councils: Path) -> None:
        page = councils / "ashdown/templates/base.html"
        page.parent.mkdir()
        page.touch()
        listed, checked = run("list"), run("check")
        assert (listed.exit_code, checked.exit_code) == (0, 0)
        assert "ashdown" in listed.output and "Brackwell" in listed.output
        lines = checked.output.splitlines()
        assert lines[0] == "ashdown replaces the page template base.html"
        assert lines[-1] == "2 councils checked, no fault."

    def test_check_prints_every_fault_and_fails(self, run: Any, edit: Any) -> None:
        edit("name", None)
        edit("consent", None, slug="brackwell")
        result = run("check")
        assert result.exit_code == 1
        assert "ashdown/authority.toml: name: is missing" in result.output
        assert "brackwell/authority.toml: consent: is missing" in result.output
        assert "2 faults in 2 files. Nothing was changed." in result.output

    def test_plan_then_apply_then_nothing(self, run: Any) -> None:
        assert "not in the database yet" in run("plan", "ashdown").output
        assert "add organisations hill-school" in run("apply", "ashdown").output
        assert "nothing to do" in run("plan", "ashdown").output
        assert "Brackwell" in run("apply", "--all").output

    def test_an_unknown_council_is_refused_with_those_known(self, run: Any) -> None:
        result = run("plan", "atlantis")
        assert result.exit_code == 1
        assert 'No council is called "atlantis". Nothing was changed. Known: ashdown, brackwell.' in result.output

    def test_apply_wants_one_or_all(self, run: Any) -> None:
        assert run("apply").exit_code == 2
        assert run("apply", "ashdown", "--all").exit_code == 2

    def test_new_without_an_example_says_what_is_missing(self, run: Any) -> None:
        result = run("new", "coldwater", "--name", "Coldwater Council")
        assert result.exit_code == 1
        assert "a new council starts from it. Nothing was written." in result.output
