"""What people asked of their data, in every state that a data protection officer meets; days count back from today.

About young people who have no account: trying what the desk can do, an erasure too, leaves everybody with one alone.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import select

from core import audit
from core.data_rights.requests import gathering
from core.data_rights.requests.handling import SIGNS, about, take
from core.data_rights.requests.models import RightsRequest, RightsStep
from core.db import bulk_insert, db
from core.demo.cast import Cast, Young
from core.people.models import Person

OFFICER, LEAD = "data_protection_officer", "safeguarding_lead"
FEWEST = 6  # young people without an account, for each to be in one story only


@dataclass(frozen=True)
class Step:
    """One step: what was done, how many days ago, and in which role; "" where nobody of the council did it."""

    step: str
    ago: int
    role: str = ""
    why: str = ""
    detail: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Request:
    """One request: a label, its kind, how it came, its fields and its steps, the first of them its receipt."""

    label: str
    kind: str
    way: str
    fields: dict[str, Any]
    steps: Sequence[Step]

    @property
    def closed(self) -> int | None:
        """How many days ago it was answered, if it was."""
        last = self.steps[-1]
        return last.ago if last.step in ("handed_over", "done", "refused", "withdrawn") else None


def plant(cast: Cast, *, in_full: bool = True) -> int:
    """Take the requests in, `in_full` with what was found for them; returns how many were new, none a second time."""
    if len(cast.young) < FEWEST or _is_there(cast):
        return 0
    requests = list(_requests(cast))
    bulk_insert(RightsRequest, [_row(cast, one) for one in requests])
    bulk_insert(RightsStep, [row for one in requests for row in _steps(cast, one)])
    for one in requests:
        audit.record("rights.received", about(_found(cast, one.label)), detail={"kind": one.kind})
    if in_full:
        _searched(cast)
    return len(requests)


def _searched(cast: Cast) -> None:
    """Search for the two copies as the desk would; one was gone through since, and waits for a second look."""
    officer = cast.users[OFFICER]
    for label in ("copy", "second look"):
        gathering.search(cast.authority, _found(cast, label), officer)
    take(_found(cast, "second look"), "redacted", officer)


def _requests(cast: Cast) -> Iterator[Request]:
    who = iter(cast.young[:FEWEST])
    yield Request("copy", "access", "letter", _of(next(who)), (Step("received", 12), _shown(10)))
    yield Request("second look", "access", "spoken", _of(next(who)), (Step("received", 19), _shown(18)))
    yield _unknown(next(who))
    yield _complaint()
    yield _correction(cast)
    yield Request("erasure", "erasure", "letter", _of(next(who)), (Step("received", 9), _shown(8)))
    went_through = Step("rehearsed", 6, OFFICER)
    yield Request("approval", "erasure", "spoken", _of(next(who)), (Step("received", 15), _shown(14), went_through))
    yield Request("answered", "access", "letter", _of(next(who)), tuple(_answered()))


def _of(one: Young) -> dict[str, Any]:
    return {"person_id": one.id, "asker_id": one.id, "about_name": one.name, "asker_name": one.name}


def _shown(ago: int) -> Step:
    return Step("identity_checked", ago, OFFICER, detail={"how": "known", "found": True})


def _unknown(one: Young) -> Request:
    """Somebody without an account asked; nobody has checked yet who it is."""
    fields = {"about_name": one.name, "asker_name": one.name, "asker_contact": "07700 900321"}
    return Request("unknown", "access", "public", fields, (Step("received", 2),))


def _complaint() -> Request:
    """Nearly due: the law gives thirty days to say that it has come."""
    fields = {
        "about_name": "Marlow Ashdene",
        "asker_name": "Marlow Ashdene",
        "asker_contact": "marlow.ashdene@post.example",
        "words": "I asked in the spring to hear what came of my idea, and a letter for somebody else came to me.",
    }
    return Request("complaint", "complaint", "public", fields, (Step("received", 27),))


def _correction(cast: Cast) -> Request:
    """From the young person with an account, on their own page."""
    name = db.session.scalar(select(Person.name).where(Person.id == cast.me)) or ""
    fields = {
        "person_id": cast.me,
        "asker_id": cast.me,
        "asked_by": cast.users["young_person"],
        "about_name": name,
        "asker_name": name,
        "words": "My school is wrong. I moved in September.",
        "right_words": "You have my new school on the list for the trip.",
    }
    signed_in = Step("identity_checked", 5, detail={"how": "signed_in"})
    return Request("correction", "correction", "page", fields, (Step("received", 5), signed_in))


def _answered() -> Iterator[Step]:
    yield Step("received", 70)
    yield _shown(68)
    yield Step("gathered", 60, OFFICER, detail={"parts": 5, "rows": 41})
    yield Step("redacted", 58, OFFICER)
    yield Step("released", 55, LEAD)
    yield Step("handed_over", 54, OFFICER, "On paper, at their school, with somebody they know.")


def _row(cast: Cast, one: Request) -> dict[str, Any]:
    chance = random.Random(f"{cast.slug} {one.label}")
    named = ("person_id", "asker_id", "asked_by", "about_name", "asker_name", "asker_contact", "words", "right_words")
    blank = dict.fromkeys(named[:3]) | dict.fromkeys(named[3:], "")
    return (
        blank
        | one.fields
        | {
            "id": _id(cast, one.label),
            "kind": one.kind,
            "way": one.way,
            "reference": "R-" + "".join(chance.choice(SIGNS) for _ in range(8)),
            "received_on": cast.ago(one.steps[0].ago),
            "closed_on": cast.ago(one.closed) if one.closed is not None else None,
        }
    )


def _steps(cast: Cast, one: Request) -> Iterator[dict[str, Any]]:
    for seq, step in enumerate(one.steps, start=1):
        yield {
            "request_id": _id(cast, one.label),
            "seq": seq,
            "step": step.step,
            "on_day": cast.ago(step.ago),
            "at": cast.moment(step.ago),
            "by_user_id": cast.users.get(step.role),
            "why": step.why,
            "detail": step.detail,
        }


def _is_there(cast: Cast) -> bool:
    return db.session.scalar(select(RightsRequest.id).where(RightsRequest.id == _id(cast, "copy"))) is not None


def _found(cast: Cast, label: str) -> RightsRequest:
    found = db.session.get(RightsRequest, _id(cast, label))
    assert found is not None  # planted in the lines above
    return found


def _id(cast: Cast, label: str) -> UUID:
    return cast.id(f"request {label}")
