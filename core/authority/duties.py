"""The sections of a council's file about its duties: safeguarding, consent, retention and small numbers.

Periods are months, clocks are minutes or working days. Nothing here has a silent default that could leave a
child without an answer: a council without safeguarding leads' hours, contacts and clocks cannot start.
"""

from datetime import date, time
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, field_validator, model_validator

from core.authority.practice import Advocacy, Practice
from core.authority.screening import Screen
from core.authority.sections import Key, Line, Section

Day = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
LONGEST_CLOSED = 31  # days
RECORD_CLASSES = ("account", "audit", "consent", "member", "published", "safeguarding")


Mobile = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^\+?[0-9][0-9 ]{5,18}[0-9]$")]
Mail = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200, pattern=r"^[^\s@<>]+@[^\s@<>]+$")]


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


class Post(Section):
    """Somebody who is told that a concern came: a post, not a person, and where it is reached. `text` is a mobile."""

    post: Line
    rank: Literal["lead", "deputy"]
    email: Mail
    text: Mobile | None = None


class DutyPhone(Section):
    """The number that is texted when nobody else has read a concern.

    `mail_to_text` turns mail into texts for alarms alone, where the council sends no other texts.
    """

    name: Line
    text: Mobile
    mail_to_text: Annotated[str, StringConstraints(pattern=r"^[^\s@{}]*\{number\}[^\s@{}]*@[^\s@{}]+$")] | None = None


class Lado(Section):
    """The local authority's designated officer, who hears of allegations about adults who work with children."""

    name: Line
    phone: Line
    email: Mail


class Closed(Section):
    """Days, both included, on which the leads are away beside bank holidays."""

    from_day: date = Field(alias="from")
    to_day: date = Field(alias="to")
    why: Line

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not 0 <= (self.to_day - self.from_day).days < LONGEST_CLOSED:
            raise ValueError(f"to must not be before from, nor more than {LONGEST_CLOSED} days later")
        return self


class Clocks(Section):
    """How soon a concern is dealt with, counted from when it is sent (Working Together; days differ).

    Minutes count in the leads' hours. Not read within `acknowledge_minutes`, the leads are told again; within
    `to_deputy_minutes`, the deputies; within `to_duty_minutes` (twice that, if nothing is said), the duty number.
    """

    acknowledge_minutes: int = Field(ge=1, le=24 * 60)
    to_deputy_minutes: int = Field(ge=1, le=24 * 60)
    to_duty_minutes: int | None = Field(default=None, ge=1, le=48 * 60)
    referral_working_days: int = Field(ge=1, le=5)
    lado_working_days: int = Field(ge=1, le=5)
    review_working_days: int = Field(ge=1, le=60)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.acknowledge_minutes <= self.to_deputy_minutes <= self.duty_minutes:
            raise ValueError("acknowledge_minutes, to_deputy_minutes and to_duty_minutes must not get shorter")
        return self

    @property
    def duty_minutes(self) -> int:
        """How long a concern stays unread until the duty number is texted."""
        return self.to_duty_minutes if self.to_duty_minutes is not None else 2 * self.to_deputy_minutes


class Safeguarding(Section):
    """Who is told, when they are there, contacts by hour, and clocks; at each hour somebody must be reachable.

    `watched_always` only where somebody watches around the clock: then minutes count at night as well.
    `break_glass`: whether practitioners open one child's cases in an emergency alone or only with a lead's yes.
    """

    hours: tuple[Hours, ...] = Field(min_length=1)
    closed: tuple[Closed, ...] = ()
    watched_always: bool = False
    break_glass: Literal["alone", "with_a_lead"] = "alone"
    contacts: tuple[SafeguardingContact, ...] = Field(min_length=1)
    leads: tuple[Post, ...] = Field(min_length=1)
    duty: DutyPhone
    lado: Lado
    clocks: Clocks
    screen: Screen = Screen()

    @field_validator("leads")
    @classmethod
    def _a_lead(cls, leads: tuple[Post, ...]) -> tuple[Post, ...]:
        if not any(post.rank == "lead" for post in leads):
            raise ValueError('needs at least one post of rank "lead": nobody would be told of a concern')
        if len({post.email.lower() for post in leads}) < len(leads):
            raise ValueError("names one e-mail address twice")
        return leads
    practice: Practice = Practice()
    advocacy: Advocacy | None = None

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


LawfulBasis = Literal["public_task", "legal_obligation", "vital_interests", "contract", "consent"]
"""UK GDPR Article 6(1). A council's own tasks cannot rest on legitimate interests, so that basis is not offered."""

SpecialCondition = Literal[
    "none", "substantial_public_interest", "social_care", "employment_and_social_protection", "vital_interests",
    "public_health", "legal_claims", "archiving_and_research", "explicit_consent",
]  # fmt: skip
"""UK GDPR Article 9(2)."""


class PurposeBasis(Section):
    """The lawful basis of one purpose where it differs from the council's usual one, and the law it rests on."""

    purpose: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_.-]{0,79}$")]
    basis: LawfulBasis
    special: SpecialCondition = "none"
    offences: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""
    law: Line


class Consent(Section):
    """What this council has decided about agreeing to take part (UK GDPR Article 8: never below 13).

    `lawful_basis` and `bases` say why the council may use data at all; they are never somebody's agreement.
    """

    lawful_basis: Literal["public_task", "consent"]
    bases: tuple[PurposeBasis, ...] = ()
    guardian_below_age: int = Field(ge=13, le=16)
    leap_birthday: Literal["1 March", "28 February"] = "1 March"
    ask_again_months: int = Field(ge=1, le=36)
    image_months: int = Field(ge=1, le=60)
    share_choices: tuple[Literal["my_worker", "team", "anonymous", "nobody"], ...] = Field(min_length=1)

    @field_validator("bases")
    @classmethod
    def _once_each(cls, bases: tuple[PurposeBasis, ...]) -> tuple[PurposeBasis, ...]:
        if twice := sorted({one.purpose for one in bases if [b.purpose for b in bases].count(one.purpose) > 1}):
            raise ValueError(f"says two things about: {', '.join(twice)}")
        return bases

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
