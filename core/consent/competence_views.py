"""Judging whether somebody can decide one thing for themselves, and ending such a judgement.

Never a mark on a person: each is about one purpose, has reasons and a day of review, and the young person sees the
result (Gillick). From 16 on it is a note on capacity.
"""

from datetime import timedelta
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from wtforms import ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from core import audit, tasks
from core.access.stamps import requires
from core.clock import local_today, months_after
from core.consent.consequences import followed
from core.consent.models import Competence
from core.consent.reading import ages_today, question_about
from core.consent.wording import askable
from core.db import db
from core.hooks.values import Ref
from core.people import sightings
from core.people.access import person_or_404
from core.people.models import Person
from core.web.forms import ChoiceField, DateField, Form, LongTextField, RadioField, TextField, YesField
from core.web.render import page
from core.web.request import current_actor
from core.words import gettext_noop

blueprint = Blueprint("competence", __name__, url_prefix="/<authority>/people")
SEEN = gettext_noop("Whether somebody can decide for themselves")
REVIEW_MONTHS, LATEST_REVIEW = 6, timedelta(days=366)
JUDGEMENTS = {
    "competent": "Yes, they can decide this themselves",
    "partly": "In part: together with an adult who decides for them",
    "not_now": "Not now",
}
LONGEST = 2000


class JudgementForm(Form):
    """One judgement about one decision, in the parts that it has to weigh."""

    decision = ChoiceField("Which decision?", validators=[InputRequired("Choose the decision")])
    judgement = RadioField(
        "Can they decide it?",
        choices=[SelectChoice(*pair) for pair in JUDGEMENTS.items()],
        validators=[InputRequired("Choose what you found")],
    )
    information = LongTextField(
        "What were they told, and how?",
        description="In which words, with pictures, with whom beside them",
        validators=[InputRequired("Say what they were told, and how"), Length(max=LONGEST)],
    )
    understanding = LongTextField(
        "What did they understand?",
        description="In their own words, as they said it back",
        validators=[InputRequired("Say what they understood"), Length(max=LONGEST)],
    )
    weighing = LongTextField(
        "Could they weigh what speaks for it and against it?",
        validators=[InputRequired("Say how they weighed it"), Length(max=LONGEST)],
    )
    communication = LongTextField("How did they tell their decision?", validators=[Length(max=LONGEST)])
    freedom = LongTextField(
        "Were they free of pressure?",
        validators=[InputRequired("Say whether anybody pressed them"), Length(max=LONGEST)],
    )
    parent_advice = LongTextField(
        "What did you advise about telling a parent or carer, and what did they say?",
        validators=[InputRequired("Say what you advised and what they said"), Length(max=LONGEST)],
    )
    contested = YesField("Somebody sees it differently")
    second_view = LongTextField("What does a second colleague say?", validators=[Length(max=LONGEST)])
    review_on = DateField("Look at it again on", validators=[InputRequired("Enter a day")])

    def validate_second_view(self, field: LongTextField) -> None:
        """Where it is contested two colleagues look."""
        if self.contested.data and not field.data:
            raise ValidationError("Somebody sees it differently: ask a second colleague and write down what they say")

    def validate_review_on(self, field: DateField) -> None:
        """Soon enough: people grow."""
        today = local_today()
        if not today < field.data <= today + LATEST_REVIEW:
            raise ValidationError("Enter a day from tomorrow on, and within a year")


class EndForm(Form):
    """Why a judgement no longer counts."""

    ended_why = TextField("Why does it no longer count?", validators=[InputRequired("Say why"), Length(max=500)])


@blueprint.get("/<uuid:person_id>/competence")
@requires("competence.judge")
def judgements(person_id: UUID) -> ResponseReturnValue:
    """What was judged about somebody's decisions; the reasons for those who may read them."""
    person = _young(person_id)
    sightings.saw(SEEN, (person_id,))
    query = select(Competence).where(Competence.person_id == person_id)
    rows = db.session.scalars(query.order_by(Competence.assessed_on.desc(), Competence.made_at.desc())).all()
    titles = {purpose.name: purpose.title for purpose in askable()}
    return page(
        "consent/competence.html", person=person, rows=rows, titles=titles, judgements=JUDGEMENTS, today=local_today()
    )


@blueprint.route("/<uuid:person_id>/competence/add", methods=["GET", "POST"])
@requires("competence.judge")
def judge(person_id: UUID) -> ResponseReturnValue:
    """Write down a judgement about one decision."""
    person, form = _young(person_id), JudgementForm()
    form.decision.choices = [SelectChoice("", "Choose"), *(SelectChoice(one.name, one.title) for one in askable())]
    if form.validate_on_submit():
        _judged(person, form)
        return redirect(url_for("competence.judgements", person_id=person_id))
    sightings.saw(SEEN, (person_id,))
    if form.review_on.data is None and not form.is_submitted():
        form.review_on.data = months_after(local_today(), REVIEW_MONTHS)
    return page("consent/competence_add.html", form=form, person=person)


@blueprint.route("/competence/<uuid:competence_id>/end", methods=["GET", "POST"])
@requires("competence.judge")
def end(competence_id: UUID) -> ResponseReturnValue:
    """End a judgement: from now on the rules for their age hold again."""
    found: Competence | None = db.session.scalar(select(Competence).where(Competence.id == competence_id))
    if found is None or found.ended_on is not None:
        abort(404)
    person, form = _young(found.person_id), EndForm()
    if form.validate_on_submit():
        _ended(found, form.ended_why.data)
        return redirect(url_for("competence.judgements", person_id=person.id))
    sightings.saw(SEEN, (person.id,))
    return page("consent/competence_end.html", form=form, person=person)


def _young(person_id: UUID) -> Person:
    person = person_or_404(person_id)
    return person if person.kind == "young_person" else abort(404)


def _judged(person: Person, form: JudgementForm) -> None:
    person_id = person.id
    question = question_about(form.decision.data)
    youngest, _ = ages_today(person, question)
    grown = youngest is not None and youngest >= question.ages.own
    with followed(person_id):
        if db.session.get(Competence, form.record_id) is None:
            _end_former(person_id, form.decision.data)
            made = Competence(id=form.record_id, person_id=person_id, kind="capacity" if grown else "gillick")
            form.populate_obj(made)
            made.assessed_on, made.assessed_by_user_id = local_today(), current_actor().user_id
            db.session.add(made)
            _note("competence.judged", person_id, {"decision": made.decision, "judgement": made.judgement})
    db.session.commit()
    flash("Written down. It counts for this one decision, until the day on which you look at it again.", "success")


def _end_former(person_id: UUID, decision: str) -> None:
    former = select(Competence).where(
        Competence.person_id == person_id, Competence.decision == decision, Competence.ended_on.is_(None)
    )
    for one in db.session.scalars(former):
        one.ended_on, one.ended_why = local_today(), "A newer judgement took its place."
        tasks.done(f"competence.review:{one.id}", current_actor().user_id)


def _ended(found: Competence, why: str) -> None:
    person_id = found.person_id
    with followed(person_id):
        found.ended_on, found.ended_why = local_today(), why
        tasks.done(f"competence.review:{found.id}", current_actor().user_id)
        _note("competence.ended", person_id, {"decision": found.decision})
    db.session.commit()
    flash("Ended. The rules for their age hold again.", "success")


def _note(action: str, person_id: UUID, detail: dict[str, str]) -> None:
    audit.record(action, Ref("core", "person", person_id), detail=detail, by=current_actor().user_id)
