"""What the databases themselves refuse, PostgreSQL as well as SQLite, whoever asks."""

from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import DBAPIError

from core.audit import record
from core.authority.models import AuthorityRow
from core.db import authority_scope, db, platform_scope, utcnow
from core.releases.models import Given, Release

pytestmark = pytest.mark.both_databases
PLACE = {"quarter": "2026-Q1", "indicator": "tallies.asked", "breakdown": "all", "category": "all", "part": "yes"}


@pytest.fixture
def ashdown(bare_app: Flask) -> UUID:
    """A council that gave a number to a signed release, and a draft of the next quarter."""
    with platform_scope(reason="test", write=True):
        council = AuthorityRow(slug="ashdown", name="Ashdown")
        own = {"region": "five", "document": "{}", "digest": "0" * 64, "by_user_id": uuid4()}
        signed = Release(quarter="2026-Q1", signed_at=utcnow(), **own)
        db.session.add_all([council, signed, Release(quarter="2026-Q2", **own)])
        db.session.commit()
        found = council.id
    with authority_scope(found, write=True):
        db.session.add(Given(number=12, contributors=12, largest=1, **PLACE))
        record("people.edited", "person")
        db.session.commit()
    return found


def refused(change: sa.Executable, sentence: str) -> None:
    with pytest.raises(DBAPIError, match=sentence):
        db.session.execute(change)
    db.session.rollback()


def test_a_signed_release_stays_and_a_draft_may_be_made_again(ashdown: UUID) -> None:
    signed, draft = Release.quarter == "2026-Q1", Release.quarter == "2026-Q2"
    with platform_scope(reason="test", write=True):
        for values in ({"document": "other"}, {"signed_at": None}, {"attack": "none"}, {"by_user_id": uuid4()}):
            refused(sa.update(Release).where(signed).values(**values), "a signed release does not change")
        refused(sa.delete(Release).where(signed), "a signed release does not change")
        db.session.execute(sa.update(Release).where(signed).values(by_user_id=None))
        db.session.execute(sa.update(Release).where(draft).values(document="other", attack="{}"))
        db.session.execute(sa.delete(Release).where(draft))
        db.session.commit()
        assert [row.quarter for row in db.session.scalars(sa.select(Release))] == ["2026-Q1"]


def test_what_was_given_stays_until_the_council_itself_goes(ashdown: UUID) -> None:
    with authority_scope(ashdown, write=True):
        refused(sa.update(Given).values(number=13), "what a council gave for a quarter does not change")
        refused(sa.delete(Given), "what a council gave for a quarter does not change")
        record("authority.removing", "authority")
        db.session.flush()
        db.session.execute(sa.delete(Given))
        db.session.commit()
        assert db.session.scalar(sa.select(sa.func.count(Given.id))) == 0
