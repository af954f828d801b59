"""The forms on which adults and young people say how an activity was run: drawn from the model's wording."""

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import HiddenField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from core.api import Form, forms, gettext
from plugins.influence.modes.library import DeclaredMode
from plugins.influence.modes.reading import ModelRead
from plugins.influence.vocabulary import RUN_ANSWERS

_WHY = Length(max=400, message="Use 400 characters or fewer.")
CHOOSE = "Choose one."


class SaysForm(Form):
    """Base: what was said of one model, as part ("" for a whole model) -> (mode, why)."""

    number = HiddenField()
    parts: tuple[str, ...] = ()

    def said(self) -> dict[str, tuple[str, str]]:
        """The parts that were answered."""
        found = {part: (self[f"mode{at}"].data or "", self._why(at)) for at, part in enumerate(self.parts)}
        return {part: given for part, given in found.items() if given[0]}

    def fill(self, said: Mapping[str, tuple[str, str]]) -> None:
        """Show what was said before."""
        for at, part in enumerate(self.parts):
            self[f"mode{at}"].data, why = said.get(part, (None, ""))
            if f"why{at}" in self:
                self[f"why{at}"].data = why

    def _why(self, at: int) -> str:
        return (self[f"why{at}"].data or "") if f"why{at}" in self else ""


def adults_form(model: ModelRead) -> SaysForm:
    """What the adults who ran it say."""
    fields: dict[str, Any] = {}
    for at, mode in enumerate(model.modes if model.asks else ()):
        fields[f"mode{at}"] = _radios(mode.about or mode.title, _answers(), [Optional()])
        fields[f"why{at}"] = forms.TextField(f"{mode.title}: in a few words", validators=[_WHY])
    if not model.asks:
        fields["mode0"] = _radios("How was it run?", [_for_staff(model, mode) for mode in model.modes], [_required()])
        fields["why0"] = forms.TextField(
            "In a few words: what makes you say so?", description="No names.", validators=[_WHY]
        )
    return _drawn(model, fields)


def young_form(model: ModelRead) -> SaysForm:
    """What a young person says, in plain words."""
    fields: dict[str, Any] = {}
    for at, mode in enumerate(model.modes if model.asks else ()):
        fields[f"mode{at}"] = _radios(mode.plain or mode.title, _answers(), [_required()])
    if not model.asks:
        choices = [SelectChoice(mode.key, mode.plain or mode.title) for mode in model.modes]
        fields["mode0"] = _radios(gettext("What was it like?"), choices, [_required()])
    return _drawn(model, fields)


def _drawn(model: ModelRead, fields: dict[str, Any]) -> SaysForm:
    parts = tuple(mode.key for mode in model.modes) if model.asks else ("",)
    form: SaysForm = type("DrawnSaysForm", (SaysForm,), {"parts": parts, **fields})()
    if not form.number.data:
        form.number.data = str(model.number)
    return form


def _radios(label: str, choices: Sequence[SelectChoice], validators: list[Any]) -> Any:
    return forms.RadioField(label, choices=list(choices), validators=validators)


def _required() -> InputRequired:
    return InputRequired(gettext(CHOOSE))


def _answers() -> list[SelectChoice]:
    return [SelectChoice(key, gettext(title)) for key, title in RUN_ANSWERS.items()]


def _for_staff(model: ModelRead, mode: DeclaredMode) -> SelectChoice:
    counted = f"{mode.level}. " if model.is_counted else ""
    return SelectChoice(mode.key, f"{counted}{mode.title}. {mode.about}".strip())
