"""Every page that anybody can reach by a link, looked at in a browser: one kind of page once for each role.

The roles are spread over the councils, so that each council's colours are seen on pages of every sort.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Visit
from tests.browser.crawl import Crawl, pages
from tests.browser.quality import Quality
from tests.browser.site import Site
from tests.browser.visitor import visiting

EVERYWHERE = ("nottingham", "nottinghamshire", "lincolnshire", "wolverhampton", "lancashire")
HOMES = {  # those who see most come first, so that two processes share the work evenly
    "local_admin": "nottinghamshire",
    "worker": "wolverhampton",
    "anonymous": None,
    "practitioner": "wolverhampton",
    "safeguarding_lead": "wolverhampton",
    "data_protection_officer": "nottinghamshire",
    "young_person": "nottingham",
    "parent_carer": "lincolnshire",
    "decision_maker": "lancashire",
    "regional_lead": None,
    "operator": None,
}
MODELS = {  # parts that another council than its worker's has on: where they are, and where a walk begins
    "participation_in_governance": ("nottingham", "programme/"),
    "participation_champions": ("lancashire", "champions/"),
    "practice_examples": ("nottinghamshire", "examples/desk"),
    "participation_returns": ("lincolnshire", "returns/"),
}
NOT_BY_LINK = {
    "influence.rate",  # for two weeks after a meeting: tests/plugins/influence/test_modes_running.py
    "influence.model_means",  # where a model has steps or degrees: tests/plugins/influence/test_modes_models.py
    "influence.view_kept",  # once something was written down: tests/plugins/influence/test_voice_capture.py
    "influence.edit_ask",  # while a question is a draft: tests/plugins/influence/test_asks_sending.py
    "influence.send_ask",
    "influence.choose_owner",  # each page of a question is visited once, in one state: tests/plugins/influence
    "influence.ask_board",
    "influence.ask_partner",
    "influence.ask_person",
    "influence.owner_paper",
    "influence.withdraw_ask",
    "influence.answer_for",
    "influence.group_verdict",
    "influence.new_check",
    "influence.propose_check",
    "influence.promise",
    "influence.proof",
    "influence.publish",
    "influence.unpublish",
    "influence.verdict",  # once there is an answer: test_influence_journeys.py
    "influence.pulse",  # for two weeks after a meeting: tests/plugins/influence/test_heard_pulse.py
    "influence.by_link",  # a code or a link in a letter: test_influence_contributors.py
    "influence.hear_by_link",
    "influence.take_back_by_link",
    "influence.verdict_by_link",
    "new_council.written",  # once all is answered: tests/core/admin/test_new_council.py
    "new_council.folder_zip",
    "safeguarding.trial_read",  # a link in a test alarm: tests/core/safeguarding/alarms
    "safeguarding.let_in",  # once somebody is kept from a case: tests/core/safeguarding/allegations
    "safeguarding.referral_sent",  # once a pack was made: tests/core/safeguarding/referrals
    "safeguarding.referral_accepted",
    "safeguarding.given_out",
    "safeguarding.threshold",  # on the page of an allegation: tests/core/safeguarding/allegations
    "safeguarding.lado",
    "safeguarding.outcome",
    "emergency.ask",  # on a young person's page: tests/core/safeguarding/release
    "safeguarding.release",  # once something was opened
    "safeguarding.release_task",
    "safeguarding.override",  # once sharing in spite of a no was proposed
    "safeguarding.override_step",
    "safeguarding.keeping_one",  # once the time of a case is over: tests/core/safeguarding/test_lawful_ends.py
    "safeguarding.enclosure",  # once something was sent along: tests/core/safeguarding
    "files.bytes_of",  # pictures within pages: test_consent_story.py
    "keeping.retention.certificate_file",  # once something was deleted: tests/core/data_rights/retention
    "agreements.settle",  # while people differ, at the one whom it is about: tests/core/consent
    "competence.end",  # once something was judged: tests/core/consent
    "relationships.edit",  # where somebody stands in for the person who was looked at: tests/core/consent
    "relationships.keep_away",
    "asking.download",  # once a copy was sent: test_data_rights_story.py
    "messages.stopped",  # a link in an e-mail: tests/core/notify
    "messages.go",  # comes straight back with what the message is about
    "keeping.holds.end",  # while a hold stands: tests/core/data_rights/retention
    "users.join",  # a one-time link on paper
    "users.platform_join",
    "groups.answer",  # a code on paper: test_joining.py
    "groups.asked",
    "influence.answer_by_link",  # a link in a mail: test_answers_links.py
    "influence.answer_thanks",
    "influence.answer_on_its_way",
    "influence.check",  # while young people are asked whether it happened: test_answers_checks.py
    "influence.open_check",  # once somebody proposed a question
    "requests.by_link",  # a code or a link in a letter: test_requests_story.py
    "requests.edit_by_link",
    "requests.one",  # each step of a request is offered in one state: test_requests_story.py, tests/plugins/requests
    "requests.put",
    "requests.send_back",
    "requests.refuse",
    "requests.answer",
    "requests.approve",
    "requests.offer_days",
    "requests.fix_days",
    "requests.done",
    "requests.findings",
    "requests.lift",
    "requests.to_us",  # while a group is asked: tests/plugins/requests/test_young.py
    "requests.approvers",  # where a local admin has the desk on: tests/plugins/requests/test_desk.py
    "requests.name_approvers",
    "safeguarding.sealed_file",  # once the first hour has been sealed: tests/core/safeguarding
    "groups.who",  # when somebody is put in who is not on the record yet
    "groups.interest",  # while a group has an advert: test_joining.py
    "groups.vote",  # a code on paper, and what staff open while an election runs: test_election.py
    "groups.stand_by_code",
    "groups.voter_codes",
    "groups.ballot_papers",
    "groups.change_election",
    "groups.find_candidate",
    "groups.rate_board",  # for two weeks after a board sat: test_boards.py
    "groups.change_board_report",  # once there is one: tests/plugins/groups
    "groups.change_body",
    "groups.member_induction",
    "admin.access.worker_left",  # for a worker without a sign-in: tests/core/admin
    "agreements.agree",  # a one-time link, and what follows it: test_consent_story.py
    "agreements.thanks",
    "agreements.enter_one",  # a code on paper: tests/core/consent
    "agreements.one_form",  # once a form was made: tests/core/consent
    "desk.row",  # while a copy is gone through: test_data_rights_story.py
    "meetings.change_point",  # in the room, once something was said: test_minutes.py
    "meetings.change_decision",
    "meetings.edit_booking",  # once a school is booked: tests/plugins/meetings
    "meetings.my_needs",  # once somebody said that they come: test_by_keyboard.py
    "meetings.all_feed",  # calendars ask for these: test_a_year.py, tests/plugins/meetings
    "meetings.group_feed",
    "meetings.own_feed",
    "evidence.publish_report",  # once all have signed: tests/plugins/evidence/test_reports.py
    "learning.nominated",  # comes after a nomination: tests/plugins/learning
    "participation_champions.tester",  # a link for somebody outside: test_outside.py of this plugin
    "participation_champions.tester_line",
    "participation_champions.tester_send",
    "participation_champions.tester_thanks",
    "youth_voice.answer_report",  # while a group is asked: tests/plugins/youth_voice/test_reports.py
    "admin.regions.ask_join",  # where a council takes no part: tests/core/admin/test_regions_page.py
    "regional_region.draft",  # while a draft waits for its lead: tests/plugins/regional/test_lead.py
    "standards.audit",  # where a form has questions, and a plan targets: test_returns.py
    "standards.audit_owner",
    "standards.edit_question",
    "standards.remove_question",
    "standards.target",
    "standards.edit_target",
    "standards.end_target",
}
"""A code, a state or a step before leads there; each is looked at in the test that takes the step."""
NOT_BY_ROLE = {"styleguide.index", "styleguide.form"}
"""Looked at in test_styleguide.py."""


@pytest.fixture(scope="module")
def quality(demonstration: Path) -> Quality:
    """Looks at pages, each kind once in the whole run, again only where something in it is new."""
    return Quality(demonstration.parent / "looked-at")


@pytest.fixture(scope="module", autouse=True)
def every_part_on(browser: Browser, site: Site) -> None:
    """Switch on what a council may choose where the worker is; the local admin sees pages of the others."""
    with visiting(browser, site) as admin:
        admin.sign_in("local_admin", HOMES["worker"])
        for part in ("example", "requests"):
            admin.go(f"/{HOMES['worker']}/admin/plugins/{part}/on")
            admin.main.get_by_role("button", name="Switch on").click()


@pytest.mark.timeout(900)  # some 40 pages; a busy machine needs minutes
@pytest.mark.parametrize("role", HOMES)
def test_every_page_is_good(visit: Visit, site: Site, quality: Quality, role: str, demonstration: Path) -> None:
    council = HOMES[role]
    visitor = visit(*(() if role == "anonymous" else (role, council)))
    crawl = Crawl(visitor, (council,) if council else EVERYWHERE, each=role == "anonymous")
    faults = []
    for kind, path in crawl.walk(visitor.path if council else "/"):
        faults += [f"{kind} {path} {fault}" for fault in quality.faults(visitor.page, kind)]
    assert not faults, "\n- ".join(["pages with faults:", *faults])
    _count(crawl.endpoints, site, demonstration.parent / "reached", role)


@pytest.mark.timeout(900)
@pytest.mark.parametrize("part", MODELS)
def test_every_page_of_a_local_model_is_good(
    visit: Visit, site: Site, quality: Quality, part: str, demonstration: Path
) -> None:
    council, start = MODELS[part]
    visitor = visit("worker", council)
    crawl = Crawl(visitor, (council,), parts=(part,))
    faults = []
    for kind, path in crawl.walk(f"/{council}/{start}"):
        faults += [f"{kind} {path} {fault}" for fault in quality.faults(visitor.page, kind)]
    assert not faults, "\n- ".join(["pages with faults:", *faults])
    _count(crawl.endpoints, site, demonstration.parent / "reached", part)


def _count(reached: set[str], site: Site, folder: Path, role: str) -> None:
    """Note what this role reached; whoever comes last, in whichever process, sees that no page was left out."""
    folder.mkdir(exist_ok=True)
    (folder / role).write_text("\n".join(reached))
    noted = {file.name: set(file.read_text().split()) for file in folder.iterdir()}
    if set(noted) == {*HOMES, *MODELS}:
        missed = pages(site) - set().union(*noted.values()) - NOT_BY_LINK - NOT_BY_ROLE
        assert not missed, f"no role is led to these pages by a link: {sorted(missed)}"
