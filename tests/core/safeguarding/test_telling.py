"""Telling somebody: open to everybody, always accepted, once, whole, and named only where it is proved."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.exc import OperationalError

from core.db import authority_scope, db
from core.safeguarding.record import chronology
from core.safeguarding.store import ALLEGATIONS, CONCERNS, Store
from core.safeguarding.telling import receipts, spool
from core.safeguarding.telling.draining import drain
from core.testing.apps import World
from core.testing.browsing import PageClient
from core.web.house import house

TELL = "/ashdown/tell-someone/"
ONE = "Somebody at home hurts me."


def council(app: Flask) -> Any:
    found = house().authorities.find("ashdown")
    assert found is not None
    return found


def cases(app: Flask, store: Store = CONCERNS) -> list[dict[str, Any]]:
    """Each case of ashdown: its row's plain values and what its entries say."""
    with app.app_context(), authority_scope(council(app).id):
        rows = db.session.scalars(select(store.case).order_by(store.case.number)).all()
        return [
            {
                "id": row.id, "how": row.how, "by": row.raised_by_user_id, "person": row.raised_by_person_id,
                "entries": [(one.kind, one.body or {}) for one in chronology.read(store, row)],
            }
            for row in rows
        ]  # fmt: skip


MULTIPART = "multipart/form-data; boundary=limit"


def multipart(fields: dict[str, bytes], *files: bytes) -> bytes:
    """A form as a browser sends it."""
    head = b'--limit\r\nContent-Disposition: form-data; name="%s"'
    parts = [(head % name.encode()) + b"\r\n\r\n" + content + b"\r\n" for name, content in fields.items()]
    kind = b'; filename="a name.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
    parts += [(head % b"files") + kind + content + b"\r\n" for content in files]
    return b"".join(parts) + b"--limit--\r\n"


def words(case: dict[str, Any]) -> list[str]:
    return [body["words"] for _, body in case["entries"] if "words" in body]


@pytest.mark.parametrize("address", [TELL, TELL.rstrip("/")])
def test_the_page_is_open_to_everybody_at_both_addresses(client: PageClient, address: str) -> None:
    page = client.get(address)
    assert page.status_code == 200 and page.headers["Cache-Control"] == "no-store"
    said = page.get_data(as_text=True)
    assert "999" in said and "0800 1111" in said and "01632 960102" in said


def test_one_sentence_is_enough_and_gives_a_code(client: PageClient, app: Flask) -> None:
    answer = client.submit(TELL, {"words": ONE}, action="tell-someone")
    (case,) = cases(app)
    with app.app_context():
        assert receipts.code_for(case["id"]) in answer.get_data(as_text=True)
    assert (answer.status_code, words(case), case["by"], case["how"]) == (200, [ONE], None, "page")
    assert ONE not in answer.get_data(as_text=True)


@pytest.mark.parametrize("field", ["about_name", "contact_how", "name", "safe_now"])
def test_any_one_field_is_enough(client: PageClient, app: Flask, field: str) -> None:
    client.post(TELL, data={field: "no"})
    (case,) = cases(app)
    assert case["entries"][0][1][field] == "no"


def test_nothing_at_all_is_asked_for_again(client: PageClient, app: Flask) -> None:
    answer = client.submit(TELL, {}, action="tell-someone")
    assert "nothing written yet" in answer.get_data(as_text=True) and cases(app) == []


HARD = (
    "x" * 5_000_000, "\U0001f648" * 1000, "يؤذيني أحد في البيت", "\u202eturned\u202c", "one\x00two",
    "  two\r\n\r\n lines ",
)  # fmt: skip


@pytest.mark.parametrize("said", HARD, ids=["5 MB", "emoji", "arabic", "turned", "nul", "spaces"])
@pytest.mark.parametrize("kind", ["in the address's manner", "in parts"])
def test_words_are_kept_exactly(client: PageClient, app: Flask, said: str, kind: str) -> None:
    if kind == "in parts":
        answer = client.post(TELL, data=multipart({"words": said.encode()}), content_type=MULTIPART)
    else:
        answer = client.post(TELL, data={"words": said})
    assert answer.status_code == 200
    (case,) = cases(app)
    assert words(case) == [said]


def test_bytes_that_are_no_text_break_nothing(client: PageClient, app: Flask) -> None:
    body = b"words=help%ED%A0%80me%FF"
    assert client.post(TELL, data=body, content_type="application/x-www-form-urlencoded").status_code == 200
    (case,) = cases(app)
    assert words(case)[0].startswith("help")


def test_a_second_click_is_the_same_report(client: PageClient, app: Flask) -> None:
    form = {"words": ONE, "csrf_token": _token(client)}
    first, second = client.post(TELL, data=form), client.post(TELL, data=form)
    assert len(cases(app)) == 1 and len(cases(app)[0]["entries"]) == 1
    assert first.get_data() == second.get_data()


@pytest.mark.both_databases
def test_other_words_under_the_same_form_are_added_not_dropped(client: PageClient, app: Flask) -> None:
    token = _token(client)
    for said in (ONE, "And there is more.", "And there is more.", ONE):
        client.post(TELL, data={"words": said, "csrf_token": token})
    (case,) = cases(app)
    assert words(case) == [ONE, "And there is more."]


def test_an_adult_who_works_with_children_is_kept_apart(client: PageClient, app: Flask) -> None:
    client.post(TELL, data={"words": ONE, "about_staff": "yes", "adult_name": "Mr Badger"})
    client.post(TELL, data={"words": ONE, "about_staff": "not_sure"})
    (case,), (unsure,) = cases(app, ALLEGATIONS), cases(app)
    assert case["entries"][0][1]["adult_name"] == "Mr Badger"
    assert unsure["entries"][0][1]["about_staff"] == "not_sure"


def test_a_member_is_named_where_the_form_proves_it(world: World) -> None:
    robin = world.browser("young_person")
    robin.submit(TELL, {"words": ONE, "about": "me"}, action="tell-someone")
    (case,) = cases(world.app)
    assert case["person"] == world.people["ashdown", "young_person"].person_id and case["by"] is not None


def test_a_member_may_leave_their_name_off(world: World) -> None:
    world.browser("young_person").submit(TELL, {"words": ONE, "unnamed": "y"}, action="tell-someone")
    (case,) = cases(world.app)
    assert (case["by"], case["person"]) == (None, None)


@pytest.mark.parametrize("token", ["", "nonsense", "another's"])
def test_without_proof_it_is_accepted_and_names_nobody(world: World, token: str) -> None:
    """As a page elsewhere would send it in this browser, or a form that was shown to somebody else."""
    robin = world.browser("young_person")
    proof = _token(world.browser("parent_carer")) if token == "another's" else token
    assert robin.post(TELL, data={"words": ONE, "csrf_token": proof}).status_code == 200
    (case,) = cases(world.app)
    assert (case["by"], words(case)) == (None, [ONE])


def test_after_the_session_ended_it_is_accepted_under_the_same_code(world: World) -> None:
    robin = world.browser("young_person")
    token = _token(robin)
    robin.submit("/ashdown/home", action="sign-out")
    first, second = (robin.post(TELL, data={"words": ONE, "csrf_token": token}) for _ in range(2))
    (case,) = cases(world.app)
    assert case["by"] is None and first.get_data() == second.get_data()


def test_a_form_of_another_council_draws_a_new_id(world: World) -> None:
    robin = world.browser("young_person")
    token = _token(robin, "/brackwell/tell-someone/")
    robin.post(TELL, data={"words": ONE, "csrf_token": token})
    (case,) = cases(world.app)
    assert case["by"] is None


def test_a_form_that_is_too_large_loses_its_files_and_keeps_its_words(client: PageClient, app: Flask) -> None:
    body = multipart({"words": ONE.encode(), "csrf_token": _token(client).encode()}, b"x" * 27_000_000)
    answer = client.post(TELL, data=body, content_type=MULTIPART)
    (case,) = cases(app)
    assert words(case) == [ONE] and "too large" in answer.get_data(as_text=True)


class Away:
    """The database answers nothing while this is open."""

    def __init__(self, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
        self.app, self.on = app, True
        with app.app_context():
            event.listen(db.engine, "before_cursor_execute", self._refuse)

    def _refuse(self, *args: Any) -> None:
        if self.on:
            raise OperationalError("select", None, Exception("gone"))


@pytest.fixture
def away(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Every statement fails, and nothing was looked up before."""
    app.extensions["heard"].authorities._found.clear()
    return Away(app, monkeypatch)


def test_the_pages_stand_without_a_database(app: Flask, away: Away) -> None:
    client: Any = app.test_client()
    for address in (TELL, f"{TELL}again", "/ashdown/help", "/ashdown/look.css", "/ashdown/reading/easy"):
        assert client.get(address).status_code in {200, 302}, address
    assert client.get("/ashdown/").status_code == 503
    assert client.get("/nowhere/tell-someone/").status_code == 404


@pytest.mark.both_databases
def test_without_a_database_it_waits_sealed_and_is_taken_in_once(app: Flask, away: Away) -> None:
    client: Any = app.test_client()
    form = {"words": ONE, "csrf_token": _token(client), "about_staff": "yes"}
    first, second = client.post(TELL, data=form), client.post(TELL, data=form)
    assert first.status_code == 200 and "records cannot be reached" in first.get_data(as_text=True)
    assert first.get_data() == second.get_data()
    away.on = False
    with app.app_context():
        assert drain(council(app)) == 1 and spool.is_empty("ashdown")
    (case,) = cases(app, ALLEGATIONS)
    assert case["how"] == "spool" and words(case) == [ONE]
    third = client.post(TELL, data=form)
    with app.app_context():
        assert receipts.code_for(case["id"]) in third.get_data(as_text=True)
    assert len(cases(app, ALLEGATIONS)) == 1 and len(cases(app, ALLEGATIONS)[0]["entries"]) == 1


def test_who_sent_it_is_proved_without_a_database(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    robin, wren = world.browser("young_person"), world.browser("parent_carer")
    token = _token(robin)
    gone = Away(world.app, monkeypatch)
    robin.post(TELL, data={"words": "mine", "csrf_token": token})
    wren.post(TELL, data={"words": "not mine", "csrf_token": token})
    gone.on = False
    with world.app.app_context():
        drain(council(world.app))
    named = {said: case["person"] for case in cases(world.app) for said in words(case)}
    assert named["mine"] == world.people["ashdown", "young_person"].person_id


def test_a_page_takes_in_what_waited_once_the_database_is_back(app: Flask, away: Away) -> None:
    client: Any = app.test_client()
    client.post(TELL, data={"words": "first"})
    away.on = False
    client.post(TELL, data={"words": "second"})
    assert sorted(word for case in cases(app) for word in words(case)) == ["first", "second"]


def test_where_nothing_can_be_kept_the_page_says_so_and_holds_the_words(
    app: Flask, away: Away, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: Any) -> None:
        raise OSError("no room")

    monkeypatch.setattr(spool, "put", full)
    answer = app.test_client().post(TELL, data={"words": ONE})
    said = answer.get_data(as_text=True)
    assert answer.status_code == 503 and ONE in said
    assert "999" in said and "0800 1111" in said and "Nothing was kept" in said


def test_a_key_that_does_not_open_sends_it_to_the_spool(
    client: PageClient, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: Any) -> None:
        raise RuntimeError("anything")

    monkeypatch.setattr("core.safeguarding.telling.receiving.take", broken)
    assert client.post(TELL, data={"words": ONE}).status_code == 200
    monkeypatch.undo()
    with app.app_context():
        assert drain(council(app)) == 1
    assert words(cases(app)[0]) == [ONE]


def test_many_at_once_are_all_taken_in(client: PageClient, app: Flask) -> None:
    for number in range(60):
        assert client.post(TELL, data={"words": f"number {number}"}).status_code == 200
    assert len(cases(app)) == 60


def test_no_file_of_the_deployment_holds_a_word_of_it(client: PageClient, app: Flask) -> None:
    client.post(TELL, data={"words": "canary-4711"})
    with app.app_context():
        data = house().deployment.data
        files = [one for one in data.rglob("*") if one.is_file()]
        assert files and not any(b"canary-4711" in one.read_bytes() for one in files)


def _token(browser: Any, page: str = TELL) -> str:
    said = browser.get(page).get_data(as_text=True).split("data-draft=")[1]
    return str(said.split('name="csrf_token"')[1].split('value="')[1].split('"')[0])


@pytest.mark.parametrize(
    ("now", "back"),
    [
        (datetime(2026, 11, 23, 5, 0, tzinfo=UTC), r"are back from \d+(:\d\d)?am\."),
        (datetime(2026, 11, 21, 12, 0, tzinfo=UTC), r"are back from (Monday|23 November).* at \d+(:\d\d)?am\."),
    ],
)
def test_who_comes_back_later_says_when_in_a_whole_sentence(client: PageClient, now: datetime, back: str) -> None:
    with time_machine.travel(now, tick=False):
        said = client.get(TELL).text
    assert re.search(f"The people who read this {back}", said), re.findall("Nobody looks[^<]*|Somebody [^<]*", said)
