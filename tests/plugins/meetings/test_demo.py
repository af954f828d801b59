"""A demonstration of meetings: a year behind and a term ahead, the same every time, nothing twice, nobody too early."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from core.app import create_app
from core.config import Deployment
from core.db import authority_scope, db
from core.demo.councils import Times, write_councils
from core.demo.load import Size, load
from core.demo.people import person_id
from core.people.models import Person, Term
from core.plugging.registry import Plugins
from core.testing.databases import copied_sqlite
from core.web.house import house
from plugins.groups.models import Group, Membership
from plugins.meetings import easy_read
from plugins.meetings.demo.topics import topics
from plugins.meetings.models import (
    Action,
    AgendaItem,
    Attendance,
    Booking,
    Coming,
    Decision,
    Leader,
    Meeting,
    MeetingChange,
    Minutes,
    Point,
    Safety,
)
from plugins.meetings.record.names import standing_in
from plugins.meetings.record.saying import said_so_far
from plugins.meetings.vocabulary import CAME

TODAY = date(2026, 11, 21)
SMALL = Size(people=80, years=2)
Deploy = Callable[[int], Flask]
MEETINGS = (
    db.select(
        Meeting.id, Group.key, Group.status, Meeting.title, Meeting.kind, Meeting.state, Meeting.on_date,
        Meeting.starts_at, Meeting.minutes, Meeting.chair_id, Meeting.sequence, Meeting.cancelled_why,
    )
    .join(Group, (Group.authority_id == Meeting.authority_id) & (Group.id == Meeting.group_id))
    .order_by(Meeting.id)
)  # fmt: skip
REGISTER = (
    db.select(
        Attendance.id, Attendance.meeting_id, Attendance.person_id, Attendance.status, Attendance.counts_as,
        Meeting.group_id, Meeting.on_date, Meeting.state,
    )
    .join(Meeting, (Meeting.authority_id == Attendance.authority_id) & (Meeting.id == Attendance.meeting_id))
    .order_by(Attendance.id)
)  # fmt: skip


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
    """Two made-up councils with two years of meetings."""
    app = deploy(2)
    list(load(app, SMALL, TODAY))
    return app


@pytest.fixture(scope="module")
def five(real_councils: Flask) -> Flask:
    """The five councils with a demonstration."""
    list(load(real_councils, Size(people=60), TODAY))
    return real_councils


def in_each(app: Flask, query: Any) -> dict[str, Sequence[Any]]:
    """The rows of a query in each council."""
    found = {}
    with app.app_context():
        for authority in house().authorities.all():
            with authority_scope(authority.id):
                found[authority.slug] = db.session.execute(query).all()
    return found


def test_every_group_that_meets_has_met_and_will_meet(planted: Flask) -> None:
    groups = in_each(planted, db.select(Group.key, Group.status).where(Group.kind.not_in(("programme", "umbrella"))))
    for slug, rows in in_each(planted, MEETINGS).items():
        behind = Counter(row.key for row in rows if row.state == "held")
        ahead = Counter(row.key for row in rows if row.state == "planned" and row.on_date >= TODAY)
        for key, status in groups[slug]:
            assert status == "starting" or behind[key] >= 2 * SMALL.years, (slug, key)
            assert status == "paused" or ahead[key] >= 1, (slug, key)


def test_it_reaches_from_years_behind_to_the_end_of_the_next_term(planted: Flask) -> None:
    terms = in_each(planted, db.select(Term.starts_on, Term.ends_on).order_by(Term.starts_on))
    for slug, rows in in_each(planted, MEETINGS).items():
        days = [row.on_date for row in rows]
        following = next(term.ends_on for term in terms[slug] if term.starts_on > TODAY)
        assert min(days) <= TODAY - timedelta(days=365 * SMALL.years - 60)
        assert TODAY + timedelta(days=60) <= max(days) <= max(following, TODAY + timedelta(days=100))


def test_states_follow_the_day(planted: Flask) -> None:
    for rows in in_each(planted, MEETINGS).values():
        assert all(row.state in ("held", "cancelled") for row in rows if row.on_date < TODAY)
        assert all(row.state in ("planned", "cancelled") for row in rows if row.on_date >= TODAY)
        assert all(bool(row.cancelled_why) == (row.state == "cancelled") for row in rows)
        states = Counter(row.state for row in rows)
        assert 0 < states["cancelled"] < states["held"] / 8


def test_nobody_is_on_a_register_before_joining_or_after_leaving(planted: Flask) -> None:
    times = db.select(Membership.group_id, Membership.person_id, Membership.joined_on, Membership.left_on)
    places = in_each(planted, times.where(Membership.supports.is_(False)))
    for slug, rows in in_each(planted, REGISTER).items():
        time_of = {(row.group_id, row.person_id): (row.joined_on, row.left_on) for row in places[slug]}
        members = [row for row in rows if row.person_id and row.counts_as != "worker"]
        assert members
        for row in members:
            joined, left = time_of[row.group_id, row.person_id]
            assert joined <= row.on_date and (left is None or row.on_date < left)
        assert {row.state for row in rows} == {"held"}


def test_registers_are_believable(planted: Flask) -> None:
    for rows in in_each(planted, REGISTER).values():
        stood = Counter(row.status for row in rows if row.counts_as != "worker")
        members = sum(stood.values())
        assert set(stood) >= {"here", "apologies", "away", "walk_in"}
        assert 0.55 < sum(stood[one] for one in CAME) / members < 0.9
        workers = Counter(row.meeting_id for row in rows if row.counts_as == "worker")
        assert set(workers.values()) <= {1, 2, 3, 4}


def test_nobody_works_at_a_meeting_of_a_group_that_they_are_a_member_of(planted: Flask, five: Flask) -> None:
    twice = (
        db.select(Leader.person_id)
        .join(Meeting, (Meeting.authority_id == Leader.authority_id) & (Meeting.id == Leader.meeting_id))
        .join(Membership, (Membership.group_id == Meeting.group_id) & (Membership.person_id == Leader.person_id))
        .where(Membership.supports.is_(False))
    )
    for app in (planted, five):
        assert all(rows == [] for rows in in_each(app, twice).values())


def test_agendas_fill_their_meetings(planted: Flask) -> None:
    items = db.select(AgendaItem.meeting_id, AgendaItem.minutes, AgendaItem.position, AgendaItem.versions)
    meetings = in_each(planted, MEETINGS)
    for slug, rows in in_each(planted, items).items():
        length = {row.id: row.minutes for row in meetings[slug]}
        total, number = Counter[Any](), Counter[Any](row.meeting_id for row in rows)
        for row in rows:
            total[row.meeting_id] += row.minutes
            assert row.minutes > 0
        assert set(number) == set(length)
        assert all(4 <= each <= 7 for each in number.values())
        assert all(total[id] == length[id] for id in length)
        assert all(version["for_whom"] and version["activity"] for row in rows for version in row.versions)


def test_what_was_said_stays_within_what_was_allowed(planted: Flask) -> None:
    with planted.app_context():
        for authority in house().authorities.all():
            with authority_scope(authority.id):
                points = db.session.execute(db.select(Point.id, Point.permission)).all()
                private = {row.id for row in points if row.permission == "nobody"}
                told = {one.source.id for one in said_so_far(authority)}
                assert private and told and not private & told
                assert len(told) == len(points) - len(private)
                assert len({row.permission for row in points}) == 5


def test_what_was_written_belongs_to_meetings_that_were_held(planted: Flask) -> None:
    held = {slug: {row.id for row in rows if row.state == "held"} for slug, rows in in_each(planted, MEETINGS).items()}
    for model in (Point, Decision, Action, Minutes):
        for slug, rows in in_each(planted, db.select(model.meeting_id)).items():
            assert {row.meeting_id for row in rows} <= held[slug], model
            assert len({row.meeting_id for row in rows}) > len(held[slug]) * 0.7, model


def test_actions_end_as_time_goes_by(planted: Flask) -> None:
    for rows in in_each(planted, db.select(Action.state, Action.due_on, Action.done_on, Action.note)).values():
        states = Counter(row.state for row in rows)
        assert states["done"] > states["open"] > 0 and states["dropped"] > 0
        assert all((row.done_on is None) == (row.state == "open") for row in rows)
        assert all(row.done_on <= TODAY for row in rows if row.done_on)
        assert all(row.due_on > TODAY - timedelta(days=200) for row in rows if row.state == "open")


def test_minutes_are_published_in_time_and_only_open_groups_for_all(planted: Flask) -> None:
    query = (
        db.select(Minutes.state, Minutes.for_all, Minutes.published_at, Meeting.on_date, Group.members_hidden)
        .join(Meeting, (Meeting.authority_id == Minutes.authority_id) & (Meeting.id == Minutes.meeting_id))
        .join(Group, (Group.authority_id == Meeting.authority_id) & (Group.id == Meeting.group_id))
    )
    for rows in in_each(planted, query).values():
        assert sum(row.state == "published" for row in rows) > len(rows) * 0.7
        assert any(row.for_all for row in rows)
        assert not any(row.for_all and (row.members_hidden or row.state != "published") for row in rows)
        out = [row for row in rows if row.state == "published"]
        assert all(row.on_date < row.published_at.date() < TODAY + timedelta(days=1) for row in out)


def test_the_words_are_easy_where_they_say_so_and_name_nobody() -> None:
    listed = Path(load.__code__.co_filename).parent
    names = [(name, "") for kind in ("given", "family") for name in (listed / f"{kind}.txt").read_text().split()]
    for topic in topics():
        assert easy_read.check(topic.lines) == [], topic.key
        assert easy_read.check(topic.paper.get("easy", "").splitlines()) == [], topic.key
        texts = [*topic.said, *topic.said_younger, *topic.decided, topic.summary, *topic.lines]
        assert standing_in([*texts, *(one.text for one in topic.promised)], names) == [], topic.key
    assert sum(len(topic.said) + len(topic.said_younger) for topic in topics()) >= 60


def test_a_worlds_twin_is_the_same(planted: Flask, deploy: Deploy) -> None:
    twin = deploy(2)
    list(load(twin, SMALL, TODAY))
    said = db.select(Point.id, Point.meeting_id, Point.person_id, Point.words, Point.permission).order_by(Point.id)
    for query in (MEETINGS, said, db.select(Coming.id, Coming.answer, Coming.replied_at).order_by(Coming.id)):
        assert in_each(twin, query) == in_each(planted, query)


def test_loading_again_adds_nothing_and_more_years_add_what_is_older(deploy: Deploy) -> None:
    app = deploy(1)
    list(load(app, Size(people=60, years=1), TODAY))
    (before,) = in_each(app, MEETINGS).values()
    assert [(done.new_people, done.planted) for done in load(app, Size(people=60, years=1), TODAY)] == [(0, 0)]
    list(load(app, Size(people=60, years=2), TODAY))
    (after,) = in_each(app, MEETINGS).values()
    assert {tuple(row) for row in before} < {tuple(row) for row in after}
    assert min(row.on_date for row in after) < min(row.on_date for row in before) - timedelta(days=200)


@pytest.mark.parametrize("days", [1, 40, 200])
def test_time_goes_on(deploy: Deploy, days: int) -> None:
    app, later = deploy(1), TODAY + timedelta(days=days)
    list(load(app, Size(people=60), TODAY))
    (before,) = in_each(app, MEETINGS).values()
    list(load(app, Size(people=60), later))
    (after,) = in_each(app, MEETINGS).values()
    state = {row.id: row.state for row in after}
    assert set(state) >= {row.id for row in before}
    assert len({(row.key, row.starts_at) for row in after}) == len(after)
    been = [row.id for row in before if row.on_date < later and row.state == "planned" and row.kind != "task_group"]
    assert all(state[id] == "held" for id in been)
    (register,) = in_each(app, REGISTER).values()
    assert set(been) <= {row.meeting_id for row in register}
    assert len({(row.meeting_id, row.person_id) for row in register if row.person_id}) == sum(
        row.person_id is not None for row in register
    )
    assert [done.planted for done in load(app, Size(people=60), later)] == [0]


def test_what_somebody_has_used_is_left_alone(deploy: Deploy) -> None:
    app = deploy(1)
    list(load(app, Size(people=60), TODAY))
    with app.app_context():
        (authority,) = house().authorities.all()
        with authority_scope(authority.id, write=True):
            ahead = db.select(Meeting).where(Meeting.state == "planned", Meeting.on_date > TODAY)
            first, second = db.session.scalars(ahead.order_by(Meeting.starts_at, Meeting.id).limit(2))
            used, off = first.id, second.id
            db.session.add(Minutes(meeting_id=used, summary="Our own words."))
            second.state = "cancelled"
            db.session.commit()
    list(load(app, Size(people=60), TODAY + timedelta(days=60)))
    (minutes,) = in_each(app, db.select(Minutes.summary).where(Minutes.meeting_id == used)).values()
    assert [row.summary for row in minutes] == ["Our own words."]
    (lines,) = in_each(app, db.select(Attendance.id).where(Attendance.meeting_id.in_((used, off)))).values()
    assert lines == []


def test_those_who_sign_in_find_something_waiting(five: Flask) -> None:
    young, tonight, deciding = Counter[str](), 0, 0
    with five.app_context():
        for authority in house().authorities.all():
            me, worker = (person_id(authority.slug, role) for role in ("young_person", "worker"))
            with authority_scope(authority.id):
                young.update(_waiting(me))
                leads = db.select(Leader.id).join(Meeting, Meeting.id == Leader.meeting_id)
                today = leads.where(Leader.person_id == worker, Meeting.on_date == TODAY, Meeting.state == "planned")
                tonight += bool(db.session.scalars(today).all())
                due = db.select(Action.id).where(
                    Action.owner_id == person_id(authority.slug, "decision_maker"),
                    Action.state == "open",
                    Action.due_on.between(TODAY, TODAY + timedelta(days=7)),
                )
                deciding += bool(db.session.scalars(due).all())
    assert young["asked"] == young["moved"] == young["chairs"] == 3  # two of the five have groups of staff only
    assert tonight >= 3
    assert deciding == 5


def _waiting(me: Any) -> Iterator[str]:
    """What the young person who can sign in finds on their first page."""
    mine = db.select(Membership.group_id).where(Membership.person_id == me, Membership.status == "active")
    soon = Meeting.on_date.between(TODAY + timedelta(days=1), TODAY + timedelta(days=21))
    answered = db.select(Coming.meeting_id).where(Coming.person_id == me)
    ahead = db.select(Meeting.id).where(Meeting.group_id.in_(mine), Meeting.state == "planned", soon)
    if db.session.scalars(ahead.where(Meeting.id.not_in(answered))).first():
        yield "asked"
    told = db.select(MeetingChange.kind).join(Meeting, Meeting.id == MeetingChange.meeting_id)
    yield from set(db.session.scalars(told.where(Meeting.group_id.in_(mine), Meeting.on_date > TODAY)))
    if db.session.scalar(db.select(Meeting.id).where(Meeting.chair_id == me, Meeting.on_date > TODAY).limit(1)):
        yield "chairs"


def test_contacts_are_from_the_range_for_drama_and_of_members_only(five: Flask) -> None:
    for rows in in_each(five, db.select(Safety.person_id, Safety.contact_phone, Safety.home)).values():
        assert all(row.contact_phone.startswith("07700 900") for row in rows)
    kinds = in_each(five, db.select(Person.kind).join(Safety, Safety.person_id == Person.id).distinct())
    assert all({row.kind for row in rows} <= {"young_person"} for rows in kinds.values())


def test_schools_bring_children_to_a_convention(five: Flask) -> None:
    query = db.select(Booking.children, Booking.came_children, Meeting.kind, Meeting.state).join(
        Meeting, Meeting.id == Booking.meeting_id
    )
    rows = in_each(five, query)["nottingham"]
    assert rows and {row.kind for row in rows} == {"convention"}
    assert all((row.came_children is None) == (row.state == "planned") for row in rows)


@pytest.mark.both_databases
def test_it_is_planted_on_both_databases(deployment: Deployment, tmp_path: Path) -> None:
    write_councils(tmp_path / "councils", 1, Plugins.installed(), Times(TODAY))
    app = create_app(deployment.model_copy(update={"authorities": (tmp_path / "councils",)}))
    size = Size(people=30)
    assert all(done.planted > 500 for done in load(app, size, TODAY))
    assert [(done.new_people, done.planted) for done in load(app, size, TODAY)] == [(0, 0)]
    assert all(done.planted > 50 for done in load(app, size, TODAY + timedelta(days=40)))
    with app.app_context():
        db.engine.dispose()
