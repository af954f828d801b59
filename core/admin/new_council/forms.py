"""The forms of each step. Choices that depend on what is here (profiles, plugins) are made for each request."""

import re
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

from wtforms import Field as AnyField
from wtforms import ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp

from core.admin.new_council import lines
from core.authority.colour import READABLE, WHITE, contrast
from core.authority.profiles.naming import Named
from core.authority.profiles.profile import EXAMPLE, PARTS, Profile
from core.authority.schema import slug_reason
from core.plugging.manifest import Plugin
from core.plugging.registry import Plugins
from core.web.forms import (
    ChoiceField,
    ChoicesField,
    EmailField,
    Form,
    LongTextField,
    RadioField,
    TextField,
    WholeNumberField,
)
from core.words import PLAIN_WORDS, Words

NATIONS = [
    SelectChoice("england", "England"),
    SelectChoice("wales", "Wales"),
    SelectChoice("scotland", "Scotland"),
    SelectChoice("northern_ireland", "Northern Ireland"),
]
WORD_KEYS = tuple(key for key in Words.model_fields if key != "avoid")
MAIL = Regexp(r"^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$", message="This is not an e-mail address.")
MOBILE = Regexp(r"^\+?[0-9][0-9 ]{5,18}[0-9]$", message="Type a mobile number: digits and spaces.")
GATEWAY = Regexp(r"^[^\s@{}]*\{number\}[^\s@{}]*@[^\s@{}]+$", message="Write it with {number} where the number goes.")
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
SAID = InputRequired("Fill this in.")
A_DAY = 24 * 60  # minutes


def _line(label: str, about: str = "", *rules: Any, needed: bool = True) -> Any:
    return TextField(label, description=about, validators=[SAID if needed else Optional(), Length(max=200), *rules])


def _number(label: str, most: int) -> Any:
    return WholeNumberField(label, validators=[SAID, NumberRange(1, most, message=f"From 1 to {most}.")])


class NameForm(Form):
    """Who the council is."""

    name = _line("Full name", "As on a letter.")
    short_name = _line("Short name", "As people say it.")
    slug = _line("Address", "The first part of every address of its pages: small letters, digits and hyphens.")
    ons_code = _line(
        "ONS code",
        "Nine characters, such as E99000001. Search for the council's name with “ONS code”.",
        Regexp(r"^[EWSN]\d{8}$", message="A letter E, W, S or N and eight digits."),
    )
    jurisdiction = RadioField("Where it is", choices=NATIONS, default="england", validators=[SAID])

    def validate_slug(self, field: AnyField) -> None:
        """Refuse what cannot be part of an address."""
        if reason := slug_reason(field.data or ""):
            raise ValidationError(reason[:1].upper() + reason[1:] + ".")


class PlaceForm(Form):
    """The council's own strategy and its places."""

    title = _line("What is your strategy called?", "Write “Participation strategy” if it has no name yet.")
    document = _line("The document, with its years")
    vision = LongTextField("The vision, in plain words", validators=[SAID, Length(max=2000)])
    aims = LongTextField("What you are working for", description="One aim on each line. They stand on the front page.")
    kind = _line("What do you call one of your places?", "Ward, district, locality.")
    kinds = _line("And several of them?", "Wards, districts, localities.")
    places = LongTextField("Their names", description="One on each line. Leave it empty for now if you like.")

    def validate_aims(self, field: AnyField) -> None:
        """Refuse an aim that is no line."""
        if any(len(one) > 200 for one in lines.listed(field.data)):
            raise ValidationError("Each aim has at most 200 letters.")

    def validate_places(self, field: AnyField) -> None:
        """Refuse two places of one name."""
        _read(lambda text: lines.read_places(text, "place"), field)


class TermsForm(Form):
    """The school year."""

    terms = LongTextField(
        "School terms",
        description=f"One on each line: name, first day, last day. For example: {lines.HOW_A_TERM}",
        validators=[SAID],
    )

    def validate_terms(self, field: AnyField) -> None:
        """Refuse a line that is no term."""
        _read(lines.read_terms, field)


class ContactsForm(Form):
    """Whom people can reach."""

    team = _line("The team for groups and having a say")
    team_phone = _line("Its telephone")
    team_email = EmailField("Its e-mail", description="Answers to our messages go there.", validators=[SAID, MAIL])
    officer = _line("Who answers about people's data", "Data protection officer.")
    officer_email = EmailField("Their e-mail", validators=[SAID, MAIL])


class SafeguardingForm(Form):
    """Who is told when somebody says that something is wrong. Nothing here has a stand-in."""

    door = _line("Whom people ring in the leads' hours")
    door_phone = _line("Telephone in hours")
    night = _line("Whom people ring outside these hours")
    night_phone = _line("Telephone outside hours")
    lead = _line("Safeguarding lead: the post", "A post, not a person.")
    lead_email = EmailField("E-mail of the lead", validators=[SAID, MAIL])
    lead_text = _line("Mobile of the lead", "Leave it empty where there is none.", MOBILE, needed=False)
    deputy = _line("Deputy lead: the post", "Leave it empty where there is none.", needed=False)
    deputy_email = EmailField("E-mail of the deputy", validators=[Optional(), MAIL])
    duty = _line("Who is texted when nobody has read a concern in time")
    duty_text = _line("Their mobile", "", MOBILE)
    mail_to_text = _line(
        "The address that turns mail into texts", "From your text provider, such as {number}@texts.example.", GATEWAY
    )
    lado = _line("Designated officer for allegations about adults (LADO)")
    lado_phone = _line("Telephone of the designated officer")
    lado_email = EmailField("E-mail of the designated officer", validators=[SAID, MAIL])
    acknowledge_minutes = _number("Minutes until somebody has read a concern", A_DAY)
    to_deputy_minutes = _number("Minutes until the deputies are told", A_DAY)
    referral_working_days = _number("Working days until it is decided", 5)
    lado_working_days = _number("Working days until the designated officer knows of an allegation", 5)
    review_working_days = _number("Working days until progress is looked at", 60)

    def validate_to_deputy_minutes(self, field: AnyField) -> None:
        """Deputies are not told before the leads."""
        if (field.data or 0) < (self.acknowledge_minutes.data or 0):
            raise ValidationError("The deputies cannot be told before the leads had their time.")

    def validate_deputy(self, field: AnyField) -> None:
        """A post is reached somewhere."""
        if not self.deputy_email.data:
            raise ValidationError("Give the deputy both a post and an e-mail, or leave both empty.")

    def validate_deputy_email(self, field: AnyField) -> None:
        """An address of their own."""
        if field.data.lower() == (self.lead_email.data or "").lower():
            raise ValidationError("Lead and deputy need different addresses.")


class LookForm(Form):
    """Two colours and letters; never the council's logo."""

    colour = _line("Main colour", "A # and six digits or letters a to f, such as #1d4f91. White text stands on it.")
    accent = _line("Second colour", "Another one, such as #7a3b00.")
    lettermark = _line("Letters", "One to three.", Regexp(r"^[A-Za-z]{1,3}$", message="One to three letters."))

    def validate_colour(self, field: AnyField) -> None:
        """White text must be readable on it."""
        if not COLOUR.fullmatch(field.data or ""):
            raise ValidationError("Write a # and six digits or letters a to f.")
        if (found := contrast(field.data, WHITE)) < READABLE:
            raise ValidationError(f"White text is hard to read on it ({found:.1f} to 1). Choose a darker one.")

    def validate_accent(self, field: AnyField) -> None:
        """As the first, and not the same."""
        self.validate_colour(field)
        if field.data == self.colour.data:
            raise ValidationError("Choose two different colours.")


def plugins_form(plugins: Plugins) -> type[Form]:
    """Which parts of Heard are on at first; each says what it does and what it brings along."""
    fields: dict[str, Any] = {
        "plugins": ChoicesField(
            "Which parts does the council begin with?",
            description="What a part needs is switched on with it. Its local admin can switch on the others later.",
            choices=[SelectChoice(one.name, _what_it_does(one, plugins)) for one in plugins],
            validators=[InputRequired("Choose at least one part.")],
        )
    }
    return type("PluginsForm", (Form,), fields)


def _what_it_does(plugin: Plugin, plugins: Plugins) -> str:
    needed = ", ".join(one.title for one in plugins.needed_for(plugin.name))
    return f"{plugin.title}: {plugin.description}" + (f" Needs {needed}." if needed else "")


def profiles_form(profiles: Mapping[str, Profile], wanted: list[str], plugins: Plugins) -> type[Form]:
    """For each part of the file and each plugin, whose starting profile."""
    whose = _whose(profiles)
    fields: dict[str, Any] = {
        "all_from": ChoiceField("All in all, begin as", description=AS_ABOVE, choices=whose, default=EXAMPLE)
    }
    for part, about in PARTS.items():
        choices = [SelectChoice("", "As above"), *whose]
        fields[f"part_{part}"] = ChoiceField(about.title, description=about.about, choices=choices, default="")
    for name in wanted:
        plugin = plugins.get(name)
        if plugin is not None:
            fields |= _of_plugin(name, plugin.title, profiles)
    return type("ProfilesForm", (Form,), fields)


def _whose(profiles: Mapping[str, Profile]) -> list[SelectChoice]:
    return [SelectChoice(slug, "Heard's example" if slug == EXAMPLE else one.title) for slug, one in profiles.items()]


def _of_plugin(name: str, title: str, profiles: Mapping[str, Profile]) -> dict[str, Any]:
    having = {slug: one for slug, one in profiles.items() if one.plugins.get(name, {}).get("settings")}
    kinds = list(dict.fromkeys(kind for one in profiles.values() for kind in one.lists_of(name)))
    fields: dict[str, Any] = {}
    if having:
        choices = [SelectChoice("", "As above"), SelectChoice(OWN, "Heard's own"), *_whose(having)]
        real = [slug for slug in having if slug != EXAMPLE]
        only = real[0] if len(real) == 1 else ""  # a model of one council makes little sense without its settings
        fields[f"settings_{name}"] = ChoiceField(f"{title}: settings", choices=choices, default=only)
    for kind in kinds:
        giving = [(slug, one, given) for slug, one in profiles.items() if (given := one.lists_of(name).get(kind))]
        fields[f"list_{name}.{kind}"] = ChoicesField(
            plain_where(f"{title}: {kind}"),
            choices=[SelectChoice(slug, _with_names(slug, one, entries)) for slug, one, entries in giving],
        )
    return fields


def plain_where(where: str) -> str:
    """A dotted key in words that can be read aloud."""
    said = where.removeprefix("plugins.").replace(".content.", ": ").replace("consent/", "Asking people: ")
    said = said.removesuffix(".md").replace(".", ", ").replace("_", " ").replace("-", " ")
    return said[:1].upper() + said[1:]


def _with_names(slug: str, profile: Profile, entries: Any) -> str:
    """Whose, and the first few of what there is."""
    said = [str(one.get("name") or one.get("title") or one.get("key")) for one in entries if isinstance(one, Mapping)]
    few = ", ".join(said[:MOST_NAMED]) + (f" and {len(said) - MOST_NAMED} more" if len(said) > MOST_NAMED else "")
    whose = "Heard's example" if slug == EXAMPLE else profile.title
    return f"{whose}: {few}" if few else whose


MOST_NAMED = 8
OWN = "own"  # a plugin's own settings, whatever the council begins as
AS_ABOVE = "It holds wherever you choose nothing below. Where you tick none in a list, its entries come along too."


def words_form() -> type[Form]:
    """What people and things are called."""
    plain = {key: getattr(PLAIN_WORDS, key) for key in WORD_KEYS}
    fields = {
        key: TextField(f"“{word}”", validators=[SAID, Length(max=60)], render_kw={"autocomplete": "off"})
        for key, word in plain.items()
    }
    return type("WordsForm", (Form,), fields)


def names_form(named: list[Named], refused: Callable[[str], bool]) -> type[Form]:
    """Each text that names another council, to be said anew; `refused` tells one that still does."""

    def check(form: Form, field: AnyField) -> None:
        if refused(field.data or ""):
            raise ValidationError("This still names another council. Say it in other words.")

    fields = {
        text_id(one.text): LongTextField(
            plain_where(one.where),
            default=one.proposal,
            description="" if one.certain else "It names one of their places or partners.",
            validators=[SAID, check],
        )
        for one in named
    }
    return type("NamesForm", (Form,), fields)


def text_id(text: str) -> str:
    """What a text is called in a form and in the answers."""
    return f"text_{sha256(text.encode()).hexdigest()[:16]}"


def _read(read: Callable[[str], Any], field: AnyField) -> None:
    try:
        read(field.data or "")
    except ValueError as problem:
        raise ValidationError(str(problem)) from None
