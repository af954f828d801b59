"""The code of a receipt: shows the status and lets its owner add, shows nothing to others, and stands in no address."""

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask

from core.authority.resolve import Authority
from core.db import authority_scope, db, utcnow
from core.safeguarding.record import chronology
from core.safeguarding.store import ALLEGATIONS, CONCERNS, Store
from core.safeguarding.taking_in import Report, take_in
from core.safeguarding.telling import receipts
from core.testing.browsing import PageClient
from core.users import tries
from core.web.house import house

TELL, AGAIN = "/ashdown/tell-someone/", "/ashdown/tell-someone/again"
ONE = "canary-4711 hurts me."
CODE = re.compile(r"\b[A-Z0-9]{4}-[A-Z0-9]{3}-[A-Z0-9]{3}\b")
WRONG = "BCDF-GHJ-KMN"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Waiting takes no time here; how long it would have been is noted."""
    waited: list[float] = []
    monkeypatch.setattr(receipts, "sleep", waited.append)
    return waited


def told(client: PageClient, **more: str) -> str:
    said = client.post(TELL, data={"words": ONE, **more}).get_data(as_text=True)
    found = CODE.search(said.split('class="code')[1])
    assert found
    return found[0]


def step(app: Flask, code: str, *kinds: str, **body: Any) -> list[tuple[str, str]]:
    """Write entries to the case of a code, as the desk does; returns (kind, words) of its whole chronology."""
    with app.app_context():
        council = house().authorities.find("ashdown")
        assert council
        with authority_scope(council.id, write=True):
            found = receipts.find(code)
            assert found
            store, case = found[0], chronology.locked(found[0], found[1].id)
            for kind in kinds:
                chronology.append(store, case, kind, body, by=None)
            db.session.commit()
            return [(one.kind, str((one.body or {}).get("words", ""))) for one in chronology.read(store, case)]


def test_a_code_is_the_same_for_the_same_report_and_another_for_another(ashdown: Authority) -> None:
    one, other = uuid4(), uuid4()
    assert receipts.code_for(one) == receipts.code_for(UUID(str(one))) != receipts.code_for(other)
    assert receipts.code_for(one) not in receipts.hash_of(receipts.code_for(one))


@pytest.mark.parametrize("store", [CONCERNS, ALLEGATIONS])
def test_a_code_is_found_however_it_is_typed(ashdown: Authority, store: Store) -> None:
    report_id = uuid4()
    code = receipts.code_for(report_id)
    hashed = receipts.hash_of(code)
    take_in(store, Report(id=report_id, words="x", how="page", raised_at=utcnow(), receipt_hash=hashed))
    for typed in (code, code.lower(), code.replace("-", ""), f"  {code.replace('-', ' ')} "):
        found = receipts.find(typed)
        assert found is not None and (found[0], found[1].id) == (store, report_id)
    assert receipts.find(WRONG) is None and receipts.find("") is None


def test_a_code_shows_the_status_in_plain_words_and_no_word_of_it(client: PageClient, app: Flask) -> None:
    code = told(client)
    for kinds, said in (
        ((), "nobody has read it yet"),
        (("acknowledged",), "Someone has read it"),
        (("triaged", "decided"), "Someone is working on it"),
        (("closed",), "Someone has dealt with it"),
    ):
        step(app, code, *kinds)
        page = client.post(AGAIN, data={"code": code}).get_data(as_text=True)
        assert said in page and "canary" not in page
        title = page.split("<title>")[1].split("</title>")[0]
        assert title.startswith("Tell someone")


def test_what_the_desk_wrote_for_the_author_is_shown(client: PageClient, app: Flask) -> None:
    code = told(client)
    step(app, code, "told", to_author="We talked to your teacher.", how="canary-of-the-desk")
    page = client.post(AGAIN, data={"code": code}).get_data(as_text=True)
    assert "We talked to your teacher." in page and "canary" not in page


def test_words_are_added_once_and_to_a_closed_case_too(client: PageClient, app: Flask) -> None:
    code = told(client)
    step(app, code, "acknowledged", "triaged", "decided", "closed")
    page = client.post(AGAIN, data={"code": code}).get_data(as_text=True)
    token = page.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    for _ in range(2):
        answer = client.post(AGAIN, data={"code": code, "words": "It goes on.", "csrf_token": token})
        assert "Your new words are added" in answer.get_data(as_text=True) and not answer.location
    assert step(app, code).count(("added", "It goes on.")) == 1


def test_a_wrong_code_and_none_are_one_answer_byte_for_byte_and_slow(client: PageClient, quick: list[float]) -> None:
    answers = [client.post(AGAIN, data={"code": typed}) for typed in (WRONG, "", "x", "<script>")]
    assert len({answer.get_data() for answer in answers}) == 1 and {one.status_code for one in answers} == {200}
    assert quick == [receipts.SLOW] * 4


def test_a_code_of_another_council_is_unknown(client: PageClient) -> None:
    code = told(client)
    page = client.post("/brackwell/tell-someone/again", data={"code": code}).get_data(as_text=True)
    assert "We do not know this code" in page


def test_right_codes_cost_nothing_and_many_wrong_ones_wait(client: PageClient, quick: list[float]) -> None:
    code = told(client)
    for _ in range(tries.FREE + 5):
        assert client.post(AGAIN, data={"code": code}).status_code == 200
    assert quick == []
    for _ in range(tries.FREE + 1):
        client.post(AGAIN, data={"code": WRONG})
    right, wrong = client.post(AGAIN, data={"code": code}), client.post(AGAIN, data={"code": WRONG})
    assert right.status_code == wrong.status_code == 429 and right.get_data() == wrong.get_data()
    assert "What you sent is safe" in right.get_data(as_text=True)


def test_words_with_a_wrong_code_or_while_waiting_are_a_report_of_their_own(client: PageClient, app: Flask) -> None:
    answer = client.post(AGAIN, data={"code": WRONG, "words": "Please help."})
    code = CODE.search(answer.get_data(as_text=True).split('class="code')[1])
    assert code and ("raised", "Please help.") in step(app, code[0])


def test_the_page_asks_again_with_nothing_typed(client: PageClient) -> None:
    page = client.post(AGAIN, data={"code": "<b>typed</b>"}).get_data(as_text=True)
    assert "typed" not in page


def test_two_wrong_codes_wait_and_the_third_does_not_hold_a_thread(
    ashdown: Authority, monkeypatch: pytest.MonkeyPatch, quick: list[float]
) -> None:
    held: list[Callable[[], None]] = []

    def nested(seconds: float) -> None:
        quick.append(seconds)
        if held:
            held.pop()()

    monkeypatch.setattr(receipts, "sleep", nested)
    held += [receipts._be_slow, receipts._be_slow]
    receipts._be_slow()
    assert quick == [receipts.SLOW] * 2
