"""Writing stories: the list for staff, the story with its parts, and the people in it."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import Form, Place, Ref, create_once, db, page, panels, requires, sightings
from plugins.evidence import pictures
from plugins.evidence.blueprint import blueprint
from plugins.evidence.here import chosen, council, ids_ticked, note, or_not_here, reader, row_or_404
from plugins.evidence.models import Story, StoryPerson
from plugins.evidence.people import choices_of, is_finding
from plugins.evidence.quotes import listing as quotes
from plugins.evidence.stories import keeping, people, publishing, shown
from plugins.evidence.stories.forms import PersonForm, StoryForm, too_long
from plugins.evidence.stories.shape import slots
from plugins.evidence.visibility import WRITES_STORY
from plugins.groups.api import SEES_MEMBERS, Group

IN_A_STORY = "A story that tells of them"
LONG = "Make this text shorter: 5,000 letters at most."


@blueprint.get("/desk/stories")
@requires("evidence.write")
def stories_desk() -> Response:
    """Every story that the reader may write, the latest first."""
    size, at = chosen().page_size, max(request.args.get("skip", 0, int), 0)
    seen = db.select(Story).where(WRITES_STORY.criteria(reader(), Story))
    rows = list(db.session.scalars(seen.order_by(Story.made_at.desc(), Story.id).limit(size + 1).offset(at)))
    pages = {
        "previous": url_for(".stories_desk", skip=max(at - size, 0)) if at else None,
        "next": url_for(".stories_desk", skip=at + size) if len(rows) > size else None,
    }
    hidden = shown.kept_back([row.id for row in rows])
    return page("evidence/stories_desk.html", face="worker", rows=rows[:size], pages=pages, hidden=hidden)


@blueprint.route("/desk/stories/new", methods=["GET", "POST"])
@requires("evidence.write")
def new_story() -> Response:
    """Tell a new story, in the council's shape; `?series=` puts it into a collection of another plugin."""
    form = _form(StoryForm())
    if form.validate_on_submit() and not _too_long(form):
        story, is_new = create_once(Story, form, lambda id: _new(id, form))
        if is_new:
            _write(story, form)
            note("story_made", story)
        db.session.commit()
        flash("The story is kept. Say next whom it tells of, then have it looked through.", "success")
        return redirect(url_for(".story_desk", id=story.id))
    return _page(form, None)


@blueprint.get("/desk/stories/<uuid:id>")
@requires("evidence.write")
def story_desk(id: UUID) -> Response:
    """One story with its people, quotes and pictures, and what is still missing."""
    story = row_or_404(Story, id, WRITES_STORY)
    told, about = people.of_story(story.id), Ref("evidence", "story", story.id)
    sightings.saw(IN_A_STORY, [row.person_id for row in told if row.person_id], about=about)
    boxes = {(row.part, row.audience): row.words for row in keeping.parts_of(story.id)}
    return page(
        "evidence/story_desk.html",
        face="worker",
        story=story,
        parts=[(slot, boxes.get((slot.part, slot.audience), "")) for slot in slots()],
        figures=keeping.figures_of(story.id),
        people=told,
        quotes=quotes.of_story(story.id),
        pictures=pictures.shown_at(about),
        missing=publishing.missing(story),
        kept_back=publishing.kept_back(story),
        blocks=panels.record(council(), reader(), about),
    )


@blueprint.route("/desk/stories/<uuid:id>/edit", methods=["GET", "POST"])
@requires("evidence.write")
def edit_story(id: UUID) -> Response:
    """Change a story; what is public stays as it is until somebody publishes it again."""
    story = row_or_404(Story, id, WRITES_STORY)
    form = _form(StoryForm(obj=story, **_stored(story)))
    if form.validate_on_submit() and not _too_long(form):
        _fill(story, form)
        _write(story, form)
        note("story_changed", story)
        db.session.commit()
        flash("The story is changed. What everybody reads stays until you publish it again.", "success")
        return redirect(url_for(".story_desk", id=id))
    return _page(form, story)


@blueprint.route("/desk/stories/<uuid:id>/pictures", methods=["GET", "POST"])
@requires("evidence.write")
def story_pictures(id: UUID) -> Response:
    """Choose the pictures of a story, among those on which everybody agrees to be seen."""
    story = row_or_404(Story, id, WRITES_STORY)
    about, form = Ref("evidence", "story", story.id), Form()
    if form.validate_on_submit():
        refused = pictures.choose(about, ids_ticked("picture"), reader().user_id)
        note("story_pictures", story)
        db.session.commit()
        flash(" ".join(refused) or "The pictures are chosen.", "error" if refused else "success")
        return redirect(url_for(".story_desk", id=id))
    offered = pictures.offered(about)
    return page("evidence/story_pictures.html", face="worker", story=story, form=form, pictures=offered)


@blueprint.route("/desk/stories/<uuid:id>/people", methods=["GET", "POST"])
@requires("evidence.write")
def story_people(id: UUID) -> Response:
    """Say whom the story tells of, and under which name."""
    story, form = row_or_404(Story, id, WRITES_STORY), PersonForm()
    form.offer(reader())
    finding = is_finding()
    if form.validate_on_submit() and not finding and form.is_settled() and people.add(story, form):
        db.session.commit()
        flash("They are in the story now, under the name that you gave.", "success")
        return redirect(url_for(".story_desk", id=id))
    wrong = form.is_submitted() and not finding
    return page("evidence/story_people.html", face="worker", story=story, form=form, status=422 if wrong else 200)


@blueprint.post("/desk/stories/<uuid:id>/people/<uuid:row_id>/withdraw")
@requires("evidence.write")
def withdraw_from_story(id: UUID, row_id: UUID) -> Response:
    """Somebody in the story took their agreement back: everybody stops reading it at once."""
    story, row = _somebody_in(id, row_id)
    people.withdraw(row)
    note("story_person_withdrew", story)
    db.session.commit()
    flash("Nobody outside can read the story any more. Write it without them, or leave it as it is.", "success")
    return redirect(url_for(".story_desk", id=id))


@blueprint.post("/desk/stories/<uuid:id>/people/<uuid:row_id>/remove")
@requires("evidence.write")
def take_out_of_story(id: UUID, row_id: UUID) -> Response:
    """Somebody is not told of any more, because the story was written without them."""
    story, row = _somebody_in(id, row_id)
    people.take_out(story, row)
    note("story_person_removed", story)
    db.session.commit()
    flash("They are not in the story any more. Look through it again before everybody can read it.", "success")
    return redirect(url_for(".story_desk", id=id))


def _somebody_in(id: UUID, row_id: UUID) -> tuple[Story, StoryPerson]:
    story = row_or_404(Story, id, WRITES_STORY)
    found = db.select(StoryPerson).where(StoryPerson.id == row_id, StoryPerson.story_id == story.id)
    return story, or_not_here(db.session.scalar(found))


def _new(id: UUID, form: StoryForm) -> Story:
    story = Story(id=id, key=f"story-{id.hex[:10]}", series=request.args.get("series", "")[:80])
    story.worker_id = reader().person_id
    return _fill(story, form)


def _fill(story: Story, form: StoryForm) -> Story:
    story.title, story.summary = form.title.data, form.summary.data or ""
    story.happened_on, story.until, story.contact = form.happened_on.data, form.until.data, form.contact.data
    story.group_id = UUID(form.group.data) if form.group.data else None
    story.place_id = UUID(form.place.data) if form.place.data else None
    return story


def _write(story: Story, form: StoryForm) -> None:
    keeping.write(story.id, {(slot.part, slot.audience): words for slot, words in _boxes().items()})
    keeping.count(story.id, form.figures)


def _boxes() -> dict[Any, str]:
    """What was typed into the boxes of the shape."""
    return {slot: request.form.get(slot.name, "").replace("\r\n", "\n").strip() for slot in slots()}


def _too_long(form: StoryForm) -> bool:
    faulty = too_long({slot.label: words for slot, words in _boxes().items()})
    form.form_errors = [*form.form_errors, *(f"{label}: {LONG}" for label in faulty)]
    return bool(faulty)


def _form(form: StoryForm) -> StoryForm:
    """The choices of this council and this reader."""
    groups = db.select(Group.id, Group.name).where(SEES_MEMBERS.criteria(reader())).order_by(Group.name, Group.id)
    places = db.select(Place.id, Place.name).order_by(Place.name, Place.id)
    form.group.choices = choices_of(
        [("", "No group"), *((str(row.id), row.name) for row in db.session.execute(groups))]
    )
    form.place.choices = choices_of(
        [("", "No place"), *((str(row.id), row.name) for row in db.session.execute(places))]
    )
    form.contact.choices = choices_of([("", "Nobody yet"), *((one.key, one.name) for one in council().file.contacts)])
    return form


def _stored(story: Story) -> dict[str, Any]:
    figures = "\n".join(f"{one.count} {one.title}" for one in keeping.figures_of(story.id))
    return {"counts": figures, "group": str(story.group_id or ""), "place": str(story.place_id or "")}


def _page(form: StoryForm, story: Story | None) -> Response:
    held = {(row.part, row.audience): row.words for row in keeping.parts_of(story.id)} if story else {}
    typed = _boxes() if form.is_submitted() else {}
    parts = [(slot, typed.get(slot, held.get((slot.part, slot.audience), ""))) for slot in slots()]
    wrong = form.is_submitted()
    return page(
        "evidence/story_edit.html", face="worker", form=form, story=story, parts=parts, status=422 if wrong else 200
    )
