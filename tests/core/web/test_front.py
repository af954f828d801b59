"""The pages that belong to no plugin, as strangers and members meet them."""

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from core.db import authority_scope, db
from core.testing.apps import sign_in
from core.web import cache
from core.web.house import house


def test_the_front_page_names_every_council(client):
    page = client.get("/")
    assert page.status_code == 200
    assert "/ashdown/" in page.text and "/brackwell/" in page.text
    assert "0800 1111" in page.text, "a child who comes here first must find help here"


def test_an_unknown_council_is_not_found(client):
    assert client.get("/nowhere/").status_code == 404


def test_a_private_page_sends_a_stranger_to_sign_in(client):
    answer = client.get("/ashdown/people/?name=x")
    assert answer.status_code == 302
    assert answer.location == "/ashdown/sign-in?next=/ashdown/people/?name%3Dx"


def test_what_is_not_there_is_one_answer_byte_for_byte(app, client):
    member = app.test_client()
    sign_in(member, "young_person")
    missing = "/ashdown/groups/mine-not-there"
    answers = [
        client.get("/ashdown/no-such-page"),
        member.get("/ashdown/no-such-page"),
        member.get("/ashdown/admin/plugins"),
        member.get(missing),
        member.get("/brackwell/people/"),
        member.get("/nowhere/"),
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.data for answer in answers}) == 1
    headers = {tuple(sorted((k, v) for k, v in answer.headers if k != "Date")) for answer in answers}
    assert len(headers) == 1, headers


def test_help_is_public_and_tells_the_councils_own_numbers(client):
    page = client.get("/ashdown/help")
    assert page.status_code == 200 and "999" in page.text and "0800 1111" in page.text


@pytest.mark.parametrize("band", ["young", "easy", "standard"])
def test_a_reading_band_is_kept_and_comes_back_to_the_page(client, band):
    answer = client.get(f"/ashdown/reading/{band}?next=/ashdown/help")
    assert (answer.status_code, answer.location) == (302, "/ashdown/help")
    assert f"band-{band}" in client.get("/ashdown/help").text


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "/brackwell/", "/ashdown/\\evil"])
def test_a_switch_never_leads_elsewhere(client, elsewhere):
    answer = client.get("/ashdown/reading/easy", query_string={"next": elsewhere})
    assert answer.location == "/ashdown/"


def test_an_unknown_band_or_language_is_not_found(client):
    assert client.get("/ashdown/reading/tiny").status_code == 404
    assert client.get("/ashdown/language/xx").status_code == 404


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere(client):
    policy = client.get("/ashdown/").headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy and "style-src 'self'" in policy
    assert "unsafe" not in policy and "http" not in policy and "*" not in policy


ONCE = ("Content-Security-Policy", "X-Content-Type-Options", "Cross-Origin-Resource-Policy", "Cache-Control")


@pytest.mark.parametrize("path", ["/ashdown/", "/ashdown/nowhere", "/static/heard.css", "/ashdown/look.css"])
def test_every_answer_carries_each_header_once(client, path):
    answer = client.get(path)
    answer.close()
    assert {name: len(answer.headers.getlist(name)) for name in ONCE} == dict.fromkeys(ONCE, 1)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_public_page_is_kept_and_confirmed_by_its_tag(client):
    first = client.get("/ashdown/")
    again = client.get("/ashdown/", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304 and not again.data
    assert "Set-Cookie" not in first.headers, "a public page starts no session"


def test_a_kept_page_dies_when_the_council_changes(app, client):
    store = app.extensions["heard_pages"]
    client.get("/ashdown/")
    kept = len(store)
    client.get("/ashdown/")
    assert len(store) == kept, "the second reading came from the store"
    with app.app_context():
        authority = house().authorities.find("ashdown")
        with authority_scope(authority.id, write=True):
            cache.touch(authority.id)
            db.session.commit()
    client.get("/ashdown/")
    assert len(store) == kept + 1


def test_what_is_kept_is_never_shown_to_someone_signed_in(app, client):
    client.get("/ashdown/")
    member = app.test_client()
    somebody = sign_in(member, "worker")
    page = member.get("/ashdown/")
    assert somebody.name in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert somebody.name not in client.get("/ashdown/").text


def test_one_councils_page_is_never_anothers(client):
    assert "Brackwell" not in client.get("/ashdown/").text
    assert "Ashdown" not in client.get("/brackwell/").text


def test_database_away_says_what_was_kept_and_heals(app, client):
    def away(*_):
        raise OperationalError("select", {}, Exception("gone"))

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", away)
    try:
        answer = client.get("/ashdown/")
        assert answer.status_code == 503 and "Everything saved before is safe" in answer.text
        assert answer.headers["Retry-After"] == "30"
    finally:
        event.remove(engine, "before_cursor_execute", away)
    assert client.get("/ashdown/").status_code == 200


def test_a_post_without_its_token_saves_nothing_and_says_so(client):
    answer = client.post("/ashdown/sign-in", data={"username": "x", "password": "y"})
    assert answer.status_code == 400 and "Nothing was saved" in answer.text


def test_alive_and_ready(client):
    assert client.get("/healthz").json == {"alive": True}
    assert client.get("/readyz").json["ready"] is True


def test_a_region_leads_to_what_anybody_may_open_of_each_council(app, client):
    page = client.get("/regions/made-up/")
    assert page.status_code == 200
    assert 'href="/ashdown/groups/"' in page.text and 'href="/brackwell/groups/boards/"' in page.text
    assert "/people/" not in page.text and "groups/manage" not in page.text
    admin = app.test_client()
    sign_in(admin, "local_admin")
    assert admin.get("/regions/made-up/").text.count("/groups/boards/") == 2
