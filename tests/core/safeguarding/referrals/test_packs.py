"""A referral holds what was ticked and nothing else, is kept to the byte, and is chased until somebody takes it on."""

import json
import re
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest

from core.db import db, utcnow
from core.safeguarding.conflicts import bars
from core.safeguarding.models import DutyOverride
from core.safeguarding.record import chronology, enclosures
from core.testing.apps import World, add_person
from core.testing.browsing import PageClient
from tests.core.safeguarding.desk.conftest import Desk

SAID: dict[str, Any] = {
    "to": "front_door", "to_name": "Duty team", "parts": ["1"], "why": "She is afraid to go home", "sharing": "agreed",
}  # fmt: skip
CHASE = "/ashdown/safeguarding/to-chase"
RAVI = "Ravi Menon"


def _pack(desk: Desk, url: str) -> Any:
    return [one for one in desk.entries(url) if one.kind == "referral"][-1].body


def _file(url: str, pack: str, ending: str) -> str:
    return f"{url}/given-out/{pack}/file.{ending}"


def test_a_pack_holds_what_was_ticked_and_nothing_else(desk: Desk, lead: PageClient) -> None:
    url = desk.raised("She said: he hits me")
    desk.take(lead, url, "note", what="canary-not-ticked", source="seen")
    assert lead.submit(f"{url}/referrals/new", SAID).status_code == 302
    body = _pack(desk, url)
    data = lead.get(_file(url, body["pack"], "json"))
    assert "She said: he hits me" in data.text and "canary" not in data.text
    assert json.loads(data.text)["schema"] == "heard-referral-1"
    assert "no-store" in data.headers["Cache-Control"]
    pdf = lead.get(_file(url, body["pack"], "pdf")).data
    assert pdf.startswith(b"%PDF-")
    assert (sha256(pdf).hexdigest(), sha256(data.data).hexdigest()) == (body["pdf_sha256"], body["json_sha256"])
    assert body["pdf_sha256"] in lead.get(f"{url}/referrals").text


def test_the_bytes_stay_what_was_sent_whatever_is_written_later(desk: Desk, lead: PageClient) -> None:
    url = desk.raised()
    lead.submit(f"{url}/referrals/new", SAID)
    pack = _pack(desk, url)["pack"]
    before = lead.get(_file(url, pack, "pdf")).data
    desk.take(lead, url, "amend", of="1", words="It was Tuesday", why="Misheard")
    assert lead.get(_file(url, pack, "pdf")).data == before


def test_nothing_readable_lies_on_the_disk(desk: Desk, lead: PageClient, world: World) -> None:
    url = desk.raised("canary-4711")
    lead.submit(f"{url}/referrals/new", SAID)
    with desk.scope():
        from_disk = [one.read_bytes() for one in enclosures.root().rglob("*") if one.is_file()]
    assert len(from_disk) == 2 and not any(b"canary" in one or b"%PDF" in one for one in from_disk)


def test_a_second_click_makes_one_pack(desk: Desk, lead: PageClient) -> None:
    url = desk.raised()
    shown = lead.get(f"{url}/referrals/new").text
    hidden = dict(re.findall(r'name="(csrf_token|once)" type="hidden" value="([^"]+)"', shown))
    answers = [lead.post(f"{url}/referrals/new", data={**SAID, **hidden}).status_code for _ in range(2)]
    assert answers == [302, 302] and [one.kind for one in desk.entries(url)].count("referral") == 1


def test_it_is_chased_until_somebody_takes_it_on(desk: Desk, lead: PageClient) -> None:
    url = desk.raised()
    lead.submit(f"{url}/referrals/new", SAID)
    pack = _pack(desk, url)["pack"]
    assert "Duty team" in lead.get(CHASE).text
    sent = {"on": ["2", "11", "2025"], "how": "portal", "to_name": "Duty team"}
    assert lead.submit(f"{url}/referrals/{pack}/sent", sent).status_code == 302
    assert "Late: chase it" in lead.get(CHASE).text
    accepted = {"on": ["3", "11", "2025"], "accepted_by": "R. Shah", "reference": "M-12"}
    assert lead.submit(f"{url}/referrals/{pack}/accepted", accepted).status_code == 302
    assert "Duty team" not in lead.get(CHASE).text and "M-12" in lead.get(f"{url}/referrals").text


def test_a_refusal_needs_the_decision_of_two(desk: Desk, lead: PageClient) -> None:
    url = desk.raised()
    said = {**SAID, "sharing": "override", "sharing_why": "He may hurt her brother"}
    assert "by a decision of two" in lead.submit(f"{url}/referrals/new", said).text
    with desk.scope():
        store, case = desk.found(url)
        db.session.add(
            DutyOverride(
                person_id=add_person("Ada Shah"), store=store.name, case_id=case.id, sealed_key="x", state="approved",
                proposed_by_user_id=case.id,
            )
        )  # fmt: skip
        db.session.commit()
    assert lead.submit(f"{url}/referrals/new", said).status_code == 302


@pytest.mark.parametrize("left_out", [{"parts": []}, {"why": ""}, {"sharing": "unsafe"}])
def test_a_pack_without_its_reasons_is_not_made(desk: Desk, lead: PageClient, left_out: dict[str, Any]) -> None:
    url = desk.raised()
    assert lead.submit(f"{url}/referrals/new", {**SAID, **left_out}).status_code == 200
    assert [one.kind for one in desk.entries(url)] == ["raised"]


def test_only_those_who_see_the_case_get_the_files(desk: Desk, lead: PageClient, world: World) -> None:
    url = desk.raised()
    lead.submit(f"{url}/referrals/new", SAID)
    file, ravi = _file(url, _pack(desk, url)["pack"], "pdf"), desk.somebody(RAVI)
    assert ravi.get(file).status_code == 200
    with desk.scope():
        store, case = desk.found(url)
        bars.bar(store, chronology.locked(store, case.id), desk.user_id(RAVI), "close", None)
        db.session.commit()
    assert {ravi.get(page).status_code for page in (file, f"{url}/referrals", f"{url}/hand-over")} == {404}
    assert "Duty team" not in ravi.get(CHASE).text
    for role in ("local_admin", "worker", "practitioner", "data_protection_officer"):
        assert world.browser(role).get(file).status_code == 404
    other = desk.raised("Another case")
    assert lead.get(file.replace(url, other)).status_code == 404


def test_five_megabytes_still_make_a_paper(desk: Desk, lead: PageClient) -> None:
    url = desk.raised("x y " * 1_250_000)
    began = utcnow()
    assert lead.submit(f"{url}/referrals/new", SAID).status_code == 302
    assert utcnow() - began < timedelta(seconds=60)

