"""What a council can choose about its request desk: clocks, limits, who approves what, the ethics step."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class ApprovalRule(BaseModel):
    """One line of the rule: requests of which this is true need the approval of that level."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    when: Literal["always", "outside", "research", "sensitive", "school", "cohort"] = Field(
        "always", title="Which requests", description="always, outside, research, sensitive, school or cohort."
    )
    level: Literal["team", "head", "ethics"] = Field(
        "team", title="Who approves", description="team, head (of service) or ethics (panel)."
    )


class RequestsSettings(BaseModel):
    """Settings of the request desk; every one can be changed on screen unless the council's file locks it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    open_form: bool = Field(
        True,
        title="A form for everybody",
        description="Agencies and researchers ask without an account. When off, only people with an account can.",
    )
    look_days: int = Field(
        5,
        ge=1,
        le=60,
        title="Working days to look through a request",
        description="The desk says what has waited longer.",
    )
    reply_days: int = Field(
        21,
        ge=3,
        le=90,
        title="Days for young people to decide",
        description="Offered as their last day for a yes or no; staff may choose another.",
    )
    approve_days: int = Field(
        5, ge=1, le=60, title="Working days to approve", description="Counted from the young people's yes."
    )
    fewest_votes: int = Field(
        3,
        ge=1,
        le=50,
        title="Fewest presses that decide",
        description="With fewer, the group is asked at a meeting. As many against as for is a no.",
    )
    approvals: list[ApprovalRule] = Field(
        default_factory=lambda: [
            ApprovalRule(when="always", level="team"),
            ApprovalRule(when="outside", level="head"),
            ApprovalRule(when="research", level="ethics"),
            ApprovalRule(when="sensitive", level="ethics"),
        ],
        title="Who approves what",
        description="Each line: which requests, and the level that must approve them. Nobody approves their own.",
    )
    sensitive: list[str] = Field(
        default_factory=lambda: ["Abuse or violence", "Mental health", "Life in care", "Death or illness", "Crime"],
        title="What can hurt",
        description="Whoever asks ticks what their work touches; each tick makes the request sensitive.",
    )
    ethics_questions: list[str] = Field(
        default_factory=lambda: [
            "Taking part is a free choice, and everybody can stop at any time.",
            "Young people know before what it is for and who reads it.",
            "It is clear what happens when somebody is upset or tells of harm.",
            "No more is kept of them than needed, and it is said when it is deleted.",
        ],
        title="What the ethics panel looks at",
        description="The panel ticks each line before it approves.",
    )
    months: int = Field(
        6,
        ge=1,
        le=24,
        title="Months that the fatigue meter looks back",
        description="What was asked longer ago does not count.",
    )
    group_limit: int = Field(
        4, ge=0, le=100, title="How often a group may be asked", description="Within those months. 0 is no limit."
    )
    cohort_limit: int = Field(
        6,
        ge=0,
        le=100,
        title="How often young people in one situation may be asked",
        description="Such as children in care, within those months. 0 is no limit.",
    )
    school_limit: int = Field(
        4, ge=0, le=100, title="How often a school may be asked", description="Within those months. 0 is no limit."
    )
    over_limit: Literal["warn", "refuse"] = Field(
        "warn",
        title="When the limit is reached",
        description="warn: staff must say why they ask all the same. refuse: nobody can, until some time has passed.",
    )
    feedback_days: int = Field(
        60,
        ge=7,
        le=365,
        title="Days from the end of the work to the feedback",
        description="No later day can be promised to young people.",
    )
    remind_days: list[int] = Field(
        default_factory=lambda: [10, 3],
        title="Reminders, days before the feedback",
        description="How many working days before the promised day staff are reminded; who promised is reminded too.",
    )
    block_late: bool = Field(
        True,
        title="Late feedback stops the next request",
        description="An agency that owes young people feedback cannot ask again, unless a lead lifts it with a reason.",
    )
    draft_days: int = Field(
        60,
        ge=14,
        le=365,
        title="Days to keep what is half written",
        description="A request that nobody has gone on with for so long is deleted.",
    )
    page_size: int = Field(50, ge=10, le=200, title="Lines on one page", description="Length of the desk's list.")
