"""The forms on which staff word a participation model, add one of their own, and say what a mode is elsewhere."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

import wtforms
from wtforms import HiddenField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from core.api import Form, forms
from plugins.influence.modes.library import DeclaredMode, fault_of
from plugins.influence.modes.reading import ModelRead
from plugins.influence.vocabulary import SHAPES

ADD = "add_row"  # name of the button that asks for one more row
BLANK_ROWS = 3
STAGES = ("openings", "opportunities", "obligations")
_LINE = Length(max=200, message="Use 200 characters or fewer.")
_WORDS = Length(max=1000, message="Use 1,000 characters or fewer.")


class ModeRow(wtforms.Form):
    """One mode; a row whose name is emptied is left out."""

    key = HiddenField()
    title = forms.TextField("Name", validators=[_LINE])
    level = forms.WholeNumberField("Step number", validators=[wtforms.validators.Optional()])
    about = forms.TextField("What it means, for staff", validators=[_WORDS])
    plain = forms.TextField("What a young person would say of it", validators=[_WORDS])
    openings = forms.TextField("Opening: is somebody ready?", validators=[_WORDS])
    opportunities = forms.TextField("Opportunity: can it be done?", validators=[_WORDS])
    obligations = forms.TextField("Obligation: must it be done?", validators=[_WORDS])


class WordingForm(Form):
    """Every mode of a model, and why the wording changes."""

    version = HiddenField()
    rows = wtforms.FieldList(wtforms.FormField(ModeRow))
    note = forms.TextField("Why do you change it?", description="Kept with the new wording.", validators=[_LINE])

    def show(self, model: ModelRead) -> None:
        """Fill it from the newest wording; an empty template gets rows to begin with."""
        self.version.data = str(model.number)
        for mode in model.modes:
            self.rows.append_entry(mode.model_dump(exclude={"means"}))
        for _ in range(0 if model.modes else BLANK_ROWS):
            self.rows.append_entry()

    def modes(self, model: ModelRead) -> list[dict[str, Any]]:
        """What was typed, as modes; mappings of those that stay are kept."""
        typed = [row.form for row in self.rows if row.form.title.data]
        taken = {row.key.data for row in typed if row.key.data}
        return [_mode(row, model, taken) for row in typed]

    def is_sound(self, model: ModelRead) -> bool:
        """The form is valid, and what it makes is a whole model; what is wrong stands in form_errors."""
        if not self.validate():
            return False
        problem = fault_of(model.shape, [DeclaredMode.model_validate(mode) for mode in self.modes(model)])
        if problem:
            self.form_errors.append(f"{problem[0].upper()}{problem[1:]}. Nothing is saved yet.")
        return not problem


class OwnForm(Form):
    """A model of the council's own."""

    title = forms.TextField("Name of the model", validators=[DataRequired("Give it a name."), _LINE])
    shape = forms.RadioField("What kind of model it is", choices=[SelectChoice(*one) for one in SHAPES.items()])
    source = forms.TextField("Whose model it is", validators=[_WORDS])
    chosen = forms.TextField("Where your strategy names it, or why you take it", validators=[_WORDS])


class MeansForm(Form):
    """What one mode is in another model, with the reason."""

    mode = forms.ChoiceField("This mode")
    target = forms.ChoiceField("is in another model")
    why = forms.TextField(
        "Because",
        description="Whoever carries something over reads this and decides.",
        validators=[DataRequired("Say why: without a reason nothing is carried over."), Length(max=400)],
    )

    def offer(self, model: ModelRead, others: Iterable[ModelRead]) -> None:
        """Offer this model's modes and those of all others."""
        self.mode.choices = [SelectChoice(mode.key, mode.title) for mode in model.modes]
        self.target.choices = [
            SelectChoice(f"{other.key}/{mode.key}", f"{other.title}: {mode.title}")
            for other in others
            if other.key != model.key and not other.asks
            for mode in other.modes
        ]


def drawn_rows(model: ModelRead) -> Sequence[str]:
    """The fields of a row that this model has a use for: only steps are counted, only some have stages."""
    level = ["level"] if model.is_counted else []
    staged = any(getattr(mode, name) for mode in model.modes for name in STAGES)
    return ["key", "title", *level, "about", "plain", *(STAGES if staged else ())]


def key_of(title: str, taken: Iterable[str]) -> str:
    """A key made from a name, unlike those that are taken."""
    plain = re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")[:60].strip("-") or "mode"
    held = set(taken)
    return next(key for key in (plain, *(f"{plain}-{n}" for n in range(2, 1000))) if key not in held)


def _mode(row: Any, model: ModelRead, taken: set[str]) -> dict[str, Any]:
    before = model.mode(row.key.data) if row.key.data else None
    key = before.key if before else key_of(row.title.data, taken)
    taken.add(key)
    words = {name: row[name].data or "" for name in ("title", "about", "plain", *STAGES)}
    means = [one.model_dump() for one in before.means] if before else []
    return {"key": key, "level": row.level.data if model.is_counted else None, "means": means} | words
