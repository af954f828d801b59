"""The forms of a term: what it is about, and one thing that is made together."""

from collections.abc import Sequence
from typing import Any

from wtforms import HiddenField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, Regexp

from core.api import Form, forms
from plugins.participation_in_governance import choosing
from plugins.participation_in_governance.choosing import id_of, show_themes, themes_chosen
from plugins.participation_in_governance.models import Output, ProgrammeTerm
from plugins.participation_in_governance.vocabulary import OUTPUT_STATES

LINE = Length(max=200, message="Use 200 characters or fewer.")
LONG = Length(max=4000, message="Use 4,000 characters or fewer.")


class ProgrammeTermForm(Form):
    """What a term is about: themes of any of the council's sets, and the lead partner (N54)."""

    theme_fields: tuple[str, ...] = ()

    version = HiddenField()
    title = forms.TextField(
        "What this term is called", description="Leave it empty to use the themes as they are.", validators=[LINE]
    )
    title_easy = forms.TextField("The same in Easy Read", validators=[LINE])
    about = forms.LongTextField(
        "What it is about", description="What young people and partners work on together.", validators=[LONG]
    )
    about_easy = forms.LongTextField(
        "The same in Easy Read", description="Short sentences. One idea in each.", validators=[LONG]
    )
    partner_id = forms.ChoiceField("Lead partner")
    partner_does = forms.LongTextField("What the lead partner brings and answers for", validators=[LONG])
    is_public = forms.YesField("Everybody can read this")
    sure = forms.YesField("Take them off all the same")

    def offer(self) -> None:
        """Offer the council's organisations."""
        self.partner_id.choices = choosing.partners()

    def values(self) -> dict[str, Any]:
        """What was typed, as a term's columns."""
        texts = {name: self[name].data or "" for name in ("title", "title_easy", "about", "about_easy", "partner_does")}
        chosen = {"themes": themes_chosen(self), "partner_id": id_of(self.partner_id.data)}
        return texts | chosen | {"is_public": bool(self.is_public.data)}

    def show(self, row: ProgrammeTerm) -> None:
        """Fill the form from a term."""
        for name in ("title", "title_easy", "about", "about_easy", "partner_does", "is_public"):
            self[name].data = getattr(row, name)
        show_themes(self, row.themes)
        self.partner_id.data, self.version.data = str(row.partner_id or ""), str(row.version)


class OutputForm(Form):
    """One thing that young people and a partner make together (N45, N54)."""

    version = HiddenField()
    title = forms.TextField(
        "What it is called",
        description="For example: A safer walk to school.",
        validators=[InputRequired("Give it a name, such as “A safer walk to school”."), LINE],
    )
    title_easy = forms.TextField("The same in Easy Read", validators=[LINE])
    kind = forms.ChoiceField("What kind of thing it is")
    about = forms.LongTextField("What it is for, and who decides about it", validators=[LONG])
    about_easy = forms.LongTextField("The same in Easy Read", validators=[LONG])
    partner_id = forms.ChoiceField("Made with")
    made_by = forms.ChoicesField("Groups that make it")
    state = forms.RadioField(
        "How it stands", choices=[SelectChoice(key, words) for key, words in OUTPUT_STATES.items()], default="planned"
    )
    due_on = forms.DateField("By when", validators=[Optional()])
    done_on = forms.DateField("Done on", validators=[Optional()])
    changed_what = forms.LongTextField(
        "What changed because of it", description="In plain words. Name no child.", validators=[LONG]
    )
    link = forms.TextField(
        "Where it can be read",
        description="A web address.",
        validators=[
            Optional(),
            Length(max=500, message="Use 500 characters or fewer."),
            Regexp("https?://", message="Start with https:// or http://."),
        ],
    )
    is_public = forms.YesField("Everybody can read this")

    def offer(self, kinds: Sequence[str], groups: Sequence[Any]) -> None:
        """Offer kinds, organisations and the programme's groups."""
        self.kind.choices = [SelectChoice("", "Not said"), *(SelectChoice(kind, kind) for kind in kinds)]
        self.partner_id.choices = choosing.partners()
        self.made_by.choices = [SelectChoice(group.key, group.name) for group in groups]

    def keep(self, row: Output) -> None:
        """Offer what a row holds even where the council's lists have lost it since."""
        if row.kind and row.kind not in {choice.value for choice in self.kind.choices}:
            self.kind.choices = [*self.kind.choices, SelectChoice(row.kind, row.kind)]

    def values(self) -> dict[str, Any]:
        """What was typed, as columns."""
        names = ("title", "title_easy", "kind", "about", "about_easy", "changed_what", "link", "state")
        texts = {name: self[name].data or "" for name in names}
        days = {"due_on": self.due_on.data, "done_on": self.done_on.data}
        chosen = {"partner_id": id_of(self.partner_id.data), "made_by": list(self.made_by.data or ())}
        return texts | days | chosen | {"is_public": bool(self.is_public.data)}

    def show(self, row: Output) -> None:
        """Fill the form from a row."""
        self.keep(row)
        for name in self.values():
            self[name].data = getattr(row, name)
        self.partner_id.data, self.version.data = str(row.partner_id or ""), str(row.version)
