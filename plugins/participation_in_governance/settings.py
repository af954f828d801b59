"""What a council chooses about its programme: which group it is, who leads it, in which version each group works."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class GroupVersion(BaseModel):
    """In which version of the agenda one group works."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    group: str = Field(min_length=1, max_length=80, title="Group", description="The last part of its web address.")
    version: Literal["standard", "young", "easy"] = Field(
        "standard", title="Version", description="standard, young for children, or easy for Easy Read."
    )


class SchoolTargets(BaseModel):
    """Which targets of the council's plans count the schools that come to one group (N55)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    group: str = Field(min_length=1, max_length=80, title="Group", description="The last part of its web address.")
    attendances: str = Field(
        "",
        max_length=80,
        title="Target for attendances",
        description="Short name of the target that counts each visit.",
    )
    different: str = Field(
        "",
        max_length=80,
        title="Target for different schools",
        description="Short name of the one that counts schools.",
    )


def _kinds() -> list[str]:
    return [
        "Commissioning review",
        "Change to services",
        "Strategy",
        "Plan",
        "Way of working",
        "Film, poster or guide",
    ]


class ProgrammeSettings(BaseModel):
    """Settings of the programme; every one can be changed on screen unless the council's file locks it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    programme: str = Field(
        "",
        max_length=80,
        title="Which group is the programme",
        description="The last part of the web address of a group of the kind Programme, to which the others belong.",
    )
    leading_group: str = Field(
        "",
        max_length=80,
        title="Which group helps to run it",
        description="Its members see how the programme stands. Empty: none does.",
    )
    public_page: bool = Field(
        True,
        title="A page for everybody",
        description="What the programme is, this term, and what came of each meeting.",
    )
    who_for: str = Field(
        "", max_length=500, title="Who it is for", description="One or two sentences on the programme's page."
    )
    who_for_easy: str = Field("", max_length=500, title="Who it is for, in Easy Read", description="The same, plainer.")
    theme_sets: list[str] = Field(
        default_factory=list,
        title="Lists of themes",
        description="Keys of the council's lists from which a term's themes are chosen. Empty: all of them.",
    )
    versions: list[GroupVersion] = Field(
        default_factory=list,
        title="Versions of the agenda",
        description="A group that is not named works in Easy Read if it offers that, else by its ages.",
    )
    school_targets: list[SchoolTargets] = Field(
        default_factory=list,
        title="Targets that schools count for",
        description="Every night the numbers of the school year are written beside these targets.",
    )
    plan_to_target: bool = Field(
        True,
        title="Plan to the target",
        description="Where the council wants a group to meet more often, the planner begins with that number.",
    )
    senior_posts: list[str] = Field(
        default_factory=list,
        title="Senior posts",
        description="Who can be asked to come to a meeting with senior officers. Posts, not names.",
    )
    output_kinds: list[str] = Field(
        default_factory=_kinds,
        title="What is made together",
        description="Kinds of things that young people and partners make.",
    )
    years_shown: int = Field(
        2, ge=1, le=10, title="Years on the public page", description="How far back the terms on the public page go."
    )
