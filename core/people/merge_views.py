"""Pages that make one record of two about the same person, and part them again."""

from uuid import UUID

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from wtforms.validators import InputRequired, Length

from core.access.stamps import requires
from core.clock import local_today
from core.db import db
from core.hooks.dispatcher import HookFailed
from core.people import merging, showing, sightings
from core.people.access import SEES_PERSON, person_or_404
from core.people.finding import Wanted, find
from core.people.forms import choices
from core.people.keyset import Cursor
from core.people.models import Merge, Person
from core.people.twins import likely_twins
from core.people.whereabouts import schools_of
from core.web.forms import Form, LongTextField, RadioField
from core.web.house import house
from core.web.render import page
from core.web.request import current_actor, required_authority
from core.words import gettext_noop

blueprint = Blueprint("merging", __name__)
TWINS = gettext_noop("Records that may be the same person")
SIDE_BY_SIDE = gettext_noop("Two records side by side")
FIELD_TITLES = {
    "known_as": "known as",
    "born_on": "date of birth",
    "age_band": "age",
    "school_year": "school year",
    "organisation_id": "school or organisation",
    "place_id": "place",
    "access_needs": "what helps them take part",
    "heard_how": "how I like to be heard",
    "email": "e-mail",
    "phone": "phone",
}


class MergeForm(Form):
    """Which of the two stays, and why they are one."""

    keep = RadioField("Which record stays?", validators=[InputRequired("Choose which record stays")])
    why = LongTextField(
        "How do you know that they are the same person?",
        validators=[InputRequired("Say how you know: it is kept with the merge"), Length(max=500)],
    )


@blueprint.get("/<uuid:person_id>/merge")
@requires("people.merge")
def choose(person_id: UUID) -> ResponseReturnValue:
    """Choose the second record: likely twins first, or any found by name."""
    person = person_or_404(person_id)
    allowed, today = SEES_PERSON.criteria(current_actor()), local_today()
    words = request.args.get("find", "").strip()[:200]
    rows = find(Wanted(words, left_too=True), today, allowed, Cursor(), 20).rows if words else ()
    twins = likely_twins(person, allowed, besides=person.id)
    sightings.saw(TWINS, (person_id, *(twin.id for twin in twins), *(row.id for row in rows)))
    return page(
        "people/merge_choose.html",
        person=person,
        twins=twins,
        schools=schools_of(twins),
        words=words,
        people=[line for line in showing.lines(rows, today, True) if line.id != person.id],
    )


@blueprint.route("/<uuid:person_id>/merge/<uuid:twin_id>", methods=["GET", "POST"])
@requires("people.merge")
def side_by_side(person_id: UUID, twin_id: UUID) -> ResponseReturnValue:
    """Show both records and what would move; merge when told which one stays."""
    form = MergeForm()
    done = db.session.get(Merge, form.record_id) if request.method == "POST" else None
    if done is not None:  # the form was sent twice
        return redirect(url_for("people.person", person_id=done.kept_id))
    one, other = person_or_404(person_id), person_or_404(twin_id)
    sightings.saw(SIDE_BY_SIDE, (one.id, other.id))
    form.keep.choices = choices([(str(one.id), f"{one.name} (first)"), (str(other.id), f"{other.name} (second)")])
    try:
        previews = {str(one.id): merging.preview(one, other), str(other.id): merging.preview(other, one)}
        if form.validate_on_submit():
            return _merged(form, one, other)
    except merging.MergeRefused as refused:
        flash(str(refused), "warning")
        return redirect(url_for("people.person", person_id=merging.kept_record(one).id))
    return page(
        "people/merge.html",
        form=form,
        one=one,
        other=other,
        facts=_beside(one, other),
        previews=previews,
        titles=FIELD_TITLES,
    )


@blueprint.post("/merges/<uuid:merge_id>/undo")
@requires("people.merge")
def undo(merge_id: UUID) -> ResponseReturnValue:
    """Part two merged records again."""
    made = db.session.get(Merge, merge_id) or abort(404)
    kept = person_or_404(made.kept_id)
    try:
        merging.undo(made, current_actor().user_id, _tell_plugins)
    except merging.MergeRefused as refused:
        flash(str(refused), "warning")
        return redirect(url_for("people.person", person_id=kept.id))
    except HookFailed as failed:
        return _given_up(failed, made.kept_id)
    db.session.commit()
    flash("They are two records again. Changes made since stay with the one that was kept.", "success")
    return redirect(url_for("people.person", person_id=made.merged_id))


def _merged(form: MergeForm, one: Person, other: Person) -> ResponseReturnValue:
    kept, twin = (one, other) if form.keep.data == str(one.id) else (other, one)
    kept_id = kept.id
    try:
        merging.merge(kept, twin, form.record_id, current_actor().user_id, _tell_plugins, form.why.data or "")
    except HookFailed as failed:
        return _given_up(failed, kept_id)
    db.session.commit()
    flash("The two are one record now. You can undo this on this page.", "success")
    return redirect(url_for("people.person", person_id=kept_id))


def _tell_plugins(kept_id: UUID, gone_id: UUID) -> None:
    house().hooks.call("person_merged", required_authority(), kept_id=kept_id, gone_id=gone_id)


def _given_up(failed: HookFailed, kept_id: UUID) -> ResponseReturnValue:
    db.session.rollback()
    plugin = house().plugins.get(failed.plugin)
    part = plugin.title if plugin else failed.plugin
    flash(f'"{part}" could not follow. Nothing was changed. Tell whoever looks after Heard.', "warning")
    return redirect(url_for("people.person", person_id=kept_id))


def _beside(one: Person, other: Person) -> list[tuple[str, str, str]]:
    """(label, of the first, of the second) for every fact that either has a line for."""
    first = dict(showing.facts(one, local_today(), True))
    second = dict(showing.facts(other, local_today(), True))
    return [(label, first.get(label, ""), second.get(label, "")) for label in {**first, **second}]
