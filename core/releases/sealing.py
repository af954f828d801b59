"""The attack on a draft, and the signature: what an attacker can work out is not signed."""

from uuid import UUID

from core import signing
from core.audit import record_platform
from core.db import db, platform_scope, utcnow
from core.indicators import Quarter
from core.releases import documents, outcomes
from core.releases.attack.attacking import attack
from core.releases.attack.intervals import Finding, hidden_in
from core.releases.cells import Shown
from core.releases.documents import Document
from core.releases.faults import ReleaseRefused
from core.releases.giving import given_for
from core.releases.making import related
from core.releases.models import Release
from core.releases.outcomes import Outcome
from core.releases.stored import all_documents, digest_before, find
from core.releases.verifying import PURPOSE, wrong_sums

AGAIN = "Nothing was signed. Make the release again: heard releases make --region {0.region} --quarter {0.quarter}"
CHANGED = "The draft was changed meanwhile. Nothing was signed: look at it again."


def attack_all(region: str | None = None) -> list[Finding]:
    """Try everything that was ever signed, or all that hangs together with the releases of one region."""
    everything = documents.shown_in(all_documents())
    if region is not None:
        own = documents.shown_in(all_documents(region))
        everything = [one for one in everything if one in own or any(related(one, mine) for mine in own)]
    return attack(everything, given_for(everything))


def tried(region: str, quarter: Quarter) -> Outcome:
    """Try the draft as it is kept, and keep what came of it. Raises ReleaseRefused where there is no draft."""
    drafted = _draft(region, quarter)
    outcome = _outcome(drafted)
    with platform_scope(reason="keep what came of trying a draft", write=True):
        _unchanged(drafted).attack = outcomes.written(outcome)
        db.session.commit()
    return outcome


def seal(region: str, quarter: Quarter, by: UUID, digest: str = "") -> Document:
    """Sign the draft: from now on it is what everybody reads, and it does not change. Raises ReleaseRefused.

    Whoever calls this has asked whether `by` may. `digest`: of the draft that they looked at, where they did.
    Raises signing.Unavailable where the key cannot be read.
    """
    drafted = _draft(region, quarter)
    if digest and documents.digest(documents.written(drafted)) != digest:
        raise ReleaseRefused(CHANGED)
    if drafted.previous != digest_before(region):
        raise ReleaseRefused(f"Another quarter was signed since this draft was made. {AGAIN.format(drafted)}")
    outcome = _outcome(drafted)
    if outcome.found:
        raise ReleaseRefused(told(drafted, outcome))
    if outcome.wrong:
        raise ReleaseRefused(f"{outcome.wrong}. {AGAIN.format(drafted)}")
    _sign(drafted, outcome, by)
    return drafted


def _sign(drafted: Document, outcome: Outcome, by: UUID) -> None:
    with platform_scope(reason="sign a release", write=True):
        row, signer = _unchanged(drafted), signing.signer(PURPOSE)
        row.signature, row.public_key = signer.sign(row.digest.encode()), signer.public_key
        row.signed_at, row.by_user_id, row.attack = utcnow(), by, outcomes.written(outcome)
        detail = {"digest": row.digest, "quarter": row.quarter, "region": row.region, "tried": outcome.tried}
        record_platform("release.signed", "release", detail=detail, by=by)
        db.session.commit()


def _unchanged(drafted: Document) -> Release:
    """The row of the draft that was tried; in a platform scope. Raises ReleaseRefused where it is another by now."""
    row = find(drafted.region, drafted.quarter)
    if row is None or row.signed_at is not None or row.document != documents.written(drafted):
        raise ReleaseRefused(CHANGED)
    return row


def _outcome(drafted: Document) -> Outcome:
    own, earlier = _beside(drafted)
    given = given_for([*earlier, *own])
    found = outcomes.of_findings(attack([*earlier, *own], given))
    digest = documents.digest(documents.written(drafted))
    wrong = next(wrong_sums(own), "")
    return Outcome(digest, utcnow(), len(hidden_in(own)), len(earlier), found, wrong)


def _beside(new: Document) -> tuple[list[Shown], list[Shown]]:
    own = [table.shown for table in new.tables]
    return own, [old for old in documents.shown_in(all_documents()) if any(related(old, one) for one in own)]


def told(one: Document, outcome: Outcome) -> str:
    """Why a draft cannot be signed; without the bounds themselves, for they are what must not be known."""
    tables, many = ", ".join(outcome.found), sum(outcome.found.values())
    numbers = "1 number" if many == 1 else f"{many} numbers"
    return (
        f"{numbers} that this release keeps back could be worked out to within less than {one.rules.width} ({tables}). "
        f"{AGAIN.format(one)}"
    )


def _draft(region: str, quarter: Quarter) -> Document:
    with platform_scope(reason="read the draft of a release"):
        row: Release | None = find(region, str(quarter))
        text = row.document if row is not None and row.signed_at is None else None
    if text is None:
        raise ReleaseRefused(f"There is no draft of {quarter} for {region}. Nothing was signed.")
    return documents.read(text)
