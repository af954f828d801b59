"""The page of one thing that was said: the words as given, apart from them what adults made of it, and who may read it.

Other rooms of the plugin add their part with one line in PARTS.
"""

from collections.abc import Callable
from typing import NamedTuple
from uuid import UUID

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from core.api import (
    Actor,
    Panel,
    Person,
    Ref,
    create_once,
    db,
    fragment,
    gettext_noop,
    page,
    panels,
    requires,
    resolve,
    safeguarding,
    sightings,
    signed_in,
    utcnow,
)
from plugins.influence.blueprint import blueprint
from plugins.influence.here import council, note, reader, view_or_404
from plugins.influence.maps import parts as came_of_it
from plugins.influence.models import Ask, AskView, View, ViewNote
from plugins.influence.visibility import READS_VIEW, SEES_ASK
from plugins.influence.vocabulary import ENTERED, GIVEN_AS, SORTS, VOICES
from plugins.influence.voice import about, keeping, uploads
from plugins.influence.voice.forms import MAY_READ, NoteForm, TagsForm

Part = Callable[[View, Actor], Panel | None]
PARTS: tuple[Part, ...] = (came_of_it.of_view,)
"""What the other rooms show on the page, one line each; the order on the page is each panel's own."""
SAID = gettext_noop("Something that they said")


class Block(NamedTuple):
    """A part that was made into HTML."""

    title: str
    html: str


@blueprint.get("/views/<uuid:id>")
@signed_in("whoever said it, and those whom its own permission names")
def view(id: UUID) -> Response:
    """The words, the picture or the recording; for staff also the notes, the tags and the questions made of it."""
    found = view_or_404(id)
    return redirect(url_for("influence.my_view", id=id)) if _is_mine(found) else _staff_page(found, NoteForm())


@blueprint.post("/views/<uuid:id>/notes")
@requires("influence.hear")
def add_note(id: UUID) -> Response:
    """Keep what an adult makes of it, apart from the words."""
    found, form = view_or_404(id), NoteForm()
    if not form.validate_on_submit():
        return _staff_page(found, form)
    actor = reader()
    values = {"view_id": found.id, "words": form.words.data or "", "by_id": actor.person_id}
    row, is_new = create_once(ViewNote, form, lambda id: ViewNote(id=id, **values))
    if is_new:
        url = url_for("influence.view", id=found.id)
        safeguarding.screened(row.words, Ref("influence", "viewnote", row.id), actor, found.person_id, url=url)
        note("note_added", found)
    db.session.commit()
    flash("Your note is kept, apart from their words.", "success")
    return redirect(url_for("influence.view", id=id))


@blueprint.post("/views/<uuid:id>/read")
@requires("influence.hear")
def read_view(id: UUID) -> Response:
    """Note that the team has read it; whoever said it sees the day."""
    found = view_or_404(id)
    mark_read([found.id])
    db.session.commit()
    flash("It is noted as read. Whoever said it can see that.", "success")
    return redirect(url_for("influence.view", id=id))


def mark_read(ids: list[UUID]) -> int:
    """Note of these views, as far as the reader may read them, that the team has read them; says of how many."""
    unread = (View.id.in_(ids), View.read_at.is_(None), READS_VIEW.criteria(reader(), View))
    rows = list(db.session.scalars(db.select(View).where(*unread)))
    for row in rows:
        row.read_at = utcnow()
        note("view_read", row)
    return len(rows)


@blueprint.route("/views/<uuid:id>/about", methods=["GET", "POST"])
@requires("influence.hear")
def change_about(id: UUID) -> Response:
    """Say what it is about; the words are not touched."""
    found, form = view_or_404(id), TagsForm()
    form.offer_about(council(), tags_of(found))
    if form.validate_on_submit():
        keeping.tag(found, form.tags)
        note("tags_changed", found)
        db.session.commit()
        flash("What it is about is saved.", "success")
        return redirect(url_for("influence.view", id=id))
    return page("influence/view_about.html", face="worker", form=form, view=found)


def tags_of(view: View) -> list[about.Tag]:
    """What it is about, as (vocabulary, key)."""
    return [(tag.vocabulary, tag.key) for tag in view.tags]


def parts(view: View, actor: Actor) -> list[Block]:
    """What the other rooms have for this reader, in order."""
    given = [panel for part in PARTS if (panel := part(view, actor)) is not None]
    wanted = [panel for panel in given if panel.permission is None or actor.can(panel.permission)]
    in_order = sorted(wanted, key=lambda panel: panel.order)
    return [Block(panel.title, fragment(panel.template, {"view": view} | dict(panel.context))) for panel in in_order]


def _staff_page(view: View, form: NoteForm) -> Response:
    actor, here = reader(), council()
    who = db.session.get(Person, (view.authority_id, view.person_id)) if view.person_id else None
    if who is not None:
        sightings.saw(SAID, (who.id,), about=keeping.ref(view))
    where = _where(view)
    return page(
        "influence/view.html",
        face="worker",
        view=view,
        form=form,
        who=who,
        at=resolve(here, where) if where else None,
        file=uploads.shown(view),
        titles=about.titles(here, tags_of(view)),
        notes=_notes(view),
        asks=_asks(view, actor),
        words={"sort": SORTS, "entered": ENTERED, "voice": VOICES, "given_as": GIVEN_AS, "permission": MAY_READ},
        parts=parts(view, actor),
        may_ask=actor.can("influence.ask"),
        raise_url=safeguarding.raise_url(actor, about=keeping.ref(view)),
        panels=panels.record(here, actor, keeping.ref(view)),
        status=400 if form.errors else 200,
    )


def _is_mine(view: View) -> bool:
    return view.person_id is not None and view.person_id == reader().person_id


def _where(view: View) -> Ref | None:
    if view.where_plugin is None or view.where_kind is None or view.where_id is None:
        return None
    return Ref(view.where_plugin, view.where_kind, view.where_id)


def _notes(view: View) -> list[tuple[ViewNote, str]]:
    """Each note with the name of whoever wrote it, oldest first."""
    joined = (ViewNote.authority_id == Person.authority_id) & (ViewNote.by_id == Person.id)
    query = db.select(ViewNote, Person.name).outerjoin(Person, joined).where(ViewNote.view_id == view.id)
    return [(row.ViewNote, row.name or "") for row in db.session.execute(query.order_by(ViewNote.made_at, ViewNote.id))]


def _asks(view: View, actor: Actor) -> list[Ask]:
    """The questions that rest on it, as far as the reader sees them."""
    resting = db.select(AskView.ask_id).where(AskView.view_id == view.id, AskView.taken_back_at.is_(None))
    query = db.select(Ask).where(Ask.id.in_(resting), SEES_ASK.criteria(actor, Ask)).order_by(Ask.number)
    return list(db.session.scalars(query))
