"""What holds at a council: plugin, file and admin in this order, what is locked stays, what is unknown is dropped."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from pydantic import BaseModel, ConfigDict, Field

from core import audit
from core.authority import effective, saved
from core.authority.apply import register
from core.authority.effective import Refused
from core.authority.load import load_all
from core.authority.models import AuthorityRow, hold, touch, version_of
from core.authority.resolve import Authorities, Authority
from core.config import Deployment
from core.db import authority_scope, db

pytestmark = pytest.mark.both_databases


class Kites(BaseModel):
    """Settings of an imagined plugin."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    height: int = Field(5, ge=1, title="Height")
    colour: str = Field("red", title="Colour")
    tails: list[str] = Field(default_factory=list, title="Tails")


@dataclass(frozen=True)
class Installed:
    """As much of a plugin as explain() and drop_unknown() look at."""

    name: str = "kites"
    settings: type[BaseModel] | None = Kites


@pytest.fixture
def council(bare_app: Flask, councils: Path, edit: Any) -> Callable[..., Authority]:
    """council(offer="optional", settings={...}): Ashdown with this section about kites, applied."""

    def go(**section: Any) -> Authority:
        edit("plugins.kites", {"offer": "optional", **section})
        loaded = load_all([councils], {"kites": (Kites, None)})
        register(loaded.authorities[0])
        found = Authorities(loaded).find("ashdown")
        assert found is not None
        return found

    return go


@pytest.fixture
def ashdown(council: Any) -> Iterator[Authority]:
    """Ashdown in a writing scope: the file sets height to 7 and locks the colour."""
    found: Authority = council(settings={"height": 7, "colour": "blue"}, lock=["colour"])
    with authority_scope(found.id, write=True):
        yield found


def plant(settings: dict[str, Any]) -> None:
    """Save a difference as an older version of the plugin might have."""
    saved.choice_of("kites").settings = settings
    db.session.flush()


def test_each_value_comes_from_the_last_who_said_anything(ashdown: Authority) -> None:
    effective.save_settings(ashdown, "kites", Kites(height=7, colour="blue", tails=["long"]))
    found = effective.settings(ashdown, "kites", Kites)
    assert found.model == Kites(height=7, colour="blue", tails=["long"])
    assert found.sources == {"height": "file", "colour": "file", "tails": "admin"}
    assert found.locked == {"colour"}


def test_only_the_difference_is_saved_and_the_rest_follows_the_file(ashdown: Authority) -> None:
    effective.save_settings(ashdown, "kites", Kites(height=9, colour="blue"))
    assert saved.choices()["kites"] == (None, {"height": 9})
    effective.back_to_file(ashdown, "kites", "height")
    assert saved.choices()["kites"] == (None, {})
    assert effective.settings(ashdown, "kites", Kites).model.height == 7


def test_a_locked_setting_cannot_be_saved_and_a_planted_one_does_nothing(ashdown: Authority) -> None:
    with pytest.raises(Refused, match="has locked: colour. Nothing was changed."):
        effective.save_settings(ashdown, "kites", Kites(height=7, colour="green"))
    plant({"colour": "green"})
    found = effective.settings(ashdown, "kites", Kites)
    assert (found.model.colour, found.sources["colour"]) == ("blue", "file")


@pytest.mark.parametrize("planted", [{"wingspan": 3, "height": 9}, {"tails": "none", "height": 9}])
def test_a_saved_key_that_is_no_longer_known_is_dropped_with_a_line(
    ashdown: Authority, planted: dict[str, Any]
) -> None:
    plant(planted)
    [bad] = planted.keys() - {"height"}
    found = effective.settings(ashdown, "kites", Kites)
    assert (found.model.height, found.unknown) == (9, (bad,))
    assert effective.drop_unknown(ashdown, [Installed()]) == {"kites": (bad,)}
    db.session.flush()
    assert saved.choices()["kites"][1] == {"height": 9}
    assert effective.drop_unknown(ashdown, [Installed()]) == {}
    assert "settings.dropped" in [entry.action for entry in audit.entries()]


def test_switches_follow_the_offer(council: Any) -> None:
    found = council(offer="optional", start=True)
    with authority_scope(found.id, write=True):
        assert effective.switched_on(found) == {"kites"}
        effective.save_switch(found, "kites", on=False, why="not this year")
        assert effective.switched_on(found) == set()
        db.session.commit()
    with authority_scope(found.id):
        assert effective.switched_on(found) == set()


@pytest.mark.parametrize(("offer", "on"), [("always", True), ("never", False)])
def test_what_is_not_optional_cannot_be_switched(council: Any, offer: str, on: bool) -> None:
    found = council(offer=offer)
    with authority_scope(found.id, write=True):
        assert ("kites" in effective.switched_on(found)) is on
        with pytest.raises(Refused, match=f"this is {offer} on. Nothing was changed."):
            effective.save_switch(found, "kites", on=not on)


def test_a_plugin_that_the_file_does_not_name_is_never_on(ashdown: Authority) -> None:
    assert "ghosts" not in effective.switched_on(ashdown)
    assert effective.section(ashdown, "ghosts").offer == "never"


def test_explain_says_for_each_value_who_set_it(ashdown: Authority) -> None:
    effective.save_settings(ashdown, "kites", Kites(height=7, colour="blue", tails=["long"]))
    rows = effective.explain(ashdown, [Installed(), Installed("ghosts"), Installed("plain", None)])
    assert [(row.key, row.title, row.value, row.source, row.locked) for row in rows] == [
        ("height", "Height", 7, "file", False),
        ("colour", "Colour", "blue", "file", True),
        ("tails", "Tails", ["long"], "admin", False),
    ]


def test_what_was_rolled_back_is_never_kept(council: Any) -> None:
    found = council()
    with authority_scope(found.id, write=True):
        effective.save_settings(found, "kites", Kites(height=9))
        assert effective.settings(found, "kites", Kites).model.height == 9
        db.session.rollback()
    with authority_scope(found.id):
        assert effective.settings(found, "kites", Kites).model.height == 5


def test_a_change_elsewhere_is_seen_in_the_next_scope(council: Any) -> None:
    found = council()
    with authority_scope(found.id):
        assert effective.settings(found, "kites", Kites).model.height == 5
    with authority_scope(found.id, write=True):
        plant({"height": 8})
        touch(found.id)
        db.session.commit()
    with authority_scope(found.id):
        assert effective.settings(found, "kites", Kites).model.height == 8
        assert version_of(found.id) == 2


def test_within_one_version_nothing_is_asked_twice(council: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    found = council()
    with authority_scope(found.id):
        first = effective.settings(found, "kites", Kites)
    monkeypatch.setattr(saved, "choices", lambda: pytest.fail("asked again"))
    with authority_scope(found.id):
        assert effective.settings(found, "kites", Kites) is first


def test_whoever_compares_and_saves_holds_the_council_and_reads_it_anew(
    ashdown: Authority, deployment: Deployment
) -> None:
    before = version_of(ashdown.id)
    if not deployment.on_postgresql:
        hold(ashdown.id)  # there one writer at a time is the rule
        return
    owner = sa.create_engine(deployment.database_owner_url, poolclass=sa.pool.NullPool)
    mine = AuthorityRow.id == ashdown.id
    with owner.begin() as other:
        other.execute(sa.update(AuthorityRow).where(mine).values(version=AuthorityRow.version + 1))
    assert version_of(ashdown.id) == before
    hold(ashdown.id)
    assert version_of(ashdown.id) == (before or 0) + 1
    with owner.connect() as other:
        row = sa.select(AuthorityRow.id).where(mine)
        assert other.scalar(row.with_for_update(read=True, key_share=True, nowait=True)) == ashdown.id
        with pytest.raises(sa.exc.OperationalError, match="could not obtain lock"):
            other.scalar(row.with_for_update(key_share=True, nowait=True))
    owner.dispose()
