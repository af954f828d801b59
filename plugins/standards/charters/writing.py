"""Making and changing charters, and writing pledges down. Nothing here commits."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from core.api import Organisation, db, local_today
from plugins.standards.charters.forms import CharterForm, PledgeForm
from plugins.standards.models import Charter, CharterPromise, Pledge
from plugins.standards.rules import key_of

FIELDS = ("title", "for_whom", "about", "about_easy", "source", "shown", "takes_pledges")


def save(form: CharterForm, row: Charter | None) -> Charter:
    """Make the charter what the form says; a promise that is taken out is ended, not deleted."""
    if row is None:
        taken = db.session.scalars(db.select(Charter.key))
        row = Charter(id=form.record_id, key=key_of(form.title.data or "", taken), position=_after_all())
        db.session.add(row)
    for name in FIELDS:
        setattr(row, name, form[name].data or (False if name in ("shown", "takes_pledges") else ""))
    db.session.flush()
    _promise(row.id, form.lines())
    return row


def _promise(charter_id: UUID, lines: Sequence[str]) -> None:
    held = list(db.session.scalars(db.select(CharterPromise).where(CharterPromise.charter_id == charter_id)))
    by_words, taken = {one.words: one for one in held}, [one.key for one in held]
    for one in held:
        if one.words not in lines and one.ended_on is None:
            one.ended_on = local_today()
    for at, words in enumerate(lines):
        row = by_words.get(words)
        if row is None:
            row = CharterPromise(charter_id=charter_id, key=key_of(words, taken), words=words)
            taken.append(row.key)
            db.session.add(row)
        row.position, row.ended_on = at, None
    db.session.flush()


def pledge(charter: Charter, form: PledgeForm, by_id: UUID | None) -> tuple[Pledge, bool]:
    """Write a pledge down; returns (pledge, is it new). The same body keeps to a charter once: one that stands is left
    as it is, one that was taken back stands again.
    """
    organisation = _organisation(form.organisation.data)
    body = organisation.name if organisation else form.body.data or ""
    held = db.session.scalars(db.select(Pledge).filter_by(charter_id=charter.id, body=body)).one_or_none()
    if held is not None and held.taken_back_on is None:
        return held, False
    row = held or Pledge(id=form.record_id, charter_id=charter.id, body=body)
    row.organisation_id = organisation.id if organisation else None
    row.words, row.pledged_on, row.look_again_on = form.words.data or "", form.pledged_on.data, form.look_again_on.data
    row.kept, row.kept_words, row.taken_back_on, row.taken_back_why = "", "", None, ""
    row.by_id = by_id
    db.session.add(row)
    db.session.flush()
    return row, True


def take_back(row: Pledge, why: str, on: date) -> None:
    """The pledge does not stand any more; it is shown no more and its reason is kept."""
    row.taken_back_on, row.taken_back_why = on, why
    db.session.flush()


def _organisation(id: str | None) -> Organisation | None:
    return db.session.scalars(db.select(Organisation).where(Organisation.id == UUID(id))).one() if id else None


def _after_all() -> int:
    last: int | None = db.session.scalar(db.select(db.func.max(Charter.position)))
    return (last or 0) + 1
