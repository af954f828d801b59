"""What the plugin answers for about a person: a copy of it, its erasure, a merge with their twin, and when it has
been kept long enough.
"""

from datetime import date
from uuid import UUID

from core.api import Authority, Erased, ExportPart, Person, RetentionDue, db, hookimpl
from plugins.groups import membership
from plugins.groups.models import Group, Membership
from plugins.groups.rules import months_before


@hookimpl
def person_export(authority: Authority, person_id: UUID) -> list[ExportPart]:
    """Every group the person is or was in (UK GDPR Art. 15)."""
    joined = (
        db.select(Membership, Group.name)
        .join(Group, (Group.authority_id == Membership.authority_id) & (Group.id == Membership.group_id))
        .where(Membership.person_id == person_id)
        .order_by(Group.name)
    )
    rows = [_plain(row, name) for row, name in db.session.execute(joined)]
    return [ExportPart("Groups you are or were in", rows)] if rows else []


@hookimpl
def person_erase(authority: Authority, person_id: UUID, apply: bool) -> list[Erased]:
    """Memberships go whole, and the groups' counts with them (UK GDPR Art. 17)."""
    held = db.session.scalars(db.select(Membership).where(Membership.person_id == person_id)).all()
    for row in held if apply else ():
        group = db.session.get_one(Group, row.group_id)
        db.session.delete(row)
        membership.recount(group)
    return [Erased("group memberships", len(held))] if held else []


@hookimpl
def person_merged(authority: Authority, kept_id: UUID, gone_id: UUID) -> None:
    """Count the members of every group that either record is in: where both were, one member fewer is left."""
    touched = db.select(Membership.group_id).where(Membership.person_id.in_((kept_id, gone_id)))
    # Always in the same order, so that two merges at once wait for each other and never for ever.
    for group in db.session.scalars(db.select(Group).where(Group.id.in_(touched)).order_by(Group.id)).all():
        membership.recount(group)


@hookimpl
def retention_due(authority: Authority, today: date) -> list[RetentionDue]:
    """Memberships that ended longer ago than the council keeps records of members."""
    rule = next((rule for rule in authority.file.retention if rule.record == "member"), None)
    if rule is None:
        return []
    oldest = months_before(today, rule.months)
    since = Person.born_on if rule.trigger == "birth" else Membership.left_on
    left = (
        db.select(Membership.id)
        .join(Person, (Person.authority_id == Membership.authority_id) & (Person.id == Membership.person_id))
        .where(Membership.status == "left", since < oldest)
    )
    ids = db.session.scalars(left).all()
    return [RetentionDue("group memberships", ids, oldest, "member")] if ids else []


def _plain(row: Membership, name: str) -> dict[str, object]:
    days = ("joined_on", "left_on", "term_from", "term_to")
    said = {day: on.isoformat() for day in days if (on := getattr(row, day))}
    words = {"group": name, "role": row.role, "status": row.status, "worker_of_the_group": row.supports}
    return words | {"how_you_came": row.route or "", "reason_about_age": row.age_reason} | said
