"""The forms of the desk, which only staff fill in."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID, uuid4

from wtforms import HiddenField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from core.api import Form, forms
from plugins.requests.desk.steps import Asked
from plugins.requests.models import RequestDay

LINE: Final = Length(max=200, message="Use 200 characters or fewer.")
TEXT: Final = Length(max=2000, message="Use 2,000 characters or fewer.")
FINDINGS: Final = Length(max=4000, message="Use 4,000 characters or fewer.")
SLOTS: Final = 4
"""Days that one form offers; it can be filled in again."""
Named = Iterable[tuple[Any, str]]


def _choices(none: str, found: Named) -> list[SelectChoice]:
    return [SelectChoice("", none), *(SelectChoice(str(key), name) for key, name in found)]


def _id(text: str | None) -> UUID | None:
    return UUID(text) if text else None


class PutForm(Form):
    """Who is asked, and until when they decide."""

    version = HiddenField()
    group_id = forms.ChoiceField("Group")
    school_id = forms.ChoiceField("School", description="Where the pupils of one school are asked.")
    cohort = forms.ChoiceField("Situation", description="Where it is about young people in one situation.")
    reply_by = forms.DateField(
        "Their last day for an answer",
        description="Leave time for a meeting in between.",
        validators=[InputRequired("Give them a day until which they can decide.")],
    )
    over_why = forms.LongTextField(
        "Why they should be asked although the meter is full",
        description="Only needed where it is. Staff read it later.",
        validators=[TEXT],
    )

    def offer(self, groups: Named, schools: Named, cohorts: Named) -> None:
        """Offer whom one can ask."""
        self.group_id.choices = _choices("No group", groups)
        self.school_id.choices = _choices("No school", schools)
        self.cohort.choices = _choices("None in particular", cohorts)

    def asked(self) -> Asked:
        """What was chosen."""
        return Asked(
            _id(self.group_id.data),
            _id(self.school_id.data),
            self.cohort.data or "",
            self.reply_by.data,
            self.over_why.data or "",
        )


class StepWordsForm(Form):
    """A reason or a question that whoever asked will read."""

    version = HiddenField()
    words = forms.LongTextField("What you tell them", validators=[TEXT])

    def ask(self, label: str, description: str, needed: str) -> None:
        """Say what the words are for."""
        self.words.label.text, self.words.description = label, description
        self.words.validators = [InputRequired(needed), TEXT]
        self.words.flags.required = False


class GroupAnswerForm(Form):
    """What a group decided at a meeting."""

    version = HiddenField()
    answer = forms.RadioField(
        "What did they answer?",
        choices=[SelectChoice("yes", "Yes"), SelectChoice("no", "No. That is final, and we thank them for deciding")],
        validators=[InputRequired("Choose what they answered.")],
    )
    on = forms.DateField("On which day?", validators=[InputRequired("Say on which day they decided.")])
    words = forms.LongTextField(
        "What they added",
        description="In their words, if they wish it. Whoever asked reads it. Name nobody.",
        validators=[TEXT],
    )


class ApproveForm(Form):
    """One level's yes or no."""

    version = HiddenField()
    level = HiddenField()
    looked = forms.ChoicesField("The ethics panel looked at each of these")
    outcome = forms.RadioField(
        "Your decision",
        choices=[SelectChoice("yes", "Approve it"), SelectChoice("no", "It does not go ahead")],
        validators=[InputRequired("Choose yes or no.")],
    )
    words = forms.LongTextField(
        "What you add", description="Needed for a no. Whoever asked reads it.", validators=[TEXT]
    )

    def offer(self, level: str, questions: Sequence[str]) -> None:
        """Ask the ethics questions on their level, and on no other."""
        if not self.is_submitted():
            self.level.data = level
        if level == "ethics":
            self.looked.choices = [SelectChoice(str(at), one) for at, one in enumerate(questions)]
        else:
            del self.looked

    @property
    def ticked(self) -> int:
        """How many of the questions were ticked."""
        return len(self.looked.data or []) if "looked" in self else 0


class OfferDaysForm(Form):
    """Days that are offered to the young people."""

    day_1 = forms.DateField("First day that you offer", validators=[Optional()])
    at_1 = forms.TimeField("At", description="Such as 4.30pm", validators=[Optional()])
    day_2 = forms.DateField("Second day", validators=[Optional()])
    at_2 = forms.TimeField("At", validators=[Optional()])
    day_3 = forms.DateField("Third day", validators=[Optional()])
    at_3 = forms.TimeField("At", validators=[Optional()])
    day_4 = forms.DateField("Fourth day", validators=[Optional()])
    at_4 = forms.TimeField("At", validators=[Optional()])
    where = forms.TextField("Where", description="The same for all of these days.", validators=[LINE])

    def days(self, request_id: UUID) -> list[RequestDay]:
        """The days that were typed, each once."""
        found: dict[date, RequestDay] = {}
        for at in range(1, SLOTS + 1):
            on = self[f"day_{at}"].data
            if on is not None:
                row = RequestDay(id=uuid4(), request_id=request_id, on_date=on, at=self[f"at_{at}"].data)
                row.where = self.where.data or ""
                found.setdefault(on, row)
        return list(found.values())


class FixDaysForm(Form):
    """The days that the young people took."""

    version = HiddenField()
    taken = forms.ChoicesField("Which days did the young people take?")

    def offer(self, days: Mapping[UUID, str]) -> None:
        """Show the days that were offered."""
        self.taken.choices = [SelectChoice(str(id), words) for id, words in days.items()]

    def chosen(self) -> list[UUID]:
        """Those that were ticked."""
        return [UUID(id) for id in self.taken.data or []]


class FindingsForm(Form):
    """What young people said, in short."""

    version = HiddenField()
    findings = forms.LongTextField(
        "What did they say, in short?",
        description="For whoever would ask the same again. Their own words are best. Name nobody. "
        "You can add it later.",
        validators=[FINDINGS],
    )


class OtherAskForm(Form):
    """An ask that did not come through the desk."""

    what = forms.TextField(
        "What were they asked?",
        description="Such as: a survey about school meals.",
        validators=[InputRequired("Say what they were asked."), LINE],
    )
    who_asked = forms.TextField("Who asked?", description="An agency, no name of a person.", validators=[LINE])
    on_date = forms.DateField("On which day?", validators=[InputRequired("Say on which day.")])
    group_id = forms.ChoiceField("Group")
    school_id = forms.ChoiceField("School")
    cohort = forms.ChoiceField("Situation")

    def offer(self, groups: Named, schools: Named, cohorts: Named) -> None:
        """Offer whom one can ask."""
        self.group_id.choices = _choices("No group", groups)
        self.school_id.choices = _choices("No school", schools)
        self.cohort.choices = _choices("None in particular", cohorts)

    def values(self) -> dict[str, Any]:
        """What was typed, as columns."""
        ids = {name: _id(self[name].data) for name in ("group_id", "school_id")}
        typed = {"what": self.what.data, "who_asked": self.who_asked.data or "", "on_date": self.on_date.data}
        return typed | ids | {"cohort": self.cohort.data or ""}


class ApproversForm(Form):
    """Who approves on one level."""

    people = forms.ChoicesField("Who approves")

    def offer(self, people: Mapping[UUID, str], chosen: Iterable[UUID]) -> None:
        """Offer everybody who can be named, those who are ticked."""
        self.people.choices = [SelectChoice(str(id), name) for id, name in people.items()]
        if not self.is_submitted():
            self.people.data = [str(id) for id in chosen]

    def chosen(self) -> list[UUID]:
        """Those that were ticked."""
        return [UUID(id) for id in self.people.data or []]
