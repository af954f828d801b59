"""The pages of the board, in the order in which somebody meets them."""

from uuid import UUID

from flask import Blueprint, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import (
    Person,
    Ref,
    create_once,
    current_actor,
    db,
    local_today,
    page,
    record,
    required_authority,
    requires,
    safeguarding,
    settings,
    touch,
)
from plugins.example.forms import NoteForm
from plugins.example.models import Note
from plugins.example.rules import READS
from plugins.example.settings import KindWordsSettings

MOST = 100  # notes on the page: older ones are rarely read and still in the export

blueprint = Blueprint("example", __name__)


@blueprint.get("/")
@requires("example.view")
def board() -> Response:
    """The newest notes that the reader may see."""
    newest = (
        db.select(Note.id, Note.to, Note.words, Note.written_on, Note.person_id)
        .where(READS.criteria(current_actor()))
        .order_by(Note.written_on.desc(), Note.id)
        .limit(MOST)
    )
    return page("example/board.html", notes=db.session.execute(newest).all())


@blueprint.route("/write", methods=["GET", "POST"])
@requires("example.write")
def write() -> Response:
    """Write a note: to everybody, or to one young person when the address names them."""
    form = NoteForm()
    form.longest = _settings().longest
    person = _named_person()
    if form.validate_on_submit():
        note, is_new = create_once(Note, form, lambda id: _note(id, form, person))
        safeguarding.screened(note.words, Ref("example", "note", note.id), url=url_for("example.board"))
        if is_new:
            record("example.written", Ref("example", "note", note.id))
            touch(required_authority().id)
        db.session.commit()
        flash("Your note is on the board.")
        return redirect(url_for("example.board"))
    if person and not form.is_submitted():
        form.to.data = person.known_as or person.name
    return page("example/write.html", form=form, person=person, status=400 if form.is_submitted() else 200)


def _note(id: UUID, form: NoteForm, person: Person | None) -> Note:
    return Note(
        id=id,
        to=form.to.data,
        words=form.words.data,
        written_on=local_today(),
        person_id=person.id if person else None,
        writer_id=current_actor().person_id,
    )


def _named_person() -> Person | None:
    """The person in ?person=, who must be on this council's record; an unknown one is a page that is not
    there.
    """
    wanted = request.args.get("person")
    if not wanted:
        return None
    try:
        found = db.session.get(Person, UUID(wanted))
    except ValueError:
        found = None
    return found or abort(404)


def _settings() -> KindWordsSettings:
    return settings(required_authority(), "example", KindWordsSettings).model
