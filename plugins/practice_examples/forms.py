"""The form with which staff note that a team was told of an example."""

from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, ValidationError
from wtforms.validators import Optional as MayBeEmpty

from core.api import Form, forms

NO_TEAM = "Choose the team, or write what it is called"


class ShareForm(Form):
    """What a team takes from an example."""

    organisation = forms.ChoiceField("Which team was told?")
    team = forms.TextField("Another team", validators=[Length(max=200, message="Use 200 letters or fewer.")])
    words = forms.LongTextField(
        "What can they take from it?",
        description="What helped, so that others can do it too. Nothing about the child or the family.",
        validators=[
            DataRequired("Write what others can take from it"),
            Length(max=2000, message="Use 2,000 letters or fewer."),
        ],
    )
    on_day = forms.DateField("On which day", validators=[MayBeEmpty()])

    def offer(self, teams: list[tuple[str, str]]) -> None:
        """Put the council's services up for choice."""
        self.organisation.choices = [SelectChoice("", "None of these"), *(SelectChoice(*one) for one in teams)]

    def validate_team(self, field: forms.TextField) -> None:
        """One of the two says which team it was."""
        if not field.data and not self.organisation.data:
            raise ValidationError(NO_TEAM)
