"""Partners: what they give, whether it came, and who endorses the framework (LA6, LA7)."""

import pytest

from core.testing.apps import World
from plugins.participation_champions.models import Gift
from plugins.standards.models import Charter, Pledge
from tests.plugins.influence.planting import add_rows, in_days, read
from tests.plugins.participation_champions.conftest import HERE, Network

PARTNERS = f"{HERE}partners/"
TYPED = {"body": "Fellmoor Trust", "kind": "money", "amount": "4000", "what": "Travel"}


def test_a_pledge_is_kept_looked_at_and_taken_back(world: World) -> None:
    worker = world.browser("worker")
    assert worker.submit(f"{PARTNERS}new", TYPED).status_code == 302
    (gift,) = read(world.app, Gift)
    page = world.browser("practitioner").get(PARTNERS).text
    assert "Fellmoor Trust" in page and "4000" in page and "Say what came" not in page
    assert worker.submit(f"{PARTNERS}{gift.id}", {"given": "partly", "words": "Half"}).status_code == 302
    assert "Some of it came" in worker.get(PARTNERS).text
    refused = worker.submit(f"{PARTNERS}{gift.id}", {"given": "taken_back", "words": ""})
    assert refused.status_code == 400 and "Write why it was taken back, as they said it." in refused.text
    worker.submit(f"{PARTNERS}{gift.id}", {"given": "taken_back", "words": "Cuts"})
    page = worker.get(PARTNERS).text
    assert "Taken back" in page and "What is pledged now" not in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"body": ""}, "Choose a partner, or write its name."),
        ({"amount": ""}, "Write how much money it is."),
        ({"amount": "some"}, "Enter a whole number"),
        ({"what": ""}, "Write what it is."),
        ({"until": ["1", "1", "2020"]}, "The last day is before the first."),
    ],
    ids=["nobody", "no amount", "no number", "nothing", "backwards"],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(world: World, typed: dict[str, object], said: str) -> None:
    answer = world.browser("worker").submit(f"{PARTNERS}new", TYPED | typed)
    assert answer.status_code == 400 and said in answer.text
    assert read(world.app, Gift) == []


def test_endorsements_are_the_pledges_of_the_charter(world: World, network: Network) -> None:
    network.choose(charter_key="principles")
    (charter,) = add_rows(world.app, Charter(key="principles", title="Principles"))
    add_rows(world.app, Pledge(charter_id=charter, body="Lowgate Police", pledged_on=in_days(-1)))
    page = world.browser("worker").get(PARTNERS).text
    assert "Who endorses the framework" in page and "Lowgate Police" in page
