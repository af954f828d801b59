"""From a draft to a signature, as a screen for the region's lead needs it: the drafts, the attack, who signed and when.

Exported as `core.api.releases`. What a council counted is in none of it; a draft shows what its release would show.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from core.access.actor import Actor
from core.db import db, platform_scope
from core.indicators.quarters import Quarter
from core.releases import documents, outcomes
from core.releases.documents import Document
from core.releases.faults import ReleaseRefused
from core.releases.models import Release
from core.releases.outcomes import Outcome
from core.releases.sealing import seal, tried
from core.users.models import User

SIGN = "releases.sign"


@dataclass(frozen=True, slots=True)
class Draft:
    """A release that nobody has signed. `outcome` is the last attack on exactly this text; None: not tried yet."""

    document: Document
    digest: str
    made_at: datetime
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class SignOff:
    """Who signed a release, when, with which key, and what the attacker said of it just before."""

    document: Document
    digest: str
    public_key: str
    signed_at: datetime
    by_name: str
    outcome: Outcome | None


def drafts(region: str) -> list[Draft]:
    """What waits for a signature in a region, the oldest first: that one is signed first."""
    return [_as_draft(row) for row in _kept(region) if row.signed_at is None]


def draft(region: str, quarter: Quarter) -> Draft | None:
    """The draft of one quarter; None where there is none or it is signed."""
    return next((one for one in drafts(region) if one.document.quarter == str(quarter)), None)


def try_it(region: str, quarter: Quarter) -> Outcome:
    """Let the attacker try the draft now and keep what came of it. Raises ReleaseRefused where there is no draft."""
    return tried(region, quarter)


def may_sign(by: Actor, region: str) -> bool:
    """Whether this is the lead of this region."""
    return by.can(SIGN) and region in by.regions


def sign(region: str, quarter: Quarter, *, by: Actor, digest: str = "") -> Document:
    """Attack the draft once more and sign it. Raises ReleaseRefused, and signing.Unavailable without a key.

    `digest`: of the draft that the signer looked at; a draft that was made again since is not signed unseen.
    """
    if not may_sign(by, region) or by.user_id is None:
        raise ReleaseRefused("Only the lead of this region signs its figures. Nothing was signed.")
    return seal(region, quarter, by.user_id, digest)


def sign_offs(region: str) -> list[SignOff]:
    """The signed releases of a region with who signed them, the newest first."""
    rows = [row for row in _kept(region) if row.signed_at is not None]
    names = _names({row.by_user_id for row in rows if row.by_user_id})
    return [_as_sign_off(row, names) for row in rows[::-1]]


def _kept(region: str) -> Sequence[Release]:
    query = db.select(Release).where(Release.region == region).order_by(Release.quarter)
    with platform_scope(reason="drafts and signatures of a region"):
        rows = db.session.scalars(query).all()
        for row in rows:
            db.session.expunge(row)
    return rows


def _names(ids: set[UUID]) -> dict[UUID, str]:
    with platform_scope(reason="who signed a region's releases"):
        found = db.session.execute(db.select(User.id, User.name).where(User.id.in_(ids)))
        return {row.id: row.name for row in found}


def _as_draft(row: Release) -> Draft:
    outcome = outcomes.read(row.attack)
    fresh = outcome if outcome is not None and outcome.digest == row.digest else None
    return Draft(documents.read(row.document), row.digest, row.made_at, fresh)


def _as_sign_off(row: Release, names: dict[UUID, str]) -> SignOff:
    assert row.signed_at is not None
    by = names.get(row.by_user_id, "") if row.by_user_id else ""
    outcome = outcomes.read(row.attack)
    return SignOff(documents.read(row.document), row.digest, row.public_key, row.signed_at, by, outcome)
