"""What a council can choose about its board of kind words."""

from pydantic import BaseModel, ConfigDict, Field


class KindWordsSettings(BaseModel):
    """Settings of the plugin; every one can be changed on screen unless the council's file locks it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    on_front_page: bool = Field(
        default=False,
        title="Show on the front page",
        description="The newest notes to groups appear on the council's public front page. "
        "A note to one young person never does.",
    )
    longest: int = Field(
        default=300,
        ge=40,
        le=1000,
        title="Longest note",
        description="How many characters a note may have, from 40 to 1,000.",
    )
    keep_days: int = Field(
        default=365,
        ge=30,
        le=1825,
        title="Days to keep a note",
        description="After this many days a note is listed for removal.",
    )
    welcome: str = Field(
        default="This board is for saying thank you. A good note says what somebody did and what it changed.",
        max_length=300,
        title="First note",
        description="Put up when the board is switched on and empty. Leave it blank for none.",
    )
