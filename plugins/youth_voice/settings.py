"""What a council can choose about its elected and nominated groups: elections, reports, and groups to come."""

from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from core.api import FILE_ONLY
from plugins.groups.api import DeclaredGroup

Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
OWN = ("key", "name", "programme")  # said when the group is made


def _declarable(fields: dict[str, Any]) -> dict[str, Any]:
    """Refuse what no group could be made from."""
    if stated := sorted(set(fields) & set(OWN)):
        raise ValueError(f"{', '.join(stated)}: said when the group is made, not in a template")
    if seats := fields.get("seats"):
        raise ValueError(f"seats: a template knows no boards of a council ({len(seats)} given)")
    DeclaredGroup(key="template", name="Template", **fields)
    return fields


class GroupTemplate(BaseModel):
    """What a group that may come is like from its first day: `group` has the fields of a declared group (W67)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: Key
    title: Line
    about: str = ""
    source: str = ""
    group: Annotated[dict[str, Any], AfterValidator(_declarable)] = {}


class YouthVoiceSettings(BaseModel):
    """Settings of youth_voice; every one can be changed on screen unless the council's file locks it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    umbrella: str = Field(
        "",
        max_length=80,
        title="Umbrella",
        description="Short name of the group under which all others stand. Empty: the first umbrella, or all groups.",
    )
    tie_rule: Literal["not_set", "lot", "vote_again", "share", "group"] = Field(
        "not_set",
        title="What happens with a tie",
        description="Set before any election: while it is not_set, no round of elections and no by-election is set up.",
    )
    term_months: int = Field(
        12,
        ge=1,
        le=60,
        title="Months in office",
        description="How long somebody is elected for, where nothing else is said.",
    )
    by_election_days: int = Field(
        60,
        ge=1,
        le=365,
        title="Days to call a by-election",
        description="How soon after a place fell free a by-election should be called. Staff are reminded.",
    )
    by_election_least: int = Field(
        90,
        ge=0,
        le=365,
        title="Days of a term that a by-election needs",
        description="With less of the term left the place stays empty until the next election, and the page says so.",
    )
    report_days: int = Field(
        14,
        ge=1,
        le=90,
        title="Days before a board that a report must reach the group",
        description="A report that comes later is flagged as late.",
    )
    report_back_weeks: int = Field(
        12,
        ge=1,
        le=52,
        title="Weeks until somebody reports back",
        description="Who holds a post beyond the council and has told the group nothing for so long is asked to.",
    )
    own_notes: bool = Field(
        False,
        title="Notes in the part without adults",
        description="When off, members write topics for their own part and no notes of it.",
    )
    top_issues: int = Field(
        3,
        ge=1,
        le=10,
        title="Issues taken from a ballot",
        description="How many of the first are suggested to a group.",
    )
    templates: list[GroupTemplate] = Field(
        default_factory=list,
        title="Groups to come",
        description="What a new group is like from its first day.",
        json_schema_extra=FILE_ONLY,
    )
    page_size: int = Field(50, ge=10, le=200, title="Lines on one page", description="Length of the lists.")

    @model_validator(mode="after")
    def _each_template_once(self) -> Self:
        keys = [one.key for one in self.templates]
        if twice := sorted({key for key in keys if keys.count(key) > 1}):
            raise ValueError(f"template key used twice: {', '.join(twice)}")
        return self
