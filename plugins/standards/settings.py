"""What a council can choose about its charters, plans and audits."""

from pydantic import BaseModel, ConfigDict, Field


class StandardsSettings(BaseModel):
    """Settings of the standards plugin; every one can be changed on screen unless the council's file locks it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    public_charters: bool = Field(
        True,
        title="Show charters to everybody",
        description="What was promised and who pledged to keep it. When off, only staff read it.",
    )
    public_plans: bool = Field(
        True,
        title="Show plans to everybody",
        description="Only plans that staff have marked to be shown. Owners are named by their post alone.",
    )
    remind_days: list[int] = Field(
        default_factory=lambda: [14, 2],
        title="Reminders, days before",
        description="How many days before an action or an audit is due whoever owns it is reminded.",
    )
    open_audits: bool = Field(
        True,
        title="Open the year’s audits by itself",
        description="On its day each form is opened for every team and provider. When off, a worker opens it.",
    )
    page_size: int = Field(
        50, ge=10, le=200, title="Lines on one page", description="Length of the lists of actions and audits."
    )
