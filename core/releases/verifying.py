"""Whether releases are what was signed: text, digest, signature, chain, and the sums of what councils gave."""

from collections.abc import Iterator
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from core import signing
from core.db import db, platform_scope
from core.releases import documents
from core.releases.cells import Shown
from core.releases.giving import given_for
from core.releases.models import Release

PURPOSE = "releases"  # of the key that signs


@dataclass(frozen=True, slots=True)
class Kept:
    """A signed release as it lies in the database."""

    region: str
    quarter: str
    document: str
    digest: str
    signature: str
    public_key: str


def verify(region: str | None = None) -> list[str]:
    """What is wrong with the signed releases, one line each; nothing where all is as it was signed."""
    kept, keys = _kept(region)
    previous: dict[str, str] = {}
    found: list[str] = []
    for one in kept:
        found += [f"{one.region} {one.quarter}: {fault}" for fault in _faults(one, keys, previous.get(one.region, ""))]
        previous[one.region] = one.digest
    return found


def _kept(region: str | None) -> tuple[list[Kept], frozenset[str]]:
    names = list(Kept.__dataclass_fields__)
    query = db.select(*(getattr(Release, name) for name in names)).where(Release.signed_at.is_not(None))
    if region is not None:
        query = query.where(Release.region == region)
    with platform_scope(reason="hold releases against their signatures"):
        rows = db.session.execute(query.order_by(Release.region, Release.number)).all()
        return [Kept(*row) for row in rows], frozenset(signing.public_keys(PURPOSE))


def _faults(one: Kept, keys: frozenset[str], previous: str) -> Iterator[str]:
    if documents.digest(one.document) != one.digest:
        yield "the text is not the one that the digest is of"
    if one.public_key not in keys:
        yield "it is signed with a key that is not this platform's"
    elif not _is_signed(one):
        yield "the signature does not fit"
    try:
        said = documents.read(one.document)
    except (ValueError, KeyError, TypeError):
        yield "the text is no release"
        return
    if said.previous != previous:
        yield "the release before it is not the one that it names"
    if (said.region, said.quarter) != (one.region, one.quarter):
        yield "it is filed under another region or quarter"
    yield from wrong_sums([table.shown for table in said.tables])


def _is_signed(one: Kept) -> bool:
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(one.public_key))
    try:
        key.verify(bytes.fromhex(one.signature), one.digest.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def wrong_sums(tables: list[Shown]) -> Iterator[str]:
    """Each number that is shown is the rounded sum of what the councils gave; those that have left are not asked."""
    given = given_for(tables)
    for one in tables:
        figures = given.get((one.indicator, one.period), {})
        if not one.members <= figures.keys():
            continue
        for cell, value in one.values.items():
            counts = (figures[council].get(cell) for council in one.members)
            total = sum(count.number for count in counts if count is not None)
            if value is not None and one.rules.rounded(total) != value:
                yield f"{one.indicator}, {', '.join(cell)}: the number is not the sum of what the councils gave"
