"""What the tests of joining share: people, groups that look for some, a letter's code, how a way stands."""

import re
from typing import Any
from uuid import UUID

from flask import Flask

from core.db import authority_scope, db
from core.testing.browsing import PageClient
from plugins.groups.models import Group, Joining, Membership
from tests.plugins.groups.planting import council_id

MANAGE = "/ashdown/groups/manage/"
CODE = re.compile(r"/groups/(?:answer|asked)/([A-Z0-9-]+)")
WHY = {"by": "Ruth Bell, foster carer", "why": "You know what meetings feel like."}


def letter_for(worker: PageClient, person: UUID, key: str = "forum", **typed: Any) -> str:
    """Put somebody forward and return the code on their letter."""
    answer = worker.submit(f"{MANAGE}{key}/put-forward/{person}", WHY | typed)
    assert answer.status_code == 200, answer.text
    return code_in(answer.text)


def code_in(page: str) -> str:
    """The code that a page or an address holds."""
    found = CODE.search(page)
    assert found, "there is no code"
    return found[1]


def say(browser: PageClient, address: str, word: str) -> Any:
    """Press one of the buttons of an answer page: yes, no, later or withdraw."""
    page = browser.get(address)
    assert f'name="say" value="{word}"' in page.text, f"there is no button {word}"
    token = page.text.split('name="csrf_token" value="')[1].split('"')[0]
    return browser.post(address, data={"csrf_token": token, "say": word})


def send(browser: PageClient, address: str, data: dict[str, Any]) -> Any:
    """Post to a page whose last form is another's: with its token, and with nothing but `data`."""
    token = browser.get(address).text.split('name="csrf_token" value="')[1].split('"')[0]
    return browser.post(address, data={"csrf_token": token} | data)


def state(app: Flask, person: UUID | None = None) -> str:
    """How the only way, or the way of this person, stands."""
    with app.app_context(), authority_scope(council_id(app)):
        query = db.select(Joining.state)
        return db.session.scalars(query.where(Joining.person_id == person) if person else query).one()


def way_id(app: Flask) -> UUID:
    """The id of the only way."""
    with app.app_context(), authority_scope(council_id(app)):
        return db.session.scalars(db.select(Joining.id)).one()


def memberships(app: Flask) -> list[tuple[str, str | None, str]]:
    """(status, route, role) of everybody in any group who supports none, and that the stored counts are right."""
    with app.app_context(), authority_scope(council_id(app)):
        rows = db.session.scalars(db.select(Membership).where(Membership.supports.is_(False))).all()
        for group in db.session.scalars(db.select(Group)):
            true = sum(row.group_id == group.id and row.status == "active" for row in rows)
            assert group.member_count == true, f"{group.key} counts {group.member_count}, there are {true}"
        return [(row.status, row.route, row.role) for row in rows]
