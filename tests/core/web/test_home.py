"""The front page of a council and the first page after signing in, for every role."""

import pytest

from core.access.roles import COUNCIL_ROLES, ROLES
from core.hooks.values import ReadyIssue
from core.testing.apps import sign_in
from core.web.house import house


def home_of(app, role):
    member = app.test_client()
    sign_in(member, role)
    return member.get("/ashdown/home").text


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


def test_five_things_to_set_up_are_shown_and_the_rest_is_one_press_away(app, client, monkeypatch):
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


def test_an_empty_row_of_buttons_is_left_out(app):
    assert "page-header__actions" not in home_of(app, "young_person")
