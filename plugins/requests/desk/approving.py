"""Approval by levels: the council's rule says which, a lead says who, and nobody approves their own (LA34, LA24)."""

from collections.abc import Iterable, Mapping
from typing import Final
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from core.api import Actor, Authority, Person, db, holders_of
from plugins.requests import moves, rules, telling
from plugins.requests.here import AT_ONCE, chosen, note
from plugins.requests.models import Approver, Request, RequestApproval
from plugins.requests.rules import NotNow
from plugins.requests.vocabulary import LEVELS

CAN_APPROVE: Final = ("worker", "practitioner", "decision_maker", "safeguarding_lead")
LOOKED_AT: Final = 50
UNTICKED: Final = "Tick each line of the ethics panel, or say no. Nothing was approved; what you wrote is kept."


def needed(request: Request, authority: Authority | None = None) -> tuple[str, ...]:
    """The levels that must approve this request, by the council's rule as it is now."""
    known = rules.facts(
        request.kind, request.from_kind, request.touches, request.school_id is not None, bool(request.cohort)
    )
    return rules.levels_needed([(one.when, one.level) for one in chosen(authority).approvals], known)


def given(request: Request) -> list[RequestApproval]:
    """The approvals that were given, in their order."""
    query = db.select(RequestApproval).where(RequestApproval.request_id == request.id)
    found = {one.level: one for one in db.session.scalars(query)}
    return [found[level] for level in LEVELS if level in found]


def next_level(request: Request, authority: Authority | None = None) -> str:
    """The level that approves next, "" where none is wanted any more."""
    return rules.next_level(needed(request, authority), [one.level for one in given(request)])


def begin(request: Request, authority: Authority | None = None) -> None:
    """After the young people's yes: tell who approves first, or go on where nobody has to."""
    level = next_level(request, authority)
    if level:
        telling.approvers(request, level)
    else:
        moves.move(request, "approved", "approved", authority=authority)


def fault_for(request: Request, actor: Actor, level: str) -> str:
    """Why `actor` may not approve this level now, in a sentence, or ""."""
    before = [one.by_id for one in given(request)]
    return rules.approval_fault(actor.person_id, request.asker_id, is_named(actor, level), before)


def is_named(actor: Actor, level: str) -> bool:
    """Whether somebody approves on this level: as a lead named them; where nobody is named for the team, the desk."""
    return _is_among(actor, level, named(level))


def _is_among(actor: Actor, level: str, people: set[UUID]) -> bool:
    if not people and level == "team":
        return actor.can("requests.desk")
    return actor.can("requests.approve") and actor.person_id in people


def approve(request: Request, level: str, words: str, ticked: int, by: Actor) -> None:
    """Give one level's approval. Raises NotNow; of two at the same moment the database takes one."""
    rules.after(request.state, "approved")
    if level != next_level(request):
        raise NotNow("This level was approved already. Nothing was changed. Look at the page again.")
    if fault := fault_for(request, by, level):
        raise NotNow(fault)
    if level == "ethics" and ticked < len(chosen().ethics_questions):
        raise NotNow(UNTICKED)
    keep(RequestApproval(request_id=request.id, level=level, words=words, by_id=by.person_id))
    following = next_level(request)
    if following:
        moves.happened(request, "approved", by=by.person_id, words=words)
        telling.approvers(request, following)
    else:
        moves.move(request, "approved", "approved", by=by.person_id, words=words)


def waiting_for(actor: Actor, most: int) -> list[Request]:
    """The requests that wait for this person's approval, the first due first; three queries."""
    query = db.select(Request).where(Request.state == "approving").order_by(Request.due_on, Request.number)
    found = list(db.session.scalars(query.limit(LOOKED_AT)))
    if actor.person_id is None or not found:
        return []
    before: dict[UUID, dict[str, UUID | None]] = {one.id: {} for one in found}
    rows = db.select(RequestApproval.request_id, RequestApproval.level, RequestApproval.by_id)
    for row in db.session.execute(rows.where(RequestApproval.request_id.in_(list(before)))):
        before[row.request_id][row.level] = row.by_id
    people: dict[str, set[UUID]] = {}
    for row in db.session.execute(db.select(Approver.level, Approver.person_id)):
        people.setdefault(row.level, set()).add(row.person_id)
    return [one for one in found if _waits_for(one, actor, before[one.id], people)][:most]


def _waits_for(
    request: Request, actor: Actor, before: Mapping[str, UUID | None], people: Mapping[str, set[UUID]]
) -> bool:
    level = rules.next_level(needed(request), before)
    is_named_for = _is_among(actor, level, people.get(level, set()))
    return bool(level) and not rules.approval_fault(actor.person_id, request.asker_id, is_named_for, before.values())


def keep(approval: RequestApproval) -> None:
    """Keep one approval; raises NotNow where the level has one, given at the same moment."""
    try:
        with db.session.begin_nested():
            db.session.add(approval)
    except IntegrityError:
        raise NotNow(AT_ONCE) from None
    note("level_approved", approval, level=approval.level)


def named(level: str) -> set[UUID]:
    """Who is named for this level."""
    return set(db.session.scalars(db.select(Approver.person_id).where(Approver.level == level)))


def everybody() -> dict[str, list[tuple[UUID, str]]]:
    """Who is named for each level, by name."""
    query = (
        db.select(Approver.level, Person.id, Person.name)
        .join(Person, (Person.authority_id == Approver.authority_id) & (Person.id == Approver.person_id))
        .order_by(Person.sort_name, Person.id)
    )
    found: dict[str, list[tuple[UUID, str]]] = {level: [] for level in LEVELS}
    for row in db.session.execute(query):
        found.setdefault(row.level, []).append((row.id, row.name))
    return found


def can_be_named() -> dict[UUID, str]:
    """Names of those who can be named."""
    return holders_of(CAN_APPROVE)


def name(level: str, people: Iterable[UUID]) -> None:
    """Let these people approve on this level, in place of those before; flushes."""
    wanted = set(people) & set(can_be_named())
    for row in db.session.scalars(db.select(Approver).where(Approver.level == level)):
        if row.person_id in wanted:
            wanted.remove(row.person_id)
        else:
            note("approver_removed", row, level=level)
            db.session.delete(row)
    for person_id in sorted(wanted):
        row = Approver(level=level, person_id=person_id)
        db.session.add(row)
        db.session.flush()
        note("approver_named", row, level=level)
    db.session.flush()


def lacking() -> list[str]:
    """Levels that the council's rule asks for and for which nobody is named; the team needs nobody by name."""
    wanted = {one.level for one in chosen().approvals} - {"team"}
    there = set(db.session.scalars(db.select(Approver.level).distinct()))
    return [level for level in LEVELS if level in wanted - there]
