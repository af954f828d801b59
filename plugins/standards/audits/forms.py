"""The forms of audits: what is asked, one question, and the audit itself, which is drawn from its questions."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from wtforms import HiddenField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from core.api import Form, forms
from plugins.standards.audits.filling import Given, unanswered
from plugins.standards.models import AuditAnswer, AuditForm, AuditQuestion
from plugins.standards.rules import key_of
from plugins.standards.vocabulary import ORGANISATIONS, QUESTIONS, YES_NO

_LINE = Length(max=200, message="Use 200 characters or fewer.")
_TEXT = Length(max=2000, message="Use 2,000 characters or fewer.")
NEEDED = "This question needs an answer before the audit is sent."


class WhatIsAskedForm(Form):
    """A form of audits: its name, its sections, the levels of its scale, who fills it in and when."""

    title = forms.TextField("What it is called", validators=[DataRequired("Give it a name."), _LINE])
    about = forms.LongTextField("What it is for, as those who fill it in read it", validators=[_TEXT])
    sections = forms.LongTextField(
        "Its sections, one on each line",
        description="Such as: Leadership. Questions stand under them.",
        validators=[_TEXT],
    )
    levels = forms.LongTextField(
        "The levels of its scale, one on each line, the lowest first",
        description="Such as: Not yet, Begun, Every day.",
        validators=[_TEXT],
    )
    kinds = forms.ChoicesField(
        "Who fills it in",
        choices=[SelectChoice(key, words) for key, words in ORGANISATIONS.items()],
        validators=[Optional()],
    )
    opens_day = forms.WholeNumberField(
        "It opens each year on the day", validators=[NumberRange(1, 31, "Enter a day from 1 to 31.")]
    )
    opens_month = forms.WholeNumberField("of the month", validators=[NumberRange(1, 12, "Enter a month from 1 to 12.")])
    days = forms.WholeNumberField("Days to fill it in", validators=[NumberRange(7, 330, "Enter 7 to 330 days.")])
    source = forms.TextField("Where it comes from", validators=[_TEXT])
    in_use = forms.YesField("It is in use")


class AuditQuestionForm(Form):
    """One question of a form."""

    words = forms.TextField("The question", validators=[DataRequired("Write the question."), Length(max=400)])
    hint = forms.LongTextField("A hint for whoever answers", validators=[_TEXT])
    section = forms.ChoiceField("Under which section", validators=[Optional()])
    kind = forms.RadioField(
        "How it is answered", choices=[SelectChoice(key, words) for key, words in QUESTIONS.items()], default="level"
    )
    needed = forms.YesField("It needs an answer")
    young = forms.YesField("Ask also what young people say of it")

    def offer(self, form: AuditForm) -> None:
        """Fill the list of sections."""
        self.section.choices = [
            SelectChoice("", "No section"),
            *(SelectChoice(one["key"], one["title"]) for one in form.sections),
        ]

    def check_levels(self, form: AuditForm) -> bool:
        """A question that asks for a level needs a form that has some."""
        if self.kind.data == "level" and not form.levels:
            self.kind.errors = [
                "The form has no levels. Add them to the form first, or choose another way. Nothing was saved."
            ]
            return False
        return True


class OpenForm(Form):
    """Opening the year's round by hand."""

    due_on = forms.DateField("By which day it is to be sent", validators=[InputRequired("Enter the day.")])


class OwnerForm(Form):
    """Who looks after an audit, and by when it is to be sent."""

    owner = forms.ChoiceField("Who looks after it", validators=[Optional()])
    due_on = forms.DateField("By which day it is to be sent", validators=[InputRequired("Enter the day.")])


class FillForm(Form):
    """Base of the drawn form: an answer for each question, what comes next, and the version that was opened."""

    version = HiddenField()
    asked: tuple[AuditQuestion, ...] = ()

    def given(self) -> dict[UUID, Given]:
        """What was answered, by question."""
        return {one.id: self._one(at) for at, one in enumerate(self.asked)}

    def is_whole(self) -> bool:
        """Every question that needs an answer has one; the others say so beside their box."""
        lacking = {one.id for one in unanswered(self.asked, self.given())}
        for at, one in enumerate(self.asked):
            if one.id in lacking:
                field: Any = self[f"{_FIELD[one.kind]}{at}"]
                field.errors = [*field.errors, NEEDED]
        return not lacking

    def fill(self, held: Mapping[UUID, AuditAnswer], next_steps: str) -> None:
        """Show what was saved."""
        self["next_steps"].data = next_steps
        for at, one in enumerate(self.asked):
            row = held.get(one.id)
            for name, column in _COLUMNS.items():
                if f"{name}{at}" in self and row is not None:
                    self[f"{name}{at}"].data = getattr(row, column)

    def _one(self, at: int) -> Given:
        values = {column: self[f"{name}{at}"].data for name, column in _COLUMNS.items() if f"{name}{at}" in self}
        number = values.pop("number", None)
        return Given(number=number, **{column: value or "" for column, value in values.items()})


_FIELD = {"level": "c", "yes_no": "c", "number": "n", "text": "w"}
_COLUMNS = {"c": "choice", "n": "number", "w": "words", "y": "young_words"}


def fill_form(form: AuditForm, questions: Sequence[AuditQuestion]) -> FillForm:
    """The form of one audit, drawn from its questions."""
    fields: dict[str, Any] = {"asked": tuple(questions)}
    for at, one in enumerate(questions):
        fields |= _fields(form, one, at)
    fields["next_steps"] = forms.LongTextField(
        "What you will do next because of this",
        description="A few lines. Next year they stand beside.",
        validators=[_TEXT],
    )
    drawn: FillForm = type("DrawnFillForm", (FillForm,), fields)()
    return drawn


def as_parts(text: str, held: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """Lines as sections or levels: one that was there keeps its key, so that answers still mean it."""
    known = {one["title"]: one for one in held}
    lines = list(dict.fromkeys(line.strip()[:200] for line in text.splitlines() if line.strip()))
    taken = {known[line]["key"] for line in lines if line in known}
    found = []
    for line in lines:
        key = known[line]["key"] if line in known else key_of(line, taken)
        taken.add(key)
        found.append({"key": key, "title": line, "about": known[line]["about"] if line in known else ""})
    return found


def _fields(form: AuditForm, one: AuditQuestion, at: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if one.kind in ("level", "yes_no"):
        found[f"c{at}"] = forms.RadioField(
            one.words, description=one.hint, choices=_choices(form, one), validators=[Optional()]
        )
        found[f"w{at}"] = forms.LongTextField("What it rests on", validators=[_TEXT])
    elif one.kind == "number":
        count = NumberRange(0, 10_000_000, "Enter a number from 0 to 10,000,000.")
        found[f"n{at}"] = forms.WholeNumberField(one.words, description=one.hint, validators=[Optional(), count])
    else:
        found[f"w{at}"] = forms.LongTextField(one.words, description=one.hint, validators=[_TEXT])
    if one.young:
        found[f"y{at}"] = forms.LongTextField(
            "What young people say of it", description="In their words, without names.", validators=[_TEXT]
        )
    return found


def _choices(form: AuditForm, one: AuditQuestion) -> list[SelectChoice]:
    if one.kind == "yes_no":
        return [SelectChoice(key, words) for key, words in YES_NO.items()]
    return [SelectChoice(level["key"], f"{level['title']}. {level['about']}".strip(". ")) for level in form.levels]
