"""The drawn settings form: every shape, the model's own rules, locks, sources, and the way back to the file."""

from datetime import date, time

import pytest
from flask import Flask

from core.authority import effective
from core.db import authority_scope
from core.testing.apps import sign_in
from core.testing.browsing import PageClient
from core.web.house import house

SETTINGS = "/ashdown/admin/settings/tea"


def present(app: Flask, slug: str = "ashdown") -> effective.Effective:
    with app.app_context():
        authority, plugin = house().authorities.find(slug), house().plugins.get("tea")
        assert authority and plugin and plugin.settings
        with authority_scope(authority.id):
            return effective.settings(authority, "tea", plugin.settings)


def test_every_shape_is_drawn_and_saved(app: Flask, admin: PageClient) -> None:
    typed = {
        "setting_biscuits": "no",
        "setting_cups": "12",
        "setting_note": "Mind the step",
        "setting_since": ["3", "9", "2026"],
        "setting_at": "16:30",
        "setting_milks": ["oat", "soya"],
        "setting_kinds": "Assam\n\n  Green ",
    }
    assert admin.submit(SETTINGS, typed).status_code == 302
    saved = present(app).model
    assert (saved.biscuits, saved.cups, saved.note) == (False, 12, "Mind the step")
    assert (saved.since, saved.at) == (date(2026, 9, 3), time(16, 30))
    assert (saved.milks, saved.kinds) == (["oat", "soya"], ("Assam", "Green"))


def test_only_the_difference_from_the_file_is_saved(app: Flask, admin: PageClient) -> None:
    admin.submit(SETTINGS, {"setting_note": "Hot"})
    sources = present(app).sources
    assert (sources["note"], sources["cups"], sources["biscuits"]) == ("admin", "file", "plugin")
    assert present(app, "brackwell").sources["note"] == "plugin"


def test_a_row_is_added_without_javascript_and_keeps_what_was_typed(app: Flask, admin: PageClient) -> None:
    longer = admin.submit(SETTINGS, {"setting_note": "Half typed", "add": "breaks"})
    assert longer.status_code == 200
    assert 'value="Half typed"' in longer.text and 'name="setting_breaks-0-setting_name"' in longer.text
    rows = {"setting_breaks-0-setting_name": "Elevenses", "setting_breaks-0-setting_at": "11:00"}
    assert admin.submit(SETTINGS, rows).status_code == 302
    (saved,) = present(app).model.breaks
    assert (saved.name, saved.at) == ("Elevenses", time(11, 0))
    admin.submit(SETTINGS, {"setting_breaks-0-remove": "y"})
    assert present(app).model.breaks == ()


def test_what_the_model_refuses_comes_back_with_everything_typed(app: Flask, admin: PageClient) -> None:
    back = admin.submit(SETTINGS, {"setting_cups": "900", "setting_note": "Kept", "setting_kinds": ""})
    assert back.status_code == 400
    assert "Cups: must be 50 or less." in back.text and "Kinds: needs at least 1 of these." in back.text
    assert 'href="#setting_cups"' in back.text and 'value="Kept"' in back.text and 'value="900"' in back.text
    assert present(app).sources["note"] == "plugin"


def test_a_fault_in_a_row_stands_on_its_field(admin: PageClient) -> None:
    back = admin.submit(SETTINGS, {"setting_breaks-0-setting_name": "Late", "setting_breaks-0-setting_at": "nine"})
    assert back.status_code == 400
    assert "From: must be a time such as 09:00" in back.text


@pytest.mark.parametrize("cups", ["", "many", "4.5"])
def test_a_number_must_be_a_number(admin: PageClient, cups: str) -> None:
    assert "Cups: must be a whole number." in admin.submit(SETTINGS, {"setting_cups": cups}).text


def late_form(admin: PageClient, app: Flask, **theirs: str) -> tuple[PageClient, dict[str, str]]:
    """The form as a second admin has it on screen when the first saves `theirs`."""
    second = app.test_client()
    assert isinstance(second, PageClient)
    sign_in(second, "local_admin", name="Second Admin")
    page = second.get(SETTINGS).text
    assert admin.submit(SETTINGS, theirs).status_code == 302
    shown = {"setting_cups": "6", "setting_biscuits": "yes", "setting_at": "15:00", "setting_kinds": "Assam"}
    return second, shown | {name: hidden(page, name) for name in ("csrf_token", "seen")}


def hidden(page: str, name: str) -> str:
    """The value of a hidden field."""
    return page.split(f'name="{name}"')[1].split('value="')[1].split('"')[0]


@pytest.mark.both_databases
def test_whoever_saves_second_is_told_and_keeps_what_they_typed(app: Flask, admin: PageClient) -> None:
    second, form = late_form(admin, app, setting_cups="9", setting_note="From the first")
    back = second.post(SETTINGS, data=form | {"setting_note": "From the second"})
    assert back.status_code == 409
    assert "These settings were changed while you were typing" in back.text
    assert "First Admin saved them last, on " in back.text
    for words in ("From the first", 'value="From the second"', ">9</td>", ">6</td>"):
        assert words in back.text
    assert present(app).model.cups == 9
    again = form | {"seen": hidden(back.text, "seen"), "setting_note": "From the second"}
    assert second.post(SETTINGS, data=again).status_code == 302
    assert (present(app).model.cups, present(app).model.note) == (6, "From the second")


def test_two_who_made_the_same_change_have_nothing_left_to_save(app: Flask, admin: PageClient) -> None:
    second, form = late_form(admin, app, setting_note="The same")
    back = second.post(SETTINGS, data=form | {"setting_note": "The same"})
    assert "They made the same changes as you" in back.text


def test_a_late_form_with_a_fault_is_late_still_when_the_fault_is_mended(app: Flask, admin: PageClient) -> None:
    second, form = late_form(admin, app, setting_note="From the first")
    faulty = second.post(SETTINGS, data=form | {"setting_cups": "900"})
    assert faulty.status_code == 400 and form["seen"] in faulty.text
    assert second.post(SETTINGS, data=form).status_code == 409


def test_a_locked_setting_is_shown_closed_with_the_reason(app: Flask, admin: PageClient) -> None:
    page = admin.get(SETTINGS).text
    assert "Closed: the council's file has locked it." in page and 'name="setting_strength"' not in page
    assert "Closed: it can be set in the council's file only." in page
    admin.submit(SETTINGS, {"setting_strength": "weak"})
    assert present(app).model.strength == "strong"


def test_one_setting_goes_back_to_the_councils_file(app: Flask, admin: PageClient) -> None:
    admin.submit(SETTINGS, {"setting_cups": "9", "setting_note": "Stays"})
    token = admin.submit(SETTINGS, action="/back")
    assert token.status_code == 302
    sources = present(app).sources
    assert [sources["cups"], sources["note"]].count("admin") == 1


def test_who_decided_what_is_told_for_every_setting(admin: PageClient) -> None:
    admin.submit(SETTINGS, {"setting_note": "Hot"})
    page = admin.get("/ashdown/admin/effective").text
    for words in ("An admin, on screen", "The council&#39;s file", "Heard&#39;s own default", "closed to admins"):
        assert words in page


def test_settings_of_what_is_not_offered_have_no_page(admin: PageClient) -> None:
    assert admin.get("/ashdown/admin/settings/wine").status_code == 404
    assert admin.get("/ashdown/admin/settings/kettle").status_code == 404
