"""What a council can choose about its groups: the directory, the words offered on forms, the size of
lists.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

INTERESTS = [
    "arts and culture",
    "care experience",
    "climate and nature",
    "disability",
    "education",
    "health and wellbeing",
    "jobs and training",
    "local area",
    "policing and justice",
    "safety",
    "sport",
    "young carers",
]
ELIGIBILITY = [
    "care leaver",
    "in care",
    "parent or carer with experience of children's social care",
    "special educational needs or disability",
    "unaccompanied asylum-seeking child",
    "works with children and young people",
    "young carer",
    "youth justice experience",
]
LANGUAGES = [
    "English",
    "British Sign Language",
    "Arabic",
    "Kurdish Sorani",
    "Pashto",
    "Polish",
    "Tigrinya",
    "Urdu",
]
ROLES = ["Member", "Chair", "Deputy chair", "Secretary", "Worker"]


class GroupsSettings(BaseModel):
    """Settings of the groups plugin; every one can be changed on screen unless the council's file
    locks it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    public_directory: bool = Field(
        True, title="Public directory", description="Anyone can find a group without signing in."
    )
    show_ages: bool = Field(True, title="Show ages", description="The directory says which ages a group is for.")
    show_boards: bool = Field(
        True, title="Show boards", description="A group's public page says which boards listen to it."
    )
    age_slack: int = Field(
        0,
        ge=0,
        le=5,
        title="Years of grace",
        description="How many years outside its range a group still counts as fitting. Nobody is ever removed for age.",
    )
    default_listing: Literal["public", "members", "hidden"] = Field(
        "public", title="Where a new group is listed", description="Staff can change it for each group."
    )
    default_decision_rights: Literal["not_stated", "advisory", "consulted", "shared", "deciding"] = Field(
        "not_stated", title="What a new group may decide", description="Staff can change it for each group."
    )
    member_roles: list[str] = Field(
        default_factory=lambda: list(ROLES),
        min_length=1,
        title="Roles in a group",
        description="Offered when staff add a member, one on each line. The first is offered first.",
    )
    interests: list[str] = Field(
        default_factory=lambda: list(INTERESTS),
        title="Interests",
        description="What a group can be about. Young people choose from these to find one.",
    )
    eligibility: list[str] = Field(
        default_factory=lambda: list(ELIGIBILITY),
        title="Who a group can be for",
        description="Life situations a group can be meant for, whatever the age.",
    )
    languages: list[str] = Field(
        default_factory=lambda: list(LANGUAGES),
        title="Languages of groups",
        description="Languages in which a group can meet or have an interpreter.",
    )
    page_size: int = Field(
        50, ge=10, le=200, title="Groups on one page", description="Length of the staff list of groups."
    )
    warn_without_worker: bool = Field(
        True, title="Remind about workers", description="Say so when a meeting group has no worker."
    )
    warn_without_dates: bool = Field(
        True, title="Remind about board dates", description="Say so when a board has no date ahead."
    )
