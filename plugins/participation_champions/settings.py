"""What a council can choose about its champions: localities, skills, the plan on the scorecard, how a test is drawn."""

from pydantic import BaseModel, ConfigDict, Field

SKILLS = [
    "Creative ways",
    "Disability and communication",
    "Feedback to young people",
    "Running a group",
    "Recruiting with young people",
    "Surveys and numbers",
    "Very young children",
]


class ChampionsSettings(BaseModel):
    """Settings of the champions' plugin; every one can be changed on screen unless the council's file locks it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    locality_kind: str = Field(
        "",
        max_length=80,
        title="Kind of places on the map",
        description="The key of one of the council's kinds of places. Empty: each service needs one champion.",
    )
    skills: list[str] = Field(
        default_factory=lambda: list(SKILLS),
        title="Skills that champions can have",
        description="Champions choose from these, and are found by them. One on each line.",
    )
    plan_key: str = Field(
        "priorities",
        max_length=80,
        title="The plan on the scorecard",
        description="The key of a plan of the part Standards.",
    )
    charter_key: str = Field(
        "",
        max_length=80,
        title="The charter that partners endorse",
        description="The key of a charter of the part Standards. Empty: endorsements are not shown here.",
    )
    group_key: str = Field(
        "",
        max_length=80,
        title="The network's group",
        description="The key of the group whose meetings are those of the network. Empty: none.",
    )
    model_key: str = Field(
        "who-leads",
        max_length=80,
        title="The model on the page of the shift",
        description="The key of the participation model in which the shift to child-led work is followed.",
    )
    sample_size: int = Field(
        10, ge=3, le=50, title="Lines of a sample", description="How many lines somebody outside is given to test."
    )
    link_days: int = Field(
        14, ge=1, le=60, title="Days that a tester's link opens", description="After that nobody can use it any more."
    )
    test_months: int = Field(
        12,
        ge=1,
        le=36,
        title="Months between tests from outside",
        description="When the last one is older, the team is reminded.",
    )
    page_size: int = Field(50, ge=10, le=200, title="Lines on one page", description="Length of the lists.")
