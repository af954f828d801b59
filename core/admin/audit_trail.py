"""The audit trail of a council: who did what, about whom, when; found by filter, read newest first, taken
away as CSV.

Entries hold ids and names of fields. Names of those who acted are looked up among the council's own
members.
"""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import StringIO
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import ColumnElement, func, select

from core import audit
from core.access.stamps import requires
from core.audit import AuditEntry, in_words
from core.clock import ZONE
from core.db import current_authority_id, db
from core.people.steps import Steps
from core.users.directory import names_of_members
from core.users.models import Membership
from core.web.render import page
from core.web.request import current_actor

blueprint = Blueprint("audit", __name__)
PAGE = 50
MOST_EXPORTED = 20_000  # rows: about what a spreadsheet opens at once without complaint
MOST_PEOPLE = 200
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a cell that begins so is run by a spreadsheet (CWE-1236)
HEADS = ("number", "when (UTC)", "who", "who (id)", "what", "about", "about (id)", "why", "details")


@dataclass(frozen=True)
class Wanted:
    """What is looked for; empty values ask for nothing. `what` matches from the beginning of an action."""

    who: str = ""
    what: str = ""
    about: str = ""
    since: date | None = None
    until: date | None = None
    before: int | None = None


@blueprint.get("/audit")
@requires("admin.audit")
def trail() -> ResponseReturnValue:
    """The record, newest first."""
    wanted = _wanted(request.args)
    rows = _entries(wanted, PAGE + 1)
    shown = rows[:PAGE]
    kept: dict[str, Any] = {name: value for name, value in request.args.items() if name != "before"}
    older = url_for("admin.audit.trail", **kept, before=shown[-1].seq) if len(rows) > PAGE else None
    newest = url_for("admin.audit.trail", **kept) if wanted.before else None
    return page(
        "admin/audit/trail.html",
        face="worker",
        wanted=wanted,
        rows=shown,
        names=names_of_members({row.by_user_id for row in shown}),
        steps=Steps(newest, older),
        kept=kept,
        local=by_the_clock,
        words=in_words,
        told=told,
    )


@blueprint.post("/audit/export")
@requires("admin.audit")
def export() -> ResponseReturnValue:
    """What the filter finds, as CSV; taking it away is itself recorded."""
    rows = _entries(_wanted(request.form), MOST_EXPORTED + 1)
    body = as_csv(rows[:MOST_EXPORTED], names_of_members({row.by_user_id for row in rows}))
    if len(rows) > MOST_EXPORTED:
        body += "There is more: ask for fewer days at a time.\r\n"
    audit.record("audit.exported", "audit", detail={"rows": len(rows)}, by=current_actor().user_id)
    db.session.commit()
    headers = {"Content-Disposition": 'attachment; filename="audit-trail.csv"'}
    return Response("\ufeff" + body, mimetype="text/csv", headers=headers)


def as_csv(rows: Iterable[AuditEntry], names: dict[UUID, str]) -> str:
    """The entries as CSV text, one line each under HEADS, formula characters made harmless."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADS)
    for row in rows:
        writer.writerow([harmless(cell) for cell in _cells(row, names)])
    return out.getvalue()


def harmless(cell: Any) -> str:
    """The cell as text that no spreadsheet takes for a formula: an apostrophe goes in front of one."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(FORMULA) else text


def told(row: AuditEntry) -> dict[str, Any]:
    """The details of an entry that are shown: the ids of the people of a list have a page of their own."""
    return {key: value for key, value in row.detail.items() if key != audit.PEOPLE}


def as_action(words: str) -> str:
    """What somebody typed as the beginning of an action, whether in words or as it is kept."""
    return words.strip().casefold().replace(": ", ".").replace(":", ".").replace(" ", "_")


def _cells(row: AuditEntry, names: dict[UUID, str]) -> Sequence[Any]:
    details = "; ".join(f"{key}: {value}" for key, value in sorted(told(row).items()))
    who = names.get(row.by_user_id, "") if row.by_user_id else ""
    about = row.about_kind if row.about_plugin == "core" else f"{row.about_plugin} {row.about_kind}"
    return row.seq, row.at.isoformat(), who, row.by_user_id, row.action, about, row.about_id, row.why, details


def _entries(wanted: Wanted, most: int) -> Sequence[AuditEntry]:
    query = select(AuditEntry).where(*_conditions(wanted)).order_by(AuditEntry.seq.desc())
    return list(db.session.scalars(query.limit(most)))


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if not current_actor().can("people.protect"):
        found.append(~AuditEntry.action.startswith(audit.SECRET))
    if wanted.who:
        found.append(AuditEntry.by_user_id.in_(_people_called(wanted.who)))
    if wanted.what:
        found.append(AuditEntry.action.startswith(wanted.what, autoescape=True))
    if wanted.about:
        found.append(AuditEntry.about_id == wanted.about)
    if wanted.since:
        found.append(AuditEntry.at >= _midnight(wanted.since))
    if wanted.until:
        found.append(AuditEntry.at < _midnight(wanted.until + timedelta(days=1)))
    if wanted.before:
        found.append(AuditEntry.seq < wanted.before)
    return found


def _people_called(name: str) -> list[UUID]:
    """Ids of this council's members, past ones too, whose name holds these words."""
    called = [func.lower(Membership.name).contains(word, autoescape=True) for word in name.lower().split()[:6]]
    query = select(Membership.user_id).where(Membership.authority_id == current_authority_id(), *called)
    return list(db.session.scalars(query.limit(MOST_PEOPLE)))


def _wanted(asked: Any) -> Wanted:
    before = asked.get("before", "")
    return Wanted(
        who=asked.get("who", "").strip()[:200],
        what=as_action(asked.get("what", ""))[:80],
        about=asked.get("about", "").strip()[:80],
        since=_day(asked.get("since", "")),
        until=_day(asked.get("until", "")),
        before=int(before) if before.isdecimal() and len(before) < 16 else None,
    )


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 1970 <= day.year < 9999 else None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=ZONE)


def by_the_clock(moment: datetime) -> str:
    """A moment by the council's clock, as "27 March 2026, 14:05"."""
    here = moment.astimezone(ZONE)
    return f"{here.day} {here:%B %Y, %H:%M}"
