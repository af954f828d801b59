"""Which cases somebody may read, and the record of each reading; a case that one may not see is not there."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import abort
from sqlalchemy import ColumnElement, Select, select

from core.db import begin_write, db, utcnow
from core.people.sightings import leading_role
from core.safeguarding import grants
from core.safeguarding.models import CaseLook
from core.safeguarding.record.chronology import locked
from core.safeguarding.store import STORES, Store
from core.web.request import current_actor


def store_of(name: str) -> Store:
    """The store of this name in an address; the neutral 404 for any other word."""
    return STORES.get(name) or abort(404)


def one(store: Store, case_id: UUID, what: str) -> Any:
    """The case for a page, if whoever asks may read it now; its reading is on record before the page is made.

    `what` names the page in a few words. Anything else is the neutral 404.
    """
    db.session.rollback()
    begin_write()
    found = _found(store, case_id)
    _note(store, [case_id], what)
    db.session.commit()
    return found


def held(store: Store, case_id: UUID) -> Any:
    """The case for a step that is about to be written, held until the transaction ends; the neutral 404 otherwise."""
    begin_write()
    may = store.works.criteria(current_actor())
    found = db.session.scalar(select(store.case.id).where(may, store.case.id == case_id)) or abort(404)
    return locked(store, found)


def noted(store: Store, case_ids: Sequence[UUID], what: str) -> None:
    """Put the reading of rows that a list shows on record. The caller's transaction writes, and the caller commits."""
    _note(store, case_ids, what)


def listed(store: Store, *also: ColumnElement[bool]) -> Select[Any]:
    """The cases that whoever asks may read; every list and every count starts from here."""
    return select(store.case).where(store.sees.criteria(current_actor()), *also)


def _found(store: Store, case_id: UUID) -> Any:
    return db.session.scalar(listed(store, store.case.id == case_id)) or abort(404)


def _note(store: Store, case_ids: Sequence[UUID], what: str) -> None:
    actor, now = current_actor(), utcnow()
    role, opened = leading_role(actor), grants.behind(store, case_ids, actor)
    db.session.add_all(
        CaseLook(
            store=store.name, case_id=one_id, at=now, by_user_id=actor.user_id, by_role=role, what=what,
            grant_id=opened.get(one_id),
        )
        for one_id in case_ids
    )  # fmt: skip
