"""The forms in which something that was said comes in: written down by staff, and an adult's note beside it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wtforms import HiddenField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from core.api import Form, forms, local_today
from plugins.influence.vocabulary import SORTS
from plugins.influence.voice.about import AboutFields
from plugins.influence.voice.uploads import FileFields

LONGEST = 4000
TOO_LONG = f"Use {LONGEST:,} characters or fewer. Add the rest as one more."
NOTHING = "Write down what was said, or add a drawing or a recording."
NO_NAME, GROUP, SOMEBODY = "nobody", "group", "somebody"
MAY_READ = {
    "my_worker": "Only you, their worker",
    "team": "The team around them",
    "decision_makers": "Also the people who decide",
    "published": "Everybody, without a name",
}
"""Who may read it, as the worker asks it. Nobody is no choice: what nobody may read is not written down by others."""


class CaptureForm(AboutFields, FileFields):
    """One thing that a worker writes down as it is said."""

    words = forms.LongTextField("Their words, just as said", validators=[Length(max=LONGEST, message=TOO_LONG)])
    who = forms.ChoiceField("Whose words", default=NO_NAME)
    called = forms.TextField(
        "Somebody else: their name",
        description="Press “Find them” and choose. They are found among the people on record.",
        validators=[Length(max=100)],
    )
    person_id = forms.RadioField("Who is it?", choices=[], validate_choice=False)
    permission = forms.RadioField(
        "Who may read it",
        choices=[SelectChoice(key, words) for key, words in MAY_READ.items()],
        description="Ask now, in these words: “Who may read what you just said?” If they say “nobody”, do not keep it.",
        validators=[InputRequired("Ask who may read it, and choose.")],
    )
    sort = forms.RadioField(
        "What is it", default="change", choices=[SelectChoice(key, words) for key, words in SORTS.items()]
    )
    group_id = forms.ChoiceField("In which group")
    said_on = forms.DateField("When it was said", description="Leave as it is for today.")
    observed = forms.YesField("A child showed it without words, and I describe what I saw")
    for_them = forms.TextField(
        "Somebody speaks for them: who",
        description="Such as: their mother, an interpreter. Leave empty where they said it themselves.",
        validators=[Length(max=120)],
    )
    said_at = HiddenField()

    def offer(self, groups: Iterable[tuple[UUID, str]], people: Iterable[Any], found: Iterable[Any]) -> None:
        """Offer groups, the young people of the chosen group, and those found by name."""
        members = [SelectChoice(str(one.id), one.name) for one in people]
        fixed = [SelectChoice(NO_NAME, "No name"), SelectChoice(GROUP, "The whole group")]
        self.who.choices = [*fixed, *members, SelectChoice(SOMEBODY, "Somebody else, found by name below")]
        self.group_id.choices = [SelectChoice("", "No group"), *(SelectChoice(str(id), name) for id, name in groups)]
        self.person_id.choices = [SelectChoice(str(one.id), one.name) for one in found]
        if not self.is_submitted():
            self.said_on.data = local_today()

    @property
    def named(self) -> UUID | None:
        """The person whose words these are, None for a group and without a name."""
        chosen = self.person_id.data if self.who.data == SOMEBODY else self.who.data
        return _id(chosen)

    @property
    def group(self) -> UUID | None:
        """The group in which it was said."""
        return _id(self.group_id.data)

    def validate_said_on(self, field: forms.DateField) -> None:
        """Refuse a day that has not come."""
        if field.data and field.data > local_today():
            raise ValidationError("This day has not come yet.")


class NoteForm(Form):
    """What an adult makes of something that was said; it never takes its place."""

    words = forms.LongTextField(
        "Your own note",
        description="What you make of it. It stands apart from their words, and they can ask to read it.",
        validators=[InputRequired("Write the note first."), Length(max=LONGEST, message=TOO_LONG)],
    )


class TagsForm(AboutFields):
    """What a view is about."""


def _id(typed: str | None) -> UUID | None:
    try:
        return UUID(typed or "")
    except ValueError:
        return None
