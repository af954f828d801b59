"""What a council can choose about sharing practice with its region."""

from pydantic import BaseModel, ConfigDict, Field


class ExchangeSettings(BaseModel):
    """Settings of the plugin; every one can be changed on screen unless the council's file locks it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    contact: str = Field(
        "",
        max_length=80,
        title="Who can be asked about what we offer",
        description="The key of one of the council's contacts: a team, never a person. Empty: the first contact.",
    )
    tell_questions: bool = Field(
        True,
        title="Tell workers of questions",
        description="When another council of the region asks something, workers here get a message.",
    )
    page_size: int = Field(20, ge=5, le=50, title="Lines on one page", description="Length of the lists.")
