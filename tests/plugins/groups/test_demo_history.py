"""Years of made-up history: members join, serve and leave; the same every time, and none twice."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from core.app import create_app
from core.authority.load import load_all
from core.authority.resolve import Authority
from core.config import Deployment
from core.db import authority_scope, db
from core.demo.councils import Times, write_councils
from core.demo.load import Size, load
from core.demo.people import person_id
from core.people.models import Organisation, Person
from core.people.rules import years_between
from core.plugging.registry import Plugins
from core.testing.databases import copied_sqlite
from core.web.house import house
from plugins.groups.demo.boards import sits_on
from plugins.groups.demo.stories import told
from plugins.groups.joining.states import STATES
from plugins.groups.models import Board, BoardDate, Constituency, Group, Joining, JoinRoute, Membership
from plugins.groups.rules import Ages

TODAY = date(2026, 11, 21)
SMALL = Size(people=60, years=2)


Deploy = Callable[[int], Flask]


@pytest.fixture(scope="module")
def deploy(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deploy]:
    """An application with that many made-up councils, none of them in the database yet."""
    made: list[Flask] = []

    def deployed(number: int) -> Flask:
        folder = tmp_path_factory.mktemp("deployed")
        write_councils(folder / "councils", number, Plugins.installed(), Times(TODAY, SMALL.years))
        here = copied_sqlite(sqlite_template, folder).model_copy(update={"authorities": (folder / "councils",)})
        made.append(create_app(here))
        return made[-1]

    yield deployed
    for app in made:
        with app.app_context():
            db.engine.dispose()


@pytest.fixture(scope="module")
def planted(deploy: Deploy) -> Flask:
    """Two made-up councils with two years of history."""
    app = deploy(2)
    list(load(app, SMALL, TODAY))
    return app


def in_each(app: Flask, query: Any) -> dict[str, Sequence[Any]]:
    """The rows of a query in each council."""
    found = {}
    with app.app_context():
        for authority in councils():
            with authority_scope(authority.id):
                found[authority.slug] = db.session.execute(query).all()
    return found


def councils() -> Iterable[Authority]:
    return house().authorities.all()


MEMBERS = db.select(
    Group.key, Group.participants, Group.kind, Membership.person_id, Membership.role, Membership.supports,
    Membership.status, Membership.joined_on, Membership.left_on, Membership.term_from, Membership.term_to,
    Membership.code_agreed_on, Membership.paused_on, Membership.id,
).join(Group, Group.id == Membership.group_id).order_by(Membership.id)  # fmt: skip


def test_every_council_has_groups_and_every_group_members(planted: Flask) -> None:
    for rows in in_each(planted, db.select(Group.key, Group.member_count, Group.status)).values():
        assert len(rows) >= 8
        assert all(row.member_count > 0 for row in rows)


def test_counts_are_right(planted: Flask) -> None:
    members = in_each(planted, MEMBERS)
    for slug, groups in in_each(planted, db.select(Group.key, Group.member_count)).items():
        now = Counter(row.key for row in members[slug] if row.status == "active" and not row.supports)
        assert {row.key: row.member_count for row in groups} == {row.key: now[row.key] for row in groups}


def test_times_in_a_group_hang_together(planted: Flask) -> None:
    for rows in in_each(planted, MEMBERS).values():
        assert len({(row.key, row.person_id) for row in rows}) == len(rows)
        for row in rows:
            assert row.joined_on <= TODAY
            assert (row.status == "left") == (row.left_on is not None)
            assert row.left_on is None or row.joined_on < row.left_on <= TODAY
            assert (row.status == "paused") == (row.paused_on is not None)
            assert row.paused_on is None or row.joined_on < row.paused_on <= TODAY
            assert row.code_agreed_on is None or row.joined_on <= row.code_agreed_on <= TODAY
            if row.term_from:
                assert row.joined_on <= row.term_from < row.term_to
            else:
                assert row.term_to is None


def test_history_reaches_back_and_groups_keep_their_size(planted: Flask) -> None:
    for rows in in_each(planted, MEMBERS).values():
        members = [row for row in rows if not row.supports]
        assert min(row.joined_on for row in members) <= TODAY - timedelta(days=365 * SMALL.years)
        for years_ago in range(SMALL.years):
            day = TODAY - timedelta(days=365 * years_ago)
            there = sum(1 for row in members if row.joined_on <= day and (row.left_on is None or row.left_on > day))
            assert there > len(members) / 6
        assert any(row.status == "left" for row in members)


def test_one_person_at_a_time_is_in_the_chair(planted: Flask) -> None:
    for rows in in_each(planted, MEMBERS).values():
        chairs = [row for row in rows if row.role in ("Chair", "Speaker")]
        assert any(row.status == "active" for row in chairs)
        assert any(row.status == "left" for row in chairs)
        now = Counter(row.key for row in chairs if row.term_from <= TODAY <= row.term_to)
        assert now and set(now.values()) == {1}


def test_members_were_of_the_right_age_when_they_joined(planted: Flask) -> None:
    query = (
        db.select(Group, Person.born_on, Membership.joined_on)
        .join(Membership, Membership.group_id == Group.id)
        .join(Person, Person.id == Membership.person_id)
        .where(Group.participants == "young_people", Membership.supports.is_(False))
    )
    fits = Counter[bool]()
    for rows in in_each(planted, query).values():
        for group, born_on, joined_on in rows:
            if group.ages != Ages(rule=group.age_rule):
                fits[group.ages.holds(years_between(born_on, joined_on))] += 1
    assert fits[False] < fits[True] / 8


WAYS = db.select(
    Group.key, Group.participants, Joining.person_id, Joining.state, Joining.name, Joining.route, Joining.why,
    Joining.put_forward_by, Joining.message, Joining.answer, Joining.made_at, Joining.said_at, Joining.answered_at,
).join(Group, Group.id == Joining.group_id)  # fmt: skip


def test_people_are_on_their_way_into_groups(planted: Flask) -> None:
    members = in_each(planted, MEMBERS)
    routes = in_each(planted, db.select(Group.key, JoinRoute.kind).join(Group, Group.id == JoinRoute.group_id))
    for slug, rows in in_each(planted, WAYS).items():
        assert {row.state for row in rows} <= STATES.keys() and len({row.state for row in rows}) >= 4
        assert not {(row.key, row.person_id) for row in rows} & {(row.key, row.person_id) for row in members[slug]}
        own = person_id(slug, "young_person")
        assert [row.state for row in rows if row.person_id == own] == ["asked"]
        for row in rows:
            assert row.participants == "young_people" and row.name
            assert row.person_id == own or (row.key, row.route) in {tuple(route) for route in routes[slug]}
            assert bool(row.why and row.put_forward_by) == (row.route != "advert") == (not row.message)
            assert bool(row.answer and row.answered_at) == (row.state in ("welcomed", "not_this_time"))
            assert row.made_at <= (row.said_at or row.answered_at or row.made_at)


def test_groups_that_are_elected_have_bodies_that_elect(planted: Flask) -> None:
    elected = db.select(Group.key).join(JoinRoute, JoinRoute.group_id == Group.id).where(JoinRoute.kind == "election")
    bodies = db.select(Group.key).join(Constituency, Constituency.group_id == Group.id)
    found = in_each(planted, bodies)
    for slug, rows in in_each(planted, elected).items():
        assert rows and {row.key for row in rows} == {row.key for row in found[slug]}


def test_every_group_has_a_worker(planted: Flask) -> None:
    supported = db.select(Membership.group_id).where(Membership.supports, Membership.status == "active")
    alone = db.select(Group.key).where(Group.id.not_in(supported))
    assert not any(in_each(planted, alone).values())


def test_whoever_can_sign_in_belongs_to_something(planted: Flask) -> None:
    of = db.select(Group.key, Group.participants, Group.members_hidden, Group.age_max, Group.school_years)
    of = of.join(Membership, Membership.group_id == Group.id).where(Membership.status == "active")
    with planted.app_context():
        for authority in councils():
            with authority_scope(authority.id):
                mine = {
                    role: db.session.execute(of.where(Membership.person_id == person_id(authority.slug, role))).all()
                    for role in ("young_person", "parent_carer", "worker")
                }
            assert len(mine["young_person"]) == 2
            assert any(not group.members_hidden for group in mine["young_person"])
            assert {group.participants for group in mine["parent_carer"]} == {"parents_carers"}
            assert {group.key for group in mine["young_person"]} <= {group.key for group in mine["worker"]}
            assert any(group.school_years or group.age_max == 11 for group in mine["worker"])


def test_the_decision_maker_belongs_to_the_organisation_of_a_board(planted: Flask) -> None:
    with planted.app_context():
        for authority in councils():
            with authority_scope(authority.id):
                decides = db.session.get_one(Person, (authority.id, person_id(authority.slug, "decision_maker")))
                linked = db.session.scalars(db.select(Board.organisation_id).where(Board.organisation_id.is_not(None)))
                names = db.select(Organisation.name).where(Organisation.id.in_(linked.all()))
                assert "Corporate Parenting" in db.session.scalars(names).all()
                assert decides.organisation and decides.organisation.kind in ("board", "partnership")


def test_boards_sit_from_years_behind_to_a_term_ahead(planted: Flask) -> None:
    for rows in in_each(planted, db.select(BoardDate.board_id, BoardDate.on_date, BoardDate.papers_due_on)).values():
        days: dict[Any, list[date]] = {}
        for row in rows:
            days.setdefault(row.board_id, []).append(row.on_date)
            assert row.papers_due_on < row.on_date and row.on_date.weekday() < 5
        assert len(days) == 3
        for mine in days.values():
            mine.sort()
            assert mine[0] <= TODAY - timedelta(days=365 * SMALL.years - 130)
            assert mine[-1] >= TODAY + timedelta(days=60)
            assert all(later - earlier < timedelta(days=135) for earlier, later in zip(mine, mine[1:], strict=False))


def test_a_worlds_twin_is_the_same(planted: Flask, deploy: Deploy) -> None:
    twin = deploy(2)
    list(load(twin, SMALL, TODAY))
    assert _without_ids(in_each(twin, MEMBERS)) == _without_ids(in_each(planted, MEMBERS))


def _without_ids(found: dict[str, Sequence[Any]]) -> dict[str, list[Any]]:
    return {slug: [tuple(row) for row in rows] for slug, rows in found.items()}


def test_loading_again_adds_nothing_twice_and_changes_nothing(deploy: Deploy) -> None:
    app = deploy(2)
    list(load(app, Size(people=60, years=1), TODAY))
    before = in_each(app, MEMBERS)
    assert [(done.new_people, done.planted) for done in load(app, Size(people=60, years=1), TODAY)] == [(0, 0)] * 2
    assert all(done.new_people == 0 and done.planted > 0 for done in load(app, Size(people=60, years=3), TODAY))
    assert all(done.new_people == 240 and done.planted > 0 for done in load(app, Size(people=300, years=3), TODAY))
    after = in_each(app, MEMBERS)
    for slug, rows in before.items():
        assert {tuple(row) for row in rows} < {tuple(row) for row in after[slug]}
        assert len({row.id for row in after[slug]}) == len({(row.key, row.person_id) for row in after[slug]})


def test_time_goes_on_gracefully(deploy: Deploy) -> None:
    app = deploy(1)
    list(load(app, Size(people=60), TODAY))
    before = in_each(app, MEMBERS)
    for days in (1, 40, 200):
        (done,) = load(app, Size(people=60), TODAY + timedelta(days=days))
        assert done.new_people == 0
        assert sum(map(len, in_each(app, MEMBERS).values())) < sum(map(len, before.values())) + 3 * 60
    after = in_each(app, MEMBERS)
    for slug, rows in before.items():
        assert {tuple(row) for row in rows} <= {tuple(row) for row in after[slug]}
        assert all(row.joined_on <= TODAY + timedelta(days=200) for row in after[slug])


def test_what_staff_set_of_a_boards_dates_stays(deploy: Deploy) -> None:
    app = deploy(1)
    list(load(app, SMALL, TODAY))
    with app.app_context():
        (authority,) = councils()
        with authority_scope(authority.id, write=True):
            moved = db.session.scalars(db.select(BoardDate).where(BoardDate.on_date > TODAY)).first()
            assert moved
            moved.on_date, board_id = date(2026, 12, 26), moved.board_id
            db.session.commit()
        list(load(app, Size(people=60, years=3), TODAY))
        with authority_scope(authority.id):
            query = db.select(BoardDate.on_date).where(BoardDate.board_id == board_id)
            days = db.session.scalars(query.order_by(BoardDate.on_date)).all()
    assert date(2026, 12, 26) in days
    assert days[0] >= TODAY - timedelta(days=365 * SMALL.years)


@pytest.mark.parametrize("today", [date(2026, 9, 1), date(2026, 2, 28), date(2028, 2, 29), date(2026, 7, 31)])
def test_a_group_keeps_its_size_on_whatever_day(today: date) -> None:
    year = today.year if today.month >= 9 else today.year - 1
    for size in (4, 10, 40):
        stories = list(told("ashdown:forum", size, range(year - 3, year + 1), today, ["Chair"]))
        now = [story for story in stories if not (story.left_on(today) or story.paused_on(today))]
        assert size * 0.6 <= len(now) <= size * 1.6
        assert len(stories) - len(now) >= size


def test_a_story_does_not_hang_on_the_day_it_is_told() -> None:
    days = (TODAY, TODAY + timedelta(days=120))
    first, later = ({one.label: one for one in told("a:b", 10, range(2024, 2027), day)} for day in days)
    assert first.keys() < later.keys()
    for label, story in first.items():
        again = later[label]
        assert (story.joined_on, story.leaves_on, story.office) == (again.joined_on, again.leaves_on, again.office)


def test_nobody_sits_in_august_or_between_the_years() -> None:
    for seed in range(60):
        days = list(sits_on(f"board {seed}", date(2024, 1, 1), date(2030, 12, 31)))
        assert len(days) == 28
        assert all((1, 7) <= (day.month, day.day) < (12, 22) and day.month != 8 for day in days)


@pytest.mark.both_databases
def test_it_is_planted_on_both_databases(deployment: Deployment, tmp_path: Path) -> None:
    write_councils(tmp_path / "councils", 1, Plugins.installed(), Times(TODAY))
    app = create_app(deployment.model_copy(update={"authorities": (tmp_path / "councils",)}))
    size = Size(people=30)
    assert [done.new_people for done in load(app, size, TODAY)] == [39]
    assert [(done.new_people, done.planted) for done in load(app, size, TODAY)] == [(0, 0)]
    (groups,) = in_each(app, db.select(Group.key, Group.member_count)).values()
    (members,) = in_each(app, MEMBERS).values()
    now = Counter(row.key for row in members if row.status == "active" and not row.supports)
    assert {row.key: row.member_count for row in groups} == {row.key: now[row.key] for row in groups}
    with app.app_context():
        db.engine.dispose()


@pytest.mark.drill
def test_a_big_world_is_planted_whole(deploy: Deploy) -> None:
    app = deploy(10)
    size = Size(people=2000, years=3)
    done = list(load(app, size, TODAY))
    assert [one.new_people for one in done] == [2008] * 10
    assert [(one.new_people, one.planted) for one in load(app, size, TODAY)] == [(0, 0)] * 10
    for rows in in_each(app, MEMBERS).values():
        members = [row for row in rows if not row.supports]
        now = sum(1 for row in members if row.status == "active")
        assert 60 <= now <= 400
        assert 1.5 * now < len(members) - now < 4 * now


def test_made_up_councils_declare_groups_and_boards_that_differ(tmp_path: Path) -> None:
    plugins = Plugins.installed()
    write_councils(tmp_path, 60, plugins, Times(TODAY))
    declared = [one.content["groups"] for one in load_all([tmp_path], plugins.models, plugins.requires).authorities]
    named = [tuple(group.name for group in one.group) for one in declared]  # type: ignore[attr-defined]
    assert len(set(named)) > 40
    assert all(len(one.board) == 3 and len(one.group) >= 8 for one in declared)  # type: ignore[attr-defined]
    every = [group for one in declared for group in one.group]  # type: ignore[attr-defined]
    assert len({group.cadence for group in every}) >= 5
    assert len({route.kind for group in every for route in group.join}) >= 7
    assert {group.participants for group in every} == {"young_people", "parents_carers", "staff"}
