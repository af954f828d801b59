"""A withdrawal and a publication in the same moment: whichever comes first, nothing is used afterwards."""

import threading
from collections.abc import Callable
from contextlib import suppress
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select

from core.db import authority_scope, db
from core.files import NotUsable, put_to_use
from core.files.models import FileUse, StoredFile
from core.testing.apps import World
from tests.core.files.conftest import Open, answer

Stored = Callable[..., UUID]


def _at_once(*acts: Callable[[], None]) -> None:
    """Let all begin together and wait for the last."""
    start = threading.Barrier(len(acts))
    failed: list[BaseException] = []

    def act_on(act: Callable[[], None]) -> None:
        start.wait()
        try:
            act()
        except BaseException as fault:
            failed.append(fault)

    threads = [threading.Thread(target=act_on, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []


def _publish(app: Flask, council: UUID, photo: UUID, count: list[int]) -> Callable[[], None]:
    def act() -> None:
        with app.app_context(), authority_scope(council, write=True), suppress(NotUsable):
            put_to_use(photo, "online", by_user_id=None)
            db.session.commit()
            count.append(1)

    return act


def _withdraw(app: Flask, council: UUID, person: UUID) -> Callable[[], None]:
    def act() -> None:
        with app.app_context(), authority_scope(council, write=True):
            answer(person, state="withdrawn")
            db.session.commit()

    return act


@pytest.mark.both_databases
@pytest.mark.timeout(900)
@pytest.mark.parametrize("rounds", [6, pytest.param(500, marks=pytest.mark.drill)])
def test_nothing_is_used_after_a_withdrawal(
    world: World, within: Open, amara: UUID, stored: Stored, says: Callable[..., None], rounds: int
) -> None:
    photo, published = stored(amara), list[int]()
    council = world.app.extensions["heard"].authorities
    with world.app.app_context():
        ashdown = council.find("ashdown").id
    for _ in range(rounds):
        says(amara, "online")
        acts = (_publish(world.app, ashdown, photo, published), _withdraw(world.app, ashdown, amara))
        _at_once(*acts, _publish(world.app, ashdown, photo, published))
        with within():
            live = select(func.count(FileUse.id)).where(FileUse.withdrawn_at.is_(None))
            assert db.session.scalar(live) == 0
            assert db.session.scalar(select(StoredFile.state)) == "withdrawn"
        assert world.app.test_client().get(f"/ashdown/files/{photo}/screen").status_code == 404
    print(f"{rounds} withdrawals against {2 * rounds} publications, of which {len(published)} came first")
