"""The forms of plans, priorities, actions, evidence and targets."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from core.api import Form, forms
from plugins.standards.rules import NoUnit, missing_of, with_unit
from plugins.standards.vocabulary import MISSING

_LINE = Length(max=200, message="Use 200 characters or fewer.")
_LONGER = Length(max=400, message="Use 400 characters or fewer.")
_TEXT = Length(max=2000, message="Use 2,000 characters or fewer.")
_COUNT = NumberRange(min=0, max=10_000_000, message="Enter a number from 0 to 10,000,000.")
NOBODY = SelectChoice("", "Nobody with an account here")


class PlanForm(Form):
    """A plan."""

    title = forms.TextField("What it is called", validators=[DataRequired("Give it a name."), _LINE])
    about = forms.LongTextField("What it is for", validators=[_TEXT])
    starts_on = forms.DateField("Its first day", validators=[Optional()])
    until = forms.DateField("Its last day", validators=[Optional()])
    review_on = forms.DateField("When it is looked at again", validators=[Optional()])
    owner = forms.ChoiceField("Who looks after it", validators=[Optional()])
    boards = forms.ChoicesField("Boards that watch over it", validators=[Optional()])
    source = forms.TextField("Where it comes from", validators=[_TEXT])
    shown = forms.YesField("Everybody can read it")


class RoundForm(Form):
    """A plan's next round."""

    title = forms.TextField("What the next round is called", validators=[DataRequired("Give it a name."), _LINE])
    starts_on = forms.DateField("Its first day", validators=[Optional()])
    until = forms.DateField("Its last day", validators=[InputRequired("Say until which day it goes.")])


class PriorityForm(Form):
    """A priority of a plan."""

    title = forms.TextField(
        "What it is",
        validators=[
            DataRequired("Say what the priority is."),
            Length(max=300, message="Use 300 characters or fewer."),
        ],
    )
    about = forms.LongTextField("A few words more", validators=[_TEXT])
    owner = forms.ChoiceField("Whose it is", validators=[Optional()])
    owner_post = forms.TextField("Their post, as everybody reads it", validators=[_LINE])


class ActionForm(Form):
    """A SMART action: refused while it lacks a measure, an owner or a day (W6)."""

    title = forms.TextField("What exactly will be done", validators=[_LONGER])
    measure = forms.LongTextField("How you will know that it was done", validators=[_TEXT])
    number = forms.WholeNumberField("A number, if it can be counted", validators=[Optional(), _COUNT])
    unit = forms.TextField(
        "What the number counts", description="Such as schools, or young people.", validators=[Length(max=120)]
    )
    due_on = forms.DateField("By which day", validators=[Optional()])
    owner = forms.ChoiceField("Whose action it is", validators=[Optional()])
    owner_post = forms.TextField("Their post, as everybody reads it", validators=[_LINE])

    def validate(self, extra_validators: Any = None) -> bool:
        """Everything that makes it SMART is there."""
        sound = bool(super().validate(extra_validators))
        has_owner = bool(self.owner.data or self.owner_post.data)
        lacks = missing_of(
            self.title.data or "",
            self.measure.data or "",
            self.number.data,
            self.unit.data or "",
            has_owner,
            self.due_on.data,
        )
        for name in lacks:
            field: Any = self[name]
            if not field.errors:
                field.errors = [*field.errors, MISSING[name]]
        return sound and not lacks


class FinishForm(Form):
    """What came of an action."""

    shows = forms.LongTextField(
        "What shows that it was done?",
        description="Needed where nothing shows it yet. No names of children.",
        validators=[_TEXT],
    )


class EndForm(Form):
    """Why something ends without being done."""

    why = forms.TextField(
        "Why does it end without being done?",
        description="The reason stays beside it.",
        validators=[DataRequired("Say why. Nothing was changed."), _LONGER],
    )


class ShowsForm(Form):
    """What shows that something was done, in words."""

    shows = forms.LongTextField(
        "What shows it?",
        description="Such as: the report to the board of 3 March, page 4. No names of children.",
        validators=[DataRequired("Write what shows it."), _TEXT],
    )


class LinkForm(Form):
    """To which action a record belongs."""

    action = forms.RadioField("Which action does it show?", validators=[InputRequired("Choose an action.")])


class TargetForm(Form):
    """A number to reach; refused without its unit."""

    title = forms.TextField("What it is called", validators=[DataRequired("Give it a name."), _LINE])
    number = forms.WholeNumberField("The number to reach", validators=[InputRequired("Enter the number."), _COUNT])
    unit = forms.TextField(
        "What the number counts",
        description="Such as schools that take part. Attendances and different schools are two targets.",
        validators=[Length(max=120)],
    )
    denominator = forms.WholeNumberField("Out of how many there are, if you know", validators=[Optional(), _COUNT])
    of_what = forms.TextField(
        "Of what", description="Such as primary schools in the city.", validators=[Length(max=120)]
    )
    due_on = forms.DateField("By which day", validators=[Optional()])
    source = forms.TextField("Where it comes from", validators=[_LONGER])

    def validate(self, extra_validators: Any = None) -> bool:
        """It has a unit, and a whole has its name."""
        sound = bool(super().validate(extra_validators))
        try:
            with_unit(self.unit.data or "")
        except NoUnit as refused:
            self.unit.errors, sound = [*self.unit.errors, str(refused)], False
        if (self.denominator.data is None) == bool(self.of_what.data):
            self.of_what.errors = [*self.of_what.errors, "Give both, or neither: out of how many, and of what."]
            sound = False
        return sound


class FigureForm(Form):
    """How far a target is on a day."""

    value = forms.WholeNumberField("How many it is now", validators=[InputRequired("Enter the number."), _COUNT])
    on_date = forms.DateField("On which day it was so", validators=[InputRequired("Enter the day.")])
    note = forms.TextField("Where the figure is from", validators=[_LONGER])


def offer_owners(form: Any, people: Mapping[UUID, str], held: UUID | None = None) -> None:
    """Fill the list of owners; who owns it now stays in it even where they left."""
    known = dict(people)
    if held is not None:
        known.setdefault(held, "Somebody who left")
    form.owner.choices = [NOBODY, *(SelectChoice(str(id), name) for id, name in known.items())]


def offer_boards(form: PlanForm, boards: Sequence[tuple[str, str]], held: Sequence[str] = ()) -> None:
    """Fill the list of boards; one that is not there any more stays while the plan names it."""
    known = dict(boards) | {key: key for key in held if key not in dict(boards)}
    form.boards.choices = [SelectChoice(key, name) for key, name in known.items()]
