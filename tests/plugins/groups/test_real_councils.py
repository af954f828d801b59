"""Every row of the table of groups in the five strategy documents, as it stands in the database.

The rows are numbered as in the table: five councils, twenty-one groups. The forum for unaccompanied
asylum-seeking children (G18) is in no file: it is made on screen (test_screens.py).
"""

from typing import Any

import pytest
from flask import Flask

from core.db import authority_scope
from core.plugging.applying import apply_council
from core.web.house import house
from plugins.groups import stored
from plugins.groups.rules import cadence_words
from tests.plugins.groups.planting import council_id

Fields = dict[str, Any]
SLUGS = ("nottingham", "nottinghamshire", "lincolnshire", "wolverhampton", "lancashire")


class Council:
    """What the database holds of one council."""

    def __init__(self, things: dict[tuple[str, str], Fields]) -> None:
        self.boards = {key: fields for (kind, key), fields in things.items() if kind == "board"}
        self.groups = {key: fields for (kind, key), fields in things.items() if kind == "group"}

    def seat(self, group: str, board: str, role: str = "seat") -> Fields:
        """The one thing that `group` does at `board` as `role`."""
        assert board in self.boards
        seats = self.groups[group]["seats"]
        return next(seat for seat in seats if (seat["board"], seat["role"]) == (board, role))


@pytest.fixture(scope="module")
def held(real_councils: Flask) -> dict[str, Council]:
    found = {}
    for slug in SLUGS:
        with real_councils.app_context(), authority_scope(council_id(real_councils, slug)):
            found[slug] = Council(stored.current())
    return found


def meets(group: Fields) -> str:
    return cadence_words(group["cadence"], group["cadence_count"])


def ages(group: Fields) -> tuple[int | None, int | None]:
    return group["age_min"], group["age_max"]


def routes(group: Fields) -> dict[str, list[str]]:
    return {route["kind"]: route["by_whom"] for route in group["join"]}


def events(group: Fields) -> dict[str, int | None]:
    return {event["name"]: event["times_per_year"] for event in group["events"]}


def test_the_parent_programme(held: dict[str, Council]) -> None:
    groups = held["nottingham"].groups
    assert groups["participation-in-governance"]["kind"] == "programme"
    children = [key for key, group in groups.items() if group["programme"] == "participation-in-governance"]
    assert len(children) == 6  # G1 to G6


def test_g1_youth_cabinet(held: dict[str, Council]) -> None:
    group = held["nottingham"].groups["youth-cabinet"]
    assert ages(group) == (16, 19)
    assert meets(group) == "Once a term"
    assert group["join"] == []  # not stated in the document, so nothing is entered
    assert group["seats"] == []  # "various boards": none is named
    assert any("manage" in line for line in group["does"])
    assert any("various boards" in line for line in group["does"])


def test_g2_youth_council(held: dict[str, Council]) -> None:
    group = held["nottingham"].groups["youth-council"]
    assert routes(group) == {"delegation": ["Projects", "Participation groups"]}
    assert meets(group) == "Once a term"
    assert group["themes"] == ["Learning City", "Resilient City", "Healthy City"]
    assert held["nottingham"].seat("youth-council", "childrens-partnership-board", "meets")


def test_g3_primary_parliament(held: dict[str, Council]) -> None:
    group = held["nottingham"].groups["primary-parliament"]
    assert group["school_years"] == [5, 6]
    assert ages(group) == (None, None)
    assert "school" in routes(group)
    assert meets(group) == "Twice a term"
    assert group["cadence_target"] == 4  # twice as many
    assert (group["target_attendances"], group["target_unique"]) == (100, 40)
    assert group["themes"] == held["nottingham"].groups["youth-council"]["themes"]
    assert group["seats"] == held["nottingham"].groups["youth-council"]["seats"]


def test_g4_children_in_care_council(held: dict[str, Council]) -> None:
    group = held["nottingham"].groups["children-in-care-council"]
    assert group["eligibility"] == ["in care", "care leaver"]
    assert group["cadence"] == "own_calendar"
    assert group["members_hidden"]
    assert held["nottingham"].seat("children-in-care-council", "corporate-parenting-board")["seats"] is None
    assert events(group) == {
        "Assess the Have Your Say survey": 1,
        "Corporate Children in Care Council meetings": None,
    }


def test_g5_special_people_group(held: dict[str, Council]) -> None:
    group = held["nottingham"].groups["special-people-group"]
    assert group["eligibility"] == ["special educational needs or disability"]
    for word in ("physical", "learning disability", "autism"):
        assert word in group["who_for"]
    assert group["access_offer"][0] == "easy_read"
    assert group["cadence"] == "not_stated"
    assert held["nottingham"].seat("special-people-group", "send-workstreams")


def test_g6_action_for_young_carers(held: dict[str, Council]) -> None:
    group = held["nottingham"].groups["action-for-young-carers"]
    assert ages(group) == (5, 19)
    assert group["eligibility"] == ["young carer"]
    assert group["formal_part"]  # forum...
    assert group["informal_part"] == "Activity groups"  # ...and activity arm
    assert group["join"] == group["seats"] == []


def test_g7_youth_voice_in_youth_justice(held: dict[str, Council]) -> None:
    group = held["nottinghamshire"].groups["youth-voice"]
    assert (group["cadence"], group["cadence_count"]) == ("every_weeks", 6)
    assert "service_involvement" in routes(group)
    assert held["nottinghamshire"].seat("youth-voice", "youth-justice-board", "reports")
    assert any("Police" in line for line in group["does"])
    assert group["members_hidden"]


def test_g8_coffee_mornings(held: dict[str, Council]) -> None:
    group = held["nottinghamshire"].groups["parent-carer-coffee-mornings"]
    assert group["participants"] == "parents_carers"
    assert group["status"] == "starting"
    assert "invitation" in routes(group)


def test_g9_centre_committee(held: dict[str, Council]) -> None:
    group = held["nottinghamshire"].groups["quarrydale-centre-committee"]
    assert group["kind"] == "committee"
    assert "local" in routes(group)
    assert group["cadence"] == "not_stated"


def test_g10_stakeholder_engagement_group(held: dict[str, Council]) -> None:
    group = held["lincolnshire"].groups["stakeholder-engagement-group"]
    assert group["participants"] == "staff"
    assert "appointment" in routes(group)
    assert held["lincolnshire"].seat("stakeholder-engagement-group", "stakeholder-engagement-group", "is")
    assert list(held["lincolnshire"].groups) == ["stakeholder-engagement-group"]  # the page names no other


def test_g11_youth_council(held: dict[str, Council]) -> None:
    group = held["wolverhampton"].groups["youth-council"]
    assert routes(group) == {"election": ["School", "Community group", "Specialist service"]}
    assert group["cadence"] == "monthly"
    assert any("task groups" in line for line in group["does"])
    assert any("Make Your Mark" in line for line in group["does"])
    for board in ("children-young-people-scrutiny-panel", "community-cohesion-board"):
        seat = held["wolverhampton"].seat("youth-council", board)
        assert seat["seats"] == 2
        assert seat["counted"] == "not_stated"  # each or in total: the document leaves it open
        assert "does not say" in seat["note"]
    assert group["posts"] == [
        {"role": "Youth MP", "number": 2},
        {"role": "Youth Crime Commissioner", "number": 2},
    ]
    assert events(group) == {
        "Annual General Meeting": 1,
        "Annual report to Council Leaders": 1,
        "Scrutiny away days": None,
    }


def test_g12_children_in_care_council(held: dict[str, Council]) -> None:
    group = held["wolverhampton"].groups["children-in-care-council"]
    assert ages(group) == (11, 18)
    assert group["eligibility"] == ["in care"]
    assert routes(group)["nomination"][:3] == ["Social worker", "Independent Reviewing Officer", "Foster carer"]
    assert group["cadence"] == "monthly"
    council = held["wolverhampton"]
    assert council.seat("children-in-care-council", "corporate-parenting-board", "meets")["times_per_year"] == 2
    assert council.seat("children-in-care-council", "corporate-parenting-board", "consulted")
    assert group["decision_rights"] == "consulted"
    assert any("induction" in line and "Total Respect" in line for line in group["does"])
    assert any("NCB" in line for line in group["does"])
    assert "2007" in group["legal_note"]
    assert group["members_hidden"]


def test_g13_care_leavers_forum(held: dict[str, Council]) -> None:
    group = held["wolverhampton"].groups["care-leavers-forum"]
    assert ages(group) == (18, 25)
    assert "education status" in group["age_rule"]
    assert routes(group) == {"advert": ["Facebook"], "nomination": ["Young Person's Adviser", "Social worker"]}
    assert group["cadence"] == "monthly"
    assert group["formal_minutes"] == 90
    assert "no notes" in group["informal_part"]
    assert group["organisation"] == "transitions-team"
    assert any("Covenant" in line and "Benchmarking" in line for line in group["does"])


def test_g14_b_safe_team(held: dict[str, Council]) -> None:
    assert held["wolverhampton"].seat("b-safe-team", "junior-safeguarding-children-board", "is")
    group = held["wolverhampton"].groups["b-safe-team"]
    assert group["join"] == []
    assert group["cadence"] == "not_stated"


def test_g15_headstart_ambassadors(held: dict[str, Council]) -> None:
    group = held["wolverhampton"].groups["headstart-ambassadors"]
    assert ages(group) == (16, 25)
    assert any("10 to 16" in line for line in group["does"])
    assert held["wolverhampton"].seat("headstart-ambassadors", "headstart-shadow-board")
    assert held["wolverhampton"].boards["headstart-shadow-board"]["decision_rights"] == "deciding"


def test_g16_voices_in_youth_justice(held: dict[str, Council]) -> None:
    group = held["wolverhampton"].groups["voices-in-youth-justice"]
    assert group["cadence"] == "monthly"
    assert "service_involvement" in routes(group)
    council = held["wolverhampton"]
    seat = council.seat("voices-in-youth-justice", "youth-offending-management-board", "meets")
    assert seat["times_per_year"] == 1


def test_g17_changing_our_lives(held: dict[str, Council]) -> None:
    group = held["wolverhampton"].groups["changing-our-lives"]
    assert group["eligibility"] == ["special educational needs or disability"]
    assert group["cadence"] == "monthly"
    assert group["organisation"] == "changing-our-lives"
    assert held["wolverhampton"].seat("changing-our-lives", "send-challenge-board", "monitored")
    assert any("Local Offer Communication Strategy" in line for line in group["does"])


def test_g18_is_in_no_file(held: dict[str, Council]) -> None:
    for council in held.values():
        assert not [group for group in council.groups.values() if "asylum" in group["name"].lower()]


def test_g19_the_umbrella_and_its_affiliates(held: dict[str, Council]) -> None:
    council = held["wolverhampton"]
    umbrella = council.groups["youth-voice"]
    assert umbrella["kind"] == "umbrella"
    assert [body["name"] for body in umbrella["affiliates"]] == ["School Councils", "Voluntary groups"]
    assert {key for key, group in council.groups.items() if group["programme"] == "youth-voice"} == {
        "youth-council",
        "children-in-care-council",
        "care-leavers-forum",
        "b-safe-team",
        "headstart-ambassadors",
        "voices-in-youth-justice",
        "changing-our-lives",
    }
    for board in ("growing-well-board", "send-challenge-board", "children-young-people-scrutiny-panel"):
        assert council.seat("youth-voice", board, "monitored")


def test_g20_no_forum_of_young_people_is_declared(held: dict[str, Council]) -> None:
    council = held["lancashire"]
    assert {group["participants"] for group in council.groups.values()} == {"staff"}
    assert "children-young-people-families-partnership-board" in council.boards


def test_g21_participation_champions(held: dict[str, Council]) -> None:
    group = held["lancashire"].groups["participation-champions"]
    assert (group["kind"], group["participants"]) == ("network", "staff")
    assert routes(group) == {"nomination": ["Service"]}
    assert "share" in group["purpose"]


def test_no_date_is_made_up(held: dict[str, Council]) -> None:
    for council in held.values():
        assert not [board for board in council.boards.values() if board["dates"]]


def test_every_group_says_where_it_stands_in_its_document(held: dict[str, Council]) -> None:
    for council in held.values():
        assert all(group["source"] for group in council.groups.values())
        assert all(board["source"] for board in council.boards.values())


def test_applying_twice_changes_nothing(real_councils: Flask) -> None:
    with real_councils.app_context():
        for council in house().authorities.all_files():
            plans = apply_council(house().authorities, council, house().plugins)
            assert not [plan for plan in plans.values() if plan.changes or plan.drift]


@pytest.mark.parametrize("slug", SLUGS)
def test_every_public_page_of_a_real_council_opens(real_councils: Flask, held: dict[str, Council], slug: str) -> None:
    browser = real_councils.test_client()
    boards = [f"boards/{key}" for key in held[slug].boards]
    listed = [key for key, group in held[slug].groups.items() if group["listing"] == "public"]
    for page in ("", "boards/", *boards, *listed):
        assert browser.get(f"/{slug}/groups/{page}").status_code == 200, page
