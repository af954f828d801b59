"""What a term is about, and what is made in it: the pages of those who plan the programme."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import create_once, db, requires
from plugins.participation_in_governance import choosing, programme
from plugins.participation_in_governance.blueprint import blueprint
from plugins.participation_in_governance.here import chosen, council, note, or_not_here, reader, row_or_404
from plugins.participation_in_governance.models import Output, ProgrammeTerm
from plugins.participation_in_governance.showing import shown
from plugins.participation_in_governance.terms import depends, reading
from plugins.participation_in_governance.terms.forms import OutputForm, ProgrammeTermForm
from plugins.participation_in_governance.terms.reading import TermRead
from plugins.participation_in_governance.visibility import PLAN

CLASH = "Somebody else changed this while you typed. What they saved stands above; save again to keep yours."

GOES = (
    "It goes from the list of this term, for everybody. If it will only not be made, say so instead: then it stays to "
    "be seen."
)


@blueprint.route("/terms/<uuid:id>/edit", methods=["GET", "POST"])
@requires(PLAN)
def edit_term(id: UUID) -> Response:
    """Themes of every set, the lead partner, and whether everybody may read it; a theme in use is not lost unseen."""
    found = or_not_here(reading.read(id))
    form = choosing.with_themes(ProgrammeTermForm, reading.sets(council()))
    form.offer()
    clash = form.is_submitted() and form.version.data != _version(found.row)
    if not form.is_submitted():
        _begin(form, found)
    elif clash:
        form.version.raw_data = [_version(found.row)]
        form.version.data = _version(found.row)
        flash(CLASH, "warning")
    elif form.validate():
        in_use = _in_use(found, form)
        if not in_use or form.sure.data:
            return _saved(found, form)
        return _term_page(form, found, in_use=in_use, status=409)
    return _term_page(form, found, clash=clash, status=409 if clash else 400 if form.is_submitted() else 200)


@blueprint.route("/terms/<uuid:id>/outputs/new", methods=["GET", "POST"])
@requires(PLAN)
def new_output(id: UUID) -> Response:
    """Something that is made in this term; sent twice, it is made once."""
    found, form = or_not_here(reading.read(id)), OutputForm()
    form.offer(chosen().output_kinds, programme.groups(reader()))
    if form.validate_on_submit():
        row = row_of(found)
        made, is_new = create_once(Output, form, lambda id: Output(id=id, programme_term_id=row.id, **form.values()))
        if is_new:
            note("output_added", made)
        db.session.commit()
        flash(f"“{made.title}” is on the list of {found.term.name}.", "success")
        return redirect(url_for(".term", id=id, _anchor="made"))
    return _output_page(form, found, None)


@blueprint.route("/outputs/<uuid:id>", methods=["GET", "POST"])
@requires(PLAN)
def edit_output(id: UUID) -> Response:
    """Change something that is made, and say how it stands."""
    row, form = row_or_404(Output, id), OutputForm()
    found = _term_of(row)
    form.offer(chosen().output_kinds, programme.groups(reader()))
    form.keep(row)
    clash = form.is_submitted() and form.version.data != str(row.version)
    if not form.is_submitted():
        form.show(row)
    elif clash:
        form.version.raw_data, form.version.data = [str(row.version)], str(row.version)
        flash(CLASH, "warning")
    elif form.validate():
        for name, value in form.values().items():
            setattr(row, name, value)
        note("output_changed", row)
        db.session.commit()
        flash(f"“{row.title}” is changed.", "success")
        return redirect(url_for(".term", id=found.term.id, _anchor="made"))
    return _output_page(form, found, row, clash=clash)


@blueprint.route("/outputs/<uuid:id>/remove", methods=["GET", "POST"])
@requires(PLAN)
def remove_output(id: UUID) -> Response:
    """Ask first, then take it off the list."""
    row = row_or_404(Output, id)
    found = _term_of(row)
    if request.method == "POST":
        note("output_removed", row)
        db.session.delete(row)
        db.session.commit()
        flash(f"“{row.title}” is off the list.", "success")
        return redirect(url_for(".term", id=found.term.id))
    title, back = f"Take off “{row.title}”", url_for(".edit_output", id=id)
    return shown("sure.html", title=title, words=GOES, label="Take it off", back=back)


def row_of(found: TermRead) -> ProgrammeTerm:
    """The programme's row of a term, made where there is none yet."""
    if found.row is not None:
        return found.row
    query = db.select(ProgrammeTerm).where(ProgrammeTerm.term_id == found.term.id)
    there: ProgrammeTerm | None = db.session.scalars(query).one_or_none()
    row = there or ProgrammeTerm(term_id=found.term.id)
    db.session.add(row)
    db.session.flush()
    return row


def _term_of(row: Output) -> TermRead:
    of = row_or_404(ProgrammeTerm, row.programme_term_id)
    return or_not_here(reading.read(of.term_id))


def _begin(form: Any, found: TermRead) -> None:
    form.version.data = _version(found.row)
    if found.row is not None:
        form.show(found.row)


def _version(row: ProgrammeTerm | None) -> str:
    return str(row.version) if row is not None else ""


def _in_use(found: TermRead, form: Any) -> list[str]:
    """What depends on the themes that are being taken off; themes that were only put on are nobody's loss."""
    if found.row is None:
        return []
    gone = set(found.row.themes) - set(choosing.themes_chosen(form))
    if not gone:
        return []
    return depends.of_term(gone, found.row, found.term.starts_on, found.term.ends_on).words()


def _saved(found: TermRead, form: Any) -> Response:
    row = row_of(found)
    for name, value in form.values().items():
        setattr(row, name, value)
    note("term_changed", row)
    db.session.commit()
    flash(f"{found.term.name} is saved.", "success")
    return redirect(url_for(".term", id=found.term.id))


def _term_page(form: Any, found: TermRead, status: int, **context: Any) -> Response:
    return shown("edit_term.html", form=form, found=found, status=status, **context)


def _output_page(form: OutputForm, found: TermRead, row: Output | None, clash: bool = False) -> Response:
    status = 409 if clash else 400 if form.is_submitted() else 200
    return shown("edit_output.html", form=form, found=found, row=row, clash=clash, status=status)
