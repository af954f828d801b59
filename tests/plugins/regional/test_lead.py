"""The lead of a region: drafts, the attacker, the signature; and nothing whatever of any council."""

import re
from uuid import UUID

import pytest
from flask import Flask
from werkzeug.routing import AnyConverter, Rule

from core.access.stamps import stamp_of
from core.db import authority_scope, db, platform_scope
from core.indicators import Quarter
from core.people.models import Person
from core.releases import documents, sealing
from core.releases.making import make
from core.releases.models import Release
from core.testing.browsing import PageClient
from tests.core.releases.conftest import SLUGS, Table, council, counted
from tests.core.releases.test_making import LATER, SOMEBODY
from tests.plugins.regional.conftest import FIVE, Q1, browser, draft

DRAFTS = f"{FIVE}/drafts/"
DRAFT = f"{DRAFTS}2026-Q1/"
NOBODY = UUID(int=7)
FILLED = {
    "region": "five",
    "quarter": "2026-Q1",
    "name": "tallies.asked",
    "band": "easy",
    "code": "en",
    "plugin": "regional",
}


@pytest.fixture
def drawn(app: Flask, table: Table, seated: None) -> None:
    """A draft waits."""
    draft(app, table)


@pytest.fixture
def lead(app: Flask) -> PageClient:
    """The lead of the five woods, signed in."""
    return browser(app, "regional_lead", None)


def test_what_waits_stands_on_the_first_page_after_signing_in(lead: PageClient, drawn: None) -> None:
    first = lead.get("/regions/five/").text
    assert "Waiting for your signature:</strong> January to March 2026" in first
    page = lead.get(DRAFTS).text
    assert "Has not tried it yet" in page
    assert "Nothing is signed yet." in page
    assert f'href="{DRAFT}"' in page


def test_a_draft_is_tried_and_signed_with_open_eyes(
    app: Flask, lead: PageClient, drawn: None, client: PageClient
) -> None:
    page = lead.get(DRAFT).text
    assert "Nobody has let the attacker try this draft yet." in page
    assert "Signing cannot be undone." in page
    assert "Yes: 100; No: 65" in re.sub(r"<[^>]+>", "", page)
    assert lead.submit(DRAFT, action="/try").status_code == 302
    tried = lead.get(DRAFT).text
    assert "It came close to none of them." in tried
    unticked = lead.submit(DRAFT, action="/sign")
    assert "Tick the box if you want to sign. Nothing was signed yet." in unticked.text
    assert client.get(f"{Q1}/").status_code == 404
    answer = lead.submit(DRAFT, {"sure": "y"}, action="/sign")
    assert (answer.status_code, answer.location) == (302, f"{Q1}/")
    assert "is signed. Everybody can read it from now on." in lead.get(f"{Q1}/").text
    assert client.get(f"{Q1}/").status_code == 200
    assert lead.get(DRAFT).status_code == 404, "it is no draft any more"
    history = lead.get(DRAFTS).text
    assert "Regional lead Tester" in history
    assert re.search(r"\d+, found none", history)


def test_a_draft_made_again_since_is_not_signed_unseen(
    app: Flask, lead: PageClient, drawn: None, table: Table, client: PageClient
) -> None:
    seen = lead.get(DRAFT).text
    digest, token = (re.search(rf'name="{name}"[^>]*value="([^"]+)"', seen)[1] for name in ("digest", "csrf_token"))  # type: ignore[index]
    _spoil(app, lambda text: text.replace('"yes",100]', '"yes",95]'))
    answer = lead.post(f"{DRAFT}sign", data={"sure": "y", "digest": digest, "csrf_token": token}, follow_redirects=True)
    assert "The draft was changed meanwhile. Nothing was signed: look at it again." in answer.text
    assert client.get(f"{Q1}/").status_code == 404


def test_a_careless_draft_cannot_be_signed_and_says_which_figure(
    app: Flask, lead: PageClient, drawn: None, client: PageClient
) -> None:
    """What is kept back is shown beside its total: the attacker finds it, on the page without its number."""
    _spoil(app, lambda text: text.replace('["age","10-12","yes",null]', '["age","10-12","yes",40]'))
    lead.submit(DRAFT, action="/try")
    page = lead.get(DRAFT).text
    assert "This draft cannot be signed" in page
    assert re.search(r"<li>Asked: \d+</li>", page)
    assert "heard releases make --region five --quarter 2026-Q1" in page
    answer = lead.submit(DRAFT, {"sure": "y"}, action="/sign")
    assert answer.location == DRAFT
    assert "Nothing was signed. Make the release again" in lead.get(DRAFT).text
    assert client.get(f"{Q1}/").status_code == 404


def _spoil(app: Flask, how) -> None:  # type: ignore[no-untyped-def]
    """Change the text of the draft as somebody with the database could."""
    with app.app_context(), platform_scope(reason="test", write=True):
        row = db.session.scalars(db.select(Release)).one()
        before, row.document = row.document, how(row.document)
        assert row.document != before
        row.digest = documents.digest(row.document)
        db.session.commit()


@pytest.mark.parametrize("role", ["nobody", "operator", "lead of another region", "local_admin of a council"])
def test_drafts_are_for_the_lead_of_the_region_alone(app: Flask, client: PageClient, drawn: None, role: str) -> None:
    others = {
        "operator": lambda: browser(app, "operator", None),
        "lead of another region": lambda: browser(app, "regional_lead", None, region="three"),
        "local_admin of a council": lambda: browser(app, "local_admin", "ashdown"),
    }
    who = others.get(role, lambda: client)()
    for url in (DRAFTS, DRAFT):
        answer = who.get(url)
        assert answer.status_code in (302, 404)
        assert "/sign-in" in answer.headers.get("Location", "/sign-in")
    assert "Waiting for your signature" not in who.get("/regions/five/").text


def test_three_councils_have_nothing_to_sign(app: Flask) -> None:
    page = browser(app, "regional_lead", None, region="three").get("/regions/three/compare/drafts/").text
    assert "3 councils of Three woods take part. Fewer than 4 cannot be compared" in page
    assert "So there is nothing to sign." in page


def test_every_private_page_of_every_council_is_not_there_for_a_lead(app: Flask, lead: PageClient, drawn: None) -> None:
    """The matrix, from the live map of addresses: whatever is not for everybody is the neutral page, byte for byte."""
    neutral = lead.get("/ashdown/no-such-page").data
    seen = 0
    for rule in app.url_map.iter_rules():
        stamp = stamp_of(app.view_functions[rule.endpoint])
        if "authority" in rule.arguments and stamp and stamp.kind != "public" and "GET" in (rule.methods or ()):
            for slug in ("ashdown", "elm"):
                answer = lead.get(path(rule, slug))
                assert (answer.status_code, answer.data) == (404, neutral), f"{rule} answers a regional lead"
                seen += 1
    assert seen > 100


def test_no_page_of_a_lead_holds_a_number_or_a_word_of_a_council(
    app: Flask, lead: PageClient, table: Table, seated: None
) -> None:
    """Canaries: what each council counted, and a name; then every page that a lead can open outside councils."""
    counts = {slug: 4133 + 38 * place for place, slug in enumerate(SLUGS)}
    for slug, number in counts.items():
        with app.app_context(), authority_scope(council(slug).id, write=True):
            db.session.add(Person(kind="young_person", name=f"Canary Of {slug}"))
            db.session.commit()
        table.fill("2026-Q1", {("13-15", "yes"): number, ("13-15", "no"): number + 2}, slug)
        table.fill("2026-Q2", {("13-15", "yes"): number, ("13-15", "no"): number + 2}, slug)
    _draw(app, "2026-Q1")
    _seal(app, "2026-Q1")
    _draw(app, "2026-Q2")
    lead.submit(f"{DRAFTS}2026-Q2/", action="/try")
    opened = 0
    for rule in app.url_map.iter_rules():
        if "authority" in rule.arguments or "GET" not in (rule.methods or ()) or "filename" in rule.arguments:
            continue
        for quarter in ("2026-Q1", "2026-Q2"):
            answer = lead.get(path(rule, quarter=quarter))
            if answer.status_code == 200 and "pdf" not in answer.content_type and "sheet" not in answer.content_type:
                opened += 1
                said = re.sub(r"[0-9a-f]{64}", "", answer.text)
                assert "Canary" not in said, rule
                for number in counts.values():
                    exact = {f"{one}" for one in (number, number + 2)} | {f"{one:,}" for one in (number, number + 2)}
                    assert not [one for one in exact if re.search(rf"(?<!\w){one}(?!\w)", said)], f"{rule}: {number}"
    assert opened > 12


def path(rule: Rule, slug: str = "ashdown", quarter: str = "2026-Q1") -> str:
    """An address for `rule`; where it asks for an id, one that nothing has."""
    words = {name: min(one.items) for name, one in rule._converters.items() if isinstance(one, AnyConverter)}
    values = {name: FILLED.get(name, NOBODY) for name in rule.arguments} | words
    if "quarter" in rule.arguments:
        values["quarter"] = quarter
    if "authority" in rule.arguments:
        values["authority"] = slug
    built = rule.build(values, append_unknown=False)
    assert built is not None, rule
    return built[1]


def _draw(app: Flask, quarter: str) -> None:
    with app.app_context():
        counted(quarter)
        make("five", Quarter.read(quarter), LATER)


def _seal(app: Flask, quarter: str) -> None:
    with app.app_context():
        sealing.seal("five", Quarter.read(quarter), SOMEBODY)
