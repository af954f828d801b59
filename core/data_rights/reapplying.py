"""After a restore: erasing again whoever was erased since the back-up was made, from the list outside the database.

An erasure that was interrupted is done again only by somebody who looked: it may never have been committed.
"""

from uuid import UUID

from core.authority.resolve import Authority
from core.data_rights import carrying_out
from core.data_rights.carrying_out import Erasure
from core.data_rights.erase import EraseRefused, erase
from core.db import authority_scope, db
from core.hooks.dispatcher import HookFailed
from core.web.house import house


def reapply() -> tuple[list[UUID], list[str]]:
    """Erase everybody on the list again; returns ids of those that had come back, and what needs somebody to look.

    Call it outside every scope, once, after a restore and before the first person signs in. Safe to repeat.
    """
    councils = {authority.id: authority for authority in house().authorities.all()}
    done: list[UUID] = []
    left: list[str] = []
    for one in carrying_out.erasures():
        authority = councils.get(one.authority_id)
        if authority is None:
            continue  # a council that has left is not here to be restored
        fault = _again(authority, one, done)
        if fault:
            left.append(f"{authority.slug}: {fault}")
    return done, left


def _again(authority: Authority, one: Erasure, done: list[UUID]) -> str:
    """Erase one again where anything of them is there; say what is wrong, or ""."""
    here = house()
    with authority_scope(authority.id, write=True):
        subject = one.subject()
        if not subject.is_known:
            return ""
        name = str((*one.person_ids, *one.membership_ids)[0])
        if not one.is_done:
            return f"the erasure of {name} was interrupted: run heard person erase --person {name}, and look"
        try:
            lines = erase(authority, subject, here.hooks, list(here.plugins), apply=True)
            db.session.commit()
        except (EraseRefused, HookFailed) as refused:
            db.session.rollback()
            return f"{name}: {refused}"
        if any(not line.erased.kept_because for line in lines):
            done.append((*one.person_ids, *one.membership_ids)[0])
        return ""
