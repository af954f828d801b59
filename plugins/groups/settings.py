"""What a council can choose about its groups: the directory, the words offered on forms, the size of
lists.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from core.api import gettext_noop
from plugins.groups.joining.wording import KIND_ANSWERS, WELCOME

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
BOARD_CHECKS = [
    gettext_noop("Papers in plain words come a week before"),
    gettext_noop("Somebody meets you first and tells you what will happen"),
    gettext_noop("At least two young people are there together"),
    gettext_noop("The time and the place fit school, college and work"),
    gettext_noop("Travel and food are paid, and nobody has to pay first"),
    gettext_noop("The room is step-free and easy to find"),
    gettext_noop("There are breaks"),
    gettext_noop("There is a quiet space to go to"),
    gettext_noop("Hard words and short forms are explained"),
    gettext_noop("Questions come one at a time, with time to think"),
    gettext_noop("You hear within 10 days what came of what you said"),
    gettext_noop("Somebody thanks you"),
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
    answer_days: int = Field(
        10,
        ge=1,
        le=60,
        title="Days to answer",
        description="Within how many days everybody who asks to come to a group gets an answer. They are told so.",
    )
    welcome_words: str = Field(
        WELCOME,
        title="Words of welcome",
        description="Offered to staff when they welcome somebody who asked to come.",
    )
    kind_answers: list[str] = Field(
        default_factory=lambda: list(KIND_ANSWERS),
        title="Kind answers",
        description="Offered to staff when somebody cannot come this time, one on each line.",
    )
    warn_without_worker: bool = Field(
        True, title="Remind about workers", description="Say so when a meeting group has no worker."
    )
    warn_without_dates: bool = Field(
        True, title="Remind about board dates", description="Say so when a board has no date ahead."
    )
    warn_without_checks: bool = Field(
        True, title="Remind about boards' checklists", description="Say so when nobody has gone through a board's list."
    )
    board_papers_days: int = Field(
        7,
        ge=0,
        le=60,
        title="Days before a board that its papers are due",
        description="Used where a date does not say it. 0: nothing is assumed.",
    )
    board_checks: list[str] = Field(
        default_factory=lambda: list(BOARD_CHECKS),
        min_length=1,
        title="What makes a board easy to take part in",
        description="The checklist for every board, one line each. Anyone can read it, so write it to young people.",
    )
