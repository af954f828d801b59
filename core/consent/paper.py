"""Forms to print: what is asked, in the words for its reader, boxes to tick, a line to sign, and the form's own code.

The picture on a form holds its code and nothing else, never an address: addresses stand in the logs of servers.
"""

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import segno
from flask import Response, abort
from markupsafe import Markup
from sqlalchemy import select

from core.clock import local_today
from core.consent import asking
from core.consent.answering import reader_about
from core.consent.models import Asking
from core.consent.purposes import Purpose, purposes
from core.consent.wording import here
from core.db import db
from core.people.models import Person
from core.people.shared import names_of
from core.web import papers
from core.web.languages import day, gettext

TEMPLATE: Final = Path(__file__).resolve().parent / "forms.typ"


def of_person(person_id: UUID, asking_id: UUID, band: str = "") -> bytes:
    """The form of one asking while it is open; 404 otherwise."""
    found = db.session.get(Asking, asking_id)
    if found is None or found.person_id != person_id or found.by != "paper" or not asking.is_open(found):
        abort(404)
    return forms([found], band)


def forms(askings: Sequence[Asking], band: str = "") -> bytes:
    """All forms as one PDF, each on a new page; `band` easy gives everybody the Easy Read text."""
    people = _people(one.person_id for one in askings)
    adults = names_of(Person, {one.adult_id for one in askings})
    pictures = {f"code-{place}.svg": _svg(asking.code_of(one.id)) for place, one in enumerate(askings)}
    council = here().file
    data = {
        "title": gettext("Agreement forms"),
        "council": papers.printable(council.name),
        "on": {"year": (today := local_today()).year, "month": today.month, "day": today.day},
        "colour": papers.colour(council.look.colour),
        "accent": papers.colour(council.look.accent),
        "mark": papers.printable(council.look.lettermark),
        "language": "en",
        "labels": _labels(),
        "forms": [_form(one, people[one.person_id], adults.get(one.adult_id, ""), band) for one in askings],
    }
    return papers.made(TEMPLATE, data, pictures)


def answer(made: bytes, name: str) -> Response:
    """The PDF as something to save; kept by no cache."""
    response = Response(made, mimetype="application/pdf")
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def picture(text: str) -> Markup:
    """A QR code to put into a page."""
    return Markup(segno.make(text, error="m", micro=False).svg_inline(scale=4, svgclass=None, lineclass=None))


def _people(ids: Iterable[UUID]) -> dict[UUID, Person]:
    return {person.id: person for person in db.session.scalars(select(Person).where(Person.id.in_(list(ids))))}


def _svg(code: str) -> bytes:
    out = io.BytesIO()
    segno.make(code, error="m", micro=False).save(out, kind="svg", scale=4)
    return out.getvalue()


def _form(one: Asking, person: Person, adult: str, band: str) -> dict[str, Any]:
    reader = reader_about(person, band, for_adult=one.adult_id is not None)
    named = [purposes()[name] for name in one.purposes if name in purposes() and name in here().wordings]
    return {
        "about": papers.printable(person.name),
        "reader": papers.printable(adult or person.called),
        "own": one.adult_id is None,
        "large": reader in ("easy", "first", "young"),
        "code": asking.code_of(one.id),
        "until": _day(one.expires_at),
        "parts": [_part(purpose, reader) for purpose in named],
    }


def _part(purpose: Purpose, reader: str) -> dict[str, Any]:
    text = here().wordings[purpose.name]
    return {
        "title": papers.printable(text.title),
        "text": papers.paragraphs(text.texts[reader]),
        "uses": [papers.printable(gettext(title)) for title in purpose.choices.values()],
    }


def _day(moment: datetime) -> str:
    return str(day(moment.date()))


def _labels() -> dict[str, str]:
    return {
        "about": gettext("About"),
        "for": gettext("For"),
        "yes": gettext("Yes"),
        "no": gettext("No"),
        "uses": gettext("If yes, for what? Tick all that you agree to."),
        "name": gettext("Your name"),
        "signed": gettext("Signed"),
        "day": gettext("Day"),
        "code": gettext("Code of this form"),
        "end": gettext("No is fine. You can change your mind on any day: tell a worker. Please give this form back by"),
    }
