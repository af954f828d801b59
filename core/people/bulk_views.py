"""Pages that bring people in from a spreadsheet: choose the file, look at what it would do, import it.

Nothing about the people in it lies on the server in between: the page carries the sheet (importing/carrying.py), and
it is judged again before it is stored.
"""

from uuid import UUID

from flask import Blueprint, Response, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import RequestEntityTooLarge

from core import audit
from core.access.stamps import requires
from core.clock import local_today
from core.db import db
from core.people.access import SEES_PERSON
from core.people.bulk_forms import MIB, TOO_LARGE, CarriedForm, SheetForm
from core.people.forms import KIND_TITLES
from core.people.importing.carrying import MOST_BYTES, NotCarried, brought_back, carried
from core.people.importing.columns import MEANINGS, MOST_ON_SCREEN, template
from core.people.importing.faults import report
from core.people.importing.judging import Judged, judge
from core.people.importing.looking import Look, look
from core.people.importing.reading import Sheet
from core.people.importing.storing import Imported, store
from core.people.whereabouts import schools_of
from core.web import errors
from core.web.render import page
from core.web.request import current_actor, required_authority

blueprint = Blueprint("bulk", __name__, url_prefix="/import")
MOST_SENT = 5 * MIB  # bytes of a whole request: a sheet that is packed into a form grows by a third
MOST_SHOWN = 100  # faults, or likely twins, on a page
TOO_BIG = errors.Plain(
    "This file is too large",
    f"It is larger than {MOST_BYTES // MIB} MB, so it was not read.",
    "Nobody was imported.",
    "Go back and choose a CSV file of up to 5,000 people. For more, ask whoever runs Heard: there is a command for it.",
)


@blueprint.url_value_preprocessor
def _take_more(endpoint: str | None, values: object) -> None:
    """A sheet may be larger than other forms; set before anything of the request is read."""
    request.max_content_length = request.max_form_memory_size = MOST_SENT


@blueprint.errorhandler(RequestEntityTooLarge)
def _too_big(error: RequestEntityTooLarge) -> Response:
    return errors.answer(TOO_BIG, 413)


@blueprint.route("/", methods=["GET", "POST"])
@requires("people.import")
def choose() -> ResponseReturnValue:
    """Choose a file; then see what it would do, or everything that is wrong with it."""
    form = SheetForm()
    if form.validate_on_submit():
        content = form.content
        if len(content) <= MOST_BYTES:
            return _shown(content)
        form.refuse(TOO_LARGE)
    return page("people/import.html", form=form, meanings=MEANINGS.items(), most=MOST_ON_SCREEN)


@blueprint.get("/template.csv")
@requires("people.import")
def empty() -> ResponseReturnValue:
    """The file to start from."""
    return _csv(template(), "people-template.csv")


@blueprint.post("/confirm")
@requires("people.import")
def confirm() -> ResponseReturnValue:
    """Import the sheet that the page before showed, if it still holds good."""
    try:
        content = _brought_back()
    except NotCarried as refused:
        return _start_again(refused)
    judged = _judged(content)
    if judged.faults:
        return _faults_page(content, judged)
    done = _stored(Sheet.of(content), _left_out(content))
    flash(_told(done), "success" if done.added else "info")
    return redirect(url_for("people.listing"))


@blueprint.post("/report.csv")
@requires("people.import")
def whole_report() -> ResponseReturnValue:
    """Everything that is wrong with the sheet, as CSV."""
    try:
        faults = _judged(_brought_back()).faults
    except NotCarried as refused:
        return _start_again(refused)
    return _csv(report(faults), "people-import-report.csv")


def _shown(content: bytes) -> ResponseReturnValue:
    """The page after the file was chosen."""
    judged = _judged(content)
    if judged.faults:
        return _faults_page(content, judged)
    seen = _look(content)
    return page(
        "people/import_preview.html",
        seen=seen,
        schools=schools_of([one.person for one in seen.alike if one.person]),
        kinds=KIND_TITLES,
        details=current_actor().can("people.read_details"),
        most_alike=MOST_SHOWN,
        form=_carrying(content),
    )


def _look(content: bytes) -> Look:
    return look(Sheet.of(content), SEES_PERSON.criteria(current_actor()))


def _faults_page(content: bytes, judged: Judged) -> ResponseReturnValue:
    found = judged.faults
    return page("people/import_faults.html", faults=found[:MOST_SHOWN], count=len(found), form=_carrying(content))


def _start_again(refused: NotCarried) -> ResponseReturnValue:
    flash(f"{refused} Nobody was imported. Choose the file again.", "warning")
    return redirect(url_for("people.bulk.choose"))


def _judged(content: bytes) -> Judged:
    return judge(Sheet.of(content), local_today(), most=MOST_ON_SCREEN)


def _carrying(content: bytes) -> CarriedForm:
    form = CarriedForm(formdata=None)
    form.sheet.data = carried(content, *_whose())
    return form


def _brought_back() -> bytes:
    return brought_back(request.form.get("sheet", ""), *_whose())


def _whose() -> tuple[str, UUID, UUID]:
    """What binds a carried sheet: the deployment, the user, the council."""
    user_id = current_actor().user_id
    assert user_id is not None, "a stamp lets nobody in who is not signed in"
    return str(current_app.secret_key), user_id, required_authority().id


def _left_out(content: bytes) -> frozenset[int]:
    """The lines that staff left out, each or all that may be recorded already."""
    if request.form.get("skip_all"):
        return frozenset(one.line for one in _look(content).alike)
    return frozenset(int(line) for line in request.form.getlist("skip") if line.isdecimal() and len(line) < 8)


def _stored(sheet: Sheet, skip: frozenset[int]) -> Imported:
    """Store in one transaction. If a colleague brought in the same people in the same moment, they are here already."""
    try:
        return _stored_once(sheet, skip)
    except IntegrityError:
        db.session.rollback()
        return _stored_once(sheet, skip)


def _stored_once(sheet: Sheet, skip: frozenset[int]) -> Imported:
    done = store(sheet, local_today(), skip)
    detail = {"added": done.added, "here_already": done.here_already, "left_out": done.left_out}
    if done.added:
        audit.record("people.imported", "people", detail=detail, by=current_actor().user_id)
    db.session.commit()
    return done


def _told(done: Imported) -> str:
    added = f"{done.added:,} {'person is' if done.added == 1 else 'people are'} recorded." if done.added else ""
    here = f"{done.here_already:,} were here already and stay as they were." if done.here_already else ""
    out = f"{done.left_out:,} were left out, as you asked." if done.left_out else ""
    return " ".join(filter(None, (added or "Nobody was added.", here, out)))


def _csv(text: str, name: str) -> Response:
    """A file to keep; the mark at its beginning tells spreadsheets that it is UTF-8."""
    response = Response("\ufeff" + text, mimetype="text/csv")
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
