"""The wordings of a group's code of conduct, one after another, and who agreed to which (W9).

The present words and everybody's agreement to them stand in the groups plugin, where members agree. Here is what was
before: a new wording asks everybody anew, and what they had agreed to before is kept beside the old words.
"""

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from core.api import db, local_today
from plugins.groups.api import Group, Membership, reword_code
from plugins.youth_voice.here import note
from plugins.youth_voice.models import Code, CodeAgreement

BEGUN = "The words as they stood when their versions were first kept"


class Wording(NamedTuple):
    """One version: its number and words, from when and why, how many agreed to it; `present` is the last."""

    id: UUID
    number: int
    words: str
    why: str
    from_on: date
    agreed: int
    present: bool


def wordings(group: Group) -> list[Wording]:
    """Every version of the group's code, the present one first; [] where no version was kept yet."""
    rows = list(db.session.scalars(_of(group).order_by(Code.number.desc())))
    count = db.select(CodeAgreement.code_id, db.func.count(CodeAgreement.id)).group_by(CodeAgreement.code_id)
    agreed: dict[UUID, int] = {row[0]: row[1] for row in db.session.execute(count)}
    now = agreed_now(group)
    return [
        Wording(row.id, row.number, row.words, row.why, row.from_on, now if at == 0 else agreed.get(row.id, 0), at == 0)
        for at, row in enumerate(rows)
    ]


def agreed_now(group: Group) -> int:
    """How many members have agreed to the present words."""
    query = db.select(db.func.count(Membership.id)).where(
        Membership.group_id == group.id,
        Membership.status == "active",
        Membership.supports.is_(False),
        Membership.code_agreed_on.is_not(None),
    )
    return db.session.scalar(query) or 0


def is_unkept(group: Group) -> bool:
    """True where the group's present words are no kept version: they were changed on the group's own page."""
    latest = _latest(group)
    return bool(group.code_of_conduct) and (latest is None or latest.words != group.code_of_conduct)


def keep_present(group: Group) -> Code | None:
    """Keep the group's present words as a version, where they are none yet; nobody is asked anew."""
    return _add(group, group.code_of_conduct, BEGUN) if is_unkept(group) else None


def reword(group: Group, words: str, why: str) -> Code:
    """Give the group new words: everybody is asked anew, and who had agreed to the old ones is kept."""
    keep_present(group)
    before = _latest(group)
    agreed = reword_code(group, words)
    if before is not None:
        db.session.add_all(CodeAgreement(code_id=before.id, person_id=who, agreed_on=on) for who, on in agreed.items())
    return _add(group, words, why)


def former_agreements(group: Group, person_id: UUID) -> list[tuple[int, date]]:
    """Which earlier versions one member had agreed to, as (number, day)."""
    query = (
        db.select(Code.number, CodeAgreement.agreed_on)
        .join(CodeAgreement, (CodeAgreement.authority_id == Code.authority_id) & (CodeAgreement.code_id == Code.id))
        .where(Code.group_id == group.id, CodeAgreement.person_id == person_id)
    )
    return [(row.number, row.agreed_on) for row in db.session.execute(query.order_by(Code.number))]


def _add(group: Group, words: str, why: str) -> Code:
    latest = _latest(group)
    number = latest.number + 1 if latest else 1
    row = Code(group_id=group.id, number=number, words=words, why=why, from_on=local_today())
    db.session.add(row)
    db.session.flush()
    note("code_version_kept", row, number=number)
    return row


def _latest(group: Group) -> Code | None:
    found: Code | None = db.session.scalars(_of(group).order_by(Code.number.desc()).limit(1)).one_or_none()
    return found


def _of(group: Group) -> Any:
    return db.select(Code).where(Code.group_id == group.id)
