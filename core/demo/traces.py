"""What a council's year leaves behind: messages in their states, who looked at whom, what is due, a legal hold."""

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from core import audit
from core.clock import ZONE, months_after
from core.consent.person_views import AGREEMENTS
from core.data_rights.retention import holds
from core.data_rights.retention.due import CORE
from core.data_rights.retention.job import REVIEW
from core.data_rights.retention.models import PERSON_KIND, DueRecord, LegalHold
from core.data_rights.retention.periods import periods
from core.data_rights.retention.taking_part import still_here
from core.db import bulk_insert, db
from core.demo.cast import Cast
from core.files.photo_views import ON_PHOTOS
from core.hooks.values import Ref
from core.notify.models import DROPPED, FAILED, HELD, SENT, Message
from core.people.models import Person
from core.people.views import RECORD
from core.tasks import make as make_task
from core.web.house import house

LOOKS = (("worker", RECORD), ("worker", AGREEMENTS), ("practitioner", RECORD), ("worker", ON_PHOTOS))
LOOK_FIRST = ("left", "birth")  # triggers under which somebody who never left is looked at before they go
NOON = time(12)
OFFICER = "data_protection_officer"


def plant(cast: Cast) -> int:
    """Plant them; returns how many records were new, none where they are there."""
    if db.session.scalar(select(LegalHold.id).where(LegalHold.id == cast.id("hold"))) is not None:
        return 0
    told = bulk_insert(Message, list(_messages(cast)))
    _looked_at(cast)
    return len(told) + len(LOOKS) + _hold(cast) + _due(cast)


def _messages(cast: Cast) -> Iterator[dict[str, Any]]:
    """What the young person with an account was told, and what became of messages to others."""
    mine = f"/{cast.slug}/me/"
    yield _message(cast, cast.me, "consent.asked", f"{mine}agreements/", SENT, 9) | {"read_at": cast.moment(8)}
    yield _message(cast, cast.me, "rights.received", f"{mine}requests/", DROPPED, 5) | {"why": "here_only"}
    yield _message(cast, cast.me, "consent.asked", f"{mine}agreements/", SENT, 1)
    states = ((DROPPED, "not_agreed"), (DROPPED, "too_young"), (FAILED, "not_taken"), (HELD, "gathered"))
    for one, (state, why) in zip(cast.young[-len(states) :], states, strict=False):
        yield _message(cast, one.id, "consent.asked", f"{mine}agreements/", state, 2) | {"why": why}


def _message(cast: Cast, person_id: UUID, notice: str, url: str, state: str, ago: int) -> dict[str, Any]:
    is_sent = state == SENT
    return {
        "person_id": person_id,
        "notice": notice,
        "key": f"demo {ago}",
        "url": url,
        "hidden": False,
        "state": state,
        "channel": "email" if is_sent else "",
        "why": "",
        "sending_id": None,
        "claims": 0,
        "made_at": cast.moment(ago),
        "due_at": cast.moment(ago) if state != HELD else cast.moment(-1, hour=8),
        "claimed_at": None,
        "sent_at": cast.moment(ago, hour=11) if is_sent else None,
        "read_at": None,
    }


def _looked_at(cast: Cast) -> None:
    """As the pages write it down when staff open them."""
    about = Ref("core", "person", cast.me)
    for role, what in LOOKS:
        detail = {"what": what, "role": role, "people": 1}
        audit.record(audit.SEEN, about, detail=detail, by=cast.users[role], people=[cast.me])


def _hold(cast: Cast) -> int:
    """A claim is being looked into: nothing about this person may go."""
    if not cast.young:
        return 0
    reason = "The council's lawyers look into a claim about an outing. They say when it is over."
    made_by = cast.users[OFFICER]
    one = cast.young[-1].id
    holds.make(LegalHold(id=cast.id("hold"), person_id=one, reason=reason, until=cast.ago(-180), made_by=made_by))
    return 1


def _due(cast: Cast) -> int:
    """Adults whom nobody has met for longer than their record is kept: somebody looks before they go.

    Left out where a council lets records go without a look: nobody of a demonstration disappears by night.
    """
    period = periods(cast.authority)["member"]
    if not period.review_first and period.trigger not in LOOK_FIRST:
        return 0
    gone = _away(cast)
    due_on, found_on = cast.ago(100), cast.ago(3)
    met = datetime.combine(months_after(due_on, -period.months), NOON, ZONE)
    db.session.execute(update(Person).where(Person.id.in_(gone)).values(created_at=met, updated_at=met))
    same = {"owner": CORE, "kind": PERSON_KIND, "retention": period.record, "due_on": due_on, "found_on": found_on}
    bulk_insert(DueRecord, [{**same, "record_id": one, "state": "waiting", "why": ""} for one in gone])
    if gone:
        url = f"/{cast.slug}/admin/data-protection/retention/waiting"
        title = "Look at records whose keeping time has ended"
        make_task(REVIEW, title, url, permission="keeping.review", key=f"{REVIEW}:{found_on.isoformat()}")
    return len(gone)


def _away(cast: Cast) -> list[UUID]:
    """Two who take part in nothing and have no account: partners first, then workers."""
    wanted = [one for kind in ("partner", "worker") for one in cast.world.people.get(kind, ())]
    here = still_here(wanted, list(house().plugins), cast.world.today) | set(cast.world.holders.values())
    return [one for one in wanted if one not in here][:2]
