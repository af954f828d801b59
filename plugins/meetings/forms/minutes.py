"""The forms for writing the minutes and for publishing them."""

from typing import Any

from wtforms import HiddenField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from core.api import Form, forms
from plugins.meetings.models import Minutes

_TEXT = Length(max=20_000, message="Use 20,000 characters or fewer.")
FOR_GROUP = SelectChoice("group", "The group, the team around it, and the people who decide")
FOR_ALL = SelectChoice("all", "Everybody, signed in or not")


class MinutesForm(Form):
    """The minutes' own words; decisions, actions and what was said come from the room."""

    FIELDS = ("summary", "easy")
    version = HiddenField()
    summary = forms.LongTextField(
        "In short, in plain words",
        description="What it was about and what comes next. No names of young people.",
        validators=[_TEXT],
    )
    easy = forms.LongTextField(
        "Easy Read", description="One idea on each line. No more than 15 words in a sentence.", validators=[_TEXT]
    )

    def values(self) -> dict[str, Any]:
        """What was typed, as columns of the minutes."""
        return {name: self[name].data or "" for name in self.FIELDS}

    def show(self, row: Minutes | None) -> None:
        """Fill the form from the draft; version 0 stands for none yet."""
        if row is not None:
            for name in self.FIELDS:
                self[name].data = getattr(row, name)
        self.version.data = str(row.version if row else 0)


class PublishForm(Form):
    """Who may read the minutes, and what the author has looked at."""

    version = HiddenField()
    readers = forms.RadioField("Who may read them", default="group")
    without_easy = forms.YesField("Publish without Easy Read")
    names_seen = forms.YesField("I have looked at these names: they may stand there for everybody")

    def offer(self, for_all: bool) -> None:
        """Offer everybody as readers only where the group and the council allow it."""
        self.readers.choices = [FOR_GROUP, FOR_ALL] if for_all else [FOR_GROUP]
