"""Forms of people: what may be typed, and what to say when it cannot be right."""

from collections.abc import Iterable

from wtforms import HiddenField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, Regexp

from core.clock import local_today
from core.people.rules import AGE_BANDS, LAST_SCHOOL_YEAR, NO_UPPER_AGE, school_year_name, years_between
from core.web.forms import ChoiceField, DateField, EmailField, Form, LongTextField, RadioField, TextField

KIND_TITLES = {
    "young_person": "Child or young person",
    "parent_carer": "Parent or carer",
    "worker": "Worker",
    "partner": "Partner",
}
ADDRESS = r"^[^@\s]+@[^@\s]+\.[^@\s]+$"  # only a slip is caught here; an address is proved by a letter that arrives
NOTHING = ("", "Not known")
IN_USE = (("yes", "Yes"), ("no", "No: leave it off lists of choices"))
LONGEST_TEXT = 4000


def choices(offered: Iterable[tuple[str, str]]) -> list[SelectChoice]:
    """(value, words) pairs as a field takes them."""
    return [SelectChoice(value, words) for value, words in offered]


class PersonForm(Form):
    """One person's record; `version` says which state of the record was on screen."""

    kind = RadioField("Who is this?", choices=choices(KIND_TITLES.items()), default="young_person")
    name = TextField("Full name", validators=[InputRequired("Enter a name"), Length(max=200)])
    known_as = TextField(
        "Known as", description="What they want to be called, if it differs", validators=[Length(max=100)]
    )
    born_on = DateField("Date of birth", description="For example, 27 3 2011. Leave it empty if not known")
    age_band = ChoiceField(
        "Age, if the date of birth is not known",
        choices=choices([NOTHING, *((band, band.replace("-", " to ")) for band in AGE_BANDS)]),
    )
    school_year = ChoiceField(
        "School year",
        description="Only if it differs from most children of this age",
        choices=choices(
            [
                ("", "As usual for their age"),
                *((str(year), school_year_name(year)) for year in range(LAST_SCHOOL_YEAR + 1)),
            ]
        ),
    )
    organisation_id = ChoiceField("School or organisation")
    place_id = ChoiceField("Place")
    heard_how = LongTextField(
        "How I like to be heard",
        description="In their own words: talking, drawing, texting, with somebody beside them",
        validators=[Length(max=LONGEST_TEXT)],
    )
    access_needs = LongTextField(
        "What helps them take part",
        description="Access needs: an interpreter, a lift, a quiet room. Only what is needed to take part",
        validators=[Length(max=LONGEST_TEXT)],
    )
    email = EmailField(
        "E-mail",
        validators=[
            Optional(),
            Regexp(ADDRESS, message="Enter an e-mail address like name@home.example"),
            Length(max=254),
        ],
    )
    phone = TextField("Phone", validators=[Length(max=40)])
    left_on = DateField("No longer takes part since", description="Leave it empty while they take part")
    version = HiddenField()
    anyway = HiddenField()

    def validate_born_on(self, field: DateField) -> None:
        """A birth date lies in the past and in living memory."""
        if field.data is None:
            return
        age = years_between(field.data, local_today())
        if field.data > local_today():
            raise ValidationError("A date of birth cannot be in the future")
        if age > NO_UPPER_AGE:
            raise ValidationError(f"That would be {age} years ago: check the year")

    def validate_name(self, field: TextField) -> None:
        """A name has at least one letter."""
        if not any(letter.isalpha() for letter in field.data or ""):
            raise ValidationError("Enter a name with letters in it")


class OrganisationForm(Form):
    """One organisation."""

    name = TextField("Name", validators=[InputRequired("Enter the name"), Length(max=200)])
    kind = ChoiceField("What it is")
    place_id = ChoiceField("Place")
    active = RadioField("Is it in use?", choices=choices(IN_USE), default="yes")


class PlaceForm(Form):
    """One place."""

    name = TextField("Name", validators=[InputRequired("Enter the name"), Length(max=200)])
    kind = ChoiceField("What it is")
    parent_id = ChoiceField("It lies in")
    code = TextField("ONS code", description="If it has one, for example E05000001", validators=[Length(max=20)])
    active = RadioField("Is it in use?", choices=choices(IN_USE), default="yes")


class TermForm(Form):
    """One school term, first day to last day."""

    name = TextField("Name", validators=[InputRequired("Enter the name"), Length(max=80)])
    starts_on = DateField("First day")
    ends_on = DateField("Last day")

    def validate_starts_on(self, field: DateField) -> None:
        """A term has a first day."""
        if field.data is None:
            raise ValidationError("Enter the first day")

    def validate_ends_on(self, field: DateField) -> None:
        """A term has a last day, on or after the first."""
        if field.data is None:
            raise ValidationError("Enter the last day")
        if self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError("The last day is before the first: check both")
