"""Every group of the strategies' table is lived, not only stored: somebody joins, comes, is heard, and reads about it.

One worker who supports the group and one young person (or parent, or colleague) walk through it on screen, in the five
councils as their own files declare them.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from core.app import create_app
from core.clock import local_today
from core.db import authority_scope, db
from core.testing.apps import Somebody, add_account, apply_councils, sign_in_as
from core.testing.browsing import PageClient
from core.testing.databases import copied_sqlite
from core.web.house import house
from plugins.groups.models import BoardSeat, Group, Joining, Membership
from plugins.groups.vocabulary import UMBRELLAS
from plugins.meetings.models import Attendance, Meeting, Minutes, Point
from tests.plugins.groups.ways import CODE, say
from tests.plugins.meetings.recording import change

REAL = Path(__file__).parents[2] / "authorities"
ROLES = {"young_people": "young_person", "parents_carers": "parent_carer", "staff": "practitioner"}
EASY = "We met.\nWe talked about buses.\nThe council will answer."


def _declared() -> list[tuple[str, dict[str, Any]]]:
    """Every group that meets, with what its council's file says of it."""
    found = []
    for file in sorted(REAL.glob("[a-z]*/authority.toml")):
        content = tomllib.loads(file.read_text(encoding="utf-8"))["plugins"]["groups"].get("content", {})
        groups = [group for group in content.get("group", []) if group.get("kind") not in UMBRELLAS]
        found += [(file.parent.name, group) for group in groups]
    return found


each_group = pytest.mark.parametrize(
    ("slug", "group"), _declared(), ids=lambda value: value if isinstance(value, str) else value["key"]
)


@pytest.fixture(scope="module")
def councils(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application with the five councils' own files applied."""
    deployment = copied_sqlite(sqlite_template, tmp_path_factory.mktemp("lived"))
    app = create_app(deployment.model_copy(update={"authorities": (REAL,)}))
    app.test_client_class = PageClient
    apply_councils(app)
    yield app
    with app.app_context():
        db.engine.dispose()


class Life:
    """One group, its worker and somebody who joins it."""

    def __init__(self, app: Flask, slug: str, group: dict[str, Any]) -> None:
        self.app, self.slug, self.key, self.group = app, slug, group["key"], group
        role = ROLES[group.get("participants", "young_people")]
        who = {one: f"{one} {slug} {self.key}".replace("_", " ").title() for one in ("worker", role)}
        with app.app_context():
            worker, member = (add_account(one, slug, name) for one, name in who.items())
        assert member.person_id is not None
        self.member_id, self.member, self.worker = member.person_id, self._browser(member), self._browser(worker)
        with self._scope(write=True):
            db.session.add(Membership(group_id=self._group().id, person_id=worker.person_id, supports=True))
            db.session.commit()
        self.manage = f"/{slug}/groups/manage/{self.key}"

    def _browser(self, who: Somebody) -> PageClient:
        browser = self.app.test_client()
        assert isinstance(browser, PageClient)
        sign_in_as(browser, who, self.slug)
        return browser

    def _group(self) -> Group:
        return db.session.scalars(db.select(Group).where(Group.key == self.key)).one()

    def _scope(self, write: bool = False) -> Any:
        context = self.app.app_context()
        context.push()
        authority = house().authorities.find(self.slug)
        assert authority is not None
        scope = authority_scope(authority.id, write=write)
        return _Both(scope, context)

    def one(self, model: type, **wanted: Any) -> Any:
        """The only row of `model` with these values, detached."""
        with self._scope():
            row = db.session.scalars(db.select(model).filter_by(**wanted)).one()
            db.session.expunge_all()
            return row

    def joins(self) -> None:
        """Put forward in words for them; their own yes; and only then a member (W18, W51)."""
        if self.group.get("participants") == "staff":
            added = self.worker.submit(f"{self.manage}/members/add/{self.member_id}", {})
            assert added.status_code == 302, added.text
            return
        told = {"by": "Ruth Bell, youth worker", "why": "You know what this group is about."}
        letter = self.worker.submit(f"{self.manage}/put-forward/{self.member_id}", told)
        found = CODE.search(letter.text)
        assert letter.status_code == 200 and found, letter.text
        assert self._memberships() == [], "nobody is a member before their own yes"
        stranger = self.app.test_client()
        assert isinstance(stranger, PageClient)
        assert say(stranger, f"/{self.slug}/groups/answer/{found[1]}", "yes").status_code < 400
        way = self.one(Joining, person_id=self.member_id, group_id=self._id())
        put_in = self.worker.submit(f"{self.manage}/coming-in/{way.id}/put-in", {"age_reason": "Fits well."})
        assert put_in.status_code == 302, put_in.text
        assert [row.status for row in self._memberships()] == ["active"]

    def meets(self) -> UUID:
        """A meeting today, that everybody who may know of can see."""
        today = local_today()
        day = [str(today.day), str(today.month), str(today.year)]
        typed = {"title": "The first one", "on_date": day, "at": "00:01"}
        made = self.worker.submit(f"/{self.slug}/meetings/manage/new/{self.key}", typed)
        assert made.status_code == 302, made.text
        assert self.member.get(made.location).status_code == 200
        meeting: Meeting = self.one(Meeting, group_id=self._id())
        return meeting.id

    def comes(self, meeting: UUID) -> None:
        """The register is kept with this person here."""
        url = f"/{self.slug}/meetings/{meeting}/register"
        field = f"p-{self.member_id}"
        page = self.worker.get(url).text
        assert field in page, "the member stands on the register"
        assert self.worker.submit(url, {field: "here"}).status_code == 302
        line: Attendance = self.one(Attendance, meeting_id=meeting, person_id=self.member_id)
        assert line.status == "here"

    def is_heard(self, meeting: UUID) -> None:
        """Their words are kept, word for word."""
        url = f"/{self.slug}/meetings/{meeting}/room?item=end"
        said = {"said-words": "The bus stops running before we finish.", "said-permission": "team"}
        assert self.worker.submit(url, said, action="/room/said").status_code == 302
        point: Point = self.one(Point, meeting_id=meeting)
        assert point.words == "The bus stops running before we finish."

    def reads(self, meeting: UUID) -> None:
        """The minutes are written, published, and read by whoever was there; nobody else where members are hidden."""
        url = f"/{self.slug}/meetings/{meeting}/minutes"
        written = self.worker.submit(f"{url}/write", {"summary": "We talked about buses.", "easy": EASY})
        assert written.status_code == 302, written.text
        assert change(self.worker, f"{url}/publish", {}).status_code == 302
        assert self.one(Minutes, meeting_id=meeting).state == "published"
        assert "We talked about buses." in self.member.get(f"{url}/easy").text
        assert "stops running before we finish" in self.member.get(url).text
        pdf = self.member.get(f"{url}.pdf")
        assert pdf.mimetype == "application/pdf" and pdf.data.startswith(b"%PDF")
        if self.group.get("members_hidden") or self.group.get("listing") == "hidden":
            assert b"buses" not in self.app.test_client().get(url).data

    def _id(self) -> UUID:
        with self._scope():
            return self._group().id

    def _memberships(self) -> list[Membership]:
        with self._scope():
            query = db.select(Membership).where(Membership.person_id == self.member_id)
            rows = list(db.session.scalars(query))
            db.session.expunge_all()
            return rows


class _Both:
    """A scope inside an application context, left together."""

    def __init__(self, scope: Any, context: Any) -> None:
        self.scope, self.context = scope, context

    def __enter__(self) -> None:
        self.scope.__enter__()

    def __exit__(self, *how: Any) -> None:
        self.scope.__exit__(*how)
        self.context.pop()


@each_group
def test_somebody_joins_comes_is_heard_and_reads_about_it(councils: Flask, slug: str, group: dict[str, Any]) -> None:
    life = Life(councils, slug, group)
    life.joins()
    meeting = life.meets()
    life.comes(meeting)
    life.is_heard(meeting)
    life.reads(meeting)


@each_group
def test_its_year_its_ways_in_and_its_boards_can_be_worked_with(
    councils: Flask, slug: str, group: dict[str, Any]
) -> None:
    with councils.app_context():
        worker = add_account("worker", slug, f"Planner of {slug} {group['key']}")
    browser = councils.test_client()
    assert isinstance(browser, PageClient)
    sign_in_as(browser, worker, slug)
    manage, routes = f"/{slug}/groups/manage/{group['key']}", {route["kind"] for route in group.get("join", [])}
    planned = browser.get(f"/{slug}/meetings/manage/planner/{group['key']}").text
    regular = group.get("cadence", "own_calendar") not in ("own_calendar", "not_stated")
    assert ("Days to plan" in planned or "Every day that this group would meet is planned" in planned) == regular
    if "election" in routes:
        assert browser.get(f"{manage}/elections/new").status_code == 200
    if "delegation" in routes:
        assert browser.get(f"{manage}/bodies/new").status_code == 200
    if "advert" in routes:
        assert councils.test_client().get(f"/{slug}/groups/{group['key']}/interest").status_code == 200
    boards = {seat["board"] for seat in group.get("seats", [])}
    for board in boards:
        assert group["name"] in browser.get(f"/{slug}/groups/boards/{board}").text
    with councils.app_context():
        authority = house().authorities.find(slug)
        assert authority is not None
        with authority_scope(authority.id):
            held = db.select(BoardSeat).join(Group, Group.id == BoardSeat.group_id).where(Group.key == group["key"])
            assert len(list(db.session.scalars(held))) == len(group.get("seats", []))
