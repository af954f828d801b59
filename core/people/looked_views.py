"""Who saw or changed what about one person, between any two times: for the data protection officer and the lead."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select, true

from core import audit
from core.access.roles import ROLES
from core.access.stamps import requires
from core.clock import by_the_clock, local_today
from core.db import db
from core.hooks.values import Ref
from core.people import looking_back, sightings
from core.people.finding import Wanted, find
from core.people.keyset import Cursor
from core.people.looking_back import PAGE, Window, window_asked
from core.people.merging import kept_record, twins_folded_into
from core.people.models import Person
from core.people.spreadsheets import plain_cell
from core.people.steps import Steps
from core.people.whereabouts import schools_of
from core.users.directory import names_of_members
from core.web.render import page
from core.web.request import current_actor
from core.words import gettext_noop

blueprint = Blueprint("looked", __name__)
LOOKED = gettext_noop("Who has looked at the record")
MOST = 20_000  # lines of a CSV file: what a spreadsheet opens at once without complaint
HEADS = ("entry", "when (UTC)", "who", "who (id)", "in which role", "seen or changed", "what", "people at once")


@blueprint.get("/looked")
@requires("people.looked")
def choose() -> ResponseReturnValue:
    """Find whose record it is about: a name and a school, no more."""
    words = request.args.get("find", "").strip()[:200]
    rows = find(Wanted(words, left_too=True), local_today(), true(), Cursor()).rows if words else ()
    return page("people/looked_choose.html", face="worker", words=words, rows=rows, schools=schools_of(rows))


@blueprint.get("/<uuid:person_id>/looked")
@requires("people.looked")
def show(person_id: UUID) -> ResponseReturnValue:
    """Newest first, all records of one human being together."""
    person, window, before = _person(person_id), window_asked(request.args), request.args.get("before", type=int)
    sightings.saw(LOOKED, (person.id,))
    rows = _looks(person, window, before, PAGE + 1)
    shown = rows[:PAGE]
    return page(
        "people/looked.html",
        face="worker",
        person=person,
        window=window,
        rows=shown,
        names=names_of_members(row.by_user_id for row in shown),
        roles=ROLES,
        local=by_the_clock,
        words=audit.in_words,
        steps=_steps(person.id, window, before, shown[-1].entry_seq if len(rows) > PAGE else None),
    )


@blueprint.post("/<uuid:person_id>/looked")
@requires("people.looked")
def take(person_id: UUID) -> ResponseReturnValue:
    """The same as CSV; taking it is itself recorded."""
    person, window = _person(person_id), window_asked(request.form)
    rows = _looks(person, window, None, MOST + 1)
    body = as_csv(rows[:MOST])
    if len(rows) > MOST:
        body += "There is more: ask for fewer days at a time.\r\n"
    about, detail = Ref("core", "person", person.id), {"rows": min(len(rows), MOST)}
    audit.record("audit.exported", about, detail=detail, by=current_actor().user_id)
    db.session.commit()
    return csv_file(body, "who-looked.csv")


def csv_file(body: str, name: str) -> Response:
    """A file that spreadsheets take for UTF-8 and that no browser keeps open."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response("\ufeff" + body, mimetype="text/csv", headers=headers)


def as_csv(rows: Sequence[Any]) -> str:
    """The lines under HEADS, formula characters made harmless."""
    names = names_of_members(row.by_user_id for row in rows)
    return csv_text(HEADS, (_cells(row, names) for row in rows))


def csv_text(heads: Sequence[str], lines: Iterable[Sequence[Any]]) -> str:
    """A table as CSV."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(heads)
    writer.writerows([plain_cell("" if cell is None else str(cell)) for cell in line] for line in lines)
    return out.getvalue()


def _cells(row: Any, names: dict[UUID, str]) -> Sequence[Any]:
    what = row.what if row.kind == "seen" else audit.in_words(row.what)
    role = ROLES[row.by_role].title if row.by_role in ROLES else ""
    who = names.get(row.by_user_id, "")
    return row.entry_seq, row.at.isoformat(), who, row.by_user_id, role, row.kind, what, row.number


def _looks(person: Person, window: Window, before: int | None, limit: int) -> Sequence[Any]:
    ids = (person.id, *twins_folded_into(person.id))
    secrets = current_actor().can("people.protect")
    return looking_back.looks(ids, window, secrets=secrets, before=before, limit=limit)


def _person(person_id: UUID) -> Person:
    """The record that stands for this person today. The officer need not be one of those who see people."""
    found = db.session.scalar(select(Person).where(Person.id == person_id))
    return kept_record(found) if found else abort(404)


def _steps(person_id: UUID, window: Window, before: int | None, last: int | None) -> Steps:
    kept: dict[str, Any] = {name: value for name, value in window.said.items() if value}
    newest = url_for(".show", person_id=person_id, **kept) if before else None
    return Steps(newest, url_for(".show", person_id=person_id, **kept, before=last) if last else None)
