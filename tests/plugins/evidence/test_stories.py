"""Stories: told in the council's shape, under other names, looked through, and gone when somebody takes it back."""

from uuid import UUID

import pytest
from flask import Flask

from core.testing.apps import World
from core.testing.browsing import PageClient
from plugins.evidence.models import Story, StoryPart, StoryPerson
from tests.plugins.evidence.conftest import HERE, WORDS, about, looked_through, published, told
from tests.plugins.groups.planting import Plant, planter
from tests.plugins.groups.test_speed import statements
from tests.plugins.influence.planting import add_rows, read
from tests.plugins.influence.working import agree, contributor


def person_in(app: Flask, story: Story, **columns: object) -> UUID:
    """Put somebody into the story."""
    (found,) = add_rows(app, StoryPerson(story_id=story.id, **({"name": "Janie"} | columns)))
    return found


def page_of(client: PageClient, story: Story) -> str:
    """The story as everybody reads it."""
    return client.get(f"{HERE}/stories/{story.key}").text


def test_a_story_is_read_in_its_shape_with_rounded_numbers(app: Flask, worker: PageClient, client: PageClient) -> None:
    story = published(app, worker)
    page = page_of(client, story)
    for words in (
        "A warm room in winter",
        "What difference it made",
        "Children and young people",
        "They wait together",
    ):
        assert words in page
    assert "young people came: about 40" in page
    assert "parents came: too few to show" in page, "three are never told of"
    assert "mailto:" in page, "whom to ask"
    assert "A warm room in winter" in client.get(f"{HERE}/").text


def test_what_is_not_published_is_not_there(app: Flask, worker: PageClient, client: PageClient) -> None:
    story = told(app, worker)
    assert client.get(f"{HERE}/stories/{story.key}").status_code == 404
    assert "A warm room" not in client.get(f"{HERE}/").text


def test_an_example_without_a_contact_is_told_what_to_change(app: Flask, worker: PageClient) -> None:
    story = told(app, worker, contact="")
    url = f"{HERE}/desk/stories/{story.id}/publish"
    answer = worker.submit(url, looked_through(worker, url))
    assert answer.status_code == 422
    assert "It names nobody who can be asked about it. Change the story and choose a contact." in answer.text
    assert read(app, Story)[0].published_at is None


def test_a_story_without_its_needed_parts_is_told_which(app: Flask, worker: PageClient) -> None:
    story = told(app, worker, **{"part.difference.children": ""})
    url = f"{HERE}/desk/stories/{story.id}/publish"
    answer = worker.submit(url, looked_through(worker, url))
    assert "Nothing is written under “What difference it made”. Change the story and write it." in answer.text


def test_an_own_name_in_a_story_is_told_what_to_write_in_its_place(app: Flask, worker: PageClient, robin: UUID) -> None:
    story = told(app, worker, **{"part.how": "Robin drew a plan with Clare."})
    person_in(app, story, person_id=robin)
    url = f"{HERE}/desk/stories/{story.id}/publish"
    answer = worker.submit(url, looked_through(worker, url))
    assert answer.status_code == 422
    assert "The own name “Robin” stands in “How it was done”. Write “Janie” in its place." in answer.text


def test_somebodys_own_name_is_no_pseudonym(app: Flask, worker: PageClient, robin: UUID) -> None:
    story = told(app, worker)
    url = f"{HERE}/desk/stories/{story.id}/people"
    wanted = {"name": "Robin", "called": "Robin Vale", "person_id": str(robin)}
    answer = worker.submit(url, wanted)
    assert "That is their own name. Give them another one for this story" in answer.text
    assert worker.submit(url, wanted | {"name": "Janie"}).status_code == 302
    assert [(row.name, row.person_id) for row in read(app, StoryPerson)] == [("Janie", robin)]


def test_nobody_is_put_into_a_story_without_an_agreement_somewhere(app: Flask, worker: PageClient) -> None:
    story = told(app, worker)
    answer = worker.submit(f"{HERE}/desk/stories/{story.id}/people", {"name": "Leon"})
    assert "Say where their agreement is kept" in answer.text
    assert read(app, StoryPerson) == []


def test_everything_that_could_tell_who_somebody_is_must_be_ticked(app: Flask, worker: PageClient) -> None:
    story = told(app, worker, **{"part.what": "Sam Field, 14, came from Lower Ash."})
    url = f"{HERE}/desk/stories/{story.id}/publish"
    answer = worker.submit(url, {"do": "publish", "looked": []})
    assert answer.status_code == 422
    assert "not looked at yet. Each is marked: change it, or tick that nobody can be told from it." in answer.text
    changed = {"do": "publish", "looked": [], "part.what": "Somebody came from far away."}
    assert worker.submit(url, changed).status_code == 302
    assert {row.public_words for row in read(app, StoryPart, part="what")} == {"Somebody came from far away."}


def test_a_withdrawn_agreement_takes_the_story_away_at_the_next_request(
    app: Flask, worker: PageClient, client: PageClient, robin: UUID
) -> None:
    story = told(app, worker)
    person_in(app, story, person_id=robin)
    url = f"{HERE}/desk/stories/{story.id}/publish"
    assert worker.submit(url, looked_through(worker, url)).status_code == 302
    assert "Names of children, young people and families in this story are changed." in page_of(client, story)
    agree(app, robin, "core.share", yes=False)
    assert client.get(f"{HERE}/stories/{story.key}").status_code == 404
    assert "A warm room" not in client.get(f"{HERE}/").text
    assert "Somebody in it does not agree any more: Janie." in worker.get(f"{HERE}/desk/stories/{story.id}").text


def test_a_named_winner_needs_the_agreement_to_be_named(
    app: Flask, worker: PageClient, client: PageClient, robin: UUID
) -> None:
    story = told(app, worker, **{"part.what": "Robin Vale won the award."})
    person_in(app, story, name="Robin Vale", person_id=robin, is_named=True)
    url = f"{HERE}/desk/stories/{story.id}/publish"
    refused = worker.submit(url, looked_through(worker, url))
    assert "Somebody in it does not agree any more: Robin Vale." in refused.text
    agree(app, robin, "core.named")
    assert worker.submit(url, looked_through(worker, url)).status_code == 302
    assert "Robin Vale won the award." in page_of(client, story)
    agree(app, robin, "core.named", yes=False)
    assert client.get(f"{HERE}/stories/{story.key}").status_code == 404


def test_an_agreement_on_paper_is_taken_back_by_staff(app: Flask, worker: PageClient, client: PageClient) -> None:
    story = published(app, worker)
    row = person_in(app, story, agreed_how="Form of 3 May")
    taken = f"{HERE}/desk/stories/{story.id}/people/{row}/withdraw"
    assert worker.submit(f"{HERE}/desk/stories/{story.id}", action=taken).status_code == 302
    assert client.get(f"{HERE}/stories/{story.key}").status_code == 404


def test_taking_somebody_out_does_not_show_the_story_again_by_itself(
    app: Flask, worker: PageClient, client: PageClient
) -> None:
    story = published(app, worker)
    row = person_in(app, story, agreed_how="Form of 3 May")
    removed = f"{HERE}/desk/stories/{story.id}/people/{row}/remove"
    assert worker.submit(f"{HERE}/desk/stories/{story.id}", action=removed).status_code == 302
    assert client.get(f"{HERE}/stories/{story.key}").status_code == 404, "it may tell of them still"


def test_a_story_of_a_hidden_group_is_not_published(app: Flask, worker: PageClient, plant: Plant) -> None:
    group = plant("secret", listing="hidden")
    story = told(app, worker)
    about(app, Story, story.id, group_id=group)
    url = f"{HERE}/desk/stories/{story.id}/publish"
    assert "It is of a hidden group" in worker.submit(url, looked_through(worker, url)).text
    assert read(app, Story)[0].published_at is None


@pytest.fixture
def plant(app: Flask) -> Plant:
    """Make a group from declared fields."""
    return planter(app)


def test_taking_a_story_down_asks_why(app: Flask, worker: PageClient, client: PageClient) -> None:
    story = published(app, worker)
    url = f"{HERE}/desk/stories/{story.id}/unpublish"
    assert "Say in a few words why it should not be public any more." in worker.submit(url, {"why": ""}).text
    assert worker.submit(url, {"why": "It is out of date"}).status_code == 302
    assert client.get(f"{HERE}/stories/{story.key}").status_code == 404


def test_a_change_is_not_public_before_it_is_looked_through(app: Flask, worker: PageClient, client: PageClient) -> None:
    story = published(app, worker)
    assert worker.submit(f"{HERE}/desk/stories/{story.id}/edit", {"title": "Another title"}).status_code == 302
    page = page_of(client, story)
    assert "A warm room in winter" in page and "Another title" not in page


@pytest.mark.parametrize("counts", ["many children", "29", "children 29"])
def test_a_count_that_is_no_count_is_told_how_to_write_one(worker: PageClient, counts: str) -> None:
    answer = worker.submit(f"{HERE}/desk/stories/new", WORDS | {"counts": counts})
    assert answer.status_code == 422
    assert "Write one count on each line, the number first: 29 children" in answer.text


def test_the_same_form_twice_makes_one_story(app: Flask, worker: PageClient) -> None:
    page = worker.get(f"{HERE}/desk/stories/new").text
    once = page.split('name="once" type="hidden" value="')[1].split('"')[0]
    for _ in range(2):
        worker.submit(f"{HERE}/desk/stories/new", WORDS | {"once": once})
    assert len(read(app, Story)) == 1


def test_who_may_do_what(app: Flask, world: World, worker: PageClient) -> None:
    story = told(app, worker)
    desk, publish = f"{HERE}/desk/stories/{story.id}", f"{HERE}/desk/stories/{story.id}/publish"
    for role, status in (("young_person", 404), ("parent_carer", 404), ("decision_maker", 404), ("practitioner", 200)):
        assert world.browser(role).get(desk).status_code == status, role
    assert world.browser("practitioner").get(publish).status_code == 404


def test_the_list_takes_as_many_queries_for_many_as_for_one(app: Flask, worker: PageClient) -> None:
    published(app, worker)
    with statements(app) as few:
        assert worker.get(f"{HERE}/").status_code == 200
    for place in range(4):
        published(app, worker, title=f"Another story {place}")
    with statements(app) as many:
        assert "Another story 3" in worker.get(f"{HERE}/").text
    assert len(many) == len(few)


def test_contributors_of_another_council_are_unknown_here(app: Flask, world: World, robin: UUID) -> None:
    there = world.browser("worker", "brackwell")
    made = there.submit("/brackwell/difference/desk/stories/new", WORDS)
    assert made.status_code == 302
    found = there.submit(
        f"{made.headers['Location']}/people", {"name": "Janie", "called": "Robin Vale", "person_id": str(robin)}
    )
    assert found.status_code == 422 and "Robin Vale</label>" not in found.text
    assert contributor(app, "Kim Reed")


def test_what_is_counted_is_looked_through_and_waits_when_it_is_written_anew(
    app: Flask, worker: PageClient, client: PageClient
) -> None:
    story = told(app, worker, counts="41 friends of Sam Field")
    url = f"{HERE}/desk/stories/{story.id}/publish"
    assert "not looked at yet" in worker.submit(url, {"do": "publish", "looked": []}).text
    assert worker.submit(url, {"do": "publish", "looked": [], "count.0": "young people"}).status_code == 302
    assert "young people: about 40" in page_of(client, story)
    worker.submit(f"{HERE}/desk/stories/{story.id}/edit", {"counts": "60 friends of Sam Field"})
    assert "Sam Field" not in page_of(client, story), "nobody has looked at it"


def test_a_desk_that_empties_a_needed_part_is_told(app: Flask, worker: PageClient) -> None:
    story = told(app, worker)
    url = f"{HERE}/desk/stories/{story.id}/publish"
    answer = worker.submit(url, looked_through(worker, url) | {"part.what": "", "title": ""})
    assert "Nothing is written under “What it was”." in answer.text
    assert "It has no title. Write what it is called." in answer.text
