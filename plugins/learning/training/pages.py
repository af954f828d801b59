"""The training register for staff, the catalogue for everybody, and one's own page (LA12, LA22, LA53, W28, W53)."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import (
    Person,
    Ref,
    create_once,
    db,
    gettext,
    gettext_noop,
    page,
    public,
    public_page,
    requires,
    safeguarding,
    sightings,
)
from plugins.groups.api import free_slug, people_called
from plugins.learning.awards import reading as awarded
from plugins.learning.awards.public_pages import face
from plugins.learning.blueprint import blueprint
from plugins.learning.here import chosen, course_called, note, or_not_here, reader
from plugins.learning.models import Course, CourseTaken
from plugins.learning.training import recording, register
from plugins.learning.training.forms import CourseForm, PledgeForm, TakenForm
from plugins.learning.training.reading import courses as offered
from plugins.learning.visibility import MY_COURSES
from plugins.learning.vocabulary import AUDIENCES, PLEDGES, ROUND_STATES, STAGES

MAY = "learning.register"
SEEN = gettext_noop("Who did a course")
CLASH = "Somebody else changed this course since you opened the page. Yours is below and not saved: look, save again."
STILL_HERE = "It has people in the register and stays with them. It is not offered any more."


@blueprint.get("/courses/")
@public("everybody may see which courses there are; who did them is on no public page (W28)")
@public_page
def courses() -> Response:
    """The courses that are offered."""
    return page("learning/courses.html", face=face(), courses=offered(), audiences=AUDIENCES)


@blueprint.get("/mine/")
@requires("learning.take_part")
def mine() -> Response:
    """What I did and promised, and what I was put forward for."""
    me = reader().person_id
    return page(
        "learning/mine.html",
        face="young" if "young_person" in reader().roles else "worker",
        taken=register.mine(me) if me else (),
        nominations=awarded.of_person(me) if me else (),
        pledges=PLEDGES,
        stages=STAGES,
        states=ROUND_STATES,
    )


@blueprint.route("/mine/pledges/<uuid:id>", methods=["GET", "POST"])
@requires("learning.take_part")
def my_pledge(id: UUID) -> Response:
    """Say what came of what one promised at a course."""
    asked = db.select(CourseTaken).where(CourseTaken.id == id, MY_COURSES.criteria(reader(), CourseTaken))
    row = or_not_here(db.session.scalars(asked.where(CourseTaken.pledge != "")).one_or_none())
    form = PledgeForm()
    if form.validate_on_submit():
        row.pledge_kept = form.kept.data
        note("pledge_looked_at", row, kept=row.pledge_kept)
        db.session.commit()
        flash(gettext("Thank you. We have it."), "success")
        return redirect(url_for("learning.mine"))
    if not form.is_submitted():
        form.kept.data = row.pledge_kept or None
    status = 400 if form.is_submitted() else 200
    return page("learning/my_pledge.html", face=face(), row=row, form=form, status=status)


@blueprint.get("/training/")
@requires(MAY)
def training() -> Response:
    """Every course with how many it holds for."""
    rows, days = register.overview(closed=True), chosen().warn_days
    soon = register.running_out(days, 1000)
    return page("learning/training.html", face="worker", rows=rows, soon=soon, days=days, audiences=AUDIENCES)


@blueprint.route("/training/new", methods=["GET", "POST"])
@requires(MAY)
def new_course() -> Response:
    """Add a course."""
    form = CourseForm()
    if form.validate_on_submit():
        key = free_slug(form.title.data or "", db.session.scalars(db.select(Course.key)))
        row, is_new = create_once(Course, form, lambda id: Course(id=id, key=key, **form.values()))
        if is_new:
            note("course_added", row)
        db.session.commit()
        return redirect(url_for("learning.course", key=row.key))
    return _course_page(form, None)


@blueprint.route("/training/<key>/edit", methods=["GET", "POST"])
@requires(MAY)
def edit_course(key: str) -> Response:
    """Change a course; what people did keeps the day on which it runs out."""
    row, form = course_called(key), CourseForm()
    clash = form.is_submitted() and form.version.data != str(row.version)
    if not form.is_submitted():
        form.show(row)
    elif clash:
        form.version.data = str(row.version)
    elif form.validate():
        for name, value in form.values().items():
            setattr(row, name, value)
        note("course_changed", row)
        db.session.commit()
        flash("The course is saved.", "success")
        return redirect(url_for("learning.course", key=key))
    return _course_page(form, row, clash)


@blueprint.get("/training/<key>/")
@requires(MAY)
def course(key: str) -> Response:
    """One course: who did it, a page at a time; and finding somebody to write down."""
    row, filters = course_called(key), register.Filters.of(request.args)
    size, days = chosen().page_size, chosen().warn_days
    rows, following = register.lines(row, filters, size, days)
    sightings.saw(SEEN, [line.person_id for line in rows])
    words, here = request.args.get("words", "").strip(), filters.kept()
    return page(
        "learning/course.html",
        face="worker",
        course=row,
        rows=rows,
        filters=filters,
        words=words,
        found=people_called(words) if words else [],
        pages={
            "next": url_for("learning.course", key=key, **here, after=following) if following else None,
            "previous": url_for("learning.course", key=key, **here) if filters.after else None,
        },
        audiences=AUDIENCES,
        pledges=PLEDGES,
        states=register.STATES,
    )


@blueprint.post("/training/<key>/offer")
@requires(MAY)
def offer_course(key: str) -> Response:
    """Offer a course no more, or again; nobody's record changes."""
    row = course_called(key)
    row.active = not row.active
    note("course_offered", row, active=row.active)
    active = row.active
    db.session.commit()
    flash("It is offered again." if active else STILL_HERE, "success")
    return redirect(url_for("learning.course", key=key))


@blueprint.route("/training/<key>/record/<uuid:person_id>", methods=["GET", "POST"])
@requires(MAY)
def record_course(key: str, person_id: UUID) -> Response:
    """Write down that somebody did the course."""
    row, form = course_called(key), TakenForm()
    person = or_not_here(db.session.get(Person, person_id))
    sightings.saw(SEEN, [person.id])
    if form.validate_on_submit():
        before = recording.done_before(row, person.id, form.done_on.data)
        if before is None or before.id == form.record_id:
            _write(row, person, form)
            flash(f"Written down: {person.called} did {row.title}.", "success")
            return redirect(url_for("learning.course", key=key))
        form.done_on.errors = [f"{person.called} is written down for this day already. Nothing was added."]
    status = 400 if form.is_submitted() else 200
    return page("learning/record_course.html", face="worker", course=row, person=person, form=form, status=status)


@blueprint.post("/training/<key>/<uuid:id>/remove")
@requires(MAY)
def remove_taken(key: str, id: UUID) -> Response:
    """Take back what was written down by mistake."""
    course_id = course_called(key).id
    asked = db.select(CourseTaken).where(CourseTaken.id == id, CourseTaken.course_id == course_id)
    row = or_not_here(db.session.scalars(asked).one_or_none())
    note("course_taken_removed", row)
    db.session.delete(row)
    db.session.commit()
    flash("It is not in the register any more.", "success")
    return redirect(url_for("learning.course", key=key))


def _write(course: Course, person: Person, form: TakenForm) -> None:
    values = form.values()
    values |= {"expires_on": recording.runs_out(course, values["done_on"]), "by_id": reader().person_id}
    own = {"course_id": course.id, "person_id": person.id}
    row, is_new = create_once(CourseTaken, form, lambda id: CourseTaken(id=id, **own, **values))
    if is_new:
        about = Ref("learning", "coursetaken", row.id)
        url = url_for("learning.course", key=course.key)
        safeguarding.screened(row.pledge, about, reader(), person.id, url=url)
        note("course_taken", row)
    db.session.commit()


def _course_page(form: CourseForm, course: Course | None, clash: bool = False) -> Response:
    status = 409 if clash else 400 if form.is_submitted() else 200
    notice = CLASH if clash else ""
    return page("learning/course_form.html", face="worker", form=form, course=course, clash=notice, status=status)
