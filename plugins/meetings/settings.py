"""What a council can choose about its meetings: what the public sees, how early to ask, which days to leave free."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field


class DayToAvoid(BaseModel):
    """A day on which no meeting should be: a feast, an exam, a training day of schools."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    on: date = Field(title="Day", description="The day to leave free.")
    name: str = Field(min_length=1, max_length=100, title="Why", description="What is on that day.")


class MeetingsSettings(BaseModel):
    """Settings of the meetings plugin; every one can be changed on screen unless the council's file locks it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    public_dates: bool = Field(
        True,
        title="Show meeting days to everybody",
        description="The public page of a group that is in the directory says when it meets next.",
    )
    public_place: bool = Field(
        False,
        title="Show where to everybody",
        description="The public page also says where. Leave this off where somebody could wait outside.",
    )
    public_minutes: bool = Field(
        True,
        title="Minutes can be public",
        description="Staff may publish minutes for everybody to read. When off, only the group reads them.",
    )
    private_feeds: bool = Field(
        True,
        title="Own calendars",
        description="Members aged 13 or over can add their meetings to the calendar on their phone, without the place.",
    )
    remind_people: bool = Field(
        True,
        title="Remind people of meetings",
        description="Two days before, those who said that they come get a message, if they wish messages.",
    )
    reply_days: int = Field(
        3, ge=0, le=28, title="Days to answer", description="How many days before a meeting people are asked to answer."
    )
    children_to_an_adult: int = Field(
        8,
        ge=1,
        le=30,
        title="Children to one adult, where ages are not known",
        description="The register warns by the ages that the council's file names, and by this where no age is known.",
    )
    sheet_hours: int = Field(
        24,
        ge=1,
        le=72,
        title="Hours before a meeting that its sheet opens",
        description="Leaders can read emergency contacts and allergies from then until the day after.",
    )
    clash_minutes: int = Field(
        30,
        ge=0,
        le=180,
        title="Minutes between meetings",
        description="The planner warns when one place has two meetings with less time between them.",
    )
    days_to_avoid: list[DayToAvoid] = Field(
        default_factory=list,
        title="Days to leave free",
        description="Feasts, exams and other days on which the planner warns. Bank holidays are known already.",
    )
    hard_words: list[str] = Field(
        default_factory=list,
        title="More hard words",
        description="Words that Easy Read should not use, one on each line: hard word = easier words.",
    )
    page_size: int = Field(
        50, ge=10, le=200, title="Meetings on one page", description="Length of the staff list of meetings."
    )
