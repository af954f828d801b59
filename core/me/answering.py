"""Taking an answer from a page: what was ticked, and a second sending of the same answer that changes nothing."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from flask import abort, flash, request

from core.clock import local_today
from core.consent import ledger
from core.consent.ledger import LedgerRefused, Said
from core.consent.models import Entry
from core.consent.purposes import Purpose, purposes
from core.consent.rules import Standing
from core.consent.wording import text_of
from core.db import db
from core.me.agreements import latest_of, own_word
from core.web.languages import gettext

ON_SCREEN = "screen"


@dataclass(frozen=True)
class Typed:
    """What came from the form: yes, no or neither, and what was ticked."""

    answer: Literal["yes", "no", ""]
    options: tuple[str, ...]
    with_people: tuple[str, ...]


@dataclass(frozen=True)
class Voice:
    """Whose answer it is: an adult's about a child, or one's own where `adult_id` is None."""

    by_user_id: UUID | None
    reader: str
    adult_id: UUID | None = None

    @property
    def name(self) -> str:
        """As the ledger calls it."""
        return "adult" if self.adult_id else "own"


def typed(purpose: Purpose, before: Entry | None) -> Typed:
    """Read the form; uses that the purpose has not, and people who were not named before, are dropped."""
    answer = request.form.get("answer", "")
    options = [one for one in request.form.getlist("options") if one in purpose.choices]
    named = set(before.with_people) if before else set()
    people = [one for one in request.form.getlist("with_people") if one in named]
    known: Literal["yes", "no", ""] = "yes" if answer == "yes" else "no" if answer == "no" else ""
    return Typed(known, tuple(sorted(set(options))), tuple(sorted(set(people))))


def take(person_id: UUID, purpose: Purpose, voice: Voice) -> Standing | None:
    """Write the answer down and commit; None where nothing was written, and the page says why. No reason is asked."""
    before = latest_of(ledger.lines(person_id, purpose.name), voice.name, voice.adult_id).get(purpose.name)
    came = typed(purpose, before)
    if fault := _fault(purpose, came):
        flash(fault, "warning")
        return None
    if _is_so_already(came, before):
        flash(gettext("That is how it stands already. Nothing was changed."), "info")
        return None
    try:
        standing = ledger.answer(person_id, purpose.name, _said(came, voice))
    except LedgerRefused as refused:
        db.session.rollback()
        flash(str(refused), "warning")
        return None
    db.session.commit()
    return standing


def purpose_or_404(name: str) -> Purpose:
    """The purpose of this name, where this council has put it into words; else the page is not there."""
    purpose = purposes().get(name)
    if purpose is None or text_of(name) is None:
        abort(404)
    return purpose


def _said(came: Typed, voice: Voice) -> Said:
    return Said(
        yes=came.answer == "yes",
        voice=voice.name,
        adult_id=voice.adult_id,
        options=came.options,
        with_people=came.with_people,
        how=ON_SCREEN,
        band=voice.reader,
        by_user_id=voice.by_user_id,
    )


def _fault(purpose: Purpose, came: Typed) -> str:
    if not came.answer:
        return gettext("Press Yes or No. Nothing was changed.")
    ticked = set(came.options) & set(purpose.options) or came.with_people
    if came.answer == "yes" and purpose.options and not ticked:
        return gettext("Tick what is fine, then press Yes. Nothing was changed. If nothing is fine, press No.")
    return ""


def _is_so_already(came: Typed, before: Entry | None) -> bool:
    """The same answer again on the same day: a double press, a reload, a lost connection."""
    now = own_word(before)
    if before is None or now != came.answer or before.said_on != local_today():
        return False
    return now == "no" or (
        tuple(sorted(before.options)) == came.options and tuple(sorted(before.with_people)) == came.with_people
    )
