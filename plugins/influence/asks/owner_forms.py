"""The forms for who must answer: somebody who decides here, somebody of another organisation, a board on its day."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from flask_wtf.file import FileField
from govuk_frontend_wtf import wtforms_widgets as gov
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Regexp, ValidationError

from core.api import Form, day, forms
from plugins.groups.api import Sitting
from plugins.influence.models import Owner

_LINE = Length(max=200, message="Use 200 characters or fewer.")
NOT_STATED = SelectChoice("", "Not stated")
Named = Iterable[tuple[UUID, str]]


def _choices(found: Named) -> list[SelectChoice]:
    return [SelectChoice(str(id), name) for id, name in found]


def _id(text: str | None) -> UUID | None:
    return UUID(text) if text else None


class OwnerForm(Form):
    """What the three kinds have in common: why it is passed on, where it is."""

    why = forms.TextField(
        "Why it is passed on",
        description="Everybody who sees the question can read this. Name nobody.",
        validators=[_LINE],
    )

    def needs_why(self, passing_on: bool) -> None:
        """Ask for the reason only where somebody is let off."""
        if passing_on:
            self.why.validators = [InputRequired("Say why it goes to somebody else."), _LINE]
        else:
            del self.why

    def reason(self) -> str:
        """Why it is passed on, "" where it is not."""
        return (self.why.data or "") if "why" in self else ""


class PersonForm(OwnerForm):
    """Somebody who decides here."""

    person_id = forms.ChoiceField("Who must answer", validators=[InputRequired("Choose who must answer.")])
    title = forms.TextField(
        "Their office",
        description="How young people read of them: Head of Transport.",
        validators=[InputRequired("Say which office they hold."), _LINE],
    )
    organisation_id = forms.ChoiceField("Organisation")

    def offer(self, people: Mapping[UUID, str], organisations: Named) -> None:
        """Offer those who decide, and organisations."""
        self.person_id.choices = [SelectChoice("", "Choose"), *_choices(people.items())]
        self.organisation_id.choices = [NOT_STATED, *_choices(organisations)]

    def owner(self, id: UUID) -> Owner:
        """Who was chosen."""
        person, organisation = _id(self.person_id.data), _id(self.organisation_id.data)
        title = self.title.data or ""
        return Owner(id=id, kind="person", person_id=person, title=title, organisation_id=organisation)


class PartnerForm(OwnerForm):
    """An officer of another organisation, who answers by a link in a mail."""

    organisation_id = forms.ChoiceField("Organisation", validators=[InputRequired("Choose their organisation.")])
    title = forms.TextField(
        "Their office",
        description="How young people read of them: Network Manager.",
        validators=[InputRequired("Say which office they hold."), _LINE],
    )
    name = forms.TextField("Their name", description="Only staff read it.", validators=[_LINE])
    email = forms.EmailField(
        "Their e-mail address",
        description="They get a link that opens only this question. Look at it twice.",
        validators=[
            InputRequired("Without an address they cannot be asked."),
            Regexp(r"^[^@\s]+@[^@\s]+\.[^@\s]+$", message="This is no whole e-mail address."),
            Length(max=254, message="Use 254 characters or fewer."),
        ],
    )

    def offer(self, organisations: Named) -> None:
        """Offer organisations."""
        self.organisation_id.choices = [SelectChoice("", "Choose"), *_choices(organisations)]

    def owner(self, id: UUID) -> Owner:
        """Who was written down."""
        organisation = _id(self.organisation_id.data)
        typed = {name: self[name].data or "" for name in ("title", "name", "email")}
        return Owner(id=id, kind="partner", organisation_id=organisation, **typed)


class BoardForm(OwnerForm):
    """A board on one of its days, its paper, and who presents it."""

    date_id = forms.ChoiceField("Which meeting")
    presenter_id = forms.ChoiceField("Who presents it")
    paper = FileField(
        "The paper",
        description="A PDF. You can add it later.",
        widget=gov.GovFileInput(),
        render_kw={"accept": "application/pdf"},
    )
    report_title = forms.TextField(
        "Title in the board’s list of reports",
        description="Everybody can read this list. Leave it empty to put nothing there.",
        validators=[_LINE],
    )
    report_about = forms.LongTextField(
        "What the report is about, for everybody",
        description="Two sentences. Name nobody, and nothing that could tell who asked.",
        validators=[Length(max=2000, message="Use 2,000 characters or fewer.")],
    )

    def offer(self, days: Sequence[Sitting], presenters: Mapping[UUID, str], today: date) -> None:
        """Offer the board's days and who can present; the first day that a paper can still reach is chosen."""
        self.date_id.choices = [
            *(SelectChoice(str(one.id), _day(one)) for one in days),
            SelectChoice("", "On a day that is not known yet"),
        ]
        self.presenter_id.choices = [SelectChoice("", "Nobody yet"), *_choices(presenters.items())]
        if not self.is_submitted():
            in_time = [one for one in days if one.papers is None or one.papers >= today] or days
            self.date_id.data = str(in_time[0].id) if in_time else ""

    def validate_report_about(self, field: Any) -> None:
        """Words without a title would stand nowhere."""
        if field.data and not self.report_title.data:
            raise ValidationError("Give the report a title, or take these words out.")

    def owner(self, id: UUID) -> Owner:
        """The board's part in it; the caller says which board."""
        on, by = _id(self.date_id.data), _id(self.presenter_id.data)
        return Owner(id=id, kind="board", date_id=on, presenter_id=by)


class PaperForm(Form):
    """What a board's part still lacks: its paper, and who presents it."""

    paper = FileField(
        "The paper",
        description="A PDF. It takes the place of one that is there already.",
        widget=gov.GovFileInput(),
        render_kw={"accept": "application/pdf"},
    )
    presenter_id = forms.ChoiceField("Who presents it")

    def offer(self, presenters: Mapping[UUID, str], owner: Owner) -> None:
        """Offer who can present, and whoever does now."""
        self.presenter_id.choices = [SelectChoice("", "Nobody yet"), *_choices(presenters.items())]
        if not self.is_submitted():
            self.presenter_id.data = str(owner.presenter_id or "")

    def presenter(self) -> UUID | None:
        """Who was chosen."""
        return _id(self.presenter_id.data)


def _day(one: Sitting) -> str:
    words = day(one.on, "full")
    return f"{words}, papers due on {day(one.papers)}" if one.papers else words
