"""The demonstration of learning and of champions: every page has something on it, and nothing comes twice."""

import pytest

from core.clock import local_today
from core.demo.load import Size, load
from core.testing.apps import World
from tests.plugins.participation_champions.conftest import HERE

LEARN = "/ashdown/learning/"
OF_STAFF = {
    HERE: "Stands for", f"{HERE}map": "Youth justice", f"{HERE}questions/": "Who has a good way",
    f"{HERE}partners/": "Fellmoor Health Trust", f"{HERE}tests/": "Autumn look from outside",
    f"{HERE}share": "Cards for saying", f"{HERE}services/": "Leaving care",
    f"{LEARN}training/": "Total Respect", f"{LEARN}run/awards/": "Well done awards",
    f"{LEARN}run/resources/": "The first ten minutes",
}  # fmt: skip
OF_EVERYBODY = {
    LEARN: "Your rights", f"{LEARN}courses/": "Sitting on an interview panel", f"{LEARN}awards/": "Well done awards",
}  # fmt: skip
OPEN = {f"{HERE}scorecard": "Scorecard", f"{HERE}shift": "The shift", f"{LEARN}mine/": "What I have learned"}


@pytest.mark.timeout(300)
def test_every_page_of_the_demonstration_has_something_on_it(world: World) -> None:
    made = list(load(world.app, Size(people=25), local_today()))
    worker, stranger = world.browser("worker"), world.app.test_client()
    for url, there in (OF_STAFF | OF_EVERYBODY | OPEN).items():
        page = worker.get(url)
        assert page.status_code == 200 and there in page.text, url
    for url, there in OF_EVERYBODY.items():
        assert there in stranger.get(url).get_data(as_text=True), url
    assert sum(one.planted for one in made) > 0
    again = list(load(world.app, Size(people=25), local_today()))
    assert sum(one.planted for one in again) == 0, "a second load adds nothing"
