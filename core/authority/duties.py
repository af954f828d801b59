"""The sections of a council's file about its duties: safeguarding, consent, retention and small numbers.

Periods are months, clocks are minutes or working days. Nothing here has a silent default that could leave a
child without an answer: a council without safeguarding leads' hours, contacts and clocks cannot start.
"""

from datetime import time
from typing import Literal, Self

from pydantic import Field, field_validator, model_validator

from core.authority.sections import Key, Line, Section

Day = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
RECORD_CLASSES = ("account", "audit", "consent", "member", "published", "safeguarding")


class Hours(Section):
    """When the safeguarding leads are there: the same hours on each of these days, local time."""

    days: tuple[Day, ...] = Field(min_length=1)
    opens: time
    closes: time

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.closes <= self.opens:
            raise ValueError("closes must be later than opens")
        return self


class SafeguardingContact(Section):
    """Whom to ring or write to, in the leads' hours, outside them, or at any hour."""

    name: Line
    when: Literal["in_hours", "out_of_hours", "always"]
    phone: Line
    email: Line | None = None
    note: str = ""


class Clocks(Section):
    """How soon a concern is dealt with, counted from when it is sent (Working Together; days differ)."""

    acknowledge_minutes: int = Field(ge=1, le=24 * 60)
    to_deputy_minutes: int = Field(ge=1, le=24 * 60)
    referral_working_days: int = Field(ge=1, le=5)
    lado_working_days: int = Field(ge=1, le=5)
    review_working_days: int = Field(ge=1, le=60)


class Safeguarding(Section):
    """Leads' hours, contacts by hour and clocks; at each hour of the week somebody must be reachable."""

    hours: tuple[Hours, ...] = Field(min_length=1)
    contacts: tuple[SafeguardingContact, ...] = Field(min_length=1)
    clocks: Clocks

    @field_validator("contacts")
    @classmethod
    def _every_hour(cls, contacts: tuple[SafeguardingContact, ...]) -> tuple[SafeguardingContact, ...]:
        times = {contact.when for contact in contacts}
        if "always" not in times and times != {"in_hours", "out_of_hours"}:
            raise ValueError("needs a contact in hours and one out of hours, or one for always")
        return contacts


class HelpLine(Section):
    """A line that helps at once, whoever the council is."""

    name: Line
    phone: Line
    about: Line
    url: Line | None = None


class Consent(Section):
    """What this council has decided about agreeing to take part (UK GDPR Article 8: never below 13)."""

    lawful_basis: Literal["public_task", "consent"]
    guardian_below_age: int = Field(ge=13, le=18)
    ask_again_months: int = Field(ge=1, le=36)
    image_months: int = Field(ge=1, le=60)
    share_choices: tuple[Literal["my_worker", "team", "anonymous", "nobody"], ...] = Field(min_length=1)

    @field_validator("share_choices")
    @classmethod
    def _may_refuse(cls, choices: tuple[str, ...]) -> tuple[str, ...]:
        if "nobody" not in choices:
            raise ValueError('must offer "nobody": taking part is a choice (W18)')
        return choices


class Retention(Section):
    """How long one class of record is kept, counted from what, and who looks before it goes."""

    record: Key
    trigger: Literal["created", "last_contact", "birth", "left", "closed"]
    months: int = Field(ge=1, le=12 * 110)
    review_first: bool
    source: Line


class Disclosure(Section):
    """Counts below these are not shown: inside the council, and in whatever is published or leaves it."""

    inside: int = Field(default=5, ge=5)
    published: int = Field(default=10, ge=10)
    round_to: int = Field(default=5, ge=1, le=100)

    @model_validator(mode="after")
    def _published_is_stricter(self) -> Self:
        if self.published < self.inside:
            raise ValueError("published must not be lower than inside")
        return self
