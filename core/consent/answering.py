"""The form that puts several things at once to one reader: each in the words for them, with yes, no and its uses.

The same form is the page behind a one-time link and the page on which a paper form is entered.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from wtforms.fields.choices import SelectChoice

from core.consent.answerers import Answerers
from core.consent.asking import Given
from core.consent.models import Asking
from core.consent.purposes import Purpose, purposes
from core.consent.reading import ages_today, question_about
from core.consent.wording import here, reader_for
from core.people.models import Person
from core.web.forms import ChoicesField, Form, RadioField
from core.web.languages import gettext, lazy_gettext

YES, NO = "yes", "no"


@dataclass(frozen=True)
class Put:
    """One thing as it is put to this reader: its title, the paragraphs, and the names of its fields."""

    purpose: Purpose
    title: str
    paragraphs: Sequence[str]
    answer: str
    uses: str


class AnswersForm(Form):
    """Yes or no to each of `put`; what is left open stays unanswered."""

    put: Sequence[Put] = ()
    reader: str = ""

    def validate(self, extra_validators: Any = None) -> bool:
        """A yes names its uses, and something is answered."""
        sound = bool(super().validate(extra_validators))
        for one in self.put:
            if self._misses_use(one):
                self[one.uses].errors = [gettext("Tick at least one, or choose no.")]
                sound = False
        if sound and not self.given():
            self[self.put[0].answer].errors = [gettext("Answer at least one of them.")]
            sound = False
        return sound

    def given(self) -> dict[str, Given]:
        """What was answered, by purpose."""
        found = {}
        for one in self.put:
            said = self[one.answer].data
            if said in (YES, NO):
                uses = self[one.uses].data if said == YES and one.uses in self else []
                found[one.purpose.name] = Given(said == YES, tuple(uses or ()), self.reader)
        return found

    def _misses_use(self, one: Put) -> bool:
        needs = bool(one.purpose.options) and self[one.answer].data == YES
        return needs and not set(self[one.uses].data or ()) & set(one.purpose.options)


Shape = TypeVar("Shape", bound=AnswersForm)


def form_for(asking: Asking, names: Sequence[str], band: str, shape: type[Shape]) -> Shape:
    """The form that puts these purposes to whoever answers `asking`, in the text for them."""
    reader = reader_of(asking, band)
    put = [_put(purposes()[name], reader, place) for place, name in enumerate(names)]
    fields: dict[str, Any] = {"put": put, "reader": reader}
    for one in put:
        fields[one.answer] = RadioField(
            lazy_gettext("Your answer"),
            choices=[SelectChoice(YES, lazy_gettext("Yes")), SelectChoice(NO, lazy_gettext("No"))],
            validate_choice=False,
        )
        if one.purpose.choices:
            fields[one.uses] = ChoicesField(
                lazy_gettext("If yes, for what?"),
                choices=[SelectChoice(key, lazy_gettext(title)) for key, title in one.purpose.choices.items()],
            )
    made: Shape = type("AnswersHere", (shape,), fields)()
    return made


def reader_of(asking: Asking, band: str) -> str:
    """Which of the five texts whoever answers `asking` reads."""
    person = Answerers((asking.person_id,)).people[asking.person_id]
    return reader_about(person, band, for_adult=asking.adult_id is not None)


def reader_about(person: Person, band: str, *, for_adult: bool) -> str:
    """The same for an answer about this person."""
    youngest, _ = ages_today(person, question_about("core.take_part"))
    return reader_for(band, youngest, for_adult=for_adult)


def _put(purpose: Purpose, reader: str, place: int) -> Put:
    text = here().wordings[purpose.name]
    return Put(purpose, text.title, text.paragraphs(reader), f"answer_{place}", f"uses_{place}")
