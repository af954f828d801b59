"""Signing a report off: people stand for it as it is; with the next change the signatures fall."""

from typing import Final

from core.api import Actor, db, utcnow
from plugins.evidence.here import chosen, note
from plugins.evidence.models import Report, Section, SignOff

TWICE: Final = "You have signed this report already. It counts once."
LOCKED: Final = "This report is signed off, so it does not change. Take the signatures back first, then change it."
PUBLIC: Final = (
    "Everybody can read this report, so it does not change under their eyes. Take it down first, then change it, have "
    "it signed and publish it again."
)
EMPTY: Final = "Nothing stands in it yet. Write a section or compile it first. It was not signed."
NEVER: Final = "This report was never compiled. Compile it first, then read it and sign it."


class SignRefused(Exception):
    """A report that cannot be signed or changed now; the message is for whoever tried. Nothing was changed."""


def sign(report: Report, by: Actor, as_words: str, note_words: str = "", *, for_a_group: bool = False) -> SignOff:
    """Let `by` stand for the report, or (`for_a_group`) write down that a group did; flushes. Raises SignRefused.

    With enough signatures the report is signed off: nothing in it changes any more.
    """
    if reason := why_not_sign(report):
        raise SignRefused(reason)
    held = signatures_of(report)
    if not for_a_group and any(one.person_id == by.person_id for one in held):
        raise SignRefused(TWICE)
    row = SignOff(report_id=report.id, as_words=as_words, note=note_words)
    row.person_id = None if for_a_group else by.person_id
    db.session.add(row)
    if len(held) + 1 >= chosen().sign_offs:
        report.signed_at = report.signed_at or utcnow()
    db.session.flush()
    note("report_signed", report, signatures=len(held) + 1)
    return row


def why_not_sign(report: Report) -> str:
    """Why nobody can sign it yet, a plain sentence; "" where they can."""
    if report.compiled_at is None:
        return NEVER
    query = db.select(Section.id).where(Section.report_id == report.id, Section.is_shown).limit(1)
    return "" if db.session.scalar(query) else EMPTY


def require_open(report: Report) -> None:
    """Go on only where the report may change; raises SignRefused otherwise."""
    if report.published_at is not None:
        raise SignRefused(PUBLIC)
    if report.signed_at is not None:
        raise SignRefused(LOCKED)


def changed(report: Report) -> None:
    """Something in it was changed: signatures that were given before that fall; flushes."""
    require_open(report)
    db.session.execute(db.delete(SignOff).where(SignOff.report_id == report.id))
    db.session.flush()


def reopen(report: Report) -> None:
    """Take the signatures back, so that it can be changed; flushes. Raises SignRefused while it is public."""
    if report.published_at is not None:
        raise SignRefused(PUBLIC)
    report.signed_at = None
    changed(report)
    note("report_reopened", report)


def signatures_of(report: Report) -> list[SignOff]:
    """The signatures under a report."""
    query = db.select(SignOff).where(SignOff.report_id == report.id).order_by(SignOff.made_at, SignOff.id)
    return list(db.session.scalars(query))
