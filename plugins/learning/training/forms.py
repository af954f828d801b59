"""The forms of training: a course, that somebody did it, and what came of one's own pledge."""

from typing import Any

from wtforms import HiddenField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from core.api import Form, forms, lazy_gettext, local_today
from plugins.learning.models import Course
from plugins.learning.vocabulary import AUDIENCES, PLEDGES

_LINE = Length(max=200, message="Use 200 characters or fewer.")
_WORDS = Length(max=4000, message="Use 4,000 characters or fewer.")
PLAIN = ("title", "about", "audience", "young_led", "months", "accredited_by", "level")


class CourseForm(Form):
    """A course."""

    version = HiddenField()
    title = forms.TextField("Name of the course", validators=[DataRequired("Give it a name."), _LINE])
    about = forms.LongTextField("What one learns there", validators=[_WORDS])
    audience = forms.ChoicesField("Who it is for", choices=[SelectChoice(*one) for one in AUDIENCES.items()])
    young_led = forms.YesField("Young people teach it, or help to")
    months = forms.WholeNumberField(
        "How many months it holds",
        description="Leave it empty where it holds for good.",
        validators=[Optional(), NumberRange(1, 240, "Use a number of months from 1 to 240.")],
    )
    accredited_by = forms.TextField("Accredited by", description="A body outside; empty for none.", validators=[_LINE])
    level = forms.TextField("Level", validators=[Length(max=80, message="Use 80 characters or fewer.")])

    def show(self, course: Course) -> None:
        """Fill it from what is kept."""
        for name in PLAIN:
            self[name].data = getattr(course, name)
        self.version.data = str(course.version)

    def values(self) -> dict[str, Any]:
        """The course's own columns."""
        found = {name: self[name].data for name in PLAIN}
        return found | {name: found[name] or "" for name in ("about", "accredited_by", "level")}


class TakenForm(Form):
    """Somebody did a course."""

    done_on = forms.DateField("On which day", validators=[DataRequired("Write the day.")])
    role = forms.RadioField(
        "As which of these",
        choices=[SelectChoice(*one) for one in AUDIENCES.items()],
        validators=[InputRequired("Choose as what they did it.")],
    )
    led = forms.YesField("They taught it, or helped to")
    proof = forms.TextField(
        "Certificate", description="Its number or where it is kept; empty for none.", validators=[_LINE]
    )
    pledge = forms.LongTextField(
        "What they say they will do differently",
        description="In their own words. Their own page asks them later what came of it.",
        validators=[_WORDS],
    )

    def validate_done_on(self, field: Any) -> None:
        """What was done is not still to come."""
        if field.data and field.data > local_today():
            raise ValidationError("This day is still to come. Write it down once they have done it.")

    def values(self) -> dict[str, Any]:
        """The columns that were typed."""
        words = {name: self[name].data or "" for name in ("proof", "pledge")}
        return words | {"done_on": self.done_on.data, "role": self.role.data, "led": self.led.data}


class PledgeForm(Form):
    """What came of one's own pledge."""

    kept = forms.RadioField(
        lazy_gettext("Did you do it?"),
        choices=[SelectChoice(key, lazy_gettext(words)) for key, words in PLEDGES.items()],
        validators=[InputRequired(lazy_gettext("Choose one."))],
    )
