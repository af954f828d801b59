"""The map: which service has nobody where, at once, for rows and for numbers that must add up (LA27, LA49)."""

from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.db import authority_scope, db
from core.testing.apps import World
from core.web.house import house
from plugins.participation_champions.coverage.cells import Counts, Locality, Served, coverage
from plugins.participation_champions.coverage.picture import WIDTH, picture
from tests.plugins.groups.planting import council_id
from tests.plugins.influence.planting import record_of
from tests.plugins.participation_champions.conftest import HERE, Network, issues

MAP = f"{HERE}map"
PLACES = [Locality(uuid4(), name.lower(), name) for name in ("North", "Central", "East")]
SERVICES = [Served(uuid4(), f"s{n}", f"S{n}", "", () if n % 2 else ("north",)) for n in range(6)]
CELLS = st.tuples(st.sampled_from([one.id for one in SERVICES]), st.sampled_from([None, *(one.id for one in PLACES)]))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=50)
@given(st.dictionaries(CELLS, st.integers(1, 9)))
def test_every_cell_is_covered_a_gap_or_not_there(counts: Counts) -> None:
    found = coverage(PLACES, SERVICES, counts)
    for row in found.rows:
        assert row.covered + len(row.gaps) == row.works_in == (1 if row.service.only_in else 3)
        everywhere = counts.get((row.service.id, None), 0)
        assert not everywhere or not row.gaps, "who stands everywhere leaves no gap"
    assert sum(share.covered for share in found.shares) == sum(row.covered for row in found.rows)
    assert found.gaps == sum(share.services - share.covered for share in found.shares)
    assert found.uncovered == sum(row.covered == 0 for row in found.rows)
    assert all(0 <= bar.long <= WIDTH for bar in picture(found.shares).bars)


def test_without_localities_there_is_one_column() -> None:
    found = coverage([Locality(None, "", "Here")], SERVICES, {(SERVICES[1].id, None): 2})
    assert [row.cells for row in found.rows[:2]] == [(0,), (2,)]


def line(text: str, service: str) -> str:
    """The row of one service on the map."""
    return text.split(f">{service}</a>")[1].split("</tr>")[0]


@pytest.mark.both_databases
def test_the_map_says_how_many_stand_where_and_where_nobody_does(world: World, network: Network) -> None:
    north, _ = network.places("North", "East")
    youth, care = network.service("youth", reach="universal"), network.service("care", only_in=["l-north"])
    network.champion(youth, place_id=north)
    network.champion(youth, "Lee Moor", place_id=north)
    page = world.browser("practitioner").get(MAP).text
    assert ">2</td>" in line(page, "Youth") and line(page, "Youth").count("Nobody") == 1
    assert "Not there" in line(page, "Care") and line(page, "Care").count("Nobody") == 1
    assert "North: 1 of 2" in page and "East: 0 of 1" in page
    for query, there, missing in (("state=none", "Care", "Youth"), ("reach=universal", "Youth", "Care")):
        narrowed = world.browser("worker").get(f"{MAP}?{query}").text
        assert f">{there}</a>" in narrowed and f">{missing}</a>" not in narrowed, query
    assert "No service fits" in world.browser("worker").get(f"{MAP}?words=sausage").text
    assert care


def test_the_last_champion_who_leaves_opens_the_gap_at_once(world: World, network: Network) -> None:
    youth = network.service("youth")
    one, worker = network.champion(youth), world.browser("worker")
    assert "Nobody</span>" not in worker.get(MAP).text
    end = f"{HERE}{one}/end"
    assert "Nobody else stands for this service there." in worker.get(end).text
    answer = worker.submit(end, {"hand_over": "The group meets on Tuesdays."})
    assert answer.status_code == 302
    page = worker.get(answer.headers["Location"]).text
    assert "Nobody stands for this service there now. The map shows the gap." in page
    assert "Nobody</span>" in line(worker.get(MAP).text, "Youth")
    assert "The group meets on Tuesdays." in worker.get(f"{HERE}{one}").text, "what the next one should know stays"
    assert "One service has no champion" in issues(world, "worker")


def test_erasing_the_last_champion_opens_the_gap_too(world: World, network: Network) -> None:
    youth, person = network.service("youth"), record_of(world, "practitioner")
    network.champion(youth, person_id=person)
    worker = world.browser("worker")
    assert "Nobody</span>" not in worker.get(MAP).text
    forget(world, person)
    assert "Nobody</span>" in worker.get(MAP).text


def test_pages_of_the_map_follow_each_other(world: World, network: Network) -> None:
    for number in range(52):
        network.service(f"s{number:02}")
    first = world.browser("worker").get(MAP).text
    assert "after=s49" in first and ">S50<" not in first
    second = world.browser("worker").get(f"{MAP}?after=s49").text
    assert ">S50<" in second and ">S49<" not in second


def forget(world: World, person: UUID) -> None:
    """Erase what the plugin holds about somebody."""
    with world.app.test_request_context("/ashdown/"), authority_scope(council_id(world.app), write=True):
        here = house().authorities.find("ashdown")
        assert here is not None
        house().hooks.call_one("participation_champions", "person_erase", here, person_id=person, apply=True)
        db.session.commit()
