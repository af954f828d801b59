"""The form of one item of the term's agenda: its name and what is done in each version (N48)."""

from collections.abc import Sequence
from typing import Any

from wtforms import HiddenField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from core.api import Form, forms
from plugins.participation_in_governance.choosing import show_themes, themes_chosen
from plugins.participation_in_governance.models import AgendaLine
from plugins.participation_in_governance.vocabulary import ITEM_KINDS

LINE = Length(max=200, message="Use 200 characters or fewer.")
LONG = Length(max=2000, message="Use 2,000 characters or fewer.")
TEXTS = ("title", "title_young", "title_easy", "aim", "standard", "young", "easy")


class AgendaLineForm(Form):
    """One item for all groups, done differently in each version."""

    theme_fields: tuple[str, ...] = ()

    version = HiddenField()
    kind = forms.ChoiceField(
        "What kind of item", choices=[SelectChoice(key, words) for key, words in ITEM_KINDS.items()], default="talk"
    )
    title = forms.TextField(
        "What it is called",
        description="For example: Getting to school safely.",
        validators=[InputRequired("Give it a name, such as “Getting to school safely”."), LINE],
    )
    title_young = forms.TextField("The same for children", validators=[LINE])
    title_easy = forms.TextField("The same in Easy Read", validators=[LINE])
    minutes = forms.WholeNumberField(
        "How many minutes",
        validators=[Optional(), NumberRange(1, 600, "Type a whole number from 1 to 600, or leave it empty.")],
    )
    aim = forms.LongTextField("What should be different afterwards", validators=[LONG])
    standard = forms.LongTextField("What young people do", validators=[LONG])
    young = forms.LongTextField(
        "What children do",
        description="For groups from primary schools. Moving and making, rather than talking.",
        validators=[LONG],
    )
    easy = forms.LongTextField(
        "What is done where Easy Read comes first", description="Pictures, objects, short sentences.", validators=[LONG]
    )
    leaves_out = forms.ChoicesField("Groups that do not have this item")

    def offer(self, groups: Sequence[Any]) -> None:
        """Offer the programme's groups."""
        self.leaves_out.choices = [SelectChoice(group.key, group.name) for group in groups]

    def values(self) -> dict[str, Any]:
        """What was typed, as columns."""
        texts = {name: self[name].data or "" for name in (*TEXTS, "kind")}
        lists = {"leaves_out": list(self.leaves_out.data or ()), "themes": themes_chosen(self)}
        return texts | lists | {"minutes": self.minutes.data}

    def show(self, line: AgendaLine) -> None:
        """Fill the form from an item."""
        for name in (*TEXTS, "kind", "minutes", "leaves_out"):
            self[name].data = getattr(line, name)
        show_themes(self, line.themes)
        self.version.data = str(line.version)
