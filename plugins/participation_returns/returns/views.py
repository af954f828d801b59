"""Returns for the teams that write them: what waits, writing one, sending it, taking it back."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import Link, Organisation, Ref, begin_write, db, local_today, notify, page, requires, resolve, signed_in
from plugins.participation_returns.blueprint import blueprint
from plugins.participation_returns.here import (
    chosen,
    council,
    names_of,
    note,
    or_not_here,
    own_organisation,
    reader,
    row_or_404,
    year_of,
)
from plugins.participation_returns.models import Return
from plugins.participation_returns.overview import of_organisation
from plugins.participation_returns.returns import writing
from plugins.participation_returns.returns.forms import ReturnForm
from plugins.participation_returns.rules import NotNow, steps_from
from plugins.participation_returns.telling import SENT, receivers
from plugins.participation_returns.visibility import RECEIVES_RETURN, SEES_RETURN, WRITES_RETURN
from plugins.participation_returns.vocabulary import SAME_WORDS, SENT_ALREADY, STATES, STEPS, TONES, WRITTEN

SENDS = "participation_returns.send"
MOST = 50


@blueprint.get("/")
@requires(SENDS)
def index() -> Response:
    """What the reader's own team has to hand in this year, and what it has handed in."""
    own = own_organisation()
    query = db.select(Return).where(WRITES_RETURN.criteria(reader(), Return))
    rows = db.session.scalars(query.order_by(Return.made_at.desc(), Return.id).limit(MOST)).all()
    return page(
        "participation_returns/index.html",
        own=own,
        line=of_organisation(own) if own else None,
        rows=rows,
        year=year_of(),
        states=STATES,
        tones=TONES,
        today=local_today(),
        commitment=chosen().commitment,
    )


@blueprint.route("/new", methods=["GET", "POST"])
@requires(SENDS)
def new_return() -> Response:
    """Write a return; with a record in the address it rests on that record."""
    form, about = ReturnForm(), _about()
    form.offer(_organisations())
    if form.is_submitted() and form.validate():
        return _save(form, None, about)
    link = resolve(council(), about) if about else None
    if link and not form.is_submitted():
        form.title.data = link.title[:200]
    return _form_page(form, "Write a return", ("Returns", url_for("participation_returns.index")), link)


@blueprint.get("/<uuid:id>")
@signed_in("its team, those who receive returns, and members of the group once it is accepted; its own rule decides")
def one_return(id: UUID) -> Response:
    """A return with everything that happened to it."""
    row: Return = row_or_404(Return, SEES_RETURN, id=id)
    steps, can = writing.trail(row), steps_from(row.status)
    names = names_of([row.written_by_id, *(one.by_id for one in steps)])
    writes, receives = WRITES_RETURN.allows(reader(), row), RECEIVES_RETURN.allows(reader(), row)
    return page(
        "participation_returns/return.html",
        row=row,
        by=names.get(row.written_by_id, "") if row.written_by_id else "",
        about=_resting_on(row),
        trail=[(one, names.get(one.by_id, "") if one.by_id else "") for one in steps],
        asked=next((one.words for one in reversed(steps) if one.kind == "ask"), "") if row.status == "asked" else "",
        writes=can & {"send", "withdraw"} if writes else frozenset(),
        receives=can & {"look", "ask", "accept", "day", "take"} if receives else frozenset(),
        states=STATES,
        tones=TONES,
        steps=STEPS,
        group=chosen().group,
    )


@blueprint.route("/<uuid:id>/edit", methods=["GET", "POST"])
@requires(SENDS)
def edit_return(id: UUID) -> Response:
    """Change a return that is not sent, or that was asked again."""
    row: Return = row_or_404(Return, WRITES_RETURN, id=id)
    here = url_for("participation_returns.one_return", id=id)
    if row.status not in WRITTEN:
        flash(SENT_ALREADY, "warning")
        return redirect(here)
    form = ReturnForm(obj=row)
    form.offer([row.organisation])
    form.organisation.data = str(row.organisation_id)
    if form.is_submitted() and form.validate():
        return _save(form, row, None)
    return _form_page(form, "Change a return", (row.title, here), None)


@blueprint.post("/<uuid:id>/send")
@requires(SENDS)
def send_return(id: UUID) -> Response:
    """Send a return; sent twice it is one."""
    row: Return = row_or_404(Return, WRITES_RETURN, id=id)
    begin_write()
    _send(row)
    db.session.commit()
    return redirect(url_for("participation_returns.one_return", id=id))


@blueprint.post("/<uuid:id>/withdraw")
@requires(SENDS)
def withdraw_return(id: UUID) -> Response:
    """Take a return back before it is accepted."""
    row: Return = row_or_404(Return, WRITES_RETURN, id=id)
    begin_write()
    try:
        writing.step(row, "withdraw", reader().person_id)
    except NotNow as refused:
        db.session.rollback()
        flash(str(refused), "warning")
    else:
        note("return_withdrawn", row)
        db.session.commit()
        flash("It is taken back. It stays here for your team.", "success")
    return redirect(url_for("participation_returns.one_return", id=id))


def _save(form: ReturnForm, row: Return | None, about: Ref | None) -> Response:
    organisation = db.session.scalars(
        db.select(Organisation).where(Organisation.id == UUID(form.organisation.data))
    ).one()
    begin_write()
    saved = writing.save(form, row, organisation, about, reader().person_id)
    if saved.is_same:
        db.session.rollback()
        flash(SAME_WORDS, "warning")
    elif "send" in request.form:
        _send(saved.row)
        db.session.commit()
    else:
        note("return_saved", saved.row)
        db.session.commit()
        flash("Saved. It is not sent yet.", "success")
    return redirect(url_for("participation_returns.one_return", id=saved.row.id))


def _send(row: Return) -> None:
    try:
        writing.step(row, "send", reader().person_id)
    except NotNow:
        flash(SENT_ALREADY, "warning")
        return
    note("return_sent", row)
    here = url_for("participation_returns.one_return", id=row.id)
    notify.tell(receivers(besides=reader().person_id), SENT, here, key=f"{SENT}:{row.id}:{len(writing.trail(row))}")
    flash("It is sent. Those who receive returns are told.", "success")


def _about() -> Ref | None:
    """The record that the address names, if the reader may see it; any other is the neutral 404."""
    plugin, kind, id = (request.args.get(name, "") for name in ("plugin", "kind", "id"))
    if not plugin:
        return None
    try:
        ref = Ref(plugin, kind, UUID(id))
    except ValueError:
        return or_not_here(None)
    or_not_here(resolve(council(), ref))
    return ref


def _resting_on(row: Return) -> Link | None:
    ref = Ref(row.about_plugin, row.about_kind, row.about_id) if row.about_id else None
    return resolve(council(), ref) if ref else None


def _organisations() -> list[Organisation]:
    """The reader's own team first; those who receive returns can write one for any."""
    own = own_organisation()
    if not reader().can("participation_returns.receive"):
        return [own] if own else []
    kinds = [*chosen().team_kinds, *chosen().provider_kinds]
    query = db.select(Organisation).where(Organisation.kind.in_(kinds), Organisation.active.is_(True))
    others = db.session.scalars(query.order_by(Organisation.name))
    return [*([own] if own else []), *(one for one in others if own is None or one.id != own.id)]


def _form_page(form: ReturnForm, title: str, back: tuple[str, str], link: Any) -> Response:
    return page(
        "participation_returns/write.html",
        form=form,
        title=title,
        crumbs=[back],
        back=back[1],
        link=link,
        status=400 if form.is_submitted() else 200,
    )
