"""Forms on which somebody asks about their data: signed in, without an account, or told to a worker."""

from datetime import date
from typing import Any

from wtforms import ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from core.clock import local_today
from core.data_rights.requests.words import KINDS, STAFF_KINDS
from core.people.forms import choices
from core.web.forms import ChoiceField, DateField, Form, LongTextField, RadioField, TextField
from core.web.languages import gettext, lazy_gettext

ME, CHILD = "me", "child"
LONGEST = 4000  # characters of what somebody writes
OLDEST_LETTER = 366  # days: an older date is a slip of the pen


class AskForm(Form):
    """What a signed-in person asks; a parent may ask about a child."""

    whose = RadioField(
        lazy_gettext("Who is this about?"),
        choices=[SelectChoice(ME, lazy_gettext("Me")), SelectChoice(CHILD, lazy_gettext("A child I look after"))],
        default=ME,
    )
    about_name = TextField(
        lazy_gettext("The child's name"),
        description=lazy_gettext("Only if it is about a child."),
        validators=[Length(max=200)],
    )
    asker_is = TextField(
        lazy_gettext("What you are to the child"),
        description=lazy_gettext("For example: mother, grandfather, foster carer."),
        validators=[Length(max=200)],
    )
    words = LongTextField(validators=[Length(max=LONGEST)])
    right_words = LongTextField(validators=[Length(max=LONGEST)])

    def shape(self, kind: str, for_a_child: bool) -> None:
        """Ask what this kind needs, and about a child only of somebody who may have one."""
        asked = KINDS[kind]
        self.words.label.text = gettext(asked.question)
        if asked.right:
            self.right_words.label.text = gettext(asked.right)
        else:
            del self.right_words
        if not for_a_child:
            del self.whose, self.about_name, self.asker_is
        self.kind = kind

    def validate_words(self, field: Any) -> None:
        """Some kinds mean nothing without it."""
        if KINDS[self.kind].must and not (field.data or "").strip():
            raise ValidationError(gettext("Write a few words. Otherwise we do not know what to look at."))

    def validate_right_words(self, field: Any) -> None:
        """Without it nobody could put it right."""
        if not (field.data or "").strip():
            raise ValidationError(gettext("Write what would be right."))

    def validate_about_name(self, field: Any) -> None:
        """Asked about a child, the child must be named."""
        if self.is_about_child and not (field.data or "").strip():
            raise ValidationError(gettext("Write the child's name."))

    @property
    def is_about_child(self) -> bool:
        """True where a parent asks about somebody else."""
        return bool(self.whose) and self.whose.data == CHILD


class StrangerForm(Form):
    """What somebody without an account asks; a person checks afterwards who they are."""

    kind = RadioField(
        lazy_gettext("What do you want to ask?"),
        choices=[SelectChoice(key, lazy_gettext(one.title)) for key, one in KINDS.items()],
        validators=[InputRequired(lazy_gettext("Choose one."))],
    )
    asker_name = TextField(
        lazy_gettext("Your name"), validators=[InputRequired(lazy_gettext("Write your name.")), Length(max=200)]
    )
    asker_contact = TextField(
        lazy_gettext("How can we reach you?"),
        description=lazy_gettext("A phone number, an e-mail or a postal address."),
        validators=[InputRequired(lazy_gettext("Write how we can reach you.")), Length(max=300)],
    )
    about_name = TextField(
        lazy_gettext("Is it about somebody else? Then write their name"),
        description=lazy_gettext("Leave this empty if it is about you."),
        validators=[Length(max=200)],
    )
    asker_is = TextField(lazy_gettext("What you are to them"), validators=[Length(max=200)])
    words = LongTextField(
        lazy_gettext("What do you want us to do, or what happened?"), validators=[Length(max=LONGEST)]
    )


class EnterForm(Form):
    """A request that came by letter or by mouth, as a worker enters it."""

    kind = ChoiceField(
        "What do they ask?", choices=choices(STAFF_KINDS.items()), validators=[InputRequired("Choose one.")]
    )
    way = RadioField(
        "How did it come?",
        choices=choices([("letter", "By letter or e-mail"), ("spoken", "By mouth, in person or on the phone")]),
        validators=[InputRequired("Choose one.")],
    )
    received_on = DateField(
        "On which day did it come?",
        description="The clock runs from that day, not from the day on which you enter it.",
        validators=[InputRequired("Give the day.")],
    )
    asker_name = TextField("Who asks?", validators=[InputRequired("Write who asks."), Length(max=200)])
    asker_contact = TextField("How can we reach them?", validators=[Optional(), Length(max=300)])
    about_name = TextField(
        "About whom, if it is not about themselves?", validators=[Optional(), Length(max=200)]
    )
    asker_is = TextField("What are they to that person?", validators=[Optional(), Length(max=200)])
    words = LongTextField(
        "What do they ask, in their own words?",
        validators=[InputRequired("Write what they ask."), Length(max=LONGEST)],
    )

    def validate_received_on(self, field: Any) -> None:
        """A day that has been, and not long ago."""
        on: date | None = field.data
        if on is not None and not 0 <= (local_today() - on).days <= OLDEST_LETTER:
            raise ValidationError("Give a day that has been, within the last year.")
