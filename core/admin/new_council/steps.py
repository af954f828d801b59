"""The steps of a new council in their order, each with its form, and what a draft comes to when all is answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import current_app

from core.admin.new_council import forms, wishing
from core.authority.faults import Fault
from core.authority.models import AuthorityRow, CouncilDraft
from core.authority.profiles.folder import Judges, Made, faults_of, make, taken_reason
from core.authority.profiles.naming import still_named
from core.authority.profiles.profile import Profile, chosen, profiles_in
from core.consent.purposes import EXTENSION as PURPOSES
from core.db import db
from core.web.forms import Form
from core.web.house import house


@dataclass(frozen=True)
class Step:
    """One page of questions: its key in the address, its title and what it is for."""

    key: str
    title: str
    about: str


STEPS = (
    Step("name", "The council", "Who it is. Everything else can be changed later with more ease than this."),
    Step("plugins", "Parts of Heard", "What the council begins with. Switching a part on or off later loses nothing."),
    Step(
        "profiles",
        "Starting profiles",
        "Begin as another council did, part by part. You change what you like in the next steps, and afterwards.",
    ),
    Step("words", "Words", "What people and things are called on every page. In quotation marks: Heard's own word."),
    Step("terms", "School year", "Meetings that come round each term count in these days. Put your own."),
    Step("places", "Strategy and places", "What the council promises, and what its places are called."),
    Step("contacts", "Contacts", "Whom people reach."),
    Step(
        "safeguarding",
        "Safeguarding",
        "Who is told when somebody says that something is wrong, and how soon. A council cannot start without it.",
    ),
    Step("look", "Look", "Two colours and letters of your own. Never use the council's logo without its permission."),
    Step(
        "names",
        "Other councils' names",
        "These texts came along and name the council they are from. Read what we propose, and say it in your words.",
    ),
)
BY_KEY = {step.key: step for step in STEPS}


@dataclass(frozen=True)
class Ground:
    """A draft with everything on this deployment that its steps ask about."""

    draft: CouncilDraft

    @cached_property
    def profiles(self) -> Mapping[str, Profile]:
        """Whose parts can be taken."""
        return profiles_in(house().deployment.authorities)

    @property
    def answers(self) -> Mapping[str, Mapping[str, Any]]:
        """What was answered so far."""
        return self.draft.answers

    def form(self, step: str) -> Form:
        """The form of a step, filled with what was answered, or with what the profiles say at first."""
        said = dict(self.answers.get(step) or wishing.at_first(step, self.answers, self.profiles))
        return self._form_class(step)(data=said if step != "names" else self._names_said(said))

    def keep(self, step: str, form: Form) -> None:
        """Put the answers of a step into the draft."""
        said = {name: value for name, value in form.data.items() if name not in ("csrf_token", "once")}
        if step == "names":
            texts = {forms.text_id(one.text): one.text for one in self.made.named}
            said = {"replacing": {texts[name]: value for name, value in said.items() if name in texts}}
        self.draft.answers = {**self.answers, step: said}
        self.draft.name = self.draft.answers["name"]["name"]

    @cached_property
    def made(self) -> Made:
        """The council as the answers make it; nothing is put right by rule, a person has to say it."""
        wish = wishing.wish_of(self.answers, house().plugins.requires, self.profiles)
        return make(wish, self.profiles, propose=False)

    @property
    def waiting(self) -> list[Step]:
        """Steps that were not answered, and that about names while any is left."""
        open_steps = [step for step in STEPS[:-1] if step.key not in self.answers]
        return open_steps + ([BY_KEY["names"]] if not open_steps and self.made.left else [])

    def faults(self) -> list[Fault]:
        """What is wrong with the council's files, as every other council's are judged."""
        plugins, purposes = house().plugins, frozenset(one.name for one in current_app.extensions[PURPOSES])
        return faults_of(self.made, Judges(plugins.models, plugins.requires, plugins.processing, purposes))

    def taken(self, slug: str, code: str) -> str:
        """Why slug or code cannot be this council's: another has or had it, in a file or in the database."""
        councils = house().authorities.all_files()
        if reason := taken_reason(slug, code, councils, house().deployment.authorities):
            return reason
        here = db.select(AuthorityRow.name).where((AuthorityRow.slug == slug) | (AuthorityRow.ons_code == code))
        name = db.session.scalar(here)
        return f"The database knows {name} by this address or code. Choose others." if name else ""

    def _form_class(self, step: str) -> type[Form]:
        plugins = house().plugins
        if step == "plugins":
            return forms.plugins_form(plugins)
        if step == "profiles":
            wanted = wishing.wanted_plugins(self.answers, plugins.requires)
            return forms.profiles_form(self.profiles, wanted, plugins)
        if step == "words":
            return forms.words_form()
        if step == "names":
            wish = self.made.wish
            donors = [chosen(self.profiles, slug) for slug in wish.profiles]
            return forms.names_form(list(self.made.named), lambda text: still_named(text, wish, donors))
        return _FIXED[step]

    def _names_said(self, said: Mapping[str, Any]) -> dict[str, Any]:
        return {forms.text_id(text): value for text, value in said.get("replacing", {}).items()}


_FIXED: Mapping[str, type[Form]] = {
    "name": forms.NameForm,
    "terms": forms.TermsForm,
    "places": forms.PlaceForm,
    "contacts": forms.ContactsForm,
    "safeguarding": forms.SafeguardingForm,
    "look": forms.LookForm,
}
