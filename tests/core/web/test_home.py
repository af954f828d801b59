"""The first page after signing in, for every role: what needs one today, what is next, what changed, and the rest."""

import re
from datetime import date, time, timedelta
from html import unescape
from types import SimpleNamespace

import pytest
from flask import g

from core.access.roles import COUNCIL_ROLES, ROLES
from core.clock import local_today
from core.db import authority_scope, db
from core.hooks.hookspecs import hookimpl
from core.hooks.values import HomeItem, HomePanel, ReadyIssue
from core.plugging.manifest import Plugin
from core.testing.apps import make_app, sign_in
from core.testing.pages import Page
from core.users.models import Membership
from core.users.role_requests import ask_for
from core.web import nav
from core.web.home import SHOWN, TEACHINGS, sections
from core.web.house import house

EMPTY = "core.testing.councils"  # a package without tables, migrations or templates
TODAY = date(2026, 11, 20)  # a Friday


def home_of(app, role):
    member = app.test_client()
    sign_in(member, role)
    return member.get("/ashdown/home").text


@pytest.fixture
def told(tmp_path):
    """An application with one plugin, which gives the lines that a test puts into `items`."""
    found = SimpleNamespace(items=[], asked=0, issues=[])

    def home_panels(actor):
        found.asked += 1
        return found.items

    hooks = SimpleNamespace(home_panels=hookimpl(home_panels), ready_issues=hookimpl(lambda: found.issues))
    plugin = Plugin(name="lines", title="Lines", description="Made up.", package=EMPTY, hooks=hooks)
    found.app = make_app(tmp_path, [plugin])
    yield found
    with found.app.app_context():
        db.engine.dispose()


def needs(title, **more):
    return HomeItem("needs", title, "/ashdown/", **more)


def lines(found, face="worker", issues=()):
    """Titles and times of each part, by the name of the part."""
    with_time = {}
    for section in sections(found, issues, face, TODAY):
        with_time[section.name] = [(line.title, line.when) for line in (*section.shown, *section.folded)]
    return with_time


@pytest.mark.parametrize("role", [role for role in COUNCIL_ROLES if role != "young_person"])
def test_the_home_page_says_who_one_is_here(app, role):
    assert f'<p class="lede">{ROLES[role].title}, Ashdown Council</p>' in home_of(app, role)


@pytest.mark.parametrize(
    ("role", "button", "absent"),
    [
        ("worker", "Find a person", "Audit trail"),
        ("data_protection_officer", "Audit trail", "Find a person"),
        ("local_admin", "People with a sign-in", "Requests for a safeguarding lead"),
        ("safeguarding_lead", "Requests for a safeguarding lead", "People with a sign-in"),
    ],
)
def test_what_a_role_does_often_is_a_button_and_not_in_the_menu(app, role, button, absent):
    top, _, rest = home_of(app, role).partition("</nav>")
    assert f">{button}</a>" in rest and f">{button}</a>" not in top
    assert absent not in rest


def test_an_empty_row_of_buttons_is_left_out(app):
    assert "page-header__actions" not in home_of(app, "young_person")


def test_what_is_due_or_coming_stands_soonest_first_and_what_changed_newest_first():
    days = [TODAY + timedelta(2), TODAY, TODAY + timedelta(1)]
    for name, order in {"needs": [1, 2, 0], "next": [1, 2, 0], "changed": [0, 2, 1]}.items():
        found = [HomeItem(name, str(number), "/", on=on) for number, on in enumerate(days)]
        assert [int(title) for title, _ in lines(found)[name]] == order


def test_a_day_without_a_time_stands_before_its_hours_and_no_day_at_all_last_by_its_order():
    found = [
        needs("no day, later", order=80),
        needs("no day, sooner", order=10),
        needs("evening", on=TODAY, at=time(18)),
        needs("morning", on=TODAY, at=time(9, 30)),
        needs("all day", on=TODAY),
    ]
    titles = [title for title, _ in lines(found)["needs"]]
    assert titles == ["all day", "morning", "evening", "no day, sooner", "no day, later"]


@pytest.mark.parametrize(
    ("section", "days", "said"),
    [
        ("needs", -2, "Was due on Wednesday"),
        ("needs", -1, "Was due yesterday"),
        ("needs", 0, "Today"),
        ("needs", 1, "By tomorrow"),
        ("needs", 4, "By Tuesday"),
        ("needs", 60, "By 19 January 2027"),
        ("next", 0, "Today"),
        ("next", 1, "Tomorrow"),
        ("next", 4, "Tuesday"),
        ("changed", -1, "Yesterday"),
        ("changed", -400, "16 October 2025"),
    ],
)
def test_a_line_says_its_day_as_people_do(section, days, said):
    found = [HomeItem(section, "It", "/", on=TODAY + timedelta(days))]
    assert lines(found)[section] == [("It", said)]


def test_a_line_says_its_time():
    assert lines([HomeItem("next", "It", "/", on=TODAY, at=time(16, 30))])["next"] == [("It", "Today, 4:30pm")]


def test_a_line_is_for_its_faces_only():
    found = [needs("Staff only", faces=("worker",)), needs("Everybody")]
    assert [title for title, _ in lines(found, "young")["needs"]] == ["Everybody"]
    assert lines([needs("Staff only", faces=("worker",))], "public") == {}


def test_that_nothing_waits_is_said_beside_what_is_next_but_empty_parts_are_left_out(told):
    told.items = [HomeItem("next", "The forum meets", "/ashdown/", on=local_today())]
    page = home_of(told.app, "worker")
    assert "What needs you today" in page and "Nothing waits for you today." in page
    assert "What is next" in page and "What changed" not in page


def test_six_lines_are_shown_and_the_rest_is_one_press_away(told):
    told.items = [needs(f"Thing {number}") for number in range(SHOWN + 3)]
    page = home_of(told.app, "worker")
    at_once, _, folded = page.partition("and 3 more")
    assert "Thing 5" in at_once and "Thing 6" not in at_once and "Thing 8" in folded
    told.items = told.items[:SHOWN]
    assert "more</summary>" not in home_of(told.app, "decision_maker"), "six lines need no fold"


def test_a_dated_line_has_its_badge_and_every_line_leads_somewhere(told):
    told.items = [needs("Dated", on=local_today(), note="Bring a pen"), needs("Undated")]
    page = Page(home_of(told.app, "worker"))
    titles = [link.text for link in page.all("a") if link.get("href") == "/ashdown/" and link.text]
    assert {"Dated", "Undated"} <= set(titles)
    days = [one.get("datetime") for one in page.all("time")]
    assert days == [local_today().isoformat()]


def test_lines_and_blocks_come_from_one_asking(told):
    told.items = [needs("A line"), HomePanel("A block", "components/more.html")]
    page = home_of(told.app, "worker")
    assert page.index("A line") < page.index("A block") and told.asked == 1


def test_no_line_is_ever_on_a_public_page(told):
    told.items = [needs("Only for me")]
    assert "Only for me" not in told.app.test_client().get("/ashdown/").text
    assert "Only for me" in home_of(told.app, "parent_carer")


def test_what_must_be_set_up_needs_the_local_admin_and_stands_below_for_others(told):
    told.issues = [ReadyIssue(f"Issue {number}", "Do it.", "/ashdown/") for number in range(8)]
    told.items = [needs("Dated", on=local_today())]
    admin = home_of(told.app, "local_admin")
    dated = admin.index("Dated")
    assert admin.index("What needs you today") < dated < admin.index("Issue 0") < admin.index("and 3 more")
    assert "Still to be set up" not in admin and admin.count("Issue 0") == 1
    worker = home_of(told.app, "worker")
    assert worker.index("What needs you today") < worker.index("Still to be set up") < worker.index("Issue 0")


def test_five_things_to_set_up_are_shown_to_a_worker_and_the_rest_is_one_press_away(app, monkeypatch):
    with app.app_context():
        here = house()
    ask = here.hooks.call
    issues = [ReadyIssue(f"Issue {number}", "Do it.", "/ashdown/") for number in range(8)]

    def answer(hook, *given, **named):
        return issues if hook == "ready_issues" else ask(hook, *given, **named)

    monkeypatch.setattr(here.hooks, "call", answer)
    at_once, _, folded = home_of(app, "worker").partition("and 3 more")
    assert "Issue 4" in at_once and "Issue 5" not in at_once and "Issue 7" in folded
    assert at_once.index("Go to") < at_once.index("Still to be set up"), "work comes first"


@pytest.mark.parametrize("role", COUNCIL_ROLES)
def test_while_nothing_is_there_each_role_is_told_what_will_be_and_where_to_start(told, role):
    page = unescape(home_of(told.app, role))
    assert TEACHINGS[role].title in page and TEACHINGS[role].text in page
    assert "What needs you today" not in page


@pytest.mark.parametrize(
    ("role", "step", "address"),
    [
        ("local_admin", "People with a sign-in", "/ashdown/admin/access/"),
        ("data_protection_officer", "Audit trail", "/ashdown/admin/audit"),
    ],
)
def test_the_empty_page_offers_the_roles_first_step(told, role, step, address):
    page = home_of(told.app, role)
    empty = re.search(r'<div class="empty-state">.*?</a>', page, re.DOTALL)
    assert empty and step in empty[0] and f'href="{address}"' in empty[0]
    assert page.count(f'href="{address}"') == 1, "one thing to do, in one place"


@pytest.mark.parametrize(
    ("role", "step"),
    [
        ("young_person", "Find a group"),
        ("parent_carer", "Find a group"),
        ("practitioner", "Find a group"),
        ("decision_maker", "Boards"),
        ("worker", "Add a group"),
    ],
)
def test_groups_say_which_first_step_is_best_for_whom(app, role, step):
    with app.app_context():
        actor = SimpleNamespace(roles=frozenset({role}), can=lambda permission: True, person_id=None)
        authority = house().authorities.find("ashdown")
        with authority_scope(authority.id), app.test_request_context("/ashdown/home"):
            g.authority = authority
            assert nav.start(authority, actor)[0] == step


def test_the_empty_page_is_shorter_for_younger_readers_and_one_idea_a_line_in_easy_read(told):
    member = told.app.test_client()
    sign_in(member, "young_person")
    for band in ("young", "easy"):
        member.get(f"/ashdown/reading/{band}")
        page = member.get("/ashdown/home").text
        assert TEACHINGS["young_person"].text not in page
        assert ("What you changed will be here." in page) == (band == "easy")


def test_a_lead_is_asked_to_answer_who_would_be_one_but_not_who_asked(app):
    lead = app.test_client()
    who = sign_in(lead, "safeguarding_lead", name="First Lead")
    sign_in(app.test_client(), "worker", name="Hopeful Worker")
    with app.app_context():
        authority = house().authorities.find("ashdown")
        with authority_scope(authority.id, write=True):
            chosen = {one.user.username: one for one in db.session.scalars(db.select(Membership))}
            ask_for(chosen["hopeful.worker"], "safeguarding_lead", by=None)
            db.session.commit()
    page = lead.get("/ashdown/home").text
    assert "Say yes or no to a new safeguarding lead" in page and who.name.split()[0] in page
    assert "Say yes or no" not in home_of(app, "worker")


def test_what_is_of_today_is_not_folded_away() -> None:
    today = date(2026, 11, 22)
    late = [HomeItem("needs", f"Overdue {number}", "/a", on=date(2026, 11, 1)) for number in range(8)]
    tonight = HomeItem("needs", "Keep the register", "/b", on=today)
    later = HomeItem("needs", "Next week", "/c", on=date(2026, 11, 29))
    (needs, *_) = sections([*late, tonight, later], (), "worker", today)
    assert [line.title for line in needs.shown][-1] == "Keep the register"
    assert [line.title for line in needs.folded] == ["Next week"]
