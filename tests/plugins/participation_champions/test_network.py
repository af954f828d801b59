"""Champions: standing for a service, one's own part, handing over; and what depends on a service or a locality."""

from uuid import UUID

import pytest

from core.db import authority_scope, db
from core.people.models import Place
from core.testing.apps import World
from core.web.house import house
from plugins.participation_champions.models import Champion, Question, Reply, Service
from tests.plugins.groups.planting import council_id
from tests.plugins.groups.test_speed import statements
from tests.plugins.influence.planting import add_rows, in_days, read, record_of
from tests.plugins.participation_champions.conftest import HERE, Network, issues


def test_a_service_with_champions_is_not_put_away_and_says_who_depends_on_it(world: World, network: Network) -> None:
    youth, worker = network.service("youth"), world.browser("worker")
    one = network.champion(youth)
    url = f"{HERE}services/youth/"
    assert worker.submit(url, {"away": "yes"}, action="/away").status_code == 302
    page = worker.get(url).text
    assert "Youth has champions: Kim Lowe. It stays on the map." in page
    assert read(world.app, Service)[0].put_away_on is None
    worker.submit(f"{HERE}{one}/end")
    worker.get(url)
    worker.submit(url, {"away": "yes"}, action="/away")
    assert "It is off the map. What was recorded stays." in worker.get(url).text
    assert ">Youth</a>" not in worker.get(f"{HERE}map").text
    worker.submit(url, {"away": ""}, action="/away")
    assert ">Youth</a>" in worker.get(f"{HERE}map").text


def test_a_locality_that_goes_is_named_with_its_champions(world: World, network: Network) -> None:
    north, _ = network.places("North", "East")
    network.champion(network.service("youth"), place_id=north)
    with world.app.app_context(), authority_scope(council_id(world.app), write=True):
        db.session.execute(db.update(Place).where(Place.id == north).values(active=False))
        db.session.commit()
    assert "North is no locality any more, and one champion stands there" in issues(world, "worker")
    assert not [one for one in issues(world, "young_person") if "North" in one]


def test_staff_add_a_colleague_once_and_nobody_young(world: World, network: Network) -> None:
    network.service("youth")
    worker, colleague = world.browser("worker"), record_of(world, "practitioner")
    url = f"{HERE}services/youth/add"
    assert str(colleague) in worker.get(f"{url}?words=practitioner").text
    assert worker.submit(f"{url}/{colleague}", {"offers": "A box of symbols"}).status_code == 302
    assert worker.submit(f"{url}/{colleague}", {}).status_code == 302
    assert len(read(world.app, Champion)) == 1
    young = record_of(world, "young_person")
    worker.get(f"{url}/{young}")
    assert "is not staff. Champions are staff of services and partners. Nothing was added." in worker.get(url).text
    ahead = in_days(3)
    typed = {"since": [str(ahead.day), str(ahead.month), str(ahead.year)]}
    refused = worker.submit(f"{url}/{record_of(world, 'worker')}", typed)
    assert refused.status_code == 400 and "This day is still to come." in refused.text


@pytest.mark.both_databases
def test_a_champion_writes_their_own_part_and_nobody_elses(world: World, network: Network) -> None:
    youth = network.service("youth")
    mine = network.champion(youth, person_id=record_of(world, "practitioner"))
    other = network.champion(youth)
    me = world.browser("practitioner")
    assert "Say what you offer as a champion of Youth" in me.get("/ashdown/home").text
    assert (
        me.submit(f"{HERE}{mine}/edit", {"offers": "A room", "skills": ["Feedback to young people"]}).status_code == 302
    )
    assert me.get(f"{HERE}{other}/edit").status_code == me.get(f"{HERE}{other}/end").status_code == 404
    clash = me.submit(f"{HERE}{mine}/edit", {"offers": "Mine", "version": "9"})
    assert clash.status_code == 409 and "Somebody else changed this" in clash.text
    for query, there in (
        ("skill=Feedback to young people", True),
        ("skill=Surveys and numbers", False),
        ("words=room", True),
    ):
        assert ("A room" in me.get(f"{HERE}?{query}").text) is there, query


@pytest.mark.parametrize("role", ["young_person", "parent_carer", "safeguarding_lead"])
def test_the_network_is_for_staff(world: World, role: str) -> None:
    for page in ("", "map", "scorecard", "shift", "questions/", "partners/", "tests/", "share"):
        assert world.browser(role).get(f"{HERE}{page}").status_code == 404, page


def test_whoever_leaves_hands_on_or_leaves_a_gap(world: World, network: Network) -> None:
    youth = network.service("youth")
    leaver, stays = record_of(world, "practitioner"), record_of(world, "worker")
    network.champion(youth, person_id=leaver, hand_over="Ask the library.")
    assert _handed_on(world, leaver, stays) == ["Youth"]
    old, new = sorted(read(world.app, Champion), key=lambda row: row.until is None)
    assert (old.person_id, new.person_id, new.after_id, new.hand_over) == (leaver, stays, old.id, "Ask the library.")
    assert _handed_on(world, stays, None) == ["Youth"]
    assert "Nobody</span>" in world.browser("worker").get(f"{HERE}map").text


def _handed_on(world: World, from_id: UUID, to_id: UUID | None) -> list[str]:
    with world.app.test_request_context("/ashdown/"), authority_scope(council_id(world.app), write=True):
        here = house().authorities.find("ashdown")
        assert here is not None
        values = {"from_id": from_id, "to_id": to_id, "apply": True}
        found = house().hooks.call_one("participation_champions", "work_handed_on", here, **values)
        db.session.commit()
        return [title for one in found for title in one.titles]


def test_a_question_is_answered_before_the_whole_network(world: World, network: Network) -> None:
    network.champion(network.service("youth"), person_id=record_of(world, "practitioner"))
    asker, other = world.browser("worker"), world.browser("practitioner")
    asked = asker.submit(f"{HERE}questions/new", {"title": "How do you say no?"})
    url = asked.headers["Location"]
    assert "A question of another champion waits" in other.get("/ashdown/home").text
    assert other.submit(url, {"words": "Say who decided."}).status_code == 302
    assert other.submit(url, {"words": ""}).status_code == 400
    assert "Say who decided." in asker.get(url).text and "A question of another" not in other.get("/ashdown/home").text
    (reply,), (question,) = read(world.app, Reply), read(world.app, Question)
    assert asker.submit(url, {"helped": str(reply.id)}, action="/settle").status_code == 302
    assert read(world.app, Reply)[0].helped
    stranger = world.browser("decision_maker")
    assert "I have what I needed" not in stranger.get(url).text
    elsewhere = world.browser("worker", "brackwell")
    assert elsewhere.get(url.replace("ashdown", "brackwell")).status_code == 404
    assert question.by_id == record_of(world, "worker")


def test_lists_ask_as_often_for_many_as_for_one(world: World, network: Network) -> None:
    worker, urls = world.browser("worker"), [HERE, f"{HERE}map", f"{HERE}questions/"]
    network.champion(network.service("s00"))
    add_rows(world.app, Question(title="First"))
    few = [_asked(world, worker, url) for url in urls]
    for number in range(1, 20):
        network.champion(network.service(f"s{number:02}"), f"Kim {number}")
    add_rows(world.app, *(Question(title=f"Q{n}") for n in range(20)))
    assert [_asked(world, worker, url) for url in urls] == few


def _asked(world: World, browser: object, url: str) -> int:
    browser.get(url)  # type: ignore[attr-defined]
    with statements(world.app) as seen:
        assert browser.get(url).status_code == 200  # type: ignore[attr-defined]
    return len(seen)
