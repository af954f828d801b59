"""Forms of checks: for whoever proposes or opens one, and for the young people who answer it."""

from collections.abc import Iterable
from uuid import UUID

from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from core.api import Form, forms, lazy_gettext
from plugins.influence.vocabulary import CHECK_ANSWERS

ASKERS = "Only those who asked"


class ProposeForm(Form):
    """A question to put back to young people."""

    question = forms.TextField(
        "What should young people be asked?",
        description="One question that they can answer with yes or no, such as: Did you get your plan?",
        validators=[
            InputRequired("Write the question: one that young people can answer with yes or no."),
            Length(max=300, message="Use 300 characters or fewer."),
        ],
    )


class OpenForm(ProposeForm):
    """The same with whom it is put to and until when."""

    group = forms.ChoiceField("Who is asked as well, beside those who asked?", validators=[Optional()])
    closes_on = forms.DateField("Until which day can they answer?", validators=[Optional()])

    def offer(self, groups: Iterable[tuple[UUID, str]]) -> None:
        """Offer groups, as (id, name)."""
        found = [SelectChoice(str(id), name) for id, name in groups]
        self.group.choices = [SelectChoice("", ASKERS), *found]

    @property
    def group_id(self) -> UUID | None:
        """The group that was chosen."""
        return UUID(self.group.data) if self.group.data else None


class HappenedForm(Form):
    """What one young person answers."""

    answer = forms.RadioField(lazy_gettext("Your answer"), validators=[Optional()])
    words = forms.LongTextField(
        lazy_gettext("Do you want to say more?"),
        description=lazy_gettext("You do not have to. The team reads it without your name."),
        validators=[Length(max=2000, message=lazy_gettext("Use 2,000 characters or fewer."))],
    )

    def offer(self) -> None:
        """Offer the answers in the reader's language."""
        self.answer.choices = [SelectChoice(key, lazy_gettext(words)) for key, words in CHECK_ANSWERS.items()]
