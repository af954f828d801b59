"""The term's one agenda as it goes on each group's meetings: the group's own version first, the others behind it (N48).

A group reads titles and does activities in its version; where an item has no words for that version, those of the
nearest one stand in. Every meeting of the term that is still planned gets the whole of it.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from core.api import Actor, db, local_today
from plugins.meetings.api import PLANS, Entry, Meeting, Put, Span, put_agenda
from plugins.participation_in_governance import versions
from plugins.participation_in_governance.models import AgendaLine, ProgrammeTerm
from plugins.participation_in_governance.versions import EASY, PLAINER, STANDARD, YOUNG
from plugins.participation_in_governance.vocabulary import VERSIONS

MOST_VERSIONS = 4


def lines(row: ProgrammeTerm | None) -> list[AgendaLine]:
    """The items of a term's agenda in order."""
    if row is None:
        return []
    query = db.select(AgendaLine).where(AgendaLine.programme_term_id == row.id)
    return list(db.session.scalars(query.order_by(AgendaLine.position, AgendaLine.id)))


def title_in(line: AgendaLine, version: str) -> str:
    """What an item is called in a version."""
    return versions.words_in(version, {STANDARD: line.title, YOUNG: line.title_young, EASY: line.title_easy})


def activity_in(line: AgendaLine, version: str) -> str:
    """What is done in a version."""
    return versions.words_in(version, {STANDARD: line.standard, YOUNG: line.young, EASY: line.easy})


def entry(line: AgendaLine, group: Any, said: Mapping[str, str]) -> Entry:
    """An item as one group has it on its meetings."""
    own = versions.version_of(group, said)
    return Entry(
        id=line.id,
        title=title_in(line, own),
        title_easy=line.title_easy or line.title_young,
        kind=line.kind,
        minutes=line.minutes,
        aim=line.aim,
        versions=tuple(_versions(line, group, own)),
        themes=tuple(line.themes),
    )


def put(
    actor: Actor, row: ProgrammeTerm, span: Span, groups: Sequence[Any], said: Mapping[str, str]
) -> tuple[int, Put]:
    """Put the agenda on every meeting of the term still to come that `actor` plans: (how many, what came of it)."""
    by_id = {group.id: group for group in groups}
    items = lines(row)
    wanted: dict[UUID, list[Entry]] = {}
    for meeting in _meetings(actor, span, list(by_id)):
        group = by_id[meeting.group_id]
        wanted[meeting.id] = [entry(line, group, said) for line in items if group.key not in line.leaves_out]
    return len(wanted), put_agenda(wanted)


def _versions(line: AgendaLine, group: Any, own: str) -> list[dict[str, Any]]:
    """What the group itself does, for its ages; then what the others do, for whoever wants to see it."""
    first, last = versions.ages_of(group)
    found = []
    if activity_in(line, own):
        found.append(_version(group.name, activity_in(line, own), first, last))
    others = {STANDARD: line.standard, YOUNG: line.young, EASY: line.easy}
    found += [_version(VERSIONS[one], others[one], None, None) for one in PLAINER if one != own and others[one]]
    return found[:MOST_VERSIONS]


def _version(for_whom: str, activity: str, age_from: int | None, age_to: int | None) -> dict[str, Any]:
    said = {"for_whom": for_whom[:100], "activity": activity, "prompt": ""}
    return said | {"age_from": age_from, "age_to": age_to}


def _meetings(actor: Actor, span: Span, groups: Sequence[UUID]) -> Sequence[Any]:
    first = max(span.starts_on, local_today())
    query = db.select(Meeting.id, Meeting.group_id).where(
        Meeting.group_id.in_(groups),
        Meeting.state == "planned",
        Meeting.on_date >= first,
        Meeting.on_date <= span.ends_on,
        PLANS.criteria(actor),
    )
    return db.session.execute(query).all()
