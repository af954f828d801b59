"""What influence and meetings count for comparison, beside a slow count of the same records."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from flask import Flask

from core.api import Contribution, Quarter, Ref, db
from core.db import authority_scope
from core.testing.apps import add_person
from core.web.house import house
from plugins.groups.models import Group
from plugins.influence.indicators import answered_in_time, came_of_it, heard, least_heard, told, verdicts, who_leads
from plugins.influence.maps import silence_reading
from plugins.influence.models import Ask, Change, Mode, Model, Owner, Told, Verdict, View
from plugins.meetings.indicators import held
from plugins.meetings.models import Meeting

Q1 = Quarter(2026, 1)
DUE, EARLY, LATE = date(2026, 2, 20), date(2026, 2, 10), date(2026, 3, 3)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
OTHER = datetime(2026, 4, 1, 12, tzinfo=UTC)
ABOUT = Ref("meetings", "meeting", uuid4())


def parts(found: Iterable[Contribution]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for one in found:
        counted[one.part] += one.number
    return counted


def test_each_question_is_answered_from_the_records_of_its_quarter(app: Flask) -> None:
    with app.app_context():
        council = house().authorities.find("ashdown")
        assert council is not None
        with authority_scope(council.id, write=True):
            people = [add_person(name) for name in ("Ayo", "Bea", "Cy")]
            _asks(people)
            db.session.flush()
            assert parts(answered_in_time(council, Q1)) == {"in-time": 1, "late": 2}
            assert parts(came_of_it(council, Q1)) == {"done": 1, "cannot": 1}
            assert parts(verdicts(council, Q1)) == {"yes": 1, "no": 4}, "each asker's last word, a group by its voices"
            assert parts(told(council, Q1)) == {"within-4-weeks": 1, "longer": 1}
            assert sorted(one.by for one in heard(council, Q1)) == sorted(people[:1])
            assert parts(least_heard(council, Q1)) == {"others": 1}
            assert parts(who_leads(council, Q1)) == {"child-led": 1}
            assert parts(held(council, Q1)) == {"held": 1, "cancelled": 1, "not-known": 1}


def _asks(people: list[object]) -> None:
    group = Group(key="one", name="One")
    ask = Ask(number=1, title="Buses", status="done", asked_on=date(2026, 2, 10))
    slow = Ask(number=2, title="Parks", status="done", asked_on=date(2025, 12, 1))
    db.session.add_all([group, ask, slow])
    db.session.flush()
    for state, answered, outcome, due in (
        ("answered", EARLY, "done", DUE),
        ("answered", LATE, "cannot", DUE),
        ("waiting", None, "", DUE),
        ("passed_on", None, "", DUE),
        ("answered", date(2026, 5, 1), "partly", date(2026, 5, 1)),
    ):
        owner = {"state": state, "answered_on": answered, "outcome": outcome, "due_on": due}
        db.session.add(Owner(ask_id=ask.id, title="Head of Transport", **owner))
    _verdicts(ask, group, people)
    _voices(ask, slow, group, people)


def _verdicts(ask: Ask, group: Group, people: list[object]) -> None:
    rows = [
        {"person_id": people[0], "verdict": "no", "made_at": NOON.replace(day=1)},
        {"person_id": people[0], "verdict": "yes", "made_at": NOON.replace(day=2)},
        {"group_id": group.id, "voices": 4, "verdict": "no", "made_at": NOON},
        {"person_id": people[1], "verdict": "no", "made_at": OTHER},
        {"person_id": people[2], "verdict": "no", "made_at": NOON, "on_status": "doing"},
    ]
    db.session.add_all(Verdict(ask_id=ask.id, **{"on_status": "done", **row}) for row in rows)


def _voices(ask: Ask, slow: Ask, group: Group, people: list[object]) -> None:
    views = [
        View(person_id=people[0], said_on=DUE, words="More buses"),
        View(person_id=people[0], said_on=DUE, words="Later buses"),
        View(person_id=people[1], said_on=DUE, words="Mine", permission="nobody"),
        View(person_id=people[2], said_on=date(2026, 4, 1), words="Too late for this quarter"),
        View(said_on=DUE, words="Without a name"),
    ]
    db.session.add_all(views)
    change = Change(ask_id=ask.id, position=1, kind="answered", made_at=NOON)
    again = Change(ask_id=ask.id, position=2, kind="promised", made_at=OTHER)
    model = Model(key="who-leads", title="Who leads")
    hart = Model(key="hart-here", title="Hart")
    db.session.add_all([change, again, model, hart])
    db.session.flush()
    db.session.add_all(
        [
            Told(ask_id=ask.id, change_id=change.id, view_id=views[0].id, how="page", made_at=NOON),
            Told(ask_id=ask.id, change_id=again.id, view_id=views[0].id, how="page", made_at=OTHER),
            Told(ask_id=slow.id, change_id=change.id, view_id=views[1].id, how="message", made_at=NOON),
            Told(ask_id=ask.id, change_id=change.id, view_id=views[2].id, why_not="said_no", made_at=NOON),
        ]
    )
    for made, mode, day in ((model, "child-led", DUE), (hart, "consulted", DUE), (model, "child-led", OTHER.date())):
        about = {"about_plugin": ABOUT.plugin, "about_kind": ABOUT.kind, "about_id": uuid4()}
        db.session.add(Mode(model_id=made.id, number=1, mode=mode, on_date=day, **about))
    for state, day in (("held", DUE), ("cancelled", DUE), ("planned", DUE), ("held", OTHER.date())):
        db.session.add(Meeting(group_id=group.id, title="Evening", state=state, starts_at=NOON, on_date=day))


def test_somebody_of_those_who_are_heard_least_counts_once(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    with app.app_context():
        council = house().authorities.find("ashdown")
        assert council is not None
        with authority_scope(council.id, write=True):
            people = [add_person(name) for name in ("Ayo", "Bea")]
            care, other = Group(key="care", name="Care"), Group(key="other", name="Other")
            db.session.add_all([care, other])
            db.session.flush()
            said = [(people[0], other.id), (people[0], care.id), (people[1], other.id), (people[1], None)]
            db.session.add_all(View(person_id=who, group_id=group, said_on=DUE, words="Hi") for who, group in said)
            db.session.flush()
            for_cohorts = {"in-care": [care.id], "send": [care.id]}
            monkeypatch.setattr(silence_reading, "groups_for", lambda authority: for_cohorts)
            assert {one.by: one.part for one in least_heard(council, Q1)} == {
                people[0]: "of-cohorts",
                people[1]: "others",
            }
            assert sum(one.number for one in least_heard(council, Q1)) == len(list(heard(council, Q1))) == 2
