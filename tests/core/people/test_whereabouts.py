"""Where a protected person is: to whoever lacks the right it is as if no school and no place were recorded.

One story for every place that shows, finds or carries out a school or a place. A module that reads either is named,
or the last test fails: whoever adds one decides what it keeps back.
"""

import re
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask

from core.db import authority_scope, db
from core.people import protection
from core.people.models import Organisation, Person, Place
from core.testing.apps import World, add_person
from core.testing.browsing import PageClient
from core.web.house import house

SCHOOL, PLACE = "Farside Refuge School", "Farside Hollow"
HERE = "/ashdown/people/"
NOT_TOLD = ("worker", "local_admin")
TOLD = ("practitioner", "safeguarding_lead")


def council(app: Flask) -> UUID:
    found = house().authorities.find("ashdown")
    assert found is not None
    return found.id


@pytest.fixture
def hidden(world: World) -> UUID:
    """Amara, who goes to a school far away and is protected."""
    with world.app.app_context():
        person_id = add_person("Amara Okoye")
        with authority_scope(council(world.app), write=True):
            school, place = Organisation(kind="school", name=SCHOOL), Place(kind="ward", name=PLACE)
            db.session.add_all([school, place])
            db.session.flush()
            amara = db.session.scalars(db.select(Person).where(Person.id == person_id)).one()
            amara.organisation_id, amara.place_id = school.id, place.id
            protection.change(person_id, True, "found", None)
            db.session.commit()
    return person_id


def ids(world: World) -> tuple[UUID, UUID]:
    with world.app.app_context(), authority_scope(council(world.app)):
        school = db.session.scalars(db.select(Organisation.id).where(Organisation.name == SCHOOL)).one()
        return school, db.session.scalars(db.select(Place.id).where(Place.name == PLACE)).one()


def export(browser: PageClient, **asked: str) -> str:
    answer = browser.submit(f"{HERE}export/", {"why": "A letter", **asked})
    assert answer.mimetype == "text/csv"
    return answer.get_data(as_text=True)


def rows_of(text: str) -> str:
    """A page without its drop-downs, which offer every school to everybody."""
    return re.sub(r"<select.*?</select>", "", text, flags=re.S)


Seen = Callable[[World, PageClient, UUID], str]
PLACES: dict[str, Seen] = {
    "the list": lambda world, browser, one: rows_of(browser.get(f"{HERE}?find=amara").text),
    "the page": lambda world, browser, one: browser.get(f"{HERE}{one}/").text,
    "the spreadsheet": lambda world, browser, one: export(browser),
}
STAFF_PLACES: dict[str, Seen] = {
    "the form": lambda world, browser, one: _chosen(browser.get(f"{HERE}{one}/edit").text),
    "likely twins": lambda world, browser, one: rows_of(browser.submit(f"{HERE}add", {"name": "Amara Okoye"}).text),
}


def _chosen(page: str) -> str:
    return " ".join(re.findall(r"<option[^>]*selected[^>]*>([^<]*)<", page))


@pytest.mark.parametrize("place", [*PLACES, *STAFF_PLACES])
def test_nobody_without_the_right_learns_it_and_whoever_has_it_does(world: World, hidden: UUID, place: str) -> None:
    seen = (PLACES | STAFF_PLACES)[place]
    for role in NOT_TOLD if place in PLACES else NOT_TOLD[:1]:
        shown = seen(world, world.browser(role), hidden)
        assert SCHOOL not in shown and PLACE not in shown, (role, place)
        assert "Amara" in shown or place == "the form", (role, place)
    for role in TOLD:
        assert SCHOOL in seen(world, world.browser(role), hidden), (role, place)


def test_no_search_by_school_or_place_finds_them(world: World, hidden: UUID) -> None:
    school, place = ids(world)
    for query in (f"organisation={school}", f"place={place}", "find=farside"):
        for role in NOT_TOLD:
            assert "Amara" not in world.browser(role).get(f"{HERE}?{query}").text, (role, query)
        assert "Amara" in world.browser("safeguarding_lead").get(f"{HERE}?{query}").text, query
    assert "Amara" not in export(world.browser("worker"), organisation_id=str(school))
    assert "Amara" in export(world.browser("safeguarding_lead"), organisation_id=str(school))


def test_saving_what_one_was_not_shown_loses_nothing(world: World, hidden: UUID) -> None:
    worker = world.browser("worker")
    assert worker.submit(f"{HERE}{hidden}/edit", {"known_as": "Ama"}).status_code == 302
    school, place = ids(world)
    with world.app.app_context(), authority_scope(council(world.app)):
        amara = db.session.scalars(db.select(Person).where(Person.id == hidden)).one()
        assert (amara.organisation_id, amara.place_id, amara.known_as) == (school, place, "Ama")


def test_it_looks_as_if_nothing_were_recorded(world: World, hidden: UUID) -> None:
    with world.app.app_context():
        plain = add_person("Amara Okoye")
    worker = world.browser("worker")
    pages = [worker.get(f"{HERE}{one}/").text.replace(str(one), "ID") for one in (hidden, plain)]
    facts = [re.search(r'<dl class="data-list">.*?</dl>', page, flags=re.S) for page in pages]
    assert facts[0] and facts[1] and facts[0].group() == facts[1].group()


KEEPS_BACK = {  # by core/people/whereabouts.py
    "core/consent/picking.py", "core/files/photo_views.py", "core/people/bulk_views.py", "core/people/editing.py",
    "core/people/exporting.py", "core/people/finding.py", "core/people/looked_views.py", "core/people/merge_views.py",
    "core/people/showing.py", "core/people/twins.py", "core/people/views.py", "core/people/whereabouts.py",
    "plugins/learning/awards/results.py", "plugins/meetings/views/register.py",
}  # fmt: skip
OWN_OR_LEADS = {  # their own page and copy, the rule P of parents, the desk of those who have the right
    "core/data_rights/holdings.py", "core/me/children.py", "core/me/views.py", "core/safeguarding/desk/offering.py",
}  # fmt: skip
SHOWS_NOBODY = {  # writes, compares or counts it; what it counts is told by whoever shows it
    "core/data_rights/own_records.py", "core/data_rights/register/plain_names.py", "core/people/export_views.py",
    "core/people/importing/alike.py", "core/people/importing/storing.py", "core/people/importing/columns.py",
    "core/people/merging.py", "core/people/rules.py", "plugins/meetings/coming/counting.py",
    "plugins/meetings/coming/people.py", "plugins/meetings/coming/register.py",
}  # fmt: skip
IN_A_SCHOOL = {  # a school's own election, run by somebody of that school; a child is not left without a vote
    "plugins/groups/elections/access.py", "plugins/groups/elections/roll.py", "plugins/groups/elections/standing.py",
    "plugins/groups/forms/election.py", "plugins/groups/views/election_people.py",
}  # fmt: skip
OF_NO_PERSON = {  # places of a school on a body, visits of schools, audits of teams, what a council's file declares
    "core/people/content.py", "plugins/groups/joining/bodies.py", "plugins/groups/views/elections.py",
    "plugins/groups/views/joining_bodies.py", "plugins/meetings/coming/schools.py", "plugins/meetings/coming/sides.py",
    "plugins/meetings/views/bookings.py", "plugins/participation_champions/stored.py",
    "plugins/participation_returns/contracts/evaluations.py", "plugins/participation_returns/contracts/views.py",
    "plugins/participation_returns/overview.py", "plugins/participation_returns/returns/views.py",
    "plugins/participation_returns/stored.py", "plugins/practice_examples/views.py",
    "plugins/standards/audits/rounds.py", "plugins/standards/charters/writing.py",
    "plugins/youth_voice/elected/forms.py", "plugins/youth_voice/elected/reading.py",
    "plugins/youth_voice/results/keeping.py",
}  # fmt: skip
OF_STAFF = {  # which team somebody works in: only of those who hold the right to answer for it, or of the reader
    "plugins/influence/asks/owners.py", "plugins/participation_returns/here.py",
    "plugins/participation_returns/overview_views.py", "plugins/standards/reminding.py",
}  # fmt: skip
OF_A_PLACE = re.compile(r"Person\.(organisation|place)_id|\b(person|row|one|who|amara|found)\.(organisation|place)_id")


def test_every_module_that_reads_a_school_or_a_place_is_known() -> None:
    root = Path(__file__).parents[3]
    files = [path for top in ("core", "plugins") for path in (root / top).rglob("*.py")]
    apart = ("/demo/", "/migrations/", "/models", "/testing/", "shared_views.py")
    found = {
        str(path.relative_to(root))
        for path in files
        if not any(part in str(path) for part in apart) and OF_A_PLACE.search(path.read_text(encoding="utf-8"))
    }
    known = KEEPS_BACK | OWN_OR_LEADS | SHOWS_NOBODY | IN_A_SCHOOL | OF_NO_PERSON | OF_STAFF
    assert sorted(found - known) == []
