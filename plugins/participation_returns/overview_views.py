"""Who has handed in what this year and last, who has not, and a reminder to those."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import Person, db, holders_of, local_today, notify, page, requires
from plugins.participation_returns.blueprint import blueprint
from plugins.participation_returns.here import chosen, council, note, year_of
from plugins.participation_returns.overview import lines
from plugins.participation_returns.telling import REMIND, SENDING

RECEIVES = "participation_returns.receive"
STATES = {"": "Not opened", "open": "Open", "late": "Late", "sent": "Sent"}
TONES = {"": "neutral", "open": "neutral", "late": "bad", "sent": "good"}


@blueprint.get("/overview")
@requires(RECEIVES)
def overview() -> Response:
    """One line for each team and provider: the audit, returns, evaluations, the commitment; last year beside."""
    today, missing = local_today(), request.args.get("missing") == "yes"
    rows = [(line, line.missing(today)) for line in lines()]
    return page(
        "participation_returns/overview.html",
        rows=[row for row in rows if row[1] or not missing],
        all=len(rows),
        waiting=sum(bool(what) for _, what in rows),
        missing=missing,
        year=year_of(),
        choice=chosen(),
        states=STATES,
        tones=TONES,
        today=today,
    )


@blueprint.post("/overview/remind")
@requires(RECEIVES)
def remind() -> Response:
    """Remind those of every team that has not handed in everything; the same people once a day."""
    today = local_today()
    wanted = {line.organisation.id for line in lines() if line.missing(today)}
    people = _staff_of(wanted)
    told = notify.tell(people, REMIND, url_for("participation_returns.index"), key=f"{REMIND}:{today}")
    note("reminded", council(), people=told)
    db.session.commit()
    if not people:
        flash(
            "Nobody of these teams has an account here. Name their team on their record, or write to them.", "warning"
        )
    elif not told:
        flash("They were reminded today already. Nobody was told twice.", "warning")
    else:
        flash(f"{told} {'person is' if told == 1 else 'people are'} reminded.", "success")
    return redirect(url_for("participation_returns.overview"))


def _staff_of(organisations: set[UUID]) -> list[UUID]:
    staff = holders_of(SENDING)
    query = db.select(Person.id).where(Person.organisation_id.in_(organisations), Person.left_on.is_(None))
    return [id for id in db.session.scalars(query) if id in staff]
