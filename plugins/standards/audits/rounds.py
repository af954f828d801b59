"""The yearly round of a form: opening it for whoever fills it in, and who has done it this year and last.

Source: L3. Opened by timed work, by a worker's press, or by another plugin that keeps the form; twice is once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from core.api import Organisation, db, local_today
from plugins.standards.models import Audit, AuditForm, AuditQuestion
from plugins.standards.rules import audit_year


@dataclass(frozen=True, slots=True)
class Round:
    """One organisation (or one part of it, such as a contract) in the round of a year, and how last year's ended."""

    organisation_id: UUID
    organisation: str
    kind: str
    part: str = ""
    part_title: str = ""
    this: Audit | None = None
    last: Audit | None = None

    def state(self, today: date) -> str:
        """How this year's stands: "" not opened, open, late or sent."""
        if self.this is None or self.this.state == "sent":
            return self.this.state if self.this else ""
        return "late" if self.this.due_on < today else "open"


def form_called(key: str) -> AuditForm | None:
    """The form called `key`."""
    return db.session.scalars(db.select(AuditForm).where(AuditForm.key == key)).one_or_none()


def this_year(form: AuditForm, today: date | None = None) -> int:
    """The year whose round is going on."""
    return audit_year(form.opens_month, form.opens_day, today or local_today())


def asks_something(form: AuditForm) -> bool:
    """Whether the form has a question: an empty one is opened for nobody."""
    asked = db.select(AuditQuestion.id).where(AuditQuestion.form_id == form.id, AuditQuestion.asked_until.is_(None))
    return db.session.scalar(asked.limit(1)) is not None


def looked_after_by(person_id: UUID) -> UUID | None:
    """The organisation whose audit this person looks after, the latest first; None where there is none."""
    query = db.select(Audit.organisation_id).where(Audit.owner_id == person_id)
    found: UUID | None = db.session.scalar(query.order_by(Audit.year.desc(), Audit.due_on.desc(), Audit.id).limit(1))
    return found


def open_audit(
    form: AuditForm,
    organisation_id: UUID,
    year: int,
    due_on: date,
    *,
    part: str = "",
    part_title: str = "",
    owner_id: UUID | None = None,
) -> tuple[Audit, bool]:
    """Open a form for one organisation; returns (audit, is it new). Flushes, does not commit."""
    held = db.session.scalars(
        db.select(Audit).filter_by(form_id=form.id, organisation_id=organisation_id, year=year, part=part)
    ).one_or_none()
    if held is not None:
        return held, False
    made = Audit(
        form_id=form.id,
        organisation_id=organisation_id,
        year=year,
        part=part,
        part_title=part_title,
        opened_on=local_today(),
        due_on=due_on,
        owner_id=owner_id,
    )
    db.session.add(made)
    db.session.flush()
    return made, True


def open_audits(form: AuditForm, year: int | None = None, due_on: date | None = None) -> int:
    """Open the year's form for every active organisation of its kinds that has none yet; how many were opened."""
    wanted = year or this_year(form)
    day = due_on or local_today() + timedelta(days=form.days)
    held = set(db.session.scalars(db.select(Audit.organisation_id).filter_by(form_id=form.id, year=wanted, part="")))
    owners = _owners_before(form, wanted)
    fresh = [one for one in organisations(form.kinds) if one.id not in held]
    db.session.add_all(
        Audit(
            form_id=form.id,
            organisation_id=one.id,
            year=wanted,
            opened_on=local_today(),
            due_on=day,
            owner_id=owners.get(one.id),
        )
        for one in fresh
    )
    db.session.flush()
    return len(fresh)


def organisations(kinds: Iterable[str]) -> Sequence[Organisation]:
    """Active organisations of these kinds, by kind and name."""
    query = db.select(Organisation).where(Organisation.kind.in_(list(kinds)), Organisation.active.is_(True))
    return db.session.scalars(query.order_by(Organisation.kind, Organisation.name)).all()


def rounds(form: AuditForm, year: int | None = None) -> list[Round]:
    """Who fills the form in, with this year's audit and last year's: whoever should and whoever did. Three queries."""
    wanted = year or this_year(form)
    held = db.select(Audit).where(Audit.form_id == form.id, Audit.year.in_((wanted, wanted - 1)))
    found = {(one.organisation_id, one.part, one.year): one for one in db.session.scalars(held)}
    known = {one.id: one for one in organisations(form.kinds)}
    besides = {id for id, _, _ in found} - set(known)
    known |= {one.id: one for one in db.session.scalars(db.select(Organisation).where(Organisation.id.in_(besides)))}
    parts = {(id, part) for id, part, _ in found} | (set() if form.kept_by else {(id, "") for id in known})
    lines = [_round(known[id], part, found, wanted) for id, part in parts]
    return sorted(lines, key=lambda one: (one.kind, one.organisation.casefold(), one.part_title))


def _round(one: Organisation, part: str, found: dict[tuple[UUID, str, int], Audit], year: int) -> Round:
    this, last = found.get((one.id, part, year)), found.get((one.id, part, year - 1))
    held = this or last
    return Round(one.id, one.name, one.kind, part, held.part_title if held else "", this, last)


def _owners_before(form: AuditForm, year: int) -> dict[UUID, UUID]:
    """Who looked after it last year looks after it again, until somebody says otherwise."""
    query = db.select(Audit.organisation_id, Audit.owner_id).where(
        Audit.form_id == form.id, Audit.year == year - 1, Audit.part == "", Audit.owner_id.is_not(None)
    )
    return {row.organisation_id: row.owner_id for row in db.session.execute(query)}
