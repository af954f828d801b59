"""What a council can choose about learning: languages and topics of its resources, and when to look again."""

from pydantic import BaseModel, ConfigDict, Field

from core.api import gettext_noop

LANGUAGES = ["English", "British Sign Language", "Polish", "Ukrainian", "Urdu"]
TOPICS = [
    gettext_noop("Children's rights"),
    gettext_noop("Listening and planning"),
    gettext_noop("Meetings and groups"),
    gettext_noop("Creative ways"),
    gettext_noop("Disability and communication"),
    gettext_noop("Care and leaving care"),
    gettext_noop("Feedback"),
]


class LearningSettings(BaseModel):
    """Settings of the learning plugin; every one can be changed on screen unless the council's file locks it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    public_resources: bool = Field(
        True,
        title="A public page of resources",
        description="Everybody can find what is open to everybody. When off, only people with an account can.",
    )
    nominate: bool = Field(
        True,
        title="Anybody can put somebody forward",
        description="Nominations are taken without an account. When off, only people with an account can nominate.",
    )
    languages: list[str] = Field(
        default_factory=lambda: list(LANGUAGES),
        title="Languages of resources",
        description="Languages in which there are resources, one on each line.",
    )
    topics: list[str] = Field(
        default_factory=lambda: list(TOPICS),
        title="What resources are about",
        description="Topics to find resources by, one on each line.",
    )
    review_months: int = Field(
        12,
        ge=1,
        le=60,
        title="Months until a resource is looked at again",
        description="Its owner is reminded then. Old links and old rules mislead.",
    )
    warn_days: int = Field(
        60,
        ge=0,
        le=365,
        title="Days before training runs out",
        description="How long before that the register and the person's own page say so.",
    )
    page_size: int = Field(50, ge=10, le=200, title="Lines on one page", description="Length of the lists.")
