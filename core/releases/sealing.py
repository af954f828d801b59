"""The attack on a draft, and the signature: what an attacker can work out is not signed."""

from uuid import UUID

from core import signing
from core.audit import record_platform
from core.db import db, platform_scope, utcnow
from core.indicators import Quarter
from core.releases import documents
from core.releases.attack.attacking import attack
from core.releases.attack.intervals import Finding
from core.releases.documents import Document
from core.releases.faults import ReleaseRefused
from core.releases.giving import given_for
from core.releases.making import related
from core.releases.models import Release
from core.releases.stored import all_documents, find
from core.releases.verifying import PURPOSE, wrong_sums


def attack_all(region: str | None = None) -> list[Finding]:
    """Try everything that was ever signed, or all that hangs together with the releases of one region."""
    everything = documents.shown_in(all_documents())
    if region is not None:
        own = documents.shown_in(all_documents(region))
        everything = [one for one in everything if one in own or any(related(one, mine) for mine in own)]
    return attack(everything, given_for(everything))


def attack_on(new: Document) -> list[Finding]:
    """Try a draft together with everything released that can tell something of it."""
    own = [table.shown for table in new.tables]
    earlier = [old for old in documents.shown_in(all_documents()) if any(related(old, one) for one in own)]
    return attack([*earlier, *own], given_for([*earlier, *own]))


def sign(region: str, quarter: Quarter, by: UUID) -> Document:
    """Sign the draft: from now on it is what everybody reads, and it does not change. Raises ReleaseRefused.

    Whoever calls this has asked whether `by` may. Raises signing.Unavailable where the key cannot be read.
    """
    drafted = _draft(region, quarter)
    if findings := attack_on(drafted):
        raise ReleaseRefused(told(drafted, findings))
    if wrong := next(wrong_sums([table.shown for table in drafted.tables]), ""):
        raise ReleaseRefused(f"{wrong}. Nothing was signed. Make the release again.")
    with platform_scope(reason="sign a release", write=True):
        row = find(region, str(quarter))
        if row is None or row.signed_at is not None or row.document != documents.written(drafted):
            raise ReleaseRefused("The draft was changed meanwhile. Nothing was signed: look at it again.")
        signer = signing.signer(PURPOSE)
        row.signature, row.public_key = signer.sign(row.digest.encode()), signer.public_key
        row.signed_at, row.by_user_id = utcnow(), by
        record_platform("release.signed", "release", detail={"digest": row.digest, "quarter": row.quarter}, by=by)
        db.session.commit()
    return drafted


def told(one: Document, findings: list[Finding]) -> str:
    """Why a draft cannot be signed; without the bounds themselves, for they are what must not be known."""
    tables = ", ".join(sorted({found.indicator for found in findings}))
    numbers = "1 number" if len(findings) == 1 else f"{len(findings)} numbers"
    return (
        f"{numbers} that this release keeps back could be worked out to within less than {one.rules.width} ({tables}). "
        f"Nothing was signed. Make the release again: heard releases make --region {one.region} --quarter {one.quarter}"
    )


def _draft(region: str, quarter: Quarter) -> Document:
    with platform_scope(reason="read the draft of a release"):
        row: Release | None = find(region, str(quarter))
        text = row.document if row is not None and row.signed_at is None else None
    if text is None:
        raise ReleaseRefused(f"There is no draft of {quarter} for {region}. Nothing was signed.")
    return documents.read(text)
