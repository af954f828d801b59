"""Each contributor is told of each change as they agreed; who is not told, and why, is written down."""

from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import event, select

from core.consent import ledger
from core.consent.ledger import Said
from core.db import authority_scope, db
from core.notify.models import Message
from plugins.influence.heard import telling
from plugins.influence.models import Ask, Change, Told, View
from plugins.influence.voice.forgetting import forget
from tests.plugins.groups.planting import council_id
from tests.plugins.influence.planting import read
from tests.plugins.influence.working import at_work, contributor, happened


def told(app: Flask, change: UUID) -> dict[UUID, tuple[str, str]]:
    return {row.view_id: (row.how, row.why_not) for row in read(app, Told, change_id=change)}


def messages(app: Flask) -> list[tuple[UUID, str]]:
    return [(row.person_id, row.notice) for row in read(app, Message)]


@pytest.mark.both_databases
def test_each_is_told_as_they_agreed(app: Flask, said: Any, asked: Any) -> None:
    yes, no, never = (
        contributor(app, "Robin Vale"),
        contributor(app, "Kim Ash", False),
        contributor(app, "Sam Hill", None),
    )
    views = [said(person=one) for one in (yes, no, never)]
    ask = asked(views=[*views, nobody := said()])
    change = happened(app, ask)
    assert told(app, change) == {
        views[0]: ("message", ""), views[1]: ("", "said_no"), views[2]: ("", "said_no"), nobody: ("", "no_way"),
    }  # fmt: skip
    assert messages(app) == [(yes, "influence.news")]
    assert read(app, Message)[0].url == "/ashdown/what-happened/mine/"


def test_told_again_of_the_same_change_is_told_once(app: Flask, said: Any, asked: Any) -> None:
    view = said(person=contributor(app, "Robin Vale"))
    ask = asked(views=[view])
    change = happened(app, ask)
    with at_work(app) as here:
        telling.tell(here, db.session.get(Ask, ask), db.session.get(Change, change))
        db.session.commit()
    assert len(read(app, Told, change_id=change)) == len(read(app, Message)) == 1


def test_what_belongs_together_is_one_message_and_what_comes_later_another(
    app: Flask, said: Any, asked: Any, time_machine: Any
) -> None:
    time_machine.move_to("2027-03-10 12:00Z", tick=False)
    ask = asked(views=[said(person=contributor(app, "Robin Vale"))])
    for kind in ("proof", "asked", "proof"):
        happened(app, ask, kind)
    assert len(read(app, Message)) == 1
    time_machine.shift(3600)
    happened(app, ask, "proof")
    happened(app, ask, "check")
    assert sorted(notice for _, notice in messages(app)) == ["influence.check", "influence.news", "influence.news"]


def test_who_took_it_back_or_withdrew_hears_nothing(app: Flask, said: Any, asked: Any) -> None:
    gone, silent = contributor(app, "Robin Vale"), contributor(app, "Kim Ash")
    views = [said(person=gone), said(person=silent)]
    ask = asked(views=views)
    happened(app, ask, "asked")
    with at_work(app):
        forget(db.session.get(View, views[0]), "asked")
        ledger.answer(silent, "core.tell_later", Said(yes=False))
        db.session.commit()
    before = len(messages(app))
    change = happened(app, ask)
    assert told(app, change) == {views[0]: ("", "taken_back"), views[1]: ("", "said_no")}
    assert len(messages(app)) == before


def test_a_group_that_said_something_together_is_told(app: Flask, plant: Any, said: Any, asked: Any) -> None:
    member, adult = contributor(app, "Robin Vale"), contributor(app, "Jo Reed", kind="worker")
    group = plant("council", members=[member], workers=[adult])
    view = said(voice="group", group_id=group)
    change = happened(app, asked(views=[view], group_id=group))
    assert told(app, change) == {view: ("message", "")}
    assert [one for one, _ in messages(app)] == [member]


def test_the_adults_of_a_child_hear_only_of_what_they_said_for_it(app: Flask, said: Any, asked: Any) -> None:
    child = contributor(app, "Robin Vale")
    happened(app, asked(views=[said(person=child)]))
    happened(app, asked(views=[said(person=child, entered="on_behalf")]))
    kinds = {one.name: one.for_adults for one in telling.NOTICES}
    assert [kinds[notice] for _, notice in messages(app)] == [False, True]


def test_many_are_told_in_as_many_statements_as_few(app: Flask, said: Any, asked: Any) -> None:
    def statements(views: list[UUID]) -> int:
        ask, seen = asked(views=views), []
        with app.app_context():
            engine = db.engine
        event.listen(engine, "before_cursor_execute", counted := lambda *given: seen.append(given[2]))
        happened(app, ask)
        event.remove(engine, "before_cursor_execute", counted)
        return len(seen)

    few = [said(person=contributor(app, f"Robin {number}")) for number in range(2)]
    many = [said(person=contributor(app, f"Kim {number}")) for number in range(30)]
    assert statements(few) == statements(many)


def test_another_councils_views_are_never_told(app: Flask, said: Any, asked: Any) -> None:
    ask = asked(views=[said(person=contributor(app, "Robin Vale"))])
    happened(app, ask)
    with app.app_context(), authority_scope(council_id(app, "brackwell")):
        assert db.session.scalars(select(Told)).all() == []
