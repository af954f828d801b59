"""The pages that bring people in from a spreadsheet, as a worker meets them."""

from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from sqlalchemy import select

from core.audit import AuditEntry
from core.db import authority_scope, db, utcnow
from core.people.importing.carrying import MOST_BYTES, NotCarried, brought_back, carried
from core.people.models import Organisation, Person
from core.testing.apps import sign_in
from core.testing.browsing import PageClient, _form, _values
from core.testing.pages import Page
from core.web.house import house

IMPORT = "/ashdown/people/import/"
GOOD = "external_ref,name,born_on\nA1,Amara Okoye,2011-03-09\nA2,Zoë Marsh,2012-02-29\n"


@pytest.fixture
def worker(client: PageClient) -> PageClient:
    """A signed-in worker of Ashdown."""
    sign_in(client, "worker", name="Wanda Worker")
    return client


def _all(client: PageClient, query: Any, slug: str = "ashdown") -> list[Any]:
    with client.application.app_context():
        council = house().authorities.find(slug)
        assert council is not None
        with authority_scope(council.id):
            found = list(db.session.scalars(query))
            db.session.expunge_all()
            return found


def _send(client: PageClient, content: str | bytes) -> Any:
    """Choose a file and send the form, as a browser puts it on the wire."""
    raw = content.encode() if isinstance(content, str) else content
    return _send_raw(client, _part("csrf_token", _token(client)) + _part("file", raw, "people.csv") + b"--b--\r\n")


def _send_raw(client: PageClient, body: bytes) -> Any:
    return client.post(IMPORT, data=body, content_type="multipart/form-data; boundary=b")


def _part(name: str, content: bytes, file: str = "") -> bytes:
    head = f'--b\r\nContent-Disposition: form-data; name="{name}"' + (f'; filename="{file}"' if file else "")
    return head.encode() + b"\r\n\r\n" + content + b"\r\n"


def _token(client: PageClient) -> bytes:
    token: str = _shown_form(client.get(IMPORT))["csrf_token"][0]
    return token.encode()


def _shown_form(answer: Any, action: str = "") -> dict[str, Any]:
    """What a browser would send of the page's form."""
    return dict(_values(_form(Page(answer.get_data(as_text=True)), action)))


def _refs(client: PageClient) -> list[str]:
    return sorted(_all(client, select(Person.external_ref).where(Person.external_ref.is_not(None))))


@pytest.mark.both_databases
def test_a_sheet_is_looked_at_then_imported_and_twice_is_once(worker: PageClient) -> None:
    shown = _send(worker, GOOD)
    page = shown.get_data(as_text=True)
    assert "Import 2 people?" in page and "Nothing is saved yet" in page
    assert "Zoë Marsh" in page and "29 February 2012" in page
    assert _refs(worker) == []
    form = _shown_form(shown)
    first = worker.post(f"{IMPORT}confirm", data=form)
    assert first.status_code == 302
    assert "2 people are recorded." in worker.get(first.location).get_data(as_text=True)
    second = worker.post(f"{IMPORT}confirm", data=form)
    said = worker.get(second.location).get_data(as_text=True)
    assert "Nobody was added. 2 were here already and stay as they were." in said
    assert _refs(worker) == ["A1", "A2"]
    [entry] = _all(worker, select(AuditEntry).where(AuditEntry.action == "people.imported"))
    assert entry.detail == {"added": 2, "here_already": 0, "left_out": 0} and entry.by_user_id
    again = _send(worker, GOOD).get_data(as_text=True)
    assert "Nobody new in this file" in again and "Import them" not in again


def test_the_page_explains_and_offers_the_template(worker: PageClient) -> None:
    page = worker.get(IMPORT).get_data(as_text=True)
    assert "Fill in the template" in page and "external_ref" in page and 'enctype="multipart/form-data"' in page
    given = worker.get(f"{IMPORT}template.csv")
    assert given.data.startswith(b"\xef\xbb\xbfexternal_ref,name,")
    assert given.headers["Content-Disposition"] == "attachment; filename=people-template.csv"
    refused = _send(worker, given.data).get_data(as_text=True)
    assert "Nobody was imported" in refused and "is the example of the template" in refused
    people = worker.get("/ashdown/people/").get_data(as_text=True)
    assert f'href="{IMPORT}"' in people


def test_no_file_is_told_at_the_field(worker: PageClient) -> None:
    page = worker.submit(IMPORT).get_data(as_text=True)
    assert "Choose the file first" in page and 'href="#file"' in page


def test_everything_wrong_is_shown_and_can_be_taken_along(worker: PageClient) -> None:
    shown = _send(worker, "external_ref,name,born_on\nA1,Ben,2011-02-30\nA2,=1+1,\nA3,Good Person,\n")
    page = shown.get_data(as_text=True)
    assert shown.status_code == 200 and "Something is wrong in 2 places of the file" in page
    assert "must be a date that exists" in page and "takes for a formula" in page
    assert _refs(worker) == []
    given = worker.post(f"{IMPORT}report.csv", data=_shown_form(shown, "report"))
    assert given.mimetype == "text/csv" and given.headers["Content-Disposition"].startswith("attachment")
    assert given.get_data(as_text=True).splitlines()[1].startswith('2,born_on,"must be a date that exists')
    assert "no-store" in given.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "this is a picture, not CSV"),
        (GOOD.encode("utf-16"), "text in UTF-16"),
        (GOOD.encode("cp1252"), "a letter that is not UTF-8"),
        (b"", "the file is empty"),
        (b"external_ref,name\n", "there is nobody in this file"),
        (b"external_ref,name\n" + b"".join(b"R%d,Ben\n" % each for each in range(5001)), "more than 5,000 people"),
    ],
)
def test_what_is_no_sheet_is_refused_with_words(worker: PageClient, content: bytes, words: str) -> None:
    page = _send(worker, content).get_data(as_text=True)
    assert "Nobody was imported" in page and words in page
    assert _refs(worker) == []


def test_a_large_file_is_refused_in_words_and_a_larger_one_unread(worker: PageClient) -> None:
    line = b"x" * 99 + b"\n"
    larger = _send(worker, line * (MOST_BYTES // 100 + 1)).get_data(as_text=True)
    assert "This file is larger than 3 MB" in larger and 'href="#file"' in larger
    unread = _send(worker, line * 60_000)
    page = unread.get_data(as_text=True)
    assert unread.status_code == 413 and "This file is too large" in page and "Nobody was imported." in page
    endless = worker.post(
        IMPORT,
        input_stream=BytesIO(b"--b\r\n" + line * 60_000),
        content_type="multipart/form-data; boundary=b",
        environ_overrides={"wsgi.input_terminated": True},
    )
    assert endless.status_code == 413 and "This file is too large" in endless.get_data(as_text=True)
    elsewhere = worker.post("/ashdown/people/add", data=line * 30_000)
    assert elsewhere.status_code == 413 and "That was too much at once" in elsewhere.get_data(as_text=True)


def test_five_thousand_people_come_through_the_page(worker: PageClient) -> None:
    rows = (f"R{number},Person {uuid4().hex},2011-03-09,{'drawing and talking ' * 9}" for number in range(5000))
    shown = _send(worker, "external_ref,name,born_on,heard_how\n" + "\n".join(rows))
    done = worker.post(f"{IMPORT}confirm", data=_shown_form(shown))
    assert done.status_code == 302 and len(_refs(worker)) == 5000


def test_likely_twins_are_shown_and_can_be_left_out(worker: PageClient) -> None:
    worker.submit("/ashdown/people/add", {"name": "Amara Okoye", "born_on": ["9", "3", "2011"]})
    [here] = _all(worker, select(Person).where(Person.name == "Amara Okoye"))
    shown = _send(worker, GOOD + "A3,Zoe Marsh,29/02/2012\nA4,Somebody Else,\n")
    page = shown.get_data(as_text=True)
    assert f'href="/ashdown/people/{here.id}/"' in page and "Same name, the same date" not in page
    assert "The same name, the same date of birth" in page and "line 3 of this file" in page
    form = _shown_form(shown)
    assert "skip" not in form, "nobody is left out without a tick"
    worker.post(f"{IMPORT}confirm", data={**form, "skip": ["2", "x", "99999999999"]})
    assert _refs(worker) == ["A2", "A3", "A4"]


def test_all_likely_twins_are_left_out_at_once(worker: PageClient) -> None:
    worker.submit("/ashdown/people/add", {"name": "Amara Okoye", "born_on": ["9", "3", "2011"]})
    form = _shown_form(_send(worker, GOOD + "A3,Zoe Marsh,29/02/2012\nA4,Somebody Else,\n"))
    done = worker.post(f"{IMPORT}confirm", data={**form, "skip_all": "yes"})
    assert _refs(worker) == ["A2", "A4"]
    assert "2 were left out, as you asked." in worker.get(done.location).get_data(as_text=True)


def test_what_changed_since_the_look_is_judged_again(worker: PageClient) -> None:
    worker.submit("/ashdown/people/organisations/add", {"name": "Elm School"})
    form = _shown_form(_send(worker, "external_ref,name,organisation\nA1,Ben,Elm School\n"))
    [school] = _all(worker, select(Organisation).where(Organisation.name == "Elm School"))
    worker.submit(f"/ashdown/people/organisations/{school.id}/edit", {"name": "Oak School"})
    refused = worker.post(f"{IMPORT}confirm", data=form).get_data(as_text=True)
    assert "Nobody was imported" in refused and "no organisation of this council has that name" in refused
    assert _refs(worker) == []


def test_a_page_that_was_open_too_long_or_was_changed_imports_nothing(worker: PageClient) -> None:
    form = _shown_form(_send(worker, GOOD))
    other = {**form, "sheet": form["sheet"][0][:-3] + "abc"}
    for sent in (other, {**form, "sheet": ""}, {**form, "sheet": "ü.ü.ü"}):
        answer = worker.post(f"{IMPORT}confirm", data=sent)
        page = worker.get(answer.location).get_data(as_text=True)
        assert "What came back is not what Heard had checked. Nobody was imported. Choose the file again." in page
    assert worker.post(f"{IMPORT}report.csv", data=other).status_code == 302
    assert _refs(worker) == []


def test_a_carried_sheet_is_for_one_person_of_one_council_and_two_hours() -> None:
    who, council = uuid4(), uuid4()
    begun = utcnow()
    with time_machine.travel(begun, tick=False) as clock:
        sheet = carried(b"name\n" * 1000, "secret", who, council)
        assert len(sheet) < 300
        assert brought_back(sheet, "secret", who, council) == b"name\n" * 1000
        for bound in (("other", who, council), ("secret", uuid4(), council), ("secret", who, UUID(int=1))):
            with pytest.raises(NotCarried, match="not what Heard had checked"):
                brought_back(sheet, *bound)
        clock.shift(2 * 3600 + 2)
        with pytest.raises(NotCarried, match="more than two hours"):
            brought_back(sheet, "secret", who, council)


def test_a_carried_sheet_cannot_grow_without_bound() -> None:
    sheet = carried(b"0" * (MOST_BYTES + 1), "secret", UUID(int=1), UUID(int=2))
    with pytest.raises(NotCarried, match="larger than any file"):
        brought_back(sheet, "secret", UUID(int=1), UUID(int=2))


def test_only_who_may_import_finds_the_pages(world: Any) -> None:
    for role in ("young_person", "parent_carer", "practitioner", "safeguarding_lead", "decision_maker"):
        browser = world.browser(role)
        assert browser.get(IMPORT).status_code == 404
        assert browser.get(f"{IMPORT}template.csv").status_code == 404
        assert IMPORT not in browser.get("/ashdown/").get_data(as_text=True)
    assert world.browser("local_admin").get(IMPORT).status_code == 200
    assert world.browser("worker", "brackwell").get(IMPORT).status_code in {302, 404}


def test_a_local_admin_learns_no_birth_date_from_a_likely_twin(world: Any) -> None:
    worker = world.browser("worker")
    worker.submit("/ashdown/people/add", {"name": "Amara Okoye", "born_on": ["9", "3", "2011"]})
    page = _send(world.browser("local_admin"), GOOD).get_data(as_text=True)
    assert "People who may be recorded already" in page
    assert "date of birth" not in page.split("People who may be recorded already")[1].split("The first of them")[0]
