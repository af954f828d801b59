"""The form for telling somebody: one box that matters, and a few questions that may all be left out.

Nothing in it is trimmed, checked or refused: what was typed is what is kept. Its words stand in the template, in each
reading band; here stand the names of the answers, as the desk finds them.
"""

from typing import Any, Final

import wtforms
from flask_wtf import FlaskForm
from flask_wtf.file import MultipleFileField
from govuk_frontend_wtf import wtforms_widgets as gov
from werkzeug.datastructures import FileStorage
from wtforms import HiddenField

from core.files.forms import ACCEPTED
from core.safeguarding.record.enclosures import Raw
from core.web.forms import ChoicesField, RadioField, YesField
from core.web.languages import gettext
from core.words import gettext_noop

OFF: Final = {"autocomplete": "off"}
SAFE: Final = {"yes": gettext_noop("Yes"), "no": gettext_noop("No"), "not_sure": gettext_noop("I am not sure")}
ABOUT: Final = {"me": gettext_noop("Me"), "other": gettext_noop("Somebody else")}
CONTACT: Final = {"yes": gettext_noop("Yes, like this:"), "no": gettext_noop("No, do not contact me")}
NOT_BY: Final = {
    "ring": gettext_noop("Do not ring"),
    "text": gettext_noop("Do not send a text"),
    "write": gettext_noop("Do not send e-mail or letters"),
    "home": gettext_noop("Do not come to my home"),
}
TYPED: Final = ("about_name", "adult_name", "contact_how", "contact_when", "contact_word", "name")
CHOSEN: Final = ("safe_now", "about", "about_staff", "contact")


class _Line(wtforms.StringField):
    """One line, kept as it was typed."""

    widget = gov.GovTextInput()


class TellForm(FlaskForm):
    """What somebody tells; it is taken in with any one field filled."""

    class Meta:
        csrf = False  # a form is taken in whatever its token says; what that proves is worked out in proof.py

    csrf_token = HiddenField()
    words = wtforms.TextAreaField(widget=gov.GovTextArea(), render_kw=OFF)
    safe_now = RadioField()
    about = RadioField()
    about_name = _Line(render_kw=OFF)
    about_staff = RadioField()
    adult_name = _Line(render_kw=OFF)
    contact = RadioField()
    contact_how = _Line(render_kw=OFF)
    contact_when = _Line(render_kw=OFF)
    contact_word = _Line(render_kw=OFF)
    contact_not = ChoicesField()
    name = _Line(render_kw=OFF)
    unnamed = YesField()
    files = MultipleFileField(widget=gov.GovFileInput(), render_kw={"multiple": True, "accept": ACCEPTED})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field, choices in (
            (self.safe_now, SAFE), (self.about, ABOUT), (self.about_staff, SAFE), (self.contact, CONTACT),
            (self.contact_not, NOT_BY),
        ):  # fmt: skip
            field.choices = [(key, gettext(said)) for key, said in choices.items()]

    @property
    def said(self) -> str:
        """The words, whole."""
        return self.words.data or ""

    def answers(self) -> dict[str, Any]:
        """What was chosen and typed beside the words; what was left out is not there."""
        known = {"safe_now": SAFE, "about": ABOUT, "about_staff": SAFE, "contact": CONTACT}
        found = {name: self[name].data for name in CHOSEN if self[name].data in known[name]}
        found |= {name: self[name].data for name in TYPED if self[name].data}
        not_by = [one for one in self.contact_not.data or () if one in NOT_BY]
        return {**found, "contact_not": not_by} if not_by else found

    def raws(self) -> list[Raw]:
        """The files that came along, read from their beginning; a browser sends an empty one where none was chosen."""
        return [Raw(_read(one)) for one in self.files.data or () if getattr(one, "filename", "")]

    def is_empty(self) -> bool:
        """True where there is nothing to take in."""
        chosen = any(getattr(one, "filename", "") for one in self.files.data or ())
        return not (self.said.strip() or self.answers() or chosen)


class AgainForm(FlaskForm):
    """The code of a receipt, and more words once it is known."""

    class Meta:
        csrf = False  # the code itself is what opens it

    csrf_token = HiddenField()
    code = _Line(render_kw={**OFF, "autocapitalize": "characters", "spellcheck": "false"})
    words = wtforms.TextAreaField(widget=gov.GovTextArea(), render_kw=OFF)


def _read(one: FileStorage) -> bytes:
    one.stream.seek(0)
    return one.stream.read()
