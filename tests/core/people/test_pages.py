"""The pages of people, as a worker, a local admin and a young person meet them."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from core.audit import AuditEntry
from core.db import authority_scope, db
from core.people.models import Merge, Organisation, Person, Place, Term
from core.testing.apps import add_person, sign_in
from core.testing.browsing import PageClient
from core.web.house import house

BORN = {"born_on": ["9", "3", "2011"]}


def _all(client: PageClient, query: Any, slug: str = "ashdown") -> list[Any]:
    """Rows of a council, outside any request."""
    with client.application.app_context():
        council = house().authorities.find(slug)
        assert council is not None
        with authority_scope(council.id):
            found = list(db.session.scalars(query))
            db.session.expunge_all()
            return found


def _add(client: PageClient, **fields: Any) -> UUID:
    """Add a person through the page, whoever looks alike; returns the id."""
    answer = client.submit("/ashdown/people/add", {**fields, "anyway": "yes"})
    assert answer.status_code == 302, answer.get_data(as_text=True)
    return UUID(answer.location.rstrip("/").rsplit("/", 1)[1])


@pytest.fixture
def worker(client: PageClient) -> PageClient:
    """A signed-in worker of Ashdown."""
    sign_in(client, "worker", name="Wanda Worker")
    return client


@pytest.mark.both_databases
def test_a_person_is_added_found_and_shown(worker: PageClient) -> None:
    person_id = _add(worker, name="Amara Okoye", known_as="Mara", **BORN, heard_how="By drawing")
    listed = worker.get("/ashdown/people/?find=okoye").get_data(as_text=True)
    assert "Amara Okoye" in listed and "known as Mara" in listed
    page = worker.get(f"/ashdown/people/{person_id}/").get_data(as_text=True)
    assert "9 March 2011" in page and "By drawing" in page
    assert "Nobody found" in worker.get("/ashdown/people/?find=nobody+else").get_data(as_text=True)


def test_a_bad_form_comes_back_with_everything_typed_and_links_to_the_fields(worker: PageClient) -> None:
    answer = worker.submit(
        "/ashdown/people/add",
        {"name": "", "born_on": ["31", "2", ""], "heard_how": "In <b>song</b>", "email": "nowhere"},
    )
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert 'href="#name"' in page and "Enter a name" in page
    assert "Enter a whole date" in page and "Enter an e-mail address" in page
    assert "In &lt;b&gt;song&lt;/b&gt;" in page and 'value="31"' in page
    assert _all(worker, select(Person).where(Person.heard_how != "")) == []


def test_a_date_sent_without_its_boxes_is_no_failure(worker: PageClient) -> None:
    form = _shown_form(worker, "/ashdown/people/add")
    form.pop("born_on")
    answer = worker.post("/ashdown/people/add", data={**form, "name": ""})
    assert answer.status_code == 200
    answer = worker.post("/ashdown/people/add", data={**form, "name": "Ben Carter", "born_on": ["1"]})
    assert "Enter a whole date" in answer.get_data(as_text=True)


@pytest.mark.both_databases
def test_a_form_sent_twice_makes_one_record_and_one_audit_line(worker: PageClient) -> None:
    form = _shown_form(worker, "/ashdown/people/add") | {"name": "Ben Carter"}
    first = worker.post("/ashdown/people/add", data=form)
    second = worker.post("/ashdown/people/add", data=form)
    assert first.location == second.location
    assert len(_all(worker, select(Person).where(Person.name == "Ben Carter"))) == 1
    assert len(_all(worker, select(AuditEntry).where(AuditEntry.action == "people.added"))) == 1


def test_a_likely_twin_is_shown_before_a_second_record_is_made(worker: PageClient) -> None:
    _add(worker, name="Amara Okoye", **BORN)
    asked = worker.submit("/ashdown/people/add", {"name": "Amarra Okoye", **BORN})
    page = asked.get_data(as_text=True)
    assert asked.status_code == 200 and "Is it one of these?" in page
    assert "Names that are nearly alike, the same date of birth" in page
    assert len(_all(worker, select(Person).where(Person.name.startswith("Amar")))) == 1
    form = _shown_form(worker, "/ashdown/people/add") | {"name": "Amarra Okoye", **BORN}
    worker.post("/ashdown/people/add", data=form)
    worker.post("/ashdown/people/add", data={**form, "anyway": "yes"})
    assert len(_all(worker, select(Person).where(Person.name.startswith("Amar")))) == 2


@pytest.mark.both_databases
def test_an_edit_keeps_what_somebody_else_saved_meanwhile_in_sight(worker: PageClient) -> None:
    person_id = _add(worker, name="Amara Okoye")
    mine = _shown_form(worker, f"/ashdown/people/{person_id}/edit")
    worker.submit(f"/ashdown/people/{person_id}/edit", {"known_as": "Mara", "phone": "01632 960111"})
    late = worker.post(f"/ashdown/people/{person_id}/edit", data={**mine, "known_as": "Amz"})
    page = late.get_data(as_text=True)
    assert late.status_code == 200 and "Somebody else changed this record" in page
    assert "01632 960111" in page and "Mara" in page and 'value="Amz"' in page
    [person] = _all(worker, select(Person).where(Person.id == person_id))
    assert person.known_as == "Mara"


def test_an_edit_is_saved_and_its_fields_are_in_the_audit_trail_without_their_words(worker: PageClient) -> None:
    person_id = _add(worker, name="Amara Okoye")
    answer = worker.submit(f"/ashdown/people/{person_id}/edit", {"access_needs": "A quiet room", **BORN})
    assert answer.status_code == 302
    [entry] = _all(worker, select(AuditEntry).where(AuditEntry.action == "people.changed"))
    assert entry.detail == {"fields": ["access_needs", "born_on"]}


@pytest.mark.both_databases
def test_twins_are_merged_side_by_side_and_parted_again(worker: PageClient) -> None:
    one = _add(worker, name="Amara Okoye", **BORN)
    other = _add(worker, name="Amarra Okoye", known_as="Mara", **BORN)
    assert "Amarra Okoye" in worker.get(f"/ashdown/people/{one}/merge").get_data(as_text=True)
    page = worker.get(f"/ashdown/people/{one}/merge/{other}").get_data(as_text=True)
    assert "Its empty “known as” is filled from the other." in page
    url = f"/ashdown/people/{one}/merge/{other}"
    form = _shown_form(worker, url) | {"keep": str(one), "why": "Her worker knows her"}
    assert worker.post(url, data=form).status_code == 302
    assert worker.post(url, data=form).status_code == 302, "sent twice it is merged once"
    assert worker.get(f"/ashdown/people/{other}/").location.endswith(f"/{one}/")
    assert "Amarra" not in worker.get("/ashdown/people/").get_data(as_text=True)
    [made] = _all(worker, select(Merge))
    assert worker.submit(f"/ashdown/people/{one}/", action="/merges/").status_code == 302
    assert worker.get(f"/ashdown/people/{other}/").status_code == 200
    [undone] = _all(worker, select(Merge).where(Merge.id == made.id))
    assert undone.undone_at is not None


def test_a_merge_that_a_plugin_cannot_follow_changes_nothing_and_says_so(
    worker: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = _add(worker, name="Amara Okoye"), _add(worker, name="Amarra Okoye")
    with monkeypatch.context() as broken:
        broken.setattr("plugins.groups.personal.Membership", None)
        url = f"/ashdown/people/{one}/merge/{other}"
        answer = worker.submit(url, {"keep": str(one), "why": "Her worker knows her"})
    page = worker.get(answer.location).get_data(as_text=True)
    assert "could not follow. Nothing was changed." in page and "Groups" in page
    assert _all(worker, select(Merge)) == []
    assert worker.get(f"/ashdown/people/{other}/").status_code == 200


def test_a_merge_without_a_choice_or_a_reason_is_asked_again(worker: PageClient) -> None:
    one, other = _add(worker, name="Amara Okoye"), _add(worker, name="Ben Carter")
    page = worker.submit(f"/ashdown/people/{one}/merge/{other}", {}).get_data(as_text=True)
    assert "Choose which record stays" in page and "Say how you know" in page
    same = worker.get(f"/ashdown/people/{one}/merge/{one}")
    assert same.status_code == 302
    assert "Both are the same record" in worker.get(same.location).get_data(as_text=True)


def test_organisations_places_and_terms_are_added_and_changed(worker: PageClient) -> None:
    worker.submit("/ashdown/people/places/add", {"name": "Mill Ward"})
    [place] = _all(worker, select(Place).where(Place.name == "Mill Ward"))
    worker.submit("/ashdown/people/organisations/add", {"name": "Elm School", "place_id": str(place.id)})
    [school] = _all(worker, select(Organisation).where(Organisation.name == "Elm School"))
    assert school.place_id == place.id
    worker.submit(f"/ashdown/people/organisations/{school.id}/edit", {"active": "no"})
    page = worker.get("/ashdown/people/organisations/?find=elm").get_data(as_text=True)
    assert "Not in use" in page and "Mill Ward" in page
    worker.submit(
        "/ashdown/people/terms/add",
        {"name": "Extra", "starts_on": ["1", "9", "2030"], "ends_on": ["20", "12", "2030"]},
    )
    [term] = _all(worker, select(Term).where(Term.name == "Extra"))
    assert (term.starts_on, term.ends_on) == (date(2030, 9, 1), date(2030, 12, 20))
    bad = worker.submit(f"/ashdown/people/terms/{term.id}/edit", {"ends_on": ["1", "1", "2030"]})
    assert "The last day is before the first" in bad.get_data(as_text=True)
    assert "Mill Ward" in worker.get("/ashdown/people/places/").get_data(as_text=True)


def test_a_place_is_never_offered_itself_or_what_lies_in_it(worker: PageClient) -> None:
    worker.submit("/ashdown/people/places/add", {"name": "Outer"})
    [outer] = _all(worker, select(Place).where(Place.name == "Outer"))
    worker.submit("/ashdown/people/places/add", {"name": "Inner", "parent_id": str(outer.id)})
    answer = worker.submit(f"/ashdown/people/places/{outer.id}/edit", {"parent_id": str(outer.id)})
    assert answer.status_code == 200
    assert "Inner" not in answer.get_data(as_text=True)


def test_a_local_admin_sees_the_fewest_fields_and_changes_nothing(world: Any) -> None:
    worker = world.browser("worker")
    person_id = _add(worker, name="Amara Okoye", access_needs="A quiet room", phone="01632 960111", **BORN)
    admin = world.browser("local_admin")
    for url in ("/ashdown/people/?find=okoye", f"/ashdown/people/{person_id}/"):
        page = admin.get(url).get_data(as_text=True)
        assert "Amara Okoye" in page
        assert not any(secret in page for secret in ("quiet room", "960111", "March 2011", "Year 1"))
    assert admin.get(f"/ashdown/people/{person_id}/edit").status_code == 404
    assert admin.get("/ashdown/people/add").status_code == 404


def test_strangers_find_nobody(world: Any) -> None:
    worker = world.browser("worker")
    person_id = _add(worker, name="Amara Okoye")
    for role in ("young_person", "parent_carer", "decision_maker"):
        assert world.browser(role).get("/ashdown/people/").status_code == 404
    neighbour = world.browser("worker", "brackwell")
    theirs = neighbour.get(f"/brackwell/people/{person_id}/")
    missing = neighbour.get(f"/brackwell/people/{UUID(int=7)}/")
    assert theirs.status_code == missing.status_code == 404
    assert theirs.data == missing.data
    assert "Amara" not in neighbour.get("/brackwell/people/?find=amara").get_data(as_text=True)


def test_a_long_list_is_walked_by_links(worker: PageClient) -> None:
    with worker.application.app_context():
        for number in range(55):
            add_person(f"Person {number:02}")
    first = worker.get("/ashdown/people/?find=person")
    assert "Person 49" in first.get_data(as_text=True) and "Person 50" not in first.get_data(as_text=True)
    assert "Person 54" in _next(worker, first).get_data(as_text=True)


def _next(client: PageClient, shown: Any) -> Any:
    text = shown.get_data(as_text=True)
    link = text.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert "Person" not in link, "no name stands in an address"
    return client.get(link)


def _shown_form(client: PageClient, url: str) -> dict[str, Any]:
    """What a browser would send of the page's form, untouched."""
    sent: dict[str, Any] = {}
    keep = client.post

    def take(target: str, data: dict[str, Any]) -> Any:
        sent.update(data)
        return keep("/ashdown/people/nowhere")

    client.post = take  # type: ignore[method-assign, assignment]
    try:
        client.submit(url)
    finally:
        client.post = keep  # type: ignore[method-assign]
    return sent
