"""What a council can choose about what was said and what came of it: clocks, boxes, models."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class InfluenceSettings(BaseModel):
    """Settings of the influence plugin; every one can be changed on screen unless the council's file locks it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    idea_box: bool = Field(
        True,
        title="An idea box for everybody",
        description="Anyone can say something without signing in. When off, only people with an account can.",
    )
    read_days: int = Field(
        5,
        ge=1,
        le=60,
        title="Working days until somebody reads what came in",
        description="The idea box names the day, and the team's home page says what has waited longer.",
    )
    answer_days: int = Field(
        20,
        ge=1,
        le=90,
        title="Working days to answer",
        description="By when a decision-maker must answer, counted from the day on which they are asked.",
    )
    remind_days: list[int] = Field(
        default_factory=lambda: [5, 1],
        title="Reminders, days before",
        description="How many working days before the answer is due a decision-maker is reminded.",
    )
    escalate_days: int = Field(
        5,
        ge=0,
        le=60,
        title="Working days late before somebody above is told",
        description="Then the post named below gets a message, and the board's page says so.",
    )
    escalate_to: str = Field(
        "",
        max_length=254,
        title="Who is told when an answer stays away",
        description="An e-mail address of a post, such as the director's. Empty: only the worker is told.",
    )
    publish: Literal["each", "never"] = Field(
        "each",
        title="Publishing",
        description="each: staff decide for each question, after the checks. never: nothing is shown to everybody.",
    )
    name_officers: bool = Field(
        False,
        title="Name officers on public pages",
        description="When off, the public reads the office and the organisation, not who holds it.",
    )
    pulse: bool = Field(
        True,
        title="Ask whether we listened",
        description="After a meeting, those who were there are asked four short questions.",
    )
    mode_kinds: list[str] = Field(
        default_factory=lambda: ["meeting", "activity", "survey", "event"],
        title="Ask of these how they were run",
        description="Kinds of records whose page asks adults and young people in which way it was run.",
    )
    page_size: int = Field(
        50, ge=10, le=200, title="Lines on one page", description="Length of the lists of what was said and asked."
    )
