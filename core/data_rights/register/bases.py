"""The lawful basis of each purpose at a council: its file's usual one, its word on a purpose, the officer's decision.

This is why the council may use data at all. What a person agreed to is another thing (core/consent).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from sqlalchemy import select

from core.audit import record
from core.authority.duties import PurposeBasis
from core.authority.effective import kept
from core.authority.models import touch
from core.authority.resolve import Authority
from core.data_rights.register.models import BasisDecision
from core.db import db
from core.hooks.values import Ref
from core.plugging.processing import Processing
from core.words import gettext_noop

BASES: Final[Mapping[str, str]] = {
    "public_task": gettext_noop("A public task: the council does what its duties and powers ask of it"),
    "legal_obligation": gettext_noop("A legal obligation: a law says that the council must"),
    "vital_interests": gettext_noop("Vital interests: it protects somebody's life"),
    "contract": gettext_noop("A contract with the person"),
    "consent": gettext_noop("Consent: only where the person said yes, and until they say no"),
}
SPECIAL: Final[Mapping[str, str]] = {
    "none": "No condition decided",
    "substantial_public_interest": "Substantial public interest (Art. 9(2)(g))",
    "social_care": "Health or social care (Art. 9(2)(h))",
    "employment_and_social_protection": "Employment, social security and social protection (Art. 9(2)(b))",
    "vital_interests": "Vital interests of somebody who cannot consent (Art. 9(2)(c))",
    "public_health": "Public health (Art. 9(2)(i))",
    "legal_claims": "Legal claims (Art. 9(2)(f))",
    "archiving_and_research": "Archiving, research and statistics (Art. 9(2)(j))",
    "explicit_consent": "Explicit consent (Art. 9(2)(a))",
}
Source = Literal["usual", "file", "officer"]
SOURCES: Final[Mapping[Source, str]] = {
    "usual": "The usual basis in the council's file",
    "file": "The council's file",
    "officer": "The data protection officer, on screen",
}


@dataclass(frozen=True)
class Basis:
    """The basis that holds for one purpose, and who said so; `decision` is the officer's row, None without one."""

    basis: str
    special: str = "none"
    offences: str = ""
    law: str = ""
    note: str = ""
    source: Source = "usual"
    decision: UUID | None = None
    at: datetime | None = None
    by: UUID | None = None

    def lacks_condition(self, processing: Processing) -> bool:
        """True where the data may be of a special category and nobody has decided under which condition."""
        return bool(processing.special) and self.special == "none"


def bases(authority: Authority) -> Mapping[str, Basis]:
    """What file and officer say about single purposes; use basis_of for one. Call inside the council's scope."""
    return kept(authority, "lawful bases", lambda: _worked_out(authority))


def basis_of(authority: Authority, purpose: str) -> Basis:
    """The basis that holds for `purpose`."""
    return bases(authority).get(purpose) or Basis(authority.file.consent.lawful_basis)


def decisions(purpose: str) -> list[BasisDecision]:
    """What was decided on screen about one purpose, newest first."""
    query = select(BasisDecision).where(BasisDecision.purpose == purpose)
    return list(db.session.scalars(query.order_by(BasisDecision.decided_at.desc(), BasisDecision.id)))


def decide(authority: Authority, decision: BasisDecision) -> None:
    """Keep a decision of the officer, audited; the caller commits."""
    db.session.add(decision)
    db.session.flush()
    detail = {"purpose": decision.purpose, "basis": decision.basis, "special": decision.special}
    record("basis.decided", Ref("core", "basis_decision", decision.id), detail=detail, by=decision.decided_by)
    touch(authority.id)


def _worked_out(authority: Authority) -> Mapping[str, Basis]:
    found = {one.purpose: _from_file(one) for one in authority.file.consent.bases}
    query = select(BasisDecision).order_by(BasisDecision.decided_at, BasisDecision.id)
    return found | {row.purpose: _from_officer(row) for row in db.session.scalars(query)}


def _from_file(one: PurposeBasis) -> Basis:
    return Basis(one.basis, one.special, one.offences, one.law, source="file")


def _from_officer(row: BasisDecision) -> Basis:
    said = (row.basis, row.special, row.offences, row.law, row.note)
    return Basis(*said, source="officer", decision=row.id, at=row.decided_at, by=row.decided_by)
