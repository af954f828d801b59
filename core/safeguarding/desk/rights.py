"""What somebody who may read a case may do with it: a lead everything, whoever it was given to their part."""

from typing import Any

from flask import abort
from sqlalchemy import select

from core.db import db
from core.safeguarding.desk.asks import Step
from core.safeguarding.store import LEAD, Store
from core.web.request import current_actor


def is_lead() -> bool:
    """True for those who decide."""
    return current_actor().can(LEAD)


def may_work(store: Store, case: Any) -> bool:
    """True for leads and those to whom the case is given; whoever may only read it takes no step."""
    works = store.works.criteria(current_actor())
    return db.session.scalar(select(store.case.id).where(works, store.case.id == case.id)) is not None


def demand(store: Store, case: Any, step: Step) -> None:
    """The neutral 404 for a step that this reader may not take."""
    if not may_work(store, case) or (step.lead and not is_lead()):
        abort(404)
