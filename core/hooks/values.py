"""What hooks are given and what they give back: plain frozen values, no request, no application, no session.

A panel names a template and carries the values for it; the core renders it. A `permission` on a value means
that it is left out for whoever lacks it, so a plugin never has to ask who is looking.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any, Literal, Protocol
from uuid import UUID

MIDDLE = 50  # order of an entry that does not mind where it stands: smaller comes first


class Viewer(Protocol):
    """Whoever is looking at a page, signed in or not."""

    @property
    def person_id(self) -> UUID | None:
        """Their record as a person of this council, where they have one."""

    @property
    def roles(self) -> frozenset[str]:
        """Role ids, such as `worker`."""

    def can(self, permission: str) -> bool:
        """True when they hold `permission` in this council."""


@dataclass(frozen=True, slots=True)
class Ref:
    """A typed reference to one record of any plugin, or of the core (`plugin="core"`)."""

    plugin: str
    kind: str
    id: UUID


@dataclass(frozen=True, slots=True)
class Link:
    """What a Ref resolves to: a title, a whole path on this site, and its day where it has one."""

    title: str
    url: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry of the council's menu; `url` is a whole path on this site.

    `about` says on the home page what one does there. An entry whose `place` is "home" is not in the menu: it is a
    button at the top of the home page, for what somebody does often. `start_for` names the roles whose best first step
    it is: their home page offers it while nothing else waits there.
    """

    label: str
    url: str
    permission: str | None = None
    order: int = MIDDLE
    about: str = ""
    place: Literal["menu", "home"] = "menu"
    start_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HomePanel:
    """One block on a front or home page; shown in the named faces only."""

    title: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    order: int = MIDDLE
    permission: str | None = None
    faces: tuple[str, ...] = ("young", "worker", "public")


@dataclass(frozen=True, slots=True)
class HomeItem:
    """One line of a home page: something that needs me, something that is next, or something that changed.

    `on` and `at` are the council's local day and time. Home pages are for those who are signed in: the face "public"
    is here that of parents and carers, never a public page.
    """

    section: Literal["needs", "next", "changed"]
    title: str
    url: str
    note: str = ""
    on: date | None = None
    at: time | None = None
    permission: str | None = None
    order: int = MIDDLE
    faces: tuple[str, ...] = ("young", "worker", "public")


@dataclass(frozen=True, slots=True)
class Panel:
    """One block on the page of a person or of any other record."""

    title: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    order: int = MIDDLE
    permission: str | None = None


@dataclass(frozen=True, slots=True)
class CalendarItem:
    """Something that happens on a day; `until` is its last day, `at` the council's local time where it is
    known. `note` is what else a reader must know, such as whose it is and that it was moved.
    """

    title: str
    on: date
    url: str = ""
    until: date | None = None
    at: time | None = None
    place: str = ""
    permission: str | None = None
    note: str = ""

    @property
    def order(self) -> int:
        """Earliest day first."""
        return self.on.toordinal()


@dataclass(frozen=True, slots=True)
class ReadyIssue:
    """Something that still has to be set up before the council is ready: what is wrong, what to do, where."""

    title: str
    todo: str
    url: str
    permission: str | None = None
    order: int = MIDDLE


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that was said, word for word, and who may read it (NC19: what was heard, in the speaker's own words).

    `source` is the record that holds the words, `where` what they were said at, such as a meeting. `by` is the person,
    None for a group or where nobody is named; `by_words` is how they are named on a page, such as "A member". `group`
    is whose meeting it was, where there is a group.
    """

    source: Ref
    words: str
    by: UUID | None
    by_words: str
    where: Ref
    permission: Literal["my_worker", "team", "decision_makers", "published", "nobody"]
    themes: tuple[str, ...]
    said_on: date
    group: Ref | None = None


@dataclass(frozen=True, slots=True)
class ReportFigure:
    """A count for a report, as it was counted: whoever shows it keeps small counts of people back.

    `of_people` says that it counts people, or something that each stands for one of them. `whole`: of how many. `url`:
    where somebody with the right sees what was counted.
    """

    key: str
    title: str
    count: int
    of_people: bool = False
    whole: int | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A record that a report may name, such as a question and its answer: `title` is for staff. What everybody may see
    of it is asked of the plugin's `public_refs` whenever the report is read.
    """

    ref: Ref
    title: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class ReportPart:
    """What a plugin has to report of some days: figures, and records worth naming. `key` begins with its name."""

    key: str
    title: str
    figures: Sequence[ReportFigure] = ()
    lines: Sequence[ReportLine] = ()
    order: int = MIDDLE


@dataclass(frozen=True, slots=True)
class ExportPart:
    """Rows about one person, under a heading that the person understands; values must be plain (JSON)."""

    name: str
    rows: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Erased:
    """How many records of a kind were erased, or kept and why; in a rehearsal, how many would be."""

    kind: str
    count: int
    kept_because: str = ""


@dataclass(frozen=True, slots=True)
class HandedOn:
    """How many records of a kind a leaving worker held, and some of their titles; in a rehearsal, how many would go."""

    kind: str
    count: int
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RetentionDue:
    """Records whose keeping time has ended: the retention class that says so, and since when."""

    kind: str
    ids: Sequence[UUID]
    due_on: date
    retention: str


@dataclass(frozen=True, slots=True)
class DemoWorld:
    """What demo data is made from: a seed, a day, and the fictional people already there.

    `people` maps a kind (`young_person`, `worker`, ...) to ids of people of this council; the first of a kind can
    sign in. `holders` maps a role (and "safeguarding_deputy", the second lead) to the person whose account has it.
    `years` of history end on `today`. `said`: what was said in every space, for plugins that listen to it.
    """

    seed: str
    today: date
    people: Mapping[str, Sequence[UUID]] = field(default_factory=dict)
    years: int = 1
    holders: Mapping[str, UUID] = field(default_factory=dict)
    said: Sequence[Said] = ()


@dataclass(frozen=True, slots=True)
class DemoMade:
    """How many fictional records of a kind were planted."""

    kind: str
    count: int
