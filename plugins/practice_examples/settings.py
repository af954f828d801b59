"""What a council can choose about the page that tells its approach in examples."""

from pydantic import BaseModel, ConfigDict, Field


class PracticeExamplesSettings(BaseModel):
    """Settings of the plugin; every one can be changed on screen unless the council's file locks it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    welcome: str = Field(
        "",
        max_length=600,
        title="Words above the examples",
        description="What the page says before the first example. Empty: the vision of the council's strategy.",
    )
    awards: bool = Field(
        True,
        title="Show awards",
        description="Award rounds stand on the page, with winners who agree to be named.",
    )
    on_front_page: bool = Field(
        True,
        title="On the front page",
        description="The council's front page says that there are examples, and shows the newest.",
    )
