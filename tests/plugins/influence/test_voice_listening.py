"""What is said in a space comes in as a view, follows its corrections, and leaves every question once taken back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask

from core.api import Ref, Said
from core.authority.models import version_of
from core.db import authority_scope, db
from core.people.models import Place
from core.plugging.said import said as report
from core.plugging.said import unsaid
from core.testing.apps import World, add_person
from core.web.house import house
from plugins.groups.models import Group
from plugins.influence.models import AskView, Change, View, ViewTag
from plugins.influence.voice.listening import something_said
from plugins.influence.voice.taking_back import take_back
from tests.plugins.groups.planting import Plant, council_id
from tests.plugins.influence.planting import BUS, Asking, Say, add_rows, in_days, read

SOURCE = Ref("meetings", "point", UUID(int=7))
WHERE = Ref("meetings", "meeting", UUID(int=8))


@contextmanager
def council(app: Flask, slug: str = "ashdown") -> Iterator[Any]:
    with app.test_request_context(f"/{slug}/"), authority_scope(council_id(app, slug), write=True):
        yield house().authorities.find(slug)
        db.session.commit()


def words(**more: Any) -> Said:
    values = {"by": None, "by_words": "A member", "permission": "team", "themes": (), "said_on": in_days(-1)} | more
    return Said(source=SOURCE, words=values.pop("words", BUS), where=WHERE, **values)


def hear(app: Flask, said: Said | None) -> None:
    with council(app) as authority:
        something_said(authority=authority, source=SOURCE, said=said)


def held(app: Flask) -> View:
    (view,) = read(app, View)
    return view


def test_what_is_reported_through_the_core_becomes_a_view(app: Flask) -> None:
    with council(app):
        report(words())
    view = held(app)
    assert (view.words, view.permission, view.by_words, view.voice) == (BUS, "team", "A member", "anonymous")
    assert (view.entered, view.where_id, view.said_on) == ("reported", WHERE.id, in_days(-1))
    with council(app):
        unsaid(SOURCE)
    assert (held(app).words, held(app).taken_back_why) == ("", "source")


def test_hearing_the_same_twice_changes_nothing(app: Flask) -> None:
    hear(app, words())
    before = held(app).version
    hear(app, words())
    assert held(app).version == before


@pytest.mark.parametrize(
    ("by", "by_words", "voice"), [(True, "A member", "person"), (False, "The group", "group"), (False, "", "anonymous")]
)
def test_who_spoke_is_said_honestly(app: Flask, by: bool, by_words: str, voice: str) -> None:
    with app.app_context():
        child = add_person("Aisha Bell")
    hear(app, words(by=child if by else None, by_words=by_words))
    assert (held(app).voice, held(app).person_id) == (voice, child if by else None)


def test_themes_and_the_groups_place_become_tags_and_unknown_ones_do_not(app: Flask, plant: Plant) -> None:
    (place,) = add_rows(app, Place(key="north-hill", kind="ward", name="North Hill"))
    group = plant("forum")
    with council(app):
        db.session.get_one(Group, (council_id(app), group)).place_id = place
    with council(app) as authority:
        declared = next((one for one in authority.file.vocabularies if one.kind == "themes"), None)
    theme = f"{declared.key}:{declared.items[0].key}" if declared else "none:none"
    hear(app, words(themes=(theme, "gone:theme", "nonsense"), group=Ref("groups", "group", group)))
    tags = {(tag.vocabulary, tag.key) for tag in read(app, ViewTag)}
    assert tags == {("place", "north-hill")} | ({tuple(theme.split(":"))} if declared else set())
    assert held(app).group_id == group


def test_a_group_that_is_gone_is_no_group(app: Flask) -> None:
    hear(app, words(group=Ref("groups", "group", uuid4())))
    assert held(app).group_id is None


def test_a_correction_takes_the_old_words_off_public_pages(app: Flask, asked: Asking) -> None:
    hear(app, words(permission="published"))
    ask = asked(views=[held(app).id])
    with council(app):
        db.session.scalars(db.select(AskView)).one().public_quote = "The bus stops"
    hear(app, words(words="The bus is cold.", permission="published"))
    (row,) = read(app, AskView, ask_id=ask)
    assert (held(app).words, row.public_quote, row.taken_back_at) == ("The bus is cold.", "", None)


@pytest.mark.parametrize("permission", ["my_worker", "nobody", None])
def test_what_the_team_may_not_read_any_more_leaves_the_question(
    app: Flask, asked: Asking, permission: str | None
) -> None:
    hear(app, words())
    ask = asked(views=[held(app).id])
    hear(app, words(permission=permission) if permission else None)
    (row,) = read(app, AskView, ask_id=ask)
    assert row.taken_back_at is not None
    assert [one.kind for one in read(app, Change, ask_id=ask)] == ["view_taken_back"]


def test_what_the_space_took_back_may_come_again_but_not_what_was_taken_back_here(app: Flask) -> None:
    hear(app, words())
    hear(app, None)
    hear(app, words(words="Again."))
    assert (held(app).words, held(app).taken_back_at) == ("Again.", None)
    with council(app) as authority:
        take_back(db.session.scalars(db.select(View)).one(), "asked", authority=authority)
    hear(app, words(words="Once more."))
    assert (held(app).words, held(app).taken_back_why) == ("", "asked")


def test_erased_words_come_again_only_without_a_name(app: Flask) -> None:
    with app.app_context():
        child = add_person("Aisha Bell")
    hear(app, words(by=child))
    with council(app) as authority:
        house().hooks.call_one("influence", "person_erase", authority, person_id=child, apply=True)
    hear(app, words(by=child))
    assert held(app).words == ""
    hear(app, replace(words(), by=None, by_words=""))
    assert (held(app).words, held(app).person_id) == (BUS, None)


def test_one_councils_words_are_not_the_others(app: Flask) -> None:
    hear(app, words())
    assert read(app, View, authority="brackwell") == []


def test_a_change_of_agreement_makes_public_pages_anew(world: World, said: Say) -> None:
    def version() -> Any:
        with world.app.app_context(), authority_scope(council_id(world.app)):
            return version_of(council_id(world.app))

    before = version()
    with council(world.app) as authority:
        house().hooks.call("consent_changed", authority, person_id=uuid4(), purpose="core.share", allowed=False)
    assert version() != before
