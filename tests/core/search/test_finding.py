"""What is found, by both ways that a question can take, on both databases; no council finds another's words."""

from collections.abc import Iterable
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import search
from core.db import NoScope, authority_scope, db, platform_scope
from core.hooks.values import Ref
from core.people.models import Place
from core.search import finding
from core.search.models import SearchEntry, SearchWord

pytestmark = pytest.mark.both_databases
TEXTS = {
    "bus": "The bus is late, every day.",
    "stop": "There is no bus stop near school",
    "stopping": "Buses stop at the school gate",
    "ysgol": "Mae'r ysgol yn oer; tŷ cynnes",
    "cafe": "Our CAFÉ closes at 5pm, 100%_sure",
}


def plant(texts: dict[str, str], kind: str = "place") -> dict[str, UUID]:
    """Places with these words in the index: any table with an id would do."""
    rows = {name: Place(kind="ward", name=name) for name in texts}
    db.session.add_all(rows.values())
    db.session.flush()
    for name, words in texts.items():
        search.put(Ref("core", kind, rows[name].id), words)
    return {name: row.id for name, row in rows.items()}


def found(text: str, plugin: str = "core", kind: str = "place") -> set[str]:
    """The names of what is found."""
    return set(db.session.scalars(sa.select(Place.name).where(search.hits(Place.id, plugin, kind, text))))


@pytest.fixture(params=[{}, {"LITTLE": -1}, {"MANY": -1}], ids=["one-word", "two-words", "common"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take every question by its rarest word, by its two rarest, or through the records one by one."""
    for name, value in request.param.items():
        monkeypatch.setattr(finding, name, value)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("bus", {"bus", "stop", "stopping"}),
        ("bus late", {"bus"}),
        ("LATE Bus", {"bus"}),
        ("late bu", {"bus"}),
        ('"bus" late', {"bus"}),
        ('"buses"', {"stopping"}),
        ('"bus stop"', {"stop"}),
        ('"stop bus"', set()),
        ("stop school", {"stop", "stopping"}),
        ("ty", {"ysgol"}),
        ("tŷ", {"ysgol"}),
        ("mae'r", {"ysgol"}),
        ("cafe", {"cafe"}),
        ("us", set()),
        ("%", set()),
        ("100%", {"cafe"}),
        ("' or 1=1 --", set()),
        ("bus* OR late", set()),
        ("\x00", set()),
        ("", set()),
    ],
)
def test_what_is_found(ashdown: UUID, way: None, question: str, names: set[str]) -> None:
    plant(TEXTS)
    assert found(question) == names


def test_another_kind_and_another_plugin_are_apart(ashdown: UUID, way: None) -> None:
    plant(TEXTS)
    assert found("bus", kind="view") == set()
    assert found("bus", plugin="influence") == set()


def test_words_put_again_take_the_place_of_the_first(ashdown: UUID, way: None) -> None:
    ids = plant({"one": "the bus is late"})
    search.put(Ref("core", "place", ids["one"]), "the train is late")
    assert found("bus") == set()
    assert found("train") == {"one"}
    search.put(Ref("core", "place", ids["one"]), "?!")
    assert found("train") == set()
    assert rows() == (0, 0)


def test_dropped_words_leave_nothing(ashdown: UUID) -> None:
    ids = plant(TEXTS)
    for one in (*ids.values(), uuid4()):
        search.drop(Ref("core", "place", one))
    assert rows() == (0, 0)


def test_words_that_are_put_unchanged_cost_no_write(ashdown: UUID) -> None:
    ids = plant({"one": "the bus"})
    before = db.session.scalars(sa.select(SearchWord.id)).all()
    search.put(Ref("core", "place", ids["one"]), "The  BUS!")
    assert db.session.scalars(sa.select(SearchWord.id)).all() == before


def test_a_very_long_word_is_found(ashdown: UUID, way: None) -> None:
    plant({"long": "x" * 300 + " y", "other": "x" * 299})
    assert found("x" * 100) == {"long", "other"}
    assert found(f'"{"x" * 150} y"') == set()
    assert found('"' + "x" * 199) == set()


def test_no_council_finds_anothers_words(councils: tuple[UUID, UUID], way: None) -> None:
    with authority_scope(councils[0], write=True):
        theirs = plant({"secret": "they moved to Thornbury Close"})
        db.session.commit()
    with authority_scope(councils[1], write=True):
        plant({"own": "the bus to Thornton"})
        for question in ("thornbury", "thorn", "t", '"moved to thornbury"', "thornbury OR bus", "%", "* : moved"):
            assert found(question) <= {"own"}
        own = sa.select(SearchEntry.id).where(search.hits(SearchEntry.id, "core", "place", "thornbury"))
        assert db.session.scalars(own).all() == []
        assert db.session.get(SearchEntry, theirs["secret"]) is None
        search.drop(Ref("core", "place", theirs["secret"]))
        db.session.commit()
    with authority_scope(councils[0]):
        assert found("thornbury") == {"secret"}


def test_how_common_a_word_is_elsewhere_is_not_told(
    councils: tuple[UUID, UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The way that a question takes depends on the own council's words only."""
    monkeypatch.setattr(finding, "MANY", 2)
    with authority_scope(councils[0], write=True):
        plant({str(number): "bus" for number in range(4)})
        db.session.commit()
        assert finding._counted(finding.asked("bus")) == []
    with authority_scope(councils[1], write=True):
        plant({"own": "bus"})
        assert finding._counted(finding.asked("bus")) == [(1, finding.Word("bus", True))]


def test_the_same_id_in_two_councils_is_two_entries(councils: tuple[UUID, UUID]) -> None:
    ref = Ref("core", "place", uuid4())
    for council, words in zip(councils, ("north", "south"), strict=True):
        with authority_scope(council, write=True):
            search.put(ref, words)
            db.session.commit()
    with authority_scope(councils[0]):
        assert db.session.scalar(sa.select(SearchEntry.words)) == " north "


def test_outside_a_councils_scope_nothing_is_found(ashdown: UUID) -> None:
    with platform_scope(reason="a test"), pytest.raises(NoScope):
        search.hits(Place.id, "core", "place", "bus")


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(question=st.text(max_size=80))
def test_no_question_is_an_error(ashdown: UUID, question: str) -> None:
    assert isinstance(found(question), set)


def rows() -> tuple[int, int]:
    """How many entries and words there are."""
    return _count(SearchEntry.id), _count(SearchWord.id)


def _count(column: object) -> int:
    ids: Iterable[object] = db.session.scalars(sa.select(column))  # type: ignore[call-overload]
    return len(list(ids))
