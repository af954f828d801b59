"""Who read which case, for the leads; and signs that somebody read many that are not their work."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from flask import request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import ColumnElement, and_, or_, select, tuple_

from core.access.roles import ROLES
from core.access.stamps import requires
from core.clock import ZONE
from core.db import db, utcnow
from core.people.steps import uuid_asked
from core.safeguarding import seeing
from core.safeguarding.blueprint import desk as blueprint
from core.safeguarding.desk import queue, telling_time, words
from core.safeguarding.models import CaseLook
from core.safeguarding.store import LEAD, STORES
from core.users.directory import names_of_members
from core.web.render import page
from core.web.request import current_actor

PAGE: Final = 100
MANY: Final = 15  # cases in an hour that were not given to whoever read them
LATELY: Final = timedelta(days=14)


@dataclass(frozen=True)
class Sign:
    """Somebody read many cases in one hour that were not given to them."""

    user_id: UUID
    hour: datetime
    cases: int


@blueprint.get("/looks")
@requires(LEAD)
def looks() -> ResponseReturnValue:
    """Every reading, newest first; of one case, or by one reader."""
    rows = _readings(uuid_asked("case"), uuid_asked("by"), uuid_asked("before"))
    shown, numbers = rows[:PAGE], _numbers(rows)
    lines = [(row, numbers.get((row.store, row.case_id))) for row in shown]
    signs = many_read()
    kept: dict[str, Any] = {name: value for name, value in request.args.items() if name != "before"}
    return page(
        "safeguarding/looks.html", lines=lines, signs=signs, words=words, roles=ROLES, many=MANY,
        staff=names_of_members([*(row.by_user_id for row in shown), *(sign.user_id for sign in signs)]),
        readers=_readers(), wanted=request.args,
        more=url_for(".looks", **kept, before=shown[-1].id) if len(rows) > PAGE else None,
    )  # fmt: skip


@blueprint.get("/mine")
@requires("safeguarding.mine")
def mine() -> ResponseReturnValue:
    """The cases that were given to me, by the clock."""
    found = queue.page_of(queue.Wanted(mine=True), request.args.get("after", ""))
    return page(
        "safeguarding/mine.html", found=found, words=words, now=utcnow(), time=telling_time,
        next_url=url_for(".mine", after=found.after) if found.after else None,
    )  # fmt: skip


def many_read() -> list[Sign]:
    """Signs of the last weeks, of others and not of oneself; cases that one may not see are not counted."""
    read: dict[tuple[UUID, datetime], set[UUID]] = defaultdict(set)
    for store in STORES.values():
        for row in db.session.execute(_outside_allocation(store)):
            hour = row.at.astimezone(ZONE).replace(minute=0, second=0, microsecond=0)
            read[row.by_user_id, hour].add(row.case_id)
    signs = [Sign(user_id, hour, len(cases)) for (user_id, hour), cases in read.items() if len(cases) > MANY]
    return sorted(signs, key=lambda sign: sign.hour, reverse=True)


def _outside_allocation(store: Any) -> Any:
    """Openings of cases in the last weeks by others than whoever looks, who was not given the case."""
    given = select(store.allocation.case_id, store.allocation.user_id)
    visible = seeing.listed(store).with_only_columns(store.case.id)
    return select(CaseLook.by_user_id, CaseLook.at, CaseLook.case_id).where(
        CaseLook.store == store.name,
        CaseLook.at > utcnow() - LATELY,
        CaseLook.by_user_id.is_not(None),
        CaseLook.by_user_id != current_actor().user_id,
        CaseLook.case_id.in_(visible),
        tuple_(CaseLook.case_id, CaseLook.by_user_id).not_in(given),
    )


def _readings(case_id: UUID | None, by: UUID | None, before: UUID | None) -> Sequence[CaseLook]:
    query = select(CaseLook).where(_visible())
    if case_id is not None:
        query = query.where(CaseLook.case_id == case_id)
    if by is not None:
        query = query.where(CaseLook.by_user_id == by)
    last = db.session.scalar(select(CaseLook).where(CaseLook.id == before)) if before else None
    if last is not None:
        query = query.where(tuple_(CaseLook.at, CaseLook.id) < tuple_(last.at, last.id))
    return db.session.scalars(query.order_by(CaseLook.at.desc(), CaseLook.id.desc()).limit(PAGE + 1)).all()


def _visible() -> ColumnElement[bool]:
    return or_(*(
        and_(CaseLook.store == store.name, CaseLook.case_id.in_(seeing.listed(store).with_only_columns(store.case.id)))
        for store in STORES.values()
    ))  # fmt: skip


def _numbers(rows: Iterable[CaseLook]) -> dict[tuple[str, UUID], int]:
    found: dict[tuple[str, UUID], int] = {}
    for store in STORES.values():
        ids = {row.case_id for row in rows if row.store == store.name}
        query = select(store.case.id, store.case.number).where(store.case.id.in_(ids))
        found |= {(store.name, case_id): number for case_id, number in db.session.execute(query)}
    return found


def _readers() -> list[tuple[UUID, str]]:
    """Those who read something lately that whoever looks may see."""
    query = select(CaseLook.by_user_id).where(CaseLook.at > utcnow() - LATELY, _visible()).distinct()
    ids = db.session.scalars(query)
    return sorted(names_of_members(ids).items(), key=lambda one: one[1])
