"""Forms of posts beyond the council: the post, who takes it up, and what was brought back."""

from collections.abc import Iterable
from typing import Any

from wtforms import HiddenField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from core.api import Form, forms, gettext, lazy_gettext, local_today
from plugins.youth_voice.vocabulary import HOW_CHOSEN

LINE = Length(max=200, message="Use 200 characters or fewer.")
MOST = 4000
TOO_LONG = lazy_gettext("Use 4,000 characters or fewer.")


class PostForm(Form):
    """A post that members of a group hold elsewhere."""

    FIELDS = ("title", "forum", "about", "places", "deputies", "term_months", "source", "active")
    version = HiddenField()
    group_id = forms.ChoiceField("Which group fills it", validators=[InputRequired("Choose a group.")])
    title = forms.TextField("What the post is called", validators=[InputRequired("Give the post a name."), LINE])
    forum = forms.TextField("Where they go", description="For example: a national forum.", validators=[LINE])
    about = forms.LongTextField("What the post is for", description="Everybody can read this.")
    places = forms.WholeNumberField(
        "How many hold it", default=1, validators=[NumberRange(1, 50, "Type a whole number from 1 to 50.")]
    )
    deputies = forms.WholeNumberField(
        "How many deputise", default=0, validators=[NumberRange(0, 50, "Type a whole number from 0 to 50.")]
    )
    term_months = forms.WholeNumberField(
        "For how many months", validators=[Optional(), NumberRange(1, 120, "Type a whole number from 1 to 120.")]
    )
    source = forms.TextField("Where this is written down", validators=[LINE])
    active = forms.YesField("Members are chosen for it now", default=True)

    def offer(self, groups: Iterable[tuple[str, str]]) -> None:
        """Offer the groups that staff may arrange for."""
        self.group_id.choices = [SelectChoice("", "Choose"), *(SelectChoice(id, name) for id, name in groups)]

    def values(self) -> dict[str, Any]:
        """What was typed, as columns; the group apart."""
        typed = {name: self[name].data for name in self.FIELDS}
        return {name: "" if value is None and name != "term_months" else value for name, value in typed.items()}


class HolderForm(Form):
    """Who takes up a post, as what, and for how long."""

    person_id = forms.ChoiceField("Who", validators=[InputRequired("Choose a member of the group.")])
    deputy = forms.YesField("As a deputy, who steps in when somebody cannot come or stops")
    how = forms.RadioField("How they were chosen", default="elected")
    from_on = forms.DateField("From", validators=[InputRequired("Say from which day.")])
    to_on = forms.DateField("Until", validators=[Optional()], description="Empty: until somebody ends it.")

    def offer(self, members: Iterable[tuple[str, str]]) -> None:
        """Offer the members of the group."""
        self.person_id.choices = [SelectChoice("", "Choose"), *(SelectChoice(id, name) for id, name in members)]
        chosen = [(key, words) for key, words in HOW_CHOSEN.items() if key != "stepped_up"]
        self.how.choices = [SelectChoice(key, gettext(words)) for key, words in chosen]

    def validate_to_on(self, field: forms.DateField) -> None:
        """A term ends after it begins."""
        if field.data and self.from_on.data and field.data < self.from_on.data:
            raise ValueError("The term ends before it begins. Change one of the dates.")


class ReportBackForm(Form):
    """What happened where somebody went for the group, and what the group could do now."""

    event = forms.TextField(
        lazy_gettext("What did you go to?"),
        validators=[InputRequired(lazy_gettext("Say what you went to.")), LINE],
    )
    on_date = forms.DateField(
        lazy_gettext("When was it?"), validators=[InputRequired(lazy_gettext("Say when it was."))]
    )
    words = forms.LongTextField(
        lazy_gettext("What happened?"),
        description=lazy_gettext("Your group and its workers read this."),
        validators=[
            InputRequired(lazy_gettext("Say in a few words what happened.")),
            Length(max=MOST, message=TOO_LONG),
        ],
    )
    next_steps = forms.LongTextField(
        lazy_gettext("What should our group do now?"), validators=[Length(max=MOST, message=TOO_LONG)]
    )

    def validate_on_date(self, field: forms.DateField) -> None:
        """It has been."""
        if field.data and field.data > local_today():
            raise ValueError(gettext("This day has not come yet. Tell us when you have been."))
