"""Writing down what somebody says, as they say it: the words, whose, who may read them, where (N27, N43, NC19)."""

from typing import Any
from uuid import UUID

from core.api import Actor, Person, Ref, db, local_today
from plugins.groups.api import MY_GROUPS_TO_RUN, SEES_GROUP, SEES_MEMBERS, Group, Membership, people_called
from plugins.influence.models import View
from plugins.influence.voice.forms import GROUP, CaptureForm

MOST_MEMBERS = 200
YOUNG = ("young_person", "parent_carer")


def groups_of(actor: Actor) -> list[tuple[UUID, str]]:
    """The groups that the reader sees, those that they run themselves first."""
    query = db.select(Group.id, Group.name).where(Group.status != "ended").order_by(Group.name, Group.id)
    mine = [(row.id, row.name) for row in db.session.execute(query.where(MY_GROUPS_TO_RUN.criteria(actor)))]
    seen = [(row.id, row.name) for row in db.session.execute(query.where(SEES_GROUP.criteria(actor)))]
    return [*mine, *(one for one in seen if one not in mine)]


def members_of(actor: Actor, group_id: UUID | None) -> list[Any]:
    """The young people of a group, id and name, where the reader may see its members."""
    if group_id is None:
        return []
    query = (
        db.select(Person.id, Person.name)
        .join(
            Membership,
            (Membership.authority_id == Person.authority_id) & (Membership.person_id == Person.id),
        )
        .join(Group, (Group.authority_id == Membership.authority_id) & (Group.id == Membership.group_id))
        .where(Group.id == group_id, SEES_MEMBERS.criteria(actor))
        .where(Membership.status == "active", Membership.supports.is_(False), Person.kind.in_(YOUNG))
        .order_by(Person.sort_name, Person.id)
        .limit(MOST_MEMBERS)
    )
    return list(db.session.execute(query))


def found_by_name(actor: Actor, words: str) -> list[Any]:
    """People of this name, for whoever may find people at all."""
    return people_called(words) if words.strip() and actor.can("people.view") else []


def may_be_named(actor: Actor, person_id: UUID | None, group_id: UUID | None, words: str) -> bool:
    """Say whether the reader was offered this person: a member of the group that they may see, or found by name."""
    if person_id is None:
        return True
    offered = {one.id for one in members_of(actor, group_id)} | {one.id for one in found_by_name(actor, words)}
    return person_id in offered


def new_view(id: UUID, form: CaptureForm, actor: Actor) -> View:
    """The view that the form makes; it is not kept yet."""
    group_id, person_id = form.group, form.named
    where = at(form.said_at.data or "")
    return View(
        id=id,
        words=form.words.data or "",
        sort=form.sort.data,
        given_as="observed" if form.observed.data else "words",
        voice="person" if person_id else "group" if form.who.data == GROUP else "anonymous",
        person_id=person_id,
        by_words=form.for_them.data or "",
        group_id=group_id,
        worker_id=actor.person_id if form.permission.data == "my_worker" else None,
        permission=form.permission.data,
        entered="on_behalf" if form.for_them.data else "worker",
        entered_by_id=actor.person_id,
        where_plugin=where.plugin if where else None,
        where_kind=where.kind if where else None,
        where_id=where.id if where else None,
        said_on=form.said_on.data or local_today(),
    )


def at(typed: str) -> Ref | None:
    """What something was said at, as an address carries it: "plugin:kind:id"; None for nonsense."""
    plugin, _, rest = typed.partition(":")
    kind, _, id = rest.partition(":")
    try:
        return Ref(plugin, kind, UUID(id)) if plugin and kind and len(plugin) + len(kind) < 80 else None
    except ValueError:
        return None
