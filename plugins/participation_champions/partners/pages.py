"""Partners: who keeps to the framework (a charter of standards), and what they give (LA6, LA7)."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import Organisation, create_once, db, local_today, page, requires
from plugins.participation_champions.blueprint import blueprint
from plugins.participation_champions.here import chosen, note, or_not_here, reader
from plugins.participation_champions.models import Gift
from plugins.participation_champions.network.tabs import tabs
from plugins.participation_champions.partners.forms import GiftForm, GivenForm
from plugins.participation_champions.vocabulary import GIFTS, GIVEN, GIVEN_TONES
from plugins.standards.api import pledged

MAY, MANAGES = "participation_champions.view", "participation_champions.manage"
MOST = 1000  # organisations to choose from


@blueprint.get("/partners/")
@requires(MAY)
def gifts() -> Response:
    """Who endorses the framework, and what each partner gives, the latest first."""
    size, after = chosen().page_size, request.args.get("after", "")
    rows = _rows(after, size)
    following = f"{rows[size - 1].since.isoformat()}~{rows[size - 1].id}" if len(rows) > size else None
    return page(
        "participation_champions/gifts.html",
        face="worker",
        tabs=tabs("gifts"),
        endorsed=pledged(chosen().charter_key) if chosen().charter_key else [],
        rows=rows[:size],
        totals=_totals(),
        kinds=GIFTS,
        given=GIVEN,
        tones=GIVEN_TONES,
        may_manage=reader().can(MANAGES),
        pages={
            "next": url_for("participation_champions.gifts", after=following) if following else None,
            "previous": url_for("participation_champions.gifts") if after else None,
        },
    )


@blueprint.route("/partners/new", methods=["GET", "POST"])
@requires(MANAGES)
def new_gift() -> Response:
    """Write down what a partner pledges."""
    form = GiftForm()
    query = db.select(Organisation.id, Organisation.name).where(Organisation.active.is_(True))
    form.offer([(row.id, row.name) for row in db.session.execute(query.order_by(Organisation.name).limit(MOST))])
    if form.validate_on_submit():
        own = form.values() | {"by_id": reader().person_id}
        row, is_new = create_once(Gift, form, lambda id: Gift(id=id, **own))
        if is_new:
            note("gift_pledged", row)
        db.session.commit()
        flash(f"Kept: what {row.body} pledges.", "success")
        return redirect(url_for("participation_champions.gifts"))
    if not form.is_submitted():
        form.since.data = local_today()
    status = 400 if form.is_submitted() else 200
    return page("participation_champions/gift_form.html", face="worker", form=form, status=status)


@blueprint.route("/partners/<uuid:id>", methods=["GET", "POST"])
@requires(MANAGES)
def gift(id: UUID) -> Response:
    """Say what came of a pledge, or that it was taken back; it stays with what was said."""
    found: Gift | None = db.session.scalars(db.select(Gift).where(Gift.id == id)).one_or_none()
    row, form = or_not_here(found), GivenForm()
    if form.validate_on_submit():
        _keep(row, form)
        note("gift_looked_at", row, given=form.given.data)
        db.session.commit()
        flash("Kept.", "success")
        return redirect(url_for("participation_champions.gifts"))
    if not form.is_submitted():
        form.given.data, form.words.data = row.given or None, row.given_words
    status = 400 if form.is_submitted() else 200
    return page("participation_champions/gift.html", face="worker", row=row, form=form, kinds=GIFTS, status=status)


def _keep(row: Gift, form: GivenForm) -> None:
    if form.given.data == "taken_back":
        row.taken_back_on, row.taken_back_why = local_today(), form.words.data or ""
        return
    row.taken_back_on, row.taken_back_why = None, ""
    row.given, row.given_words = form.given.data or "", form.words.data or ""


def _rows(after: str, size: int) -> Sequence[Gift]:
    query = db.select(Gift).order_by(Gift.since.desc(), Gift.id.desc()).limit(size + 1)
    day, _, id = after.partition("~")
    try:
        on, last = local_today().fromisoformat(day), UUID(id)
    except ValueError:
        return db.session.scalars(query).all()
    older = db.or_(Gift.since < on, db.and_(Gift.since == on, Gift.id < last))
    return db.session.scalars(query.where(older)).all()


def _totals() -> list[tuple[str, Any]]:
    """What stands pledged today, by kind; money and hours are added, the rest is counted."""
    today = local_today()
    now = (Gift.taken_back_on.is_(None), Gift.since <= today, db.or_(Gift.until.is_(None), Gift.until >= today))
    query = db.select(Gift.kind, db.func.sum(Gift.amount), db.func.count()).where(*now).group_by(Gift.kind)
    found = {kind: (amount, number) for kind, amount, number in db.session.execute(query)}
    return [
        (title, found[kind][0] or found[kind][1] if kind in ("money", "staff") else found[kind][1])
        for kind, title in GIFTS.items()
        if kind in found
    ]
