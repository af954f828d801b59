"""What a council can choose about its returns: which form is the audit, who receives, who takes which route."""

from pydantic import BaseModel, ConfigDict, Field


class ParticipationReturnsSettings(BaseModel):
    """Settings of the plugin; every one can be changed on screen unless the council's file locks it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    audit_form: str = Field(
        "",
        max_length=80,
        title="The annual audit",
        description="Key of the form that every team and provider fills in each year. Empty: none.",
    )
    evaluation_form: str = Field(
        "",
        max_length=80,
        title="The evaluation of providers",
        description="Key of the form that is filled in for each contract. Empty: none.",
    )
    commitment: str = Field(
        "",
        max_length=80,
        title="The commitment",
        description="Key of the charter that teams and providers pledge to keep. Empty: none.",
    )
    group: str = Field(
        "", max_length=80, title="Who receives returns", description="Key of the group of staff that receives them."
    )
    board: str = Field(
        "", max_length=80, title="Whose days count", description="Key of the board on whose days accepted returns go."
    )
    team_kinds: list[str] = Field(
        default_factory=lambda: ["service"],
        title="Kinds of teams",
        description="Organisations of these kinds send returns.",
    )
    provider_kinds: list[str] = Field(
        default_factory=lambda: ["provider"],
        title="Kinds of providers",
        description="Organisations of these kinds are evaluated by contract.",
    )
    year_begins: int = Field(
        9, ge=1, le=12, title="Month in which a year begins", description="Returns count for the year of this month."
    )
    evaluation_days: int = Field(
        60, ge=7, le=330, title="Days for an evaluation", description="How long a provider has once it is opened."
    )
    look_days: int = Field(
        10,
        ge=1,
        le=90,
        title="Days until a return is looked at",
        description="After this the first page of those who receive returns says that one waits.",
    )
    page_size: int = Field(50, ge=10, le=200, title="Lines on one page", description="Length of the list of returns.")
