"""Plants the requests of a demonstration: the same for a council whenever it is loaded, and none twice."""

from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID, uuid5

from core.api import Authority, DemoMade, DemoWorld, Organisation, db, hookimpl, local_moment
from plugins.groups.api import UMBRELLAS, Group, Membership
from plugins.influence.api import Answerer, Limits, ask_by_a_day
from plugins.requests import moves, telling
from plugins.requests.asking.agencies import key_of
from plugins.requests.demo.stories import ELSEWHERE, STORIES, Story
from plugins.requests.models import Approver, OtherAsk, Request, RequestApproval, RequestDay, RequestStep, RequestVote
from plugins.requests.rules import PUT

NAMESPACE: Final = UUID("7d7f9a52-94f0-4a0b-9a53-6f6b0f6f5f0e")  # any fixed one: it makes demo ids repeatable
SENT_BEFORE: Final = timedelta(days=6)
HOURS: Final = (17, 9, 12)
VOTES: Final = 3
APPROVED_AFTER: Final = timedelta(days=12)
LEVELS: Final = {"head": "decision_maker", "ethics": "safeguarding_lead"}
WAY: Final = {
    "sent": ("sent",), "back": ("sent", "sent_back"), "asking": ("sent", "put"), "no": ("sent", "put", "no"),
    "refused": ("sent", "refused"), "approving": ("sent", "put", "yes"),
    "planning": ("sent", "put", "yes", "approved", "offered"),
    "arranged": ("sent", "put", "yes", "approved", "offered", "arranged"),
    "feedback": ("sent", "put", "yes", "approved", "arranged", "done", "found"),
    "closed": ("sent", "put", "yes", "approved", "arranged", "done", "found", "closed"),
}  # fmt: skip
"""What the history of a made-up request in each state says."""


@hookimpl
def demo_data(authority: Authority, world: DemoWorld) -> list[DemoMade]:
    """Make what is missing, and say how much of each was made."""
    planter = _Planter(authority, world)
    made = sum(planter.plant(story) for story in STORIES)
    return [
        DemoMade("requests to work with young people", made),
        DemoMade("asks from elsewhere", planter.elsewhere()),
        DemoMade("places as an approver", planter.approvers()),
    ]


class _Planter:
    """The requests of one council."""

    def __init__(self, authority: Authority, world: DemoWorld) -> None:
        self._authority, self._world = authority, world
        self._whom = _whom(world)
        self._number = int(db.session.scalar(db.select(db.func.max(Request.number))) or 0)

    def plant(self, story: Story) -> int:
        """Make one request with all that belongs to it; how many were made: one or none."""
        id, target = self._id(f"request/{story.key}"), self._whom.get(story.whom)
        if db.session.get(Request, (self._authority.id, id)) or (story.whom and target is None):
            return 0
        self._number += 1
        request = self._request(id, story)
        self._stands(request, story)
        if target is not None:
            request.group_id, request.school_id = target
        db.session.add(request)
        db.session.flush()
        self._history(request, story)
        self._decided(request)
        self._owed(request)
        if story.state != "draft":
            moves.find_again(request)
        return 1

    def elsewhere(self) -> int:
        """Asks that did not come through the desk."""
        made = 0
        for what, who, ago, whom in ELSEWHERE:
            id, target = self._id(f"elsewhere/{what}"), self._whom.get(whom)
            there = db.session.get(OtherAsk, (self._authority.id, id))
            if target is None or there is not None:
                continue
            row = OtherAsk(id=id, what=what, who_asked=who, on_date=self._day(-ago), source=f"demo:{id}")
            row.group_id, row.school_id = target
            db.session.add(row)
            made += 1
        db.session.flush()
        return made

    def approvers(self) -> int:
        """One for each level that needs a name."""
        made = 0
        for level, role in LEVELS.items():
            person_id, id = self._world.holders.get(role), self._id(f"approver/{level}")
            known = db.select(Approver.id).where(Approver.level == level, Approver.person_id == person_id)
            if person_id is None or db.session.scalar(known):
                continue
            db.session.add(Approver(id=id, level=level, person_id=person_id))
            made += 1
        db.session.flush()
        return made

    def _request(self, id: UUID, story: Story) -> Request:
        holder = self._world.holders.get(story.by) if story.by else None
        outside = not story.by
        return Request(
            id=id, number=self._number, title=story.title, kind=story.kind, from_kind=story.from_kind,
            agency=story.agency, agency_key=key_of(story.agency), office=story.office, asker_id=holder,
            asker_name="Rowan Castle" if outside else "", email="rowan@agency.example" if outside else "",
            question=story.question, can_change=story.can, cannot_change=story.cannot, touches=list(story.touches),
            space="At your own meeting, with your worker. Food is there. Wheelchairs get in everywhere.",
            voice="In small groups, on paper, with stickers, or later in writing.",
            heard_by=f"{story.office}, {story.agency}", success="You can see or use what has changed.",
            thanks="Travel costs, food, and a letter for your folder.",
            feedback="What changed, and where not, why not.",
            risks="Nobody has to tell anything of themselves. A worker is there to talk to." if story.touches else "",
            records="Notes without names, deleted after a year." if story.touches else "",
            starts_on=self._day(story.ends_in - 7), ends_on=self._day(story.ends_in),
            feedback_by=self._day(story.feedback_in), made_at=self._at(-(story.put_ago or 0) - SENT_BEFORE.days - 1),
        )  # fmt: skip

    def _stands(self, request: Request, story: Story) -> None:
        request.state, request.findings = story.state, story.findings
        request.worker_id = self._world.holders.get("worker") if story.state not in ("draft", "sent") else None
        if story.state != "draft":
            request.sent_on = self._day(-(story.put_ago or 0)) - SENT_BEFORE
        if story.put_ago is not None and story.state in PUT:
            request.asked_on = self._day(-story.put_ago)
            request.reply_by = request.asked_on + timedelta(days=21)
        if story.answer:
            request.answer, request.answer_how, request.answer_words = story.answer, "meeting", story.added
            request.answered_on = self._day(-(story.put_ago or 0)) + timedelta(days=7)
        days = {"sent": 3, "asking": 16, "approving": 2, "planning": 20, "arranged": story.ends_in}
        due = self._day(days[story.state]) if story.state in days else None
        request.due_on = request.feedback_by if story.state == "feedback" else due

    def _history(self, request: Request, story: Story) -> None:
        """In the order in which it happened, some days apart, none after today."""
        assert request.made_at is not None
        for position, kind in enumerate(WAY.get(story.state, ()), start=1):
            words = {"sent_back": story.back, "refused": story.why_not}.get(kind, "")
            step = RequestStep(request_id=request.id, position=position, kind=kind, words=words)
            step.id = self._id(f"step/{story.key}/{position}")
            step.made_at = min(request.made_at + timedelta(days=position * 3), self._at(0))
            db.session.add(step)
        db.session.flush()

    def _decided(self, request: Request) -> None:
        """Some presses while it is open, approvals and days once it is decided."""
        if request.state == "asking" and request.group_id:
            young = self._world.holders.get("young_person")
            others = sorted(one for one in telling.members(request.group_id) if one != young)
            db.session.add_all(
                RequestVote(id=self._id(f"vote/{request.id}/{one}"), request_id=request.id, person_id=one, yes=at != 1)
                for at, one in enumerate(others[:VOTES])
            )
        if request.state in ("planning", "arranged", "feedback", "closed"):
            self._days(request)
        if request.state in ("approving", "planning", "arranged", "feedback", "closed"):
            row = RequestApproval(id=self._id(f"approval/{request.id}"), request_id=request.id, level="team")
            row.by_id, row.words = request.worker_id, "A good fit for the year’s plan."
            row.made_at = min(request.made_at + APPROVED_AFTER, self._at(0))
            db.session.add(row)
        db.session.flush()

    def _days(self, request: Request) -> None:
        assert request.ends_on is not None
        chosen = request.state != "planning"
        for at, back in enumerate((0,) if chosen else (0, 3, 5)):
            row = RequestDay(id=self._id(f"day/{request.id}/{at}"), request_id=request.id, chosen=chosen)
            row.on_date, row.at, row.where = (
                request.ends_on - timedelta(days=back),
                time(HOURS[at]),
                "Town Hall, Room 2",
            )
            db.session.add(row)

    def _owed(self, request: Request) -> None:
        """What is owed is a question in influence; nobody is written to."""
        if request.state != "feedback" or request.feedback_by is None:
            return
        request.ask_id = ask_by_a_day(
            self._authority,
            title=f"What came of it: {request.title}",
            words=request.question,
            limits=Limits(request.can_change, request.cannot_change, request.success),
            to=Answerer(office=f"{request.office}, {request.agency}", person_id=request.asker_id),
            due_on=request.feedback_by,
            group_id=request.group_id,
            worker_id=request.worker_id,
            tell=False,
        )
        db.session.flush()

    def _day(self, days: int) -> date:
        return self._world.today + timedelta(days=days)

    def _at(self, days: int) -> datetime:
        return local_moment(self._day(days), time(9))

    def _id(self, label: str) -> UUID:
        return uuid5(NAMESPACE, f"{self._world.seed}/{label}")


def _whom(world: DemoWorld) -> dict[str, tuple[UUID | None, UUID | None]]:
    """Whom the stories mean, as (group, school); without a group for young people, schools stand in."""
    groups, schools = _groups(world.holders.get("young_person")), _schools()
    found: dict[str, Any] = {"mine": (groups[0], None) if groups else None}
    found["other"] = (groups[1], None) if len(groups) > 1 else found["mine"]
    found["school"] = (None, schools[0]) if schools else found["mine"]
    for at, name in enumerate(("mine", "other"), start=1):
        if found[name] is None and schools:
            found[name] = (None, schools[at % len(schools)])
    return {name: target for name, target in found.items() if target is not None}


def _groups(young: UUID | None) -> list[UUID]:
    """Public groups of young people, those of the young person who can sign in first."""
    mine = db.select(Membership.group_id).where(Membership.person_id == young, Membership.status == "active")
    query = db.select(Group.id).where(
        Group.participants == "young_people",
        Group.listing == "public",
        Group.members_hidden.is_(False),
        Group.status != "ended",
        Group.kind.not_in(UMBRELLAS),
    )
    return list(db.session.scalars(query.order_by(Group.id.not_in(mine), Group.name, Group.id)))


def _schools() -> list[UUID]:
    query = db.select(Organisation.id).where(Organisation.kind == "school", Organisation.active)
    return list(db.session.scalars(query.order_by(Organisation.name, Organisation.id)))
