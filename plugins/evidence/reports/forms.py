"""The forms of reports."""

from wtforms.validators import DataRequired, InputRequired, Length, ValidationError
from wtforms.validators import Optional as MayBeEmpty

from core.api import Form, forms
from plugins.evidence.people import choices_of

LONG = 20_000


class ReportForm(Form):
    """Which days a report is of; the choices come from the council's year and terms."""

    period = forms.RadioField("Which days is it of?", validators=[InputRequired("Choose the days that it is of")])
    title = forms.TextField(
        "What it is called",
        description="Leave it empty to call it after its days.",
        validators=[Length(max=200, message="Use 200 letters or fewer.")],
    )


class SectionForm(Form):
    """What people write in one section of a report."""

    words = forms.LongTextField(
        "What to say here", validators=[Length(max=LONG, message="Use 20,000 letters or fewer.")]
    )
    words_easy = forms.LongTextField(
        "The same in easy words",
        description="Short sentences, one idea on each line. Readers who choose easy pages get these.",
        validators=[MayBeEmpty(), Length(max=LONG, message="Use 20,000 letters or fewer.")],
    )
    is_shown = forms.YesField("This section stands in the report")


class OwnSectionForm(Form):
    """A section that only this report has."""

    title = forms.TextField(
        "Heading",
        validators=[DataRequired("Give the section a heading"), Length(max=200, message="Use 200 letters or fewer.")],
    )


class SignForm(Form):
    """Somebody stands for a report as it is."""

    who = forms.RadioField(
        "Who signs?",
        choices=choices_of([("me", "I sign it"), ("group", "I write down that a group signed it")]),
        default="me",
        validators=[InputRequired("Say who signs")],
    )
    as_words = forms.TextField(
        "Signed as",
        description="The office or the group, such as: Youth Council. Not the name of a child.",
        validators=[DataRequired("Say as whom it is signed"), Length(max=200, message="Use 200 letters or fewer.")],
    )
    note = forms.TextField(
        "Where and when they said so",
        description="For a group: the meeting at which they read it.",
        validators=[Length(max=400, message="Use 400 letters or fewer.")],
    )

    def validate_note(self, field: forms.TextField) -> None:
        """A group's signature rests on a meeting that somebody can look up."""
        if self.who.data == "group" and not field.data:
            raise ValidationError("Say at which meeting the group read it and agreed")


class UnpublishForm(Form):
    """Why something is not public any more."""

    why = forms.TextField(
        "Why it should not be public any more",
        description="For the record. Nobody outside reads it.",
        validators=[
            DataRequired("Say in a few words why it should not be public any more."),
            Length(max=200, message="Say it in 200 letters or fewer."),
        ],
    )
