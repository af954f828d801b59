"""The form by which an agency asks: built on space, voice, audience and influence, kept half-way, sent when whole.

Nothing but the title is needed to keep it; what is needed to send it is looked at then (rules.missing).
"""

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from wtforms import HiddenField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, Regexp

from core.api import Form, forms, gettext
from core.api import lazy_gettext as _
from plugins.requests.asking.writing import TEXTS
from plugins.requests.models import Request
from plugins.requests.vocabulary import FROM, KINDS

LINE: Final = Length(max=200, message=_("Use 200 characters or fewer."))
TEXT: Final = Length(max=4000, message=_("Use 4,000 characters or fewer."))
DAYS: Final = ("starts_on", "ends_on", "feedback_by")
WHO: Final = ("asker_name", "email", "agency", "office", "from_kind")
WHAT: Final = ("title", "kind", "question", "starts_on", "ends_on", "group_id", "wanted", "thanks")
SPACE: Final = ("space",)
VOICE: Final = ("voice",)
AUDIENCE: Final = ("heard_by",)
INFLUENCE: Final = ("can_change", "cannot_change", "success", "feedback", "feedback_by")
ETHICS: Final = ("touches", "risks", "records")


class RequestForm(Form):
    """What an agency asks of young people."""

    version = HiddenField()
    agency = forms.TextField(
        _("Which agency asks?"), description=_("Such as: City Buses. Young people read it."), validators=[LINE]
    )
    office = forms.TextField(
        _("What is your work there?"),
        description=_("Such as: Network Manager. Young people read it, not your name."),
        validators=[LINE],
    )
    from_kind = forms.ChoiceField(_("What kind of agency is it?"))
    title = forms.TextField(
        _("What do you ask, in one line?"),
        description=_("Such as: Where should the night bus stop?"),
        validators=[InputRequired(_("Write in one line what you ask. That is enough to keep it.")), LINE],
    )
    kind = forms.ChoiceField(_("What would you do together?"))
    question = forms.LongTextField(
        _("What do you want to ask or do?"),
        description=_("Write it as you would say it to a 12-year-old. Name no young person."),
        validators=[TEXT],
    )
    starts_on = forms.DateField(_("First day of the work"), validators=[Optional()])
    ends_on = forms.DateField(_("Last day of the work"), validators=[Optional()])
    group_id = forms.ChoiceField(_("Which group?"))
    wanted = forms.TextField(
        _("Who should it be, if you do not know a group?"),
        description=_("Such as: young people who use buses at night, from 13 years on."),
        validators=[LINE],
    )
    thanks = forms.LongTextField(
        _("What do young people get out of it?"),
        description=_("Such as: food, travel costs, a voucher, something learned. Taking part is their free choice."),
        validators=[TEXT],
    )
    space = forms.LongTextField(
        _("Where and how is it safe and easy to take part?"),
        description=_("The place, the time, how they get there, who is with them, what helps disabled young people."),
        validators=[TEXT],
    )
    voice = forms.LongTextField(
        _("How can each say it in their own way?"),
        description=_("Such as: talking in small groups, drawing, voting by card, writing later."),
        validators=[TEXT],
    )
    heard_by = forms.TextField(
        _("Who hears what they say, and can decide?"),
        description=_("An office, such as: Head of Transport. They should be there or read it themselves."),
        validators=[LINE],
    )
    can_change = forms.LongTextField(
        _("What can change because of what they say?"),
        description=_("Be honest: how far can a yes go?"),
        validators=[TEXT],
    )
    cannot_change = forms.LongTextField(
        _("What cannot change, and why?"),
        description=_("A law, money that is spent, something others decide. If nothing stands in the way, say so."),
        validators=[TEXT],
    )
    success = forms.LongTextField(
        _("How will you know that it worked?"), description=_("What will young people notice?"), validators=[TEXT]
    )
    feedback = forms.LongTextField(
        _("What will you tell them afterwards?"),
        description=_("What came of it, and where not, why not."),
        validators=[TEXT],
    )
    feedback_by = forms.DateField(
        _("By which day do you promise to tell them?"),
        description=_("After the work. We remind you. While it is late you cannot ask again."),
        validators=[Optional()],
    )
    touches = forms.ChoicesField(_("Does it touch something that can hurt?"))
    risks = forms.LongTextField(
        _("What could upset or harm somebody, and what do you do then?"),
        description=_("Needed for research and wherever you ticked something above."),
        validators=[TEXT],
    )
    records = forms.LongTextField(
        _("What do you keep of them, who reads it, and when is it deleted?"),
        description=_("Needed for research and wherever you ticked something above."),
        validators=[TEXT],
    )

    def offer(self, groups: Iterable[tuple[UUID, str]], touches: Iterable[str]) -> None:
        """Offer groups by name and what can hurt; a tick that the council has dropped since stays a choice."""
        none = SelectChoice("", gettext("We do not know. You tell us who fits"))
        self.group_id.choices = [none, *(SelectChoice(str(id), name) for id, name in groups)]
        self.kind.choices = [SelectChoice(key, gettext(words)) for key, words in KINDS.items()]
        self.from_kind.choices = [SelectChoice(key, gettext(words)) for key, words in FROM.items()]
        self.touches.choices = [SelectChoice(one, one) for one in touches]

    def values(self) -> dict[str, Any]:
        """What was typed, as a request's columns."""
        typed: dict[str, Any] = {name: self[name].data or "" for name in TEXTS}
        typed |= {name: self[name].data for name in (*DAYS, "kind", "from_kind")}
        return typed | {"touches": list(self.touches.data or []), "group_id": _id(self.group_id.data)}

    def show(self, request: Request) -> None:
        """Fill the form from what was kept."""
        for name in (*TEXTS, *DAYS, "kind", "from_kind", "touches"):
            self[name].data = getattr(request, name)
        self.group_id.data, self.version.data = str(request.group_id or ""), str(request.version)

    def keep_version(self, request: Request) -> None:
        """Show what was typed against what stands now: the next saving wins."""
        self.version.data = str(request.version)
        self.version.raw_data = [self.version.data]


class StrangerRequestForm(RequestForm):
    """The same for somebody without an account: their name and where a letter reaches them."""

    asker_name = forms.TextField(
        _("Your name"),
        description=_("Only the participation team reads it."),
        validators=[InputRequired(_("Say who you are: nobody works with young people without a name.")), LINE],
    )
    email = forms.EmailField(
        _("Your e-mail address"),
        description=_("We send you the way back to this request, and our answer. Look at it twice."),
        validators=[
            InputRequired(_("Give an e-mail address: without one nobody can answer you.")),
            Regexp(
                r"^[^@\s]+@[^@\s]+\.[^@\s]+$", message=_("This is no whole e-mail address, such as sam@work.example.")
            ),
            Length(max=254, message=_("Use 254 characters or fewer.")),
        ],
    )

    def values(self) -> dict[str, Any]:
        """What was typed, with whoever asks."""
        return super().values() | {"asker_name": self.asker_name.data or "", "email": self.email.data or ""}

    def show(self, request: Request) -> None:
        """Fill the form from what was kept."""
        super().show(request)
        self.asker_name.data, self.email.data = request.asker_name, request.email


class ReceiptForm(Form):
    """The code of a receipt."""

    code = forms.TextField(
        _("Your code"),
        description=_("Such as BCDF-GHJ-KMN. Small letters and spaces do not matter."),
        validators=[InputRequired(_("Type the code of your receipt."))],
    )


def _id(text: str | None) -> UUID | None:
    return UUID(text) if text else None
