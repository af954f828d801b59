"""The living style guide: every component in every state and face, for whoever builds pages. Demo and tests only."""

from datetime import date
from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from core.access.stamps import public
from core.disclosure.found import KINDS, Flag
from core.disclosure.identifying import hint
from core.disclosure.looking import look
from core.web import forms
from core.web.house import house
from core.web.render import Face, page

blueprint = Blueprint("styleguide", __name__)

FACES: tuple[Face, ...] = ("public", "young", "worker")
BANDS = ("standard", "young", "easy")
DIRECTIONS = ("ltr", "rtl")
PLACES = [SelectChoice("north", "North"), SelectChoice("south", "South")]
WAYS = [SelectChoice("open", "Anyone can come"), SelectChoice("vote", "By election")]
AGES = [SelectChoice("11", "11 to 15"), SelectChoice("16", "16 to 18"), SelectChoice("19", "19 to 25")]
SAMPLE_TEXT = "Sam was the only goalkeeper at Elm Park."
SAMPLE_FLAGS = (
    Flag("name", "Sam", 0, "Somebody here has this name."),
    Flag("place", "Elm Park", SAMPLE_TEXT.index("Elm"), "A small place: few people go there."),
)
MISTAKES = {
    "name": "Give the group a name",
    "ages": "Tick at least one age",
    "starts_on": "Give a whole date, such as 4 9 2026",
}


class SampleForm(forms.Form):
    """One of each field that pages use; it saves nothing."""

    name = forms.TextField("Name of the group", [InputRequired()], description="What young people call it.")
    purpose = forms.LongTextField("What it is for")
    seats = forms.WholeNumberField("How many seats it has")
    starts_on = forms.DateField("When it starts", description="For example, 4 9 2026")
    place = forms.ChoiceField("Where it meets", choices=PLACES)
    join = forms.RadioField("How people join", choices=WAYS)
    ages = forms.ChoicesField("Ages", choices=AGES)
    listed = forms.YesField("Show it in the public list")
    secret = forms.PasswordField("Password")


@blueprint.get("/styleguide")
@public("the style guide is for whoever builds pages")
def index() -> ResponseReturnValue:
    """Every component; `face`, `band`, `direction` and `look` (a council's slug) choose how it is shown."""
    return _shown("styleguide/index.html")


@blueprint.get("/styleguide/form")
@public("the style guide is for whoever builds pages")
def form() -> ResponseReturnValue:
    """Every field, plain or (`state=errors`) with what is wrong with it."""
    sample = SampleForm(formdata=None, data={"purpose": "Typed before, and kept."})
    if request.args.get("state") == "errors":
        for name, fault in MISTAKES.items():
            sample[name].errors = [fault]
    return _shown("styleguide/form.html", form=sample)


def _shown(template: str, **context: Any) -> ResponseReturnValue:
    face = _one_of("face", FACES)
    chosen = {"face": face, "band": _one_of("band", BANDS), "direction": _one_of("direction", DIRECTIONS)}
    council = _council()
    chosen["look"] = council.slug if council else ""
    return page(
        template,
        face=face,
        chosen=chosen,
        chosen_look=url_for("web.look", authority=council.slug) if council else None,
        councils=house().authorities.all(),
        sample_day=date,
        sample_look=look("sample", SAMPLE_TEXT, SAMPLE_FLAGS, hint(SAMPLE_FLAGS), ()),
        flag_kinds=KINDS,
        choices=[(name, _choice(chosen, name, options)) for name, options in _options().items()],
        **context,
    )


def _council() -> Any:
    wanted = request.args.get("look", "")
    return next((council for council in house().authorities.all() if council.slug == wanted), None)


def _options() -> dict[str, tuple[str, ...]]:
    looks = ("", *(council.slug for council in house().authorities.all()))
    return {"face": FACES, "band": BANDS, "direction": DIRECTIONS, "look": looks}


def _choice(chosen: dict[str, str], name: str, options: tuple[str, ...]) -> list[tuple[str, str, bool]]:
    """Links that change one choice and keep the others."""
    endpoint, links = str(request.endpoint), []
    for option in options:
        query: dict[str, Any] = {**chosen, name: option}
        links.append((option or "Heard", url_for(endpoint, **query), chosen[name] == option))
    return links


def _one_of(name: str, options: tuple[Any, ...]) -> Any:
    wanted = request.args.get(name, options[0])
    return wanted if wanted in options else options[0]
