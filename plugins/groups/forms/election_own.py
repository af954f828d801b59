"""The forms that young people meet in an election: a code, their own statement, the ballot."""

from typing import Any
from uuid import UUID

from wtforms import HiddenField
from wtforms.validators import InputRequired, Length

from core.api import Form, forms, gettext, lazy_gettext
from plugins.groups.elections import standing
from plugins.groups.forms.fields import refuse

NOBODY = "nobody"
NOBODYS = UUID(int=0)


class CodeForm(Form):
    """The code from a slip of paper."""

    code = forms.TextField(
        lazy_gettext("Your code"),
        description=lazy_gettext("It stands on your piece of paper. Big or small letters do not matter."),
        validators=[
            InputRequired(lazy_gettext("Type the code from your piece of paper.")),
            Length(max=40, message=lazy_gettext("This is too long to be a code. Type the code from your paper.")),
        ],
    )


class StatementForm(Form):
    """How somebody who stands is called, and what they say to those who vote."""

    name = forms.TextField(
        lazy_gettext("Your name, as others will see it"),
        validators=[
            InputRequired(lazy_gettext("Say how you want to be called.")),
            Length(max=200, message=lazy_gettext("Use 200 characters or fewer.")),
        ],
    )
    statement = forms.LongTextField(
        lazy_gettext("Why should people vote for you?"),
        description=lazy_gettext("In your own words, up to 300. You can leave it empty and add it later."),
        validators=[Length(max=6000, message=lazy_gettext("This is too long. Use up to 300 words."))],
    )

    def validate_statement(self, field: forms.LongTextField) -> None:
        """Up to 300 words."""
        refuse(field, standing.words_problem(field.data or ""))


class BallotForm(Form):
    """A ballot: up to as many as there are places, or nobody. `paper` is the signed line of a voter with a code."""

    paper = HiddenField()
    choices = forms.ChoicesField(lazy_gettext("Your vote"), validate_choice=False)

    def chosen(self) -> list[UUID]:
        """Ids of those chosen; a blank ballot has none, and what is no id at all is nobody's."""
        return [_id(text) for text in self.choices.data or [] if text != NOBODY]

    def validate_choices(self, field: Any) -> None:
        """Somebody or nobody, and not both."""
        given = field.data or []
        if not given:
            refuse(field, gettext("Choose somebody, or choose “I don’t want to choose anybody”."))
        if NOBODY in given and len(given) > 1:
            refuse(field, gettext("You chose somebody and nobody at once. Take one away."))


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return NOBODYS
