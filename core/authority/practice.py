"""The sections of a council's file about safe practice: checks of adults, how many of them, who speaks up for a child.

The numbers are a council's own choice. Where its file says nothing, those below hold, which are no less careful than
what is usual in work with children. Source: LA17, LA25; NSPCC's guidance on supervision.
"""

from typing import Annotated, Literal, Self, get_args

from pydantic import Field, field_validator, model_validator

from core.authority.sections import Line, Paragraph, Section

CheckKind = Literal["dbs", "barred_list", "training", "references", "induction", "code_of_conduct"]
Months = Annotated[int, Field(ge=1, le=120)]
NO_OLDER = 25  # the highest age that a ratio needs to speak of


class AdultRatio(Section):
    """Children up to this age: how many of them one adult may look after."""

    up_to_age: int = Field(ge=0, le=NO_OLDER)
    children: int = Field(ge=1, le=30)


class Practice(Section):
    """What this council asks of adults who run groups, and what happens at a meeting where something is missing.

    `on_gap`: warn says so; refuse also keeps an adult without the checks from being named for a meeting, and the
    meeting from being confirmed. Children are never turned away for it. `renew_months` is how long a check holds.
    """

    needed_checks: tuple[CheckKind, ...] = ("dbs", "training", "code_of_conduct")
    on_gap: Literal["warn", "refuse"] = "warn"
    renew_months: dict[str, Months] = Field(default_factory=lambda: {"dbs": 36, "training": 36})
    remind_days: int = Field(default=42, ge=1, le=365)
    ratios: tuple[AdultRatio, ...] = (
        AdultRatio(up_to_age=8, children=6),
        AdultRatio(up_to_age=12, children=8),
        AdultRatio(up_to_age=NO_OLDER, children=10),
    )
    min_adults: int = Field(default=2, ge=1, le=10)

    @field_validator("needed_checks")
    @classmethod
    def _once_each(cls, kinds: tuple[str, ...]) -> tuple[str, ...]:
        if len(set(kinds)) != len(kinds):
            raise ValueError("names a check twice")
        return kinds

    @field_validator("renew_months")
    @classmethod
    def _known(cls, months: dict[str, int]) -> dict[str, int]:
        if unknown := sorted(set(months) - set(get_args(CheckKind))):
            raise ValueError(f"{', '.join(unknown)} is not one of: {', '.join(get_args(CheckKind))}")
        return months

    @field_validator("ratios")
    @classmethod
    def _by_age(cls, ratios: tuple[AdultRatio, ...]) -> tuple[AdultRatio, ...]:
        ages = [one.up_to_age for one in ratios]
        if not ages or ages != sorted(set(ages)):
            raise ValueError("needs the ages in order, the youngest first, each once")
        if any(older.children < younger.children for younger, older in zip(ratios, ratios[1:], strict=False)):
            raise ValueError("gives older children fewer to an adult than younger ones; look at the numbers again")
        return ratios


class Advocacy(Section):
    """Who speaks up for a child on the council's behalf, and how to reach them."""

    name: Line
    about: Paragraph
    phone: Line | None = None
    email: Line | None = None

    @model_validator(mode="after")
    def _reachable(self) -> Self:
        if not (self.phone or self.email):
            raise ValueError("give a phone number or an e-mail address")
        return self
