"""The demonstration of the real councils: something on every page of youth voice, and nothing twice."""

import re
from datetime import date

import pytest
from flask import Flask

from core.db import authority_scope, db
from core.demo.load import Size, load
from core.web.house import house
from plugins.youth_voice import models

TODAY = date(2026, 11, 21)
START = "/wolverhampton/youth-voice/"


@pytest.fixture(scope="module")
def shown(real_councils: Flask) -> Flask:
    """The councils with a demonstration."""
    list(load(real_councils, Size(people=40), TODAY))
    return real_councils


def counted(app: Flask) -> dict[str, int]:
    with app.app_context():
        found = house().authorities.find("wolverhampton")
        assert found is not None
        with authority_scope(found.id):
            wanted = [getattr(models, name) for name in models.__all__]
            counts = {model: db.session.scalar(db.select(db.func.count(model.id))) for model in wanted}
            return {model.__name__: number or 0 for model, number in counts.items()}


def test_there_is_something_of_nearly_everything_and_a_second_load_adds_nothing(shown: Flask) -> None:
    before = counted(shown)
    empty = {name for name, number in before.items() if not number}
    assert empty <= {"Code", "CodeAgreement"}, empty  # the document gives no words of a code
    list(load(shown, Size(people=40), TODAY))
    assert counted(shown) == before


def test_every_page_that_a_stranger_can_reach_answers(shown: Flask) -> None:
    client, waiting, seen = shown.test_client(), [START], set[str]()
    while waiting:
        path = waiting.pop()
        seen.add(path)
        answer = client.get(path)
        assert answer.status_code == 200, path
        found = re.findall(rf'href="({START}[^"#]*)"', answer.text)
        waiting += [one for one in found if one not in seen | set(waiting) and "calendar?" not in one]
    assert len(seen) > 15
