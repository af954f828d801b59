"""Brings a council's row and its declared content to what its file says; what staff changed by hand stays.

The council is known again by its ONS code first and by its slug second, so that either may change.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from pydantic import BaseModel

from core.audit import record
from core.authority import saved
from core.authority.load import LoadedAuthority
from core.authority.models import AuthorityRow, touch
from core.authority.plan import Change, Fields, Identity, Plan, declared_by, diff, overwriting
from core.authority.resolve import Authority
from core.db import db, platform_scope


class ContentModel(Protocol):
    """The two things that a model of declared content can do for one council, inside its scope."""

    @classmethod
    def current(cls, authority: Authority) -> Mapping[Identity, Fields]:
        """Return (kind, key) -> plain fields of everything declared that the database holds."""

    @classmethod
    def apply(cls, authority: Authority, change: Change) -> None:
        """Make one change; flushes, does not commit."""


@dataclass(frozen=True)
class Owned:
    """What one owner ("core" or a plugin's name) is asked to make so: the content that the file declares."""

    owner: str
    content: BaseModel

    @property
    def model(self) -> Any:
        """The content's class, which reads and writes the database (see ContentModel)."""
        return type(self.content)


def register(council: LoadedAuthority) -> UUID:
    """Make or update the council's row and return its id; a slug that it gave up goes on to redirect."""
    with platform_scope(reason="register a council", write=True):
        row = _row_of(council)
        if row is None:
            row = AuthorityRow(slug=council.slug, ons_code=council.file.ons_code, version=1, old_slugs=[])
            db.session.add(row)
        former = {*(row.old_slugs or ()), *council.file.old_slugs, row.slug} - {council.slug}
        row.slug, row.name, row.ons_code = council.slug, council.file.name, council.file.ons_code
        if sorted(former) != sorted(row.old_slugs or ()):
            row.old_slugs = sorted(former)
        db.session.flush()
        authority_id = row.id
        db.session.commit()
    return authority_id


def plan_for(authority: Authority, owned: Owned) -> Plan:
    """Return the difference between file and database for one owner; call inside the council's scope."""
    return diff(declared_by(owned.content), owned.model.current(authority), saved.last_applied(owned.owner))


def apply_all(authority: Authority, owners: Iterable[Owned], overwrite: bool = False) -> dict[str, Plan]:
    """Apply every owner's content in the caller's transaction, and return what was done for each.

    With `overwrite` what staff changed by hand is taken back to the file. Call inside the council's writing scope.
    """
    return {owned.owner: _apply(authority, owned, overwrite) for owned in owners}


def _apply(authority: Authority, owned: Owned, overwrite: bool) -> Plan:
    plan = plan_for(authority, owned)
    if overwrite and plan.drift:
        plan = overwriting(plan, declared_by(owned.content), owned.model.current(authority))
    for change in plan.changes:
        owned.model.apply(authority, change)
    saved.remember(owned.owner, plan.snapshot or {})
    if plan.changes:
        detail = {"owner": owned.owner, "add": len(plan.add), "change": len(plan.change), "drift": len(plan.drift)}
        record("authority.applied", "declared content", detail=detail)
        touch(authority.id)
    return plan


def _row_of(council: LoadedAuthority) -> AuthorityRow | None:
    by_code = db.select(AuthorityRow).where(AuthorityRow.ons_code == council.file.ons_code)
    by_slug = db.select(AuthorityRow).where(AuthorityRow.slug == council.slug)
    found: AuthorityRow | None = db.session.scalar(by_code) or db.session.scalar(by_slug)
    return found
