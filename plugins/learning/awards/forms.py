"""The forms of awards: putting somebody forward, in words for everybody, and planning a round, for staff."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wtforms import HiddenField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from core.api import Form, forms, lazy_gettext
from plugins.learning.models import AwardCategory, AwardRound
from plugins.learning.vocabulary import RELATIONS

_LINE = Length(max=200, message="Use 200 characters or fewer.")
_WORDS = Length(max=4000, message=lazy_gettext("Use 4,000 characters or fewer."))
_AGE = NumberRange(min=0, max=99, message="Use an age from 0 to 99.")


class NominateForm(Form):
    """Somebody puts somebody forward (NC24)."""

    name = forms.TextField(
        lazy_gettext("Whom do you want to put forward?"),
        description=lazy_gettext("Their name. We ask them before anybody judges."),
        validators=[DataRequired(lazy_gettext("Write their name.")), Length(max=200)],
    )
    category_id = forms.RadioField(
        lazy_gettext("What for?"), validators=[InputRequired(lazy_gettext("Choose what for."))]
    )
    place_id = forms.ChoiceField(
        lazy_gettext("Where do they live?"), validators=[DataRequired(lazy_gettext("Choose where they live."))]
    )
    why = forms.LongTextField(
        lazy_gettext("Why do you want to celebrate them?"),
        description=lazy_gettext("What did they do? Please tell nothing that they would not want others to know."),
        validators=[DataRequired(lazy_gettext("Write why.")), _WORDS],
    )
    relation = forms.RadioField(
        lazy_gettext("Who are you?"),
        choices=[SelectChoice(key, lazy_gettext(words)) for key, words in RELATIONS.items()],
        validators=[InputRequired(lazy_gettext("Choose who you are."))],
    )
    by_name = forms.TextField(
        lazy_gettext("Your name"), validators=[DataRequired(lazy_gettext("Write your name.")), Length(max=200)]
    )
    contact = forms.TextField(
        lazy_gettext("How can we reach you, or them?"),
        description=lazy_gettext("A phone number or an e-mail address, so that we can ask them."),
        validators=[DataRequired(lazy_gettext("Write how to reach you or them.")), Length(max=254)],
        render_kw={"autocomplete": "off"},
    )

    def offer(self, categories: Iterable[AwardCategory], areas: Iterable[tuple[UUID, str]]) -> None:
        """Offer what there is; a question without anything to choose is not asked."""
        self.category_id.choices = [SelectChoice(str(one.id), one.title) for one in categories]
        self.place_id.choices = [SelectChoice("", lazy_gettext("Choose")), *_choices(areas)]
        if not self.category_id.choices:
            del self.category_id
        if len(self.place_id.choices) == 1:
            del self.place_id

    def values(self) -> dict[str, Any]:
        """The columns of the nomination."""
        words = {name: self[name].data for name in ("name", "why", "relation", "by_name", "contact")}
        ids = {name: UUID(self[name].data) for name in ("category_id", "place_id") if name in self}
        return words | ids


class AnswerForm(Form):
    """The nominee's own yes or no."""

    answer = forms.RadioField(
        lazy_gettext("Do you want to be judged for this award?"),
        choices=[SelectChoice("yes", lazy_gettext("Yes")), SelectChoice("no", lazy_gettext("No"))],
        validators=[InputRequired(lazy_gettext("Choose yes or no."))],
    )


class RoundForm(Form):
    """A round, as staff plan it; each line of `categories` is one."""

    version = HiddenField()
    title = forms.TextField("Name of the round", validators=[DataRequired("Give it a name."), _LINE])
    about = forms.LongTextField("What it is for", validators=[_WORDS])
    age_from = forms.WholeNumberField("Youngest age", validators=[Optional(), _AGE])
    age_to = forms.WholeNumberField("Oldest age", validators=[Optional(), _AGE])
    categories = forms.LongTextField(
        "What one can be put forward for", description="One on each line. None: one award for all.", validators=[_WORDS]
    )
    area_kind = forms.ChoiceField("Which areas choose for themselves?")
    shortlist = forms.WholeNumberField(
        "How many stand on each list", default=3, validators=[InputRequired("Write how many."), NumberRange(1, 50)]
    )
    opens_on = forms.DateField("First day to put somebody forward")
    closes_on = forms.DateField("Last day to put somebody forward")
    ceremony_on = forms.DateField("Day of the ceremony")
    ceremony = forms.LongTextField("The ceremony, for everybody to read", validators=[_WORDS])
    lessons = forms.LongTextField(
        "What young people of the last round change in this one",
        description="Everybody can read it. Leave it empty until you have asked them.",
        validators=[_WORDS],
    )

    def offer(self, kinds: Iterable[tuple[str, str]]) -> None:
        """Offer the council's kinds of places."""
        self.area_kind.choices = [
            SelectChoice("", "None: one list for all"),
            *(SelectChoice(key, name) for key, name in kinds),
        ]

    def show(self, round: AwardRound, categories: Iterable[AwardCategory]) -> None:
        """Fill it from what is kept."""
        for name in PLAIN:
            self[name].data = getattr(round, name)
        self.version.data = str(round.version)
        self.categories.data = "\n".join(one.title for one in categories)

    def validate_age_to(self, field: Any) -> None:
        """The oldest is not younger than the youngest."""
        if None not in (field.data, self.age_from.data) and field.data < self.age_from.data:
            raise ValidationError("The oldest age is below the youngest. Change one of them.")

    def validate_closes_on(self, field: Any) -> None:
        """It does not close before it opens."""
        if field.data and self.opens_on.data and field.data < self.opens_on.data:
            raise ValidationError("The last day is before the first. Change one of them.")

    def values(self) -> dict[str, Any]:
        """The round's own columns."""
        return {name: self[name].data if self[name].data is not None else EMPTY.get(name) for name in PLAIN}

    def titles(self) -> list[str]:
        """The categories as typed, each once."""
        lines = (line.strip()[:200] for line in (self.categories.data or "").splitlines())
        return list(dict.fromkeys(line for line in lines if line))


PLAIN = (
    *("title", "about", "age_from", "age_to", "area_kind", "shortlist"),
    *("opens_on", "closes_on", "ceremony_on", "ceremony", "lessons"),
)
EMPTY = {"about": "", "area_kind": "", "ceremony": "", "lessons": ""}


def _choices(options: Iterable[tuple[UUID, str]]) -> list[SelectChoice]:
    return [SelectChoice(str(id), name) for id, name in options]
