"""The approach in examples: what everybody reads, what teams learn from it, and the report of the year."""

from flask import Flask

from core.access.actor import Actor
from core.clock import local_today
from core.testing.apps import World
from core.testing.browsing import PageClient
from core.web.house import house
from plugins.evidence.api import Report, Section, Story, StoryPerson
from plugins.learning.models import AwardRound, Nomination
from plugins.practice_examples.here import REPORT, SERIES
from plugins.practice_examples.models import Shared
from tests.plugins.evidence.conftest import HERE as EVIDENCE
from tests.plugins.evidence.conftest import WORDS, looked_through
from tests.plugins.influence.planting import add_rows, read
from tests.plugins.influence.working import agree, at_work, contributor

HERE = "/ashdown/examples"


def example(app: Flask, worker: PageClient, *, public: bool = True) -> Story:
    """An example that a worker has told through the button on the desk, and published."""
    made = worker.submit(f"{EVIDENCE}/desk/stories/new?series={SERIES}", WORDS)
    assert made.status_code == 302
    (story,) = read(app, Story)
    url = f"{EVIDENCE}/desk/stories/{story.id}/publish"
    if public:
        assert worker.submit(url, looked_through(worker, url)).status_code == 302
    return story


def test_examples_stand_on_the_page_once_they_are_looked_through(
    app: Flask, worker: PageClient, client: PageClient
) -> None:
    assert "No example is here yet" in client.get(f"{HERE}/").text
    example(app, worker)
    page = client.get(f"{HERE}/").text
    assert "A warm room in winter" in page
    assert "A warm room in winter" in client.get("/ashdown/").text, "the front page says that there are examples"


def test_an_example_is_gone_at_the_next_request_when_somebody_in_it_withdraws(
    app: Flask, worker: PageClient, client: PageClient
) -> None:
    story = example(app, worker)
    robin = contributor(app, "Robin Vale", later=None)
    agree(app, robin, "core.share", "anonymous")
    add_rows(app, StoryPerson(story_id=story.id, name="Janie", person_id=robin))
    assert "A warm room" in client.get(f"{HERE}/?again").text
    agree(app, robin, "core.share", yes=False)
    assert "A warm room" not in client.get(f"{HERE}/").text


def test_a_winner_is_named_only_while_they_agree(app: Flask, client: PageClient) -> None:
    (round_id,) = add_rows(app, AwardRound(key="stars", title="Stars of Ashdown", state="announced"))
    winner = contributor(app, "Kim Reed", later=None)
    add_rows(app, Nomination(round_id=round_id, name="Kim Reed", person_id=winner, stage="overall", agreement="yes"))
    page = client.get(f"{HERE}/").text
    assert "Stars of Ashdown" in page and "Kim Reed" not in page
    agree(app, winner, "core.named")
    assert "Kim Reed" in client.get(f"{HERE}/").text
    agree(app, winner, "core.named", yes=False)
    assert "Kim Reed" not in client.get(f"{HERE}/").text


def test_it_is_noted_which_team_learned_from_an_example(app: Flask, worker: PageClient) -> None:
    story = example(app, worker)
    url = f"{HERE}/learning/{story.id}"
    refused = worker.submit(url, {"words": ""})
    assert refused.status_code == 422
    assert "Write what others can take from it" in refused.text
    assert "Choose the team, or write what it is called" in refused.text
    assert worker.submit(url, {"team": "Reviewing officers", "words": "Ask first."}).status_code == 302
    (row,) = read(app, Shared)
    assert (row.team, row.words, row.on_day) == ("Reviewing officers", "Ask first.", local_today())
    assert "Ask first." in worker.get(f"{EVIDENCE}/desk/stories/{story.id}").text


def test_the_report_of_the_year_is_put_together_with_examples_and_what_teams_learned(
    app: Flask, worker: PageClient
) -> None:
    story = example(app, worker)
    worker.submit(f"{HERE}/learning/{story.id}", {"team": "Reviewing officers", "words": "Ask first."})
    made = worker.submit(f"{HERE}/desk", action="report")
    assert made.status_code == 302
    (report,) = read(app, Report, kind=REPORT)
    assert {"foreword", "practice_examples.examples"} <= {row.key for row in read(app, Section, report_id=report.id)}
    page = worker.get(made.headers["Location"]).text
    assert "Our approach in examples" in page and "A warm room in winter" in page
    worker.submit(made.headers["Location"] + "/sign", {"as_words": "Head of participation"})
    refused = worker.submit(f"{HERE}/desk", action="report")
    assert refused.status_code == 302
    assert "This report is signed off, so nothing in it changes by itself." in worker.get(f"{HERE}/desk").text


def test_it_has_nothing_of_one_group_alone(app: Flask, worker: PageClient) -> None:
    example(app, worker)
    with at_work(app) as council:
        day = local_today()
        found = house().hooks.call("report_parts", council, start=day, end=day, about=())
        group = house().hooks.call_one("practice_examples", "report_parts", council, start=day, end=day, about=("x",))
    assert "practice_examples.examples" in {one.key for one in found} and list(group) == []


def test_who_opens_the_desk(world: World) -> None:
    may = {role for role in ("young_person", "parent_carer", "worker", "practitioner", "decision_maker")
           if world.browser(role).get(f"{HERE}/desk").status_code == 200}  # fmt: skip
    assert may == {"worker", "practitioner"}


def test_an_example_of_the_file_that_waits_is_named_where_things_are_not_ready(app: Flask, worker: PageClient) -> None:
    example(app, worker, public=False)
    actor = Actor(permissions=frozenset({"evidence.publish"}))
    with at_work(app) as council:
        found = house().hooks.call_one("practice_examples", "ready_issues", council, actor=actor)
    assert [one.title for one in found] == ["One example of practice nobody can read yet"]
