"""Plants one made-up question: the views it rests on, who was asked, what they answered, and what came of it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from core.api import Authority, DemoWorld, Person, db, local_moment
from plugins.groups.api import Board, BoardDate, BoardSeat, Group, Membership
from plugins.influence import trail
from plugins.influence.demo.ids import demo_id
from plugins.influence.demo.stories import Answered, Promised, Story
from plugins.influence.ledger import writing
from plugins.influence.models import (
    Answer,
    Ask,
    AskTag,
    AskView,
    Change,
    Check,
    Owner,
    Promise,
    Proof,
    Verdict,
    View,
    ViewTag,
)
from plugins.influence.vocabulary import MAY_BE_ASKED

CLOCK = timedelta(days=28)  # twenty working days
STILL_OPEN = timedelta(days=21)
MOST_VIEWS = 6
MOST_QUOTES = 2


class Planter:
    """The questions of one council; `plant` makes one, unless it is there or nobody said what it rests on."""

    def __init__(self, authority: Authority, world: DemoWorld) -> None:
        self._authority, self._world = authority, world
        self._known = set(db.session.scalars(db.select(Ask.id)))
        self._number = db.session.scalar(db.select(db.func.max(Ask.number))) or 0
        self._groups = {row.id: row for row in db.session.scalars(db.select(Group))}

    def plant(self, story: Story) -> int:
        """Make the question and everything that belongs to it; says how many questions were made: one or none."""
        id = demo_id(self._world, f"ask/{story.key}")
        views = [] if id in self._known else self._views(story)
        if not views:
            return 0
        self._number += 1
        _Made(self._authority, self._world, story, id, self._number, views, self._groups.get(views[0].group_id)).all()
        return 1

    def _views(self, story: Story) -> Sequence[View]:
        """What was said of it before it was asked, in the group that said most of it."""
        before = self._world.today - timedelta(days=story.ago)
        begins = db.or_(*(View.words.startswith(words) for words in story.heard))
        query = db.select(View).where(
            begins, View.said_on <= before, View.permission.in_(MAY_BE_ASKED), View.taken_back_at.is_(None)
        )
        by_group: dict[UUID | None, list[View]] = defaultdict(list)
        for view in db.session.scalars(query.order_by(View.said_on.desc(), View.id)):
            by_group[view.group_id].append(view)
        most = max(by_group.values(), key=lambda found: (len(found), str(found[0].id)), default=[])
        return most[:MOST_VIEWS]


class _Made:
    """One question as it is being made."""

    def __init__(
        self,
        authority: Authority,
        world: DemoWorld,
        story: Story,
        id: UUID,
        number: int,
        views: Sequence[View],
        group: Group | None,
    ) -> None:
        self._authority, self._world, self._story, self._views, self._group = authority, world, story, views, group
        self._asked = world.today - timedelta(days=story.ago)
        worker = world.people["worker"][0] if world.people.get("worker") else None
        self._ask = Ask(id=id, number=number, worker_id=worker, asked_on=self._asked, made_at=self._at(self._asked, 9))
        self._position = 0

    def all(self) -> None:
        """In the order in which it happened."""
        self._put_ask()
        owner = self._owner()
        db.session.add(owner)
        db.session.flush()
        self._happened("asked", self._asked)
        last = self._answers(owner)
        self._late(owner)
        self._verdicts(last)
        self._check()
        trail.stand(self._ask)
        self._publish(last)

    def _put_ask(self) -> None:
        ask, story = self._ask, self._story
        ask.title, ask.words, ask.words_easy, ask.success = story.title, story.words, story.easy, story.success
        ask.can_change, ask.cannot_change, ask.status = story.can, story.cannot, "waiting"
        ask.group_id = self._group.id if self._group else None
        ask.made_with = "The group, at a meeting with a worker"
        db.session.add(ask)
        db.session.flush()
        for view in self._views:
            db.session.add(AskView(ask_id=ask.id, view_id=view.id, public_quote=""))
        tags = db.select(ViewTag.vocabulary, ViewTag.key).where(ViewTag.view_id.in_([view.id for view in self._views]))
        for row in db.session.execute(tags.distinct().order_by(ViewTag.vocabulary, ViewTag.key)):
            db.session.add(AskTag(ask_id=ask.id, vocabulary=row.vocabulary, key=row.key))

    def _owner(self) -> Owner:
        story, due = self._story, self._asked + CLOCK
        owner = Owner(ask_id=self._ask.id, asked_on=self._asked, due_on=due, title=story.office)
        board = self._board() if story.to == "board" else None
        if board:
            owner.kind, owner.board_id, owner.title, owner.date_id = "board", board.id, board.name, self._date(board)
        elif story.to == "partner":
            owner.name, owner.email = story.name, f"{story.name.split()[-1].lower()}@partner.example"
            owner.title = f"{story.office}, {story.organisation}"
        else:
            holder = self._world.holders.get("decision_maker")
            owner.person_id = holder
            owner.organisation_id = db.session.get_one(Person, holder).organisation_id if holder else None
        return owner

    def _board(self) -> Board | None:
        seat = db.select(BoardSeat.board_id).where(BoardSeat.group_id == self._ask.group_id)
        found = db.select(Board).where(Board.id.in_(seat)).order_by(Board.name)
        return db.session.scalars(found).first() or db.session.scalars(db.select(Board).order_by(Board.name)).first()

    def _date(self, board: Board) -> UUID | None:
        query = db.select(BoardDate.id).where(BoardDate.board_id == board.id, BoardDate.on_date >= self._asked)
        return db.session.scalars(query.order_by(BoardDate.on_date)).first()

    def _answers(self, owner: Owner) -> Answer | None:
        last = None
        for number, answered in enumerate(self._story.answer, start=1):
            on = self._asked + timedelta(days=answered.after)
            if on > self._world.today:
                break
            last = self._answer(owner, answered, number, on)
        self._proof(owner)
        return last

    def _answer(self, owner: Owner, answered: Answered, number: int, on: date) -> Answer:
        answer = Answer(ask_id=self._ask.id, owner_id=owner.id, number=number, outcome=answered.outcome)
        answer.words, answer.words_easy, answer.reason = answered.words, answered.easy, answered.reason
        answer.by_words, answer.made_at = self._story.office, self._at(on, 14)
        answer.how = "link" if self._story.to == "partner" else "page"
        owner.state, owner.outcome, owner.answered_on, self._ask.answered_on = "answered", answered.outcome, on, on
        db.session.add(answer)
        db.session.flush()
        self._happened("answered", on, owner, answered.outcome)
        for promise in answered.promise:
            self._promise(owner, answer, promise, on)
        return answer

    def _promise(self, owner: Owner, answer: Answer, promised: Promised, on: date) -> None:
        due = on + timedelta(days=promised.within)
        done = promised.state == "done" and due <= self._world.today
        row = Promise(ask_id=self._ask.id, owner_id=owner.id, answer_id=answer.id, what=promised.what, due_on=due)
        row.who, row.state, row.note = promised.who, "done" if done else "open", promised.note if done else ""
        row.done_on = due - timedelta(days=2) if done else None
        db.session.add(row)
        db.session.flush()
        if row.done_on:
            self._happened("promise_done", row.done_on, owner)

    def _proof(self, owner: Owner) -> None:
        proof = self._story.proof
        if proof and owner.answered_on:
            row = Proof(ask_id=self._ask.id, kind=proof.kind, words=proof.words, part=proof.part, whole=proof.whole)
            row.made_at = self._at(owner.answered_on, 15)
            db.session.add(row)
            self._happened("proof", owner.answered_on, owner)

    def _late(self, owner: Owner) -> None:
        if owner.state == "waiting" and owner.due_on and owner.due_on < self._world.today:
            self._happened("overdue", owner.due_on + timedelta(days=1), owner)

    def _verdicts(self, last: Answer | None) -> None:
        if last is None:
            return
        people, thinks = self._members(), iter(self._story.thinks)
        given = [verdict for verdict, number in self._story.verdict.items() for _ in range(number)]
        for place, (person_id, verdict) in enumerate(zip(people, given, strict=False)):
            on = min(last.made_at.date() + timedelta(days=3 + place), self._world.today)
            row = Verdict(ask_id=self._ask.id, person_id=person_id, verdict=verdict, on_status=last.outcome)
            row.words, row.made_at = next(thinks, "") if place % 4 == 0 else "", self._at(on, 17)
            db.session.add(row)

    def _check(self) -> None:
        """Did it happen? Open for some weeks from now."""
        if self._story.check:
            check = Check(ask_id=self._ask.id, question=self._story.check, opens_on=self._world.today)
            check.closes_on = self._world.today + STILL_OPEN
            db.session.add(check)
            self._happened("check", self._world.today)

    def _members(self) -> Iterator[UUID]:
        """Who asked: those who said it, then other members of the group."""
        said = [view.person_id for view in self._views if view.person_id]
        members = db.select(Membership.person_id).where(
            Membership.group_id == self._ask.group_id, Membership.status == "active", Membership.supports.is_(False)
        )
        return iter(dict.fromkeys([*said, *db.session.scalars(members.order_by(Membership.person_id))]))

    def _publish(self, last: Answer | None) -> None:
        """What a worker has looked over and shown to everybody: never of a group whose members are private."""
        group = self._group
        if not self._story.public or (group and (group.listing != "public" or group.members_hidden)):
            return
        ask, on = self._ask, (last.made_at.date() if last else self._asked) + timedelta(days=1)
        ask.public_title, ask.public_words, ask.public_easy = ask.title, ask.words, ask.words_easy
        ask.published_at = self._at(min(on, self._world.today), 10)
        tags = db.update(AskTag).where(AskTag.ask_id == ask.id).values(published_at=ask.published_at)
        db.session.execute(tags)
        self._clear(ask.published_at)
        db.session.flush()
        writing.enter(self._authority, ask, self._happened("published", ask.published_at.date()))

    def _clear(self, at: datetime) -> None:
        own: Any
        for own in db.session.scalars(db.select(Answer).where(Answer.ask_id == self._ask.id)):
            own.public_words, own.public_easy, own.public_reason = own.words, own.words_easy, own.reason
            own.cleared_at = at
        for own in db.session.scalars(db.select(Promise).where(Promise.ask_id == self._ask.id)):
            own.public_what, own.public_note, own.cleared_at = own.what, own.note, at
        for own in db.session.scalars(db.select(Proof).where(Proof.ask_id == self._ask.id)):
            own.public_words, own.cleared_at = own.words, at
        quoted = db.select(AskView, View.words).join(
            View, (View.authority_id == AskView.authority_id) & (View.id == AskView.view_id)
        )
        quoted = quoted.where(AskView.ask_id == self._ask.id, View.permission == "published").order_by(View.id)
        for row in db.session.execute(quoted.limit(MOST_QUOTES)):
            row.AskView.public_quote = row.words

    def _happened(self, kind: str, on: date, owner: Owner | None = None, detail: str = "") -> Change:
        self._position += 1
        change = Change(ask_id=self._ask.id, position=self._position, kind=kind, detail=detail)
        change.owner_id, change.made_at = owner.id if owner else None, self._at(on, 12, self._position)
        db.session.add(change)
        db.session.flush()
        return change

    def _at(self, on: date, hour: int, minute: int = 0) -> datetime:
        return local_moment(on, time(hour, min(minute, 59)))
