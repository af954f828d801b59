"""Releases as they are kept; ids and numbers, so any of them may be read outside a council's scope."""

from functools import lru_cache
from uuid import UUID

from core.db import db, platform_scope
from core.releases import documents
from core.releases.documents import Document
from core.releases.models import Release


def find(region: str, quarter: str) -> Release | None:
    """The release of a region and quarter, signed or not; in a platform scope."""
    return db.session.scalars(db.select(Release).where(Release.region == region, Release.quarter == quarter)).first()


def all_documents(region: str | None = None) -> list[Document]:
    """Every signed release, of one region or of all, the oldest first."""
    query = db.select(Release.id, Release.digest).where(Release.signed_at.is_not(None))
    if region is not None:
        query = query.where(Release.region == region)
    with platform_scope(reason="read what was released"):
        found = db.session.execute(query.order_by(Release.quarter, Release.number, Release.region)).all()
        return [_read(id, digest) for id, digest in found]


@lru_cache(maxsize=512)
def _read(id: UUID, digest: str) -> Document:
    """A signed text never changes, and neither does what it says: fetched and parsed once in each process."""
    return documents.read(db.session.scalars(db.select(Release.document).where(Release.id == id)).one())


def last_of(region: str) -> Release | None:
    """The newest signed release of a region."""
    query = db.select(Release).where(Release.region == region, Release.signed_at.is_not(None))
    with platform_scope(reason="the release before a new one"):
        found = db.session.scalars(query.order_by(Release.number.desc())).first()
        if found is not None:
            db.session.expunge(found)
        return found


def digest_before(region: str) -> str:
    """The digest that a new release of this region names as the one before it; "" for its first."""
    found = last_of(region)
    return found.digest if found else ""


def unsigned(region: str) -> list[Document]:
    """The drafts of a region, the oldest first."""
    query = db.select(Release.document).where(Release.region == region, Release.signed_at.is_(None))
    with platform_scope(reason="the drafts of a region"):
        return [documents.read(text) for text in db.session.scalars(query.order_by(Release.quarter))]
