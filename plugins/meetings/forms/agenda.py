"""The forms of an agenda: one item with its versions for each age, and whose agenda to copy."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from wtforms import HiddenField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from core.api import Form, forms
from plugins.meetings.agenda.ages import MOST, NO_UPPER_AGE
from plugins.meetings.agenda.themes import Choices
from plugins.meetings.models import AgendaItem
from plugins.meetings.vocabulary import ITEM_KINDS, PARTS

TEXTS = ("title", "title_easy", "part", "kind", "aim", "led_by", "prompt")
VERSION = ("for_whom", "activity", "prompt", "age_from", "age_to")
TOO_LONG = "Use 200 characters or fewer."
LONG = "Use 2,000 characters or fewer."
NUMBERS = range(1, MOST + 1)


class ThemeSet(NamedTuple):
    """One row of tick boxes: the name of its field, its title, and its choices."""

    name: str
    title: str
    choices: Choices


def _choices(words: dict[str, str]) -> list[SelectChoice]:
    return [SelectChoice(key, text) for key, text in words.items()]


class ItemForm(Form):
    """One item, as staff plan it; `v1_for_whom` ... `v4_age_to` are its versions, `themes_...` the council's themes."""

    theme_fields: tuple[str, ...] = ()

    version = HiddenField()
    kind = forms.ChoiceField("What kind of item", choices=_choices(ITEM_KINDS), default="talk")
    title = forms.TextField(
        "What it is called",
        description="For example: Buses after school",
        validators=[InputRequired("Give it a name, such as “Buses after school”."), Length(max=200, message=TOO_LONG)],
    )
    title_easy = forms.TextField("The same in Easy Read", validators=[Length(max=200, message=TOO_LONG)])
    minutes = forms.WholeNumberField(
        "How many minutes",
        validators=[Optional(), NumberRange(1, 600, "Type a whole number from 1 to 600, or leave it empty.")],
    )
    part = forms.RadioField(
        "In which part",
        choices=_choices(PARTS),
        default="formal",
        description="Nothing is written down in time together.",
    )
    aim = forms.LongTextField(
        "What it is for",
        description="What should be different afterwards.",
        validators=[Length(max=2000, message=LONG)],
    )
    led_by = forms.TextField("Led by", validators=[Length(max=200, message=TOO_LONG)])
    prompt = forms.LongTextField(
        "What the chair can say",
        description="Word for word. Leave it empty for our usual words.",
        validators=[Length(max=2000, message=LONG)],
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the fields, then that each version says for whom it is and has its ages the right way round."""
        fine: bool = super().validate(extra_validators)
        return all([fine, *(self._check_version(number) for number in NUMBERS)])

    def values(self) -> dict[str, Any]:
        """What was typed, as an item's columns."""
        texts = {name: self[name].data or "" for name in TEXTS}
        chosen = [theme for name in self.theme_fields for theme in self[name].data or ()]
        versions = [self._version(number) for number in NUMBERS]
        done = [one for one in versions if one["activity"] or one["prompt"]]
        return texts | {"minutes": self.minutes.data, "themes": chosen, "versions": done}

    def show(self, item: AgendaItem) -> None:
        """Fill the form from an item."""
        for name in (*TEXTS, "minutes"):
            self[name].data = getattr(item, name)
        for name in self.theme_fields:
            self[name].data = item.themes
        self.version.data = str(item.version)
        self.show_versions(item.versions)

    def show_versions(self, versions: Iterable[Any]) -> None:
        """Fill in versions, or of a new item only for whom the meeting's other items have some."""
        for number, one in zip(NUMBERS, versions, strict=False):
            for name in VERSION:
                self[f"v{number}_{name}"].data = one.get(name)

    def used(self, number: int) -> bool:
        """True where anything was typed into this version, so that the page shows it open."""
        return any(self[f"v{number}_{name}"].data for name in VERSION) or any(
            self[f"v{number}_{name}"].errors for name in VERSION
        )

    def _version(self, number: int) -> dict[str, Any]:
        found = {name: self[f"v{number}_{name}"].data for name in VERSION}
        return {name: value if name.startswith("age") else value or "" for name, value in found.items()}

    def _check_version(self, number: int) -> bool:
        one, for_whom, age_to = self._version(number), self[f"v{number}_for_whom"], self[f"v{number}_age_to"]
        if (one["activity"] or one["prompt"]) and not one["for_whom"]:
            for_whom.errors = [*for_whom.errors, "Say for whom this is, such as “Years 5 and 6”."]
        if one["age_from"] is not None and one["age_to"] is not None and one["age_from"] > one["age_to"]:
            age_to.errors = [*age_to.errors, "The oldest age is below the youngest. Change one of them."]
        return not (for_whom.errors or age_to.errors)


def _age(label: str) -> Any:
    message = f"Type an age from 0 to {NO_UPPER_AGE}, or leave it empty."
    return forms.WholeNumberField(label, validators=[Optional(), NumberRange(0, NO_UPPER_AGE, message)])


for _number in NUMBERS:  # four of a kind, each field with a name and label of its own
    _fields = {
        "for_whom": forms.TextField("For whom", validators=[Length(max=100, message="Use 100 characters or fewer.")]),
        "age_from": _age("Youngest age"),
        "age_to": _age("Oldest age"),
        "activity": forms.LongTextField("What they do", validators=[Length(max=2000, message=LONG)]),
        "prompt": forms.LongTextField("What somebody can say to them", validators=[Length(max=2000, message=LONG)]),
    }
    for _name, _field in _fields.items():
        setattr(ItemForm, f"v{_number}_{_name}", _field)


def item_form(sets: Iterable[tuple[str, str, Choices]]) -> ItemForm:
    """The form with a row of tick boxes for each set of the council's themes."""
    rows = [ThemeSet(f"themes_{key.replace('-', '_')}", title, choices) for key, title, choices in sets]
    made = {
        row.name: forms.ChoicesField(row.title, choices=[SelectChoice(key, text) for key, text in row.choices])
        for row in rows
    }
    asked = type("ItemFormWithThemes", (ItemForm,), made | {"theme_fields": tuple(made)})
    form: ItemForm = asked()
    return form


class CopyForm(Form):
    """Whose agenda to copy."""

    source = HiddenField(validators=[InputRequired("Choose a meeting.")])
