"""Forms of task groups: the issue with its days and members, and the outcome."""

from collections.abc import Iterable
from typing import Any

from wtforms import HiddenField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, ValidationError

from core.api import Form, forms, gettext, lazy_gettext
from plugins.youth_voice.tasks import rules
from plugins.youth_voice.vocabulary import OUTCOMES, WHOSE

MOST = 4000


class TaskForm(Form):
    """A few members who work on one issue until a day."""

    FIELDS = ("title", "about", "whose", "from_words", "starts_on", "ends_on")
    version = HiddenField()
    group_id = forms.ChoiceField("Group", validators=[InputRequired("Choose a group.")])
    title = forms.TextField(
        "The issue",
        validators=[InputRequired("Say what the issue is."), Length(max=200, message="Use 200 characters.")],
    )
    about = forms.LongTextField(
        "What they want to find out or change",
        description="Everybody can read this. Name nobody.",
        validators=[Length(max=MOST, message="Use 4,000 characters or fewer.")],
    )
    whose = forms.RadioField("Whose issue it is", default="own")
    from_words = forms.TextField(
        "Where it came from",
        description="An agenda, a vote, a board.",
        validators=[Length(max=300, message="Use 300 characters or fewer.")],
    )
    starts_on = forms.DateField("Starts on", validators=[InputRequired("Say when it starts.")])
    ends_on = forms.DateField(
        "Ends on",
        validators=[InputRequired("Say by which day it ends. It can be changed later.")],
        description="The day by which it says what came of it.",
    )
    members = forms.ChoicesField("Who is in it")
    lead = forms.ChoiceField("Who leads it")

    def offer(self, groups: Iterable[tuple[str, str]], members: Iterable[tuple[str, str]]) -> None:
        """Offer groups, and the members of the one that is chosen."""
        known = list(members)
        self.group_id.choices = [SelectChoice("", "Choose"), *(SelectChoice(id, name) for id, name in groups)]
        self.whose.choices = [SelectChoice(key, gettext(words)) for key, words in WHOSE.items()]
        self.members.choices = [SelectChoice(id, name) for id, name in known]
        self.lead.choices = [SelectChoice("", "Nobody yet"), *(SelectChoice(id, name) for id, name in known)]

    def validate_ends_on(self, field: forms.DateField) -> None:
        """A task group ends after it starts."""
        if problem := rules.days_problem(self.starts_on.data, field.data):
            raise ValidationError(problem)

    def values(self) -> dict[str, Any]:
        """What was typed, as columns; group and members apart."""
        return {name: "" if self[name].data is None else self[name].data for name in self.FIELDS}


class OutcomeForm(Form):
    """What came of a task group."""

    outcome_kind = forms.RadioField(lazy_gettext("How did it end?"))
    outcome = forms.LongTextField(
        lazy_gettext("What came of it?"),
        description=lazy_gettext("Everybody can read this. Name nobody."),
        validators=[Length(max=MOST, message=lazy_gettext("Use 4,000 characters or fewer."))],
    )

    def offer(self) -> None:
        """Offer the ways in which a task group can end."""
        self.outcome_kind.choices = [SelectChoice(key, gettext(words)) for key, words in OUTCOMES.items()]
        self.outcome_kind.validate_choice = False
        if self.outcome_kind.data not in OUTCOMES:
            self.outcome_kind.data = None
