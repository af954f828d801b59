"""What a demonstration shows of returns: one in every state, and the evaluation of each contract."""

from collections.abc import Iterator, Sequence
from datetime import time, timedelta
from typing import Any
from uuid import UUID, uuid5

from core.api import Authority, DemoMade, DemoWorld, Organisation, bulk_insert, db, hookimpl, local_moment
from plugins.groups.api import Group
from plugins.participation_returns.contracts.evaluations import open_all
from plugins.participation_returns.here import chosen
from plugins.participation_returns.models import Return, ReturnStep
from plugins.participation_returns.rules import fingerprint
from plugins.standards.api import form_called

NAMESPACE = UUID("2a6b2c0e-5c41-4b0f-8b6e-7d0c6f2e4a11")  # any fixed one: it makes demo ids repeatable
STEPS = {
    "draft": ("begun",),
    "sent": ("begun", "send"),
    "looked": ("begun", "send", "look"),
    "asked": ("begun", "send", "look", "ask"),
    "accepted": ("begun", "send", "look", "accept"),
    "taken": ("begun", "send", "accept", "take"),
}
STORIES = (
    (
        "accepted",
        "Letters in plain words",
        "The letters about meetings are too long. I put them away without reading them.",
        "We wrote them anew with six young people: one page, large letters, who comes and why.",
        "Of the last 40 young people invited, 31 came. Before it was about half.",
        46,
    ),
    (
        "asked",
        "A quieter room",
        "The waiting room is loud and everybody sees you.",
        "We opened the back room on two afternoons.",
        "",
        12,
    ),
    (
        "sent",
        "Talking on the way",
        "It is easier to talk when we walk.",
        "Workers may hold meetings outdoors; the form has a box for it.",
        "About one meeting in five is outdoors now, and they last longer.",
        23,
    ),
    (
        "taken",
        "The same worker for a year",
        "I have told my story to five people.",
        "A worker keeps a family for a year unless the family asks for another.",
        "Changes of worker went down from 3 to 1 in a year for those who asked us to count.",
        58,
    ),
    ("looked", "Texts before six", "Texts at ten at night worry me.", "Texts go out between eight and six.", "", 31),
    ("draft", "Food at meetings", "Everybody is hungry at five.", "There is soup now.", "", 9),
)
MISSING = "How do you know that it made a difference? Ask two or three who use the room."


@hookimpl
def demo_data(authority: Authority, world: DemoWorld) -> list[DemoMade]:
    """Make what is missing, and say how many of each were made."""
    made = _returns(authority, world)
    form = form_called(chosen(authority).evaluation_form)
    opened = open_all(form, chosen(authority), world.today) if form else 0
    return [DemoMade("returns of evidence", made), DemoMade("evaluations of contracts", opened)]


def _returns(authority: Authority, world: DemoWorld) -> int:
    choice = chosen(authority)
    teams = db.session.scalars(
        db.select(Organisation).where(Organisation.kind.in_(choice.team_kinds)).order_by(Organisation.key).limit(3)
    ).all()
    group: UUID | None = db.session.scalar(db.select(Group.id).where(Group.key == choice.group))
    known = set(db.session.scalars(db.select(Return.id)))
    rows = [row for row in _rows(world, teams, group, choice.year_begins) if row["id"] not in known]
    bulk_insert(Return, rows)
    bulk_insert(ReturnStep, [step for row in rows for step in _steps(world, row)])
    return len(rows)


def _rows(world: DemoWorld, teams: Sequence[Organisation], group: UUID | None, begins: int) -> Iterator[dict[str, Any]]:
    now = world.today.year if world.today.month >= begins else world.today.year - 1
    for at, (status, title, said, did, difference, people) in enumerate(STORIES if teams else ()):
        team, sent = teams[at % len(teams)], world.today - timedelta(days=12 * (at + 1))
        yield {
            "id": _id(world, f"return/{title}"),
            "organisation_id": team.id,
            "year": now - 1 if status == "taken" else now,
            "title": title,
            "you_said": said,
            "we_did": did,
            "difference": difference,
            "people": people,
            "status": status,
            "fingerprint": fingerprint(said, did),
            "written_by_id": world.holders.get("practitioner" if at % 2 else "worker"),
            "sent_on": None if status == "draft" else sent,
            "group_id": group,
            "to_group_on": {"accepted": world.today + timedelta(days=9), "taken": sent + timedelta(days=6)}.get(status),
            "taken_on": sent + timedelta(days=6) if status == "taken" else None,
            "made_at": local_moment(sent - timedelta(days=3), time(15)),
        }


def _steps(world: DemoWorld, row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for at, kind in enumerate(STEPS[row["status"]]):
        receives = kind in ("look", "ask", "accept", "take")
        yield {
            "id": _id(world, f"step/{row['title']}/{kind}"),
            "return_id": row["id"],
            "kind": kind,
            "words": MISSING if kind == "ask" else "",
            "by_id": world.holders.get("worker") if receives else row["written_by_id"],
            "made_at": row["made_at"] + timedelta(days=2 * at),
        }


def _id(world: DemoWorld, label: str) -> UUID:
    return uuid5(NAMESPACE, f"{world.seed}/{label}")
