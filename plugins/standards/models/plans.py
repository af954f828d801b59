"""Plans: priorities, SMART actions under them, what shows that they are done, and numbers to reach.

Source: W6 (an action has a measure, a day and an owner), W15, L12, N66 (lists of a year), N55 (a total and its uniques
are two numbers), LA49 to LA56 (eight priorities).
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, Boolean, Date, Integer, String, Text, sql
from sqlalchemy.orm import Mapped, mapped_column

from core.api import (
    AuthorityScoped,
    Base,
    UTCDateTime,
    scoped_collection,
    scoped_fk,
    scoped_index,
    scoped_relationship,
    scoped_unique,
    utcnow,
)
from plugins.standards.models.columns import about, officer


class Plan(AuthorityScoped, Base):
    """A plan of the council or of a team. `shown`: everybody can read it. `boards`: keys of the boards that watch over
    it, on whose pages it stands. `ended_on` with its reason: the plan rests, with all that was done under it.
    """

    __tablename__ = "standards_plan"
    __table_args__ = (scoped_unique("key"),)

    key: Mapped[str] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(200))
    about: Mapped[str] = mapped_column(Text, default="", server_default="")
    source: Mapped[str] = mapped_column(Text, default="", server_default="")
    starts_on: Mapped[date | None] = mapped_column(Date)
    until: Mapped[date | None] = mapped_column(Date)
    review_on: Mapped[date | None] = mapped_column(Date)
    boards: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    shown: Mapped[bool] = mapped_column(Boolean, default=False, server_default=sql.false())
    owner_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=officer())
    ended_on: Mapped[date | None] = mapped_column(Date)
    ended_why: Mapped[str] = mapped_column(String(400), default="", server_default="", info=officer())
    position: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    priorities: Mapped[list["Priority"]] = scoped_collection(
        "plugins.standards.models.plans.Priority", "plan_id", viewonly=True
    )

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}


class Priority(AuthorityScoped, Base):
    """One thing that the plan is for. Its state is never stored: it is read from its actions. `owner_post` is how
    everybody reads of its owner, such as "Head of Early Help".
    """

    __tablename__ = "standards_priority"
    __table_args__ = (scoped_unique("plan_id", "key"),)

    plan_id: Mapped[UUID] = scoped_fk("standards_plan", index=False)
    key: Mapped[str] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(300))
    about: Mapped[str] = mapped_column(Text, default="", server_default="")
    source: Mapped[str] = mapped_column(String(200), default="", server_default="")
    position: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    owner_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=officer())
    owner_post: Mapped[str] = mapped_column(String(200), default="", server_default="", info=officer())

    plan: Mapped[Plan] = scoped_relationship(Plan, "plan_id", viewonly=True)
    actions: Mapped[list["Action"]] = scoped_collection(
        "plugins.standards.models.plans.Action", "priority_id", viewonly=True
    )


class Action(AuthorityScoped, Base):
    """What will be done. `title` is specific; `measure` says how it is known that it was done, with `number` and `unit`
    where it can be counted; `due_on` the day; `owner_id` or `owner_post` whose it is. What comes from a document may
    lack some of it, and its page says what. `status` is one of vocabulary.ACTION_STATES; `why` is the reason of one
    that was ended. `from_*`: what it came of, such as a finding of a survey (N23). `reminders`: how many went.
    """

    __tablename__ = "standards_action"
    __table_args__ = (
        scoped_unique("plan_id", "key"),
        scoped_index("status", "due_on"),
        scoped_index("owner_id", "status"),
    )

    plan_id: Mapped[UUID] = scoped_fk("standards_plan", index=False)
    priority_id: Mapped[UUID] = scoped_fk("standards_priority")
    key: Mapped[str] = mapped_column(String(80))
    position: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    title: Mapped[str] = mapped_column(String(400), info=about())
    measure: Mapped[str] = mapped_column(Text, default="", server_default="", info=about())
    number: Mapped[int | None] = mapped_column(Integer)
    unit: Mapped[str] = mapped_column(String(120), default="", server_default="")
    due_on: Mapped[date | None] = mapped_column(Date)
    owner_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, index=False, info=officer())
    owner_post: Mapped[str] = mapped_column(String(200), default="", server_default="", info=officer())
    source: Mapped[str] = mapped_column(String(200), default="", server_default="")
    status: Mapped[str] = mapped_column(String(40), default="planned", server_default="planned")
    done_on: Mapped[date | None] = mapped_column(Date)
    why: Mapped[str] = mapped_column(String(400), default="", server_default="", info=officer())
    from_plugin: Mapped[str] = mapped_column(String(80), default="", server_default="")
    from_kind: Mapped[str] = mapped_column(String(80), default="", server_default="")
    from_id: Mapped[UUID | None] = mapped_column()
    reminders: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    plan: Mapped[Plan] = scoped_relationship(Plan, "plan_id", viewonly=True)
    priority: Mapped[Priority] = scoped_relationship(Priority, "priority_id", viewonly=True)

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}


class ActionEvidence(AuthorityScoped, Base):
    """What shows that something was done: any plugin's record by its reference, or words where there is none."""

    __tablename__ = "standards_action_evidence"
    __table_args__ = (scoped_index("action_id", "made_at"), scoped_index("about_plugin", "about_kind", "about_id"))

    action_id: Mapped[UUID] = scoped_fk("standards_action", index=False)
    about_plugin: Mapped[str] = mapped_column(String(80), default="", server_default="")
    about_kind: Mapped[str] = mapped_column(String(80), default="", server_default="")
    about_id: Mapped[UUID | None] = mapped_column()
    words: Mapped[str] = mapped_column(Text, default="", server_default="", info=about())
    by_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=officer())
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)


class ActionChange(AuthorityScoped, Base):
    """One thing that happened to an action: its history, in order, never altered. `kind`: vocabulary.CHANGES."""

    __tablename__ = "standards_action_change"
    __table_args__ = (scoped_index("action_id", "made_at"),)

    action_id: Mapped[UUID] = scoped_fk("standards_action", index=False)
    kind: Mapped[str] = mapped_column(String(40))
    detail: Mapped[str] = mapped_column(String(400), default="", server_default="", info=officer())
    by_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=officer())
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)


class Target(AuthorityScoped, Base):
    """A number to reach, always with its unit. `denominator` and `of_what`: out of how many of what, where that is
    known. Totals and different ones are two targets (100 attendances, 40 schools): `beside` is the key of the other.
    `counted`: another plugin counts it; otherwise somebody types it in.
    """

    __tablename__ = "standards_target"
    __table_args__ = (scoped_unique("key"), scoped_index("plan_id"))

    key: Mapped[str] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(200))
    number: Mapped[int] = mapped_column(Integer)
    unit: Mapped[str] = mapped_column(String(120))
    denominator: Mapped[int | None] = mapped_column(Integer)
    of_what: Mapped[str] = mapped_column(String(120), default="", server_default="")
    beside: Mapped[str] = mapped_column(String(80), default="", server_default="")
    counted: Mapped[bool] = mapped_column(Boolean, default=False, server_default=sql.false())
    starts_on: Mapped[date | None] = mapped_column(Date)
    due_on: Mapped[date | None] = mapped_column(Date)
    source: Mapped[str] = mapped_column(String(400), default="", server_default="")
    plan_id: Mapped[UUID | None] = scoped_fk("standards_plan", nullable=True, index=False)
    priority_id: Mapped[UUID | None] = scoped_fk("standards_priority", nullable=True)
    ended_on: Mapped[date | None] = mapped_column(Date)
    ended_why: Mapped[str] = mapped_column(String(400), default="", server_default="", info=officer())
    position: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}


class TargetFigure(AuthorityScoped, Base):
    """How far a target was on a day; the latest stands. `how`: counted or typed. A second of the same day and way takes
    the place of the first.
    """

    __tablename__ = "standards_target_figure"
    __table_args__ = (scoped_unique("target_id", "on_date", "how"),)

    target_id: Mapped[UUID] = scoped_fk("standards_target", index=False)
    on_date: Mapped[date] = mapped_column(Date)
    value: Mapped[int] = mapped_column(Integer)
    how: Mapped[str] = mapped_column(String(40), default="typed", server_default="typed")
    note: Mapped[str] = mapped_column(String(400), default="", server_default="", info=officer())
    by_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=officer())
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
