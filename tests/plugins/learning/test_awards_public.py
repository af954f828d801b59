"""Awards for everybody: putting somebody forward without an account, and who may be named (NC24, NC27)."""

import pytest
from flask import Flask

from core.db import authority_scope, db
from core.people import protection
from core.people.models import Place
from core.safeguarding.models.concerns import Concern
from core.testing.apps import World
from core.testing.browsing import PageClient
from core.users import tries
from plugins.learning.api import results_of
from plugins.learning.models import Nomination
from tests.plugins.groups.planting import council_id
from tests.plugins.influence.planting import add_rows, read
from tests.plugins.influence.working import agree, contributor
from tests.plugins.learning.conftest import Planting

AWARD = "/ashdown/learning/awards/kind-awards/"
TYPED = {
    "name": "Ash Marrow", "why": "Started a breakfast table.", "relation": "friend", "by_name": "Bay",
    "contact": "bay@home.example",
}  # fmt: skip


def test_a_stranger_puts_somebody_forward_once(client: PageClient, app: Flask, round: Planting) -> None:
    round(state="open", area_kind="")
    answer = client.submit(f"{AWARD}nominate", TYPED)
    assert answer.status_code == 302 and "thank-you" in answer.headers["Location"]
    assert "Next we ask them whether they want this." in client.get(answer.headers["Location"]).text
    (row,) = read(app, Nomination)
    assert (row.name, row.agreement, row.stage, row.person_id) == ("Ash Marrow", "waiting", "nominated", None)
    assert "Marrow" not in client.get(AWARD).text, "a nomination stands on no public page"


@pytest.mark.parametrize(
    ("left_out", "said"),
    [
        ("name", "Write their name."),
        ("why", "Write why."),
        ("contact", "Write how to reach you or them."),
        ("relation", "Choose who you are."),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_kept(
    client: PageClient, app: Flask, round: Planting, left_out: str, said: str
) -> None:
    round(state="open", area_kind="")
    answer = client.submit(f"{AWARD}nominate", {key: value for key, value in TYPED.items() if key != left_out})
    assert answer.status_code == 400 and said in answer.text and "What you typed is still here" in answer.text
    assert read(app, Nomination) == []


def test_a_closed_round_takes_nobody_and_says_so(client: PageClient, round: Planting) -> None:
    round(state="judging")
    assert "You cannot put somebody forward now" in client.get(f"{AWARD}nominate").text
    round(key="planned", state="draft")
    assert client.get("/ashdown/learning/awards/planned/").status_code == 404


def test_words_that_may_mean_danger_reach_a_safeguarding_lead(client: PageClient, app: Flask, round: Planting) -> None:
    round(state="open", area_kind="")
    client.submit(f"{AWARD}nominate", TYPED | {"why": "She wants to kill herself and still smiles."})
    assert len(read(app, Concern)) == 1


def test_very_many_from_one_address_wait_and_keep_what_they_typed(
    client: PageClient, app: Flask, round: Planting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tries, "FREE", 0)
    round(state="open", area_kind="")
    client.submit(f"{AWARD}nominate", TYPED)
    answer = client.submit(f"{AWARD}nominate", TYPED)
    assert answer.status_code == 429 and "is not sent yet" in answer.text and "breakfast table" in answer.text


def test_a_winner_is_named_only_while_they_agree(world: World, round: Planting, nominated: Planting) -> None:
    robin, sky = contributor(world.app, "Robin Winner"), contributor(world.app, "Sky Winner")
    kind, stranger = round(state="announced"), world.app.test_client()
    for name, person in (("Robin Winner", robin), ("Sky Winner", sky), ("Nobody Known", None)):
        nominated(kind, name, person_id=person, stage="winner")
    agree(world.app, robin, "core.named")
    page = stranger.get(AWARD).text
    assert "Robin Winner" in page and "Sky" not in page and "Nobody Known" not in page
    assert "Other winners are not named here." in page, "two is too few to tell"
    agree(world.app, robin, "core.named", yes=False)
    page = stranger.get(AWARD).text
    assert "Robin" not in page and "The winners are not named here." in page


def test_somebody_protected_is_named_nowhere_and_their_area_is_kept_back(
    world: World, round: Planting, nominated: Planting
) -> None:
    robin = contributor(world.app, "Robin Hidden")
    with world.app.app_context(), authority_scope(council_id(world.app), write=True):
        protection.change(robin, True, "found", None)
        db.session.commit()
    (place,) = add_rows(world.app, Place(kind="ward", name="Farside Hollow", key="farside"))
    kind = round(state="announced")
    one = nominated(kind, "Robin Hidden", person_id=robin, stage="winner", place_id=place)
    agree(world.app, robin, "core.named")
    assert "Robin Hidden" not in world.app.test_client().get(AWARD).text
    run, worker = "/ashdown/learning/run/awards/kind-awards/", world.browser("worker")
    for url in (run, f"{run}{one}"):
        assert "Robin Hidden" in worker.get(url).text and "Farside" not in worker.get(url).text, url
    narrowed = worker.get(f"{run}?area=farside").text.partition("Everybody who was put forward")[2]
    assert "Robin Hidden" not in narrowed and "Nobody here" in narrowed


def test_the_outcome_for_other_plugins_has_no_name_that_may_not_be_shown(
    world: World, round: Planting, nominated: Planting
) -> None:
    robin = contributor(world.app, "Robin Winner")
    here, there = add_rows(world.app, Place(kind="ward", name="A", key="a"), Place(kind="ward", name="B", key="b"))
    kind = round(state="announced")
    for place, first in ((here, "overall"), (there, "winner")):
        for at, stage in enumerate((first, "shortlisted", "nominated")):
            nominated(
                kind, f"Nominee {at}", place_id=place, stage=stage, person_id=robin if first == "winner" else None
            )
    agree(world.app, robin, "core.named")
    with world.app.test_request_context("/ashdown/"), authority_scope(council_id(world.app)):
        found = results_of(kind)
        assert [(area.area, area.put_forward, area.shortlisted) for area in found.areas] == [("A", 3, 2), ("B", 3, 2)]
        assert [one.name for one in found.winners] == ["", "Nominee 0"] and found.unnamed == 1
        assert [one.area for one in found.overall] == ["A"]
        assert all(one.name for one in results_of(kind, to_everybody=False).winners)
