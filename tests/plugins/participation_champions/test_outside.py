"""Tests from outside: a drawn sample without names, by a link that ends, with a verdict on each line (LA48)."""

import re
from datetime import timedelta

import pytest

from core.db import authority_scope, db, utcnow
from core.safeguarding.models.concerns import Concern
from core.testing.apps import World
from plugins.participation_champions.models import OutsideTest, SampleLine
from plugins.participation_champions.testing.sample import drawn
from tests.plugins.groups.planting import council_id
from tests.plugins.influence.planting import read
from tests.plugins.participation_champions.conftest import HERE, Network

NEW = f"{HERE}tests/new"
TYPED = {"title": "Autumn look", "tester": "Somebody of a university"}
LINK = re.compile(r"/ashdown/champions/test/[\w-]+")


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize(("number", "size"), [(0, 5), (3, 10), (40, 10), (40, 40)])
def test_the_same_seed_draws_the_same_lines(number: int, size: int, seed: int) -> None:
    pool = list(range(number))
    found = drawn(pool, size, seed)
    assert found == drawn(pool, size, seed)
    assert len(found) == min(size, len(pool)) == len(set(found)) and set(found) <= set(pool)


def draw(world: World, network: Network, **plan: object) -> str:
    """Draw a sample; the address of its link."""
    network.plan(**plan)
    page = world.browser("worker").submit(NEW, TYPED)
    assert page.status_code == 200
    found = LINK.search(page.text)
    assert found, "the link is shown once"
    return found[0]


def test_somebody_outside_judges_every_line_and_sends_it(world: World, network: Network) -> None:
    network.choose(sample_size=3)
    link, outside = draw(world, network), world.app.test_client()
    sample = outside.get(link)
    assert sample.status_code == 200 and sample.headers["Cache-Control"] == "no-store"
    assert "noindex" in sample.headers["X-Robots-Tag"] and sample.text.count("Something is done") == 3
    early = outside.submit(f"{link}/send", {"words": "Good."})  # type: ignore[attr-defined]
    assert early.status_code == 400 and "Some lines have no verdict yet." in early.text
    for position, verdict in ((1, "holds"), (2, "partly"), (3, "not_shown")):
        page = outside.get(f"{link}/{position}").text
        assert "Four papers" in page
        answer = outside.submit(f"{link}/{position}", {"verdict": verdict, "words": f"Read {position}"})  # type: ignore[attr-defined]
        assert answer.status_code == 302
    sent = outside.submit(f"{link}/send", {"words": "Most of it is shown."})  # type: ignore[attr-defined]
    assert "thank-you" in sent.headers["Location"]
    assert outside.get(link).status_code == 404
    (test,) = read(world.app, OutsideTest)
    result = world.browser("practitioner").get(f"{HERE}tests/{test.id}").text
    assert "Most of it is shown." in result and "Read 2" in result and f"3 of 12, with the seed {test.seed}" in result
    assert "of 3 claims hold, as somebody outside says" in world.browser("worker").get(f"{HERE}scorecard").text


def test_words_by_which_somebody_could_be_told_are_held_back(world: World, network: Network) -> None:
    link = draw(world, network, number=1, shows="Young Tester told us at Hillside School that it helped")
    page = world.app.test_client().get(f"{link}/1").text
    assert "Hillside" not in page and "Young Tester" not in page and "[held back]" in page and "it helped" in page
    assert "Words by which somebody could be told are held back from you." in page
    (line,) = read(world.app, SampleLine)
    assert line.held_back >= 2 and "Hillside" not in line.shows


@pytest.mark.parametrize("why", ["ended", "ran out", "never was"])
def test_a_link_that_opens_nothing_says_so_alike(world: World, network: Network, why: str) -> None:
    link, worker = draw(world, network), world.browser("worker")
    (test,) = read(world.app, OutsideTest)
    if why == "ended":
        worker.submit(f"{HERE}tests/{test.id}", action="/end")
    elif why == "ran out":
        with world.app.app_context(), authority_scope(council_id(world.app), write=True):
            past = utcnow() - timedelta(minutes=1)
            db.session.execute(db.update(OutsideTest).values(expires_at=past))
            db.session.commit()
    else:
        link = f"{link[:-4]}aaaa"
    outside = world.app.test_client()
    for url in (link, f"{link}/1", f"{link}/send"):
        answer = outside.get(url)
        assert answer.status_code == 404 and "This link opens nothing" in answer.get_data(as_text=True), url


def test_a_link_of_one_council_opens_nothing_in_another(world: World, network: Network) -> None:
    link = draw(world, network)
    assert world.app.test_client().get(link.replace("ashdown", "brackwell")).status_code == 404


def test_the_secret_is_kept_nowhere(world: World, network: Network) -> None:
    secret = draw(world, network).rpartition("/")[2]
    (test,) = read(world.app, OutsideTest)
    assert secret not in str(vars(test))
    assert secret not in world.browser("worker").get(f"{HERE}tests/{test.id}").text


def test_without_anything_done_there_is_nothing_to_draw(world: World, network: Network) -> None:
    refused = world.browser("worker").submit(NEW, TYPED)
    assert refused.status_code == 400 and "There is no plan to draw from." in refused.text
    network.plan(number=0)
    refused = world.browser("worker").submit(NEW, TYPED)
    assert refused.status_code == 400 and "No action of this plan is under way or done." in refused.text
    assert read(world.app, OutsideTest) == []


def test_what_a_tester_writes_is_looked_through(world: World, network: Network) -> None:
    link, outside = draw(world, network), world.app.test_client()
    typed = {"verdict": "partly", "words": "A child here says that she wants to kill herself."}
    assert outside.submit(f"{link}/1", typed).status_code == 302  # type: ignore[attr-defined]
    assert len(read(world.app, Concern)) == 1


def test_only_whoever_may_draws(world: World, network: Network) -> None:
    assert world.browser("practitioner").get(NEW).status_code == 404
    assert world.browser("local_admin").get(NEW).status_code == 200
