"""Forms of the desk: a step with its reason, whose record is meant, what is left out of a copy."""

from collections.abc import Iterable, Mapping
from typing import Final

from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from core.data_rights.requests.redaction import REASONS, SILENT, WHOLE_ROW
from core.people.forms import choices
from core.web.forms import ChoiceField, ChoicesField, Form, LongTextField, RadioField

NOBODY: Final = "nobody"
HOW: Final[Mapping[str, str]] = {
    "known": "A member of staff knows them and spoke to them",
    "signed_in": "They asked while signed in",
    "document": "They showed a document, of which nothing was kept",
    "call_back": "We rang or wrote to the number or address in their record",
}
BASES_TO_ACT: Final[Mapping[str, str]] = {
    "child_agrees": "The child understands it and agrees",
    "too_young": "The child is too young to understand, and it is in the child's interest",
    "court": "A court or the law lets them act",
    "adult_agrees": "The adult asked them to, in writing",
}


class StepForm(Form):
    """A step and why it is taken."""

    why = LongTextField("Why", validators=[Length(max=2000)])


class GraveForm(StepForm):
    """A lead's word on what could put somebody in danger, and which cases go in; without a case nothing is asked."""

    cases = ChoicesField(
        "Which of these cases go in?",
        description="Tick none to leave them all out. Nobody else is told that there are any",
    )

    def offer(self, cases: Iterable[tuple[str, str]]) -> None:
        """Offer the cases about this person that whoever decides may read."""
        self.cases.choices = choices(cases)
        if not self.cases.choices:
            del self.cases


class AssignForm(Form):
    """Who looks after the request from here on."""

    to = ChoiceField("Who looks after it?", validators=[InputRequired("Choose somebody.")])


class IdentityForm(Form):
    """How it is clear who asks, and whose record is meant."""

    how = RadioField(
        "How do you know who asks?", choices=choices(HOW.items()), validators=[InputRequired("Choose one.")]
    )
    person = RadioField("Whose record is it about?", validators=[InputRequired("Choose one.")])

    def offer(self, people: Iterable[tuple[str, str]]) -> None:
        """Offer the records that could be meant, and that there is none."""
        known = choices(people)
        self.person.choices = [*known, SelectChoice(NOBODY, "None of these: nothing is held under this name")]


class EntitledForm(Form):
    """On what ground somebody may act for the person."""

    basis = RadioField(
        "On what ground?", choices=choices(BASES_TO_ACT.items()), validators=[InputRequired("Choose one.")]
    )
    why = LongTextField(
        "How do you know?",
        validators=[InputRequired("Write how you know: it may have to be shown later."), Length(max=2000)],
    )


class LeaveOutForm(Form):
    """Which part of a row is left out, and for which reason."""

    field = ChoiceField("What is left out?")
    reason = RadioField("Why?", validators=[InputRequired("Choose the reason that the law gives.")])

    def offer(self, fields: Mapping[str, str]) -> None:
        """Offer the whole row and each of its fields; say of each reason whether a line takes the place."""
        self.field.choices = [SelectChoice(WHOLE_ROW, "All of it"), *(SelectChoice(*one) for one in fields.items())]
        self.reason.choices = [SelectChoice(key, f"{said}{_trace(key)}") for key, said in REASONS.items()]


def _trace(reason: str) -> str:
    return " (leaves no trace in the copy)" if reason in SILENT else " (a line says that something is left out)"
