"""What a council can choose about stories, quotes and reports: the shape of a story, the year, who must sign."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from core.api import gettext_noop

Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class Asked(BaseModel):
    """One part of a story, as whoever writes one is asked for it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: Key = Field(title="Short name", description="Small letters, digits and hyphens. Stays the same for good.")
    title: Line = Field(title="Heading", description="What readers see above this part.")
    hint: str = Field("", max_length=300, title="Help", description="What belongs here, for whoever writes.")
    by_audience: bool = Field(False, title="Told by audience", description="One box for each kind of people.")
    needed: bool = Field(False, title="Needed", description="No story is published without it.")


class Audience(BaseModel):
    """Some people for whom it made a difference."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: Key = Field(title="Short name", description="Small letters, digits and hyphens. Stays the same for good.")
    title: Line = Field(title="Who they are", description="Such as: parents and carers.")


class Planned(BaseModel):
    """One section of words that every report has."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: Key = Field(title="Short name", description="Small letters, digits and hyphens. Stays the same for good.")
    title: Line = Field(title="Heading", description="What readers see above this section.")
    hint: str = Field("", max_length=300, title="Help", description="What belongs here, for whoever writes.")
    at_end: bool = Field(False, title="At the end", description="After what was counted; otherwise before it.")


SHAPE = (
    Asked(key="what", title=gettext_noop("What it was"), hint="What was done, for whom, and who did it.", needed=True),
    Asked(key="how", title=gettext_noop("How it was done"), hint="How people were chosen, and how they took part."),
    Asked(
        key="difference",
        title=gettext_noop("What difference it made"),
        hint="What is different now. Leave a box empty where nothing can be said.",
        by_audience=True,
        needed=True,
    ),
    Asked(key="next", title=gettext_noop("What next"), hint="What will be done now, and by when."),
)
"""NC1: the shape in which examples of practice are told; a council's file may give another."""
AUDIENCES = (
    Audience(key="children", title=gettext_noop("Children and young people")),
    Audience(key="families", title=gettext_noop("Parents and carers")),
    Audience(key="workers", title=gettext_noop("Workers")),
    Audience(key="organisation", title=gettext_noop("The council and its partners")),
)
SECTIONS = (
    Planned(key="foreword", title=gettext_noop("Foreword"), hint="Who speaks to the reader, and why this report is."),
    Planned(key="learned", title=gettext_noop("What we learned"), hint="What worked and what did not.", at_end=True),
    Planned(key="next", title=gettext_noop("What we want to do next"), hint="What, and by when.", at_end=True),
)
"""NC54: what happened, what difference it made, what is hoped for."""


class EvidenceSettings(BaseModel):
    """Settings of the evidence plugin; every one can be changed on screen unless the council's file locks it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    publish: bool = Field(
        True,
        title="Show stories and reports to everybody",
        description="When off, nothing of them can be read without signing in. What was published is kept.",
    )
    shape: list[Asked] = Field(
        default_factory=lambda: list(SHAPE),
        title="Parts of a story",
        description="The headings under which a story of what changed is told, in this order.",
    )
    audiences: list[Audience] = Field(
        default_factory=lambda: list(AUDIENCES),
        title="For whom it made a difference",
        description="A part that is told by audience has one box for each of these.",
    )
    needs_contact: bool = Field(
        True,
        title="A story names a contact",
        description="Readers learn whom they can ask. When on, no story is published without one.",
    )
    year_starts: int = Field(
        4,
        ge=1,
        le=12,
        title="First month of the year",
        description="In which month the year of a report begins: 4 is April.",
    )
    sections: list[Planned] = Field(
        default_factory=lambda: list(SECTIONS),
        title="Sections of words in a report",
        description="What people write themselves, beside what was counted.",
    )
    sign_offs: int = Field(
        1,
        ge=1,
        le=9,
        title="Sign-offs before a report is published",
        description="How many people or groups must stand for a report as it is.",
    )
    page_size: int = Field(
        30, ge=10, le=200, title="Lines on one page", description="Length of the lists of stories, quotes and reports."
    )
