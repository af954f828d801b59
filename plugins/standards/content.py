"""Charters, plans, targets and audit forms as a council's file declares them: a starting set, which staff change on
screen afterwards.

Every promise, priority, action and question is a thing of its own, so that staff may change one and the file another.
How an action goes is never the file's. Raises pydantic.ValidationError with plain reasons; a target without its unit is
refused here as everywhere.
"""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from plugins.standards import stored
from plugins.standards.rules import with_unit

if TYPE_CHECKING:
    from core.api import Authority, Change

Fields = dict[str, Any]
Things = dict[tuple[str, str], Fields]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]
Count = Annotated[int, Field(ge=0, le=10_000_000)]
Unit = Annotated[str, StringConstraints(max_length=120), AfterValidator(with_unit)]


class Declared(BaseModel):
    """Base of everything declared: unknown keys are refused, nothing changes after reading."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def stated(self, *left_out: str) -> Fields:
        """What the file says itself, as plain values."""
        return self.model_dump(mode="json", exclude={"key", *left_out}, exclude_unset=True)


class DeclaredPromise(Declared):
    """One promise of a charter."""

    key: Key
    words: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
    words_easy: Words = ""
    source: Line | Literal[""] = ""


class DeclaredCharter(Declared):
    """A charter; without promises where the document only names it."""

    key: Key
    title: Line
    about: Words = ""
    about_easy: Words = ""
    for_whom: Line | Literal[""] = ""
    source: Words = ""
    shown: bool = True
    takes_pledges: bool = True
    promises: tuple[DeclaredPromise, ...] = ()


class DeclaredPriority(Declared):
    """One priority of a plan."""

    key: Key
    title: Title
    about: Words = ""
    source: Line | Literal[""] = ""
    owner_post: Line | Literal[""] = ""


class DeclaredAction(Declared):
    """One action under a priority. A document rarely says all that makes it SMART: its page says what is missing."""

    key: Key
    priority: Key
    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
    measure: Words = ""
    number: Count | None = None
    unit: Annotated[str, StringConstraints(max_length=120)] = ""
    due_on: date | None = None
    owner_post: Line | Literal[""] = ""
    source: Line | Literal[""] = ""

    @model_validator(mode="after")
    def _counts_something(self) -> Self:
        if self.number is not None:
            with_unit(self.unit)
        return self


class DeclaredPlan(Declared):
    """A plan. `boards`: keys of the boards that watch over it."""

    key: Key
    title: Line
    about: Words = ""
    source: Words = ""
    starts_on: date | None = None
    until: date | None = None
    review_on: date | None = None
    boards: tuple[Key, ...] = ()
    shown: bool = False
    priorities: tuple[DeclaredPriority, ...] = ()
    actions: tuple[DeclaredAction, ...] = ()


class DeclaredTarget(Declared):
    """A number to reach, with its unit."""

    key: Key
    title: Line
    number: Count
    unit: Unit = Field(default="", validate_default=True)
    denominator: Count | None = None
    of_what: Annotated[str, StringConstraints(max_length=120)] = ""
    beside: Key | Literal[""] = ""
    counted: bool = False
    starts_on: date | None = None
    due_on: date | None = None
    source: Words = ""
    plan: Key | None = None
    priority: Key | None = None

    @model_validator(mode="after")
    def _says_of_what(self) -> Self:
        if (self.denominator is None) != (not self.of_what):
            raise ValueError("denominator and of_what go together: out of how many, and of what")
        if self.priority and not self.plan:
            raise ValueError("priority needs the plan that it belongs to")
        return self


class DeclaredPart(Declared):
    """A section of a form, or a level of its scale."""

    key: Key
    title: Line
    about: Words = ""


class DeclaredQuestion(Declared):
    """One question of a form. `asked_until`: the last year in which it was asked."""

    key: Key
    section: Key | Literal[""] = ""
    words: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
    hint: Words = ""
    kind: Literal["level", "yes_no", "text", "number"] = "level"
    needed: bool = True
    young: bool = False
    source: Line | Literal[""] = ""
    asked_until: Annotated[int, Field(ge=1990, le=2200)] | None = None


class DeclaredAudit(Declared):
    """A form that teams, providers or others fill in; `kept_by` names the plugin that opens it, "" for this one."""

    key: Key
    title: Line
    about: Words = ""
    source: Words = ""
    sections: tuple[DeclaredPart, ...] = ()
    levels: tuple[DeclaredPart, ...] = ()
    kinds: tuple[Key, ...] = ()
    kept_by: Annotated[str, StringConstraints(pattern=r"^[a-z_]*$", max_length=80)] = ""
    opens_month: Annotated[int, Field(ge=1, le=12)] = 9
    opens_day: Annotated[int, Field(ge=1, le=31)] = 1
    days: Annotated[int, Field(ge=7, le=330)] = 60
    in_use: bool = True
    questions: tuple[DeclaredQuestion, ...] = ()

    def stated(self, *left_out: str) -> Fields:
        """What the file says itself; sections and levels whole, as they are stored."""
        parts = {name: [one.model_dump() for one in getattr(self, name)] for name in ("sections", "levels")}
        return super().stated(*left_out) | {name: parts[name] for name in parts if name in self.model_fields_set}

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        loose = {one.section for one in self.questions} - {one.key for one in self.sections} - {""}
        if loose:
            raise ValueError(f"questions name a section that is not declared: {', '.join(sorted(loose))}")
        if not self.levels and any(one.kind == "level" for one in self.questions):
            raise ValueError("questions ask for a level, and the form has none: declare levels")
        return self


class StandardsContent(Declared):
    """The `[plugins.standards.content]` part of a council's file."""

    charter: tuple[DeclaredCharter, ...] = ()
    plan: tuple[DeclaredPlan, ...] = ()
    target: tuple[DeclaredTarget, ...] = ()
    audit: tuple[DeclaredAudit, ...] = ()

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        for kind, keys in self._keys():
            if twice := sorted({key for key in keys if keys.count(key) > 1}):
                raise ValueError(f"{kind} key used twice: {', '.join(twice)}")
        for plan in self.plan:
            loose = {one.priority for one in plan.actions} - {one.key for one in plan.priorities}
            if loose:
                raise ValueError(
                    f"actions of {plan.key} name a priority that is not declared: {', '.join(sorted(loose))}"
                )
        priorities = {plan.key: {one.key for one in plan.priorities} for plan in self.plan}
        for target in self.target:
            if target.plan and target.plan not in priorities:
                raise ValueError(f"target {target.key} names a plan that is not declared: {target.plan}")
            if target.priority and target.priority not in priorities.get(target.plan or "", set()):
                raise ValueError(f"target {target.key} names a priority that is not declared: {target.priority}")
        return self

    def _keys(self) -> Iterator[tuple[str, list[str]]]:
        yield "charter", [one.key for one in self.charter]
        yield "plan", [one.key for one in self.plan]
        yield "target", [one.key for one in self.target]
        yield "audit", [one.key for one in self.audit]
        for charter in self.charter:
            yield f"{charter.key} promise", [one.key for one in charter.promises]
        for plan in self.plan:
            yield f"{plan.key} priority", [one.key for one in plan.priorities]
            yield f"{plan.key} action", [one.key for one in plan.actions]
        for audit in self.audit:
            yield f"{audit.key} question", [one.key for one in audit.questions]

    def declared(self) -> Things:
        """Everything declared as (kind, key) -> plain fields; what hangs on another is called "charter/promise"."""
        return dict(self._things())

    def _things(self) -> Iterator[tuple[tuple[str, str], Fields]]:
        for at, charter in enumerate(self.charter):
            yield ("charter", charter.key), charter.stated("promises") | {"position": at}
            yield from _parts("promise", charter.key, charter.promises)
        for at, plan in enumerate(self.plan):
            yield ("plan", plan.key), plan.stated("priorities", "actions") | {"position": at}
            yield from _parts("priority", plan.key, plan.priorities)
            yield from _parts("action", plan.key, plan.actions)
        for at, target in enumerate(self.target):
            yield ("target", target.key), target.stated() | {"position": at}
        for at, audit in enumerate(self.audit):
            yield ("audit", audit.key), audit.stated("questions") | {"position": at}
            yield from _parts("question", audit.key, audit.questions)

    @classmethod
    def current(cls, authority: "Authority") -> Things:
        """What the database holds now, in the same shape as `declared`."""
        return stored.current()

    @classmethod
    def apply(cls, authority: "Authority", change: "Change") -> None:
        """Make one thing what `change` says; how actions go, pledges and answers stay as they are."""
        stored.save(change.kind, change.key, change.fields)


def _parts(kind: str, parent: str, rows: tuple[Any, ...]) -> Iterator[tuple[tuple[str, str], Fields]]:
    for at, row in enumerate(rows):
        yield (kind, f"{parent}/{row.key}"), row.stated() | {"position": at}
