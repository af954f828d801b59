"""Who may say yes: the rules against a table written out again, over every age, birthday, flag and judgement."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.consent.rules import Bond, Question, Standing, Subject, Word, lasts_until, may_answer, standing
from core.people.ages import Ages

DAY = date(2026, 11, 22)
PURPOSE = "core.photograph"
PARENT = Bond("parent", parental_responsibility=True, verified_on=date(2020, 1, 1))
ONE, OTHER = uuid4(), uuid4()
ASKED = Question(PURPOSE, DAY, Ages(), frozenset({"face_free"}))


def says(
    state: str,
    voice: str = "own",
    seq: int = 1,
    adult: UUID | None = None,
    bond: Bond | None = None,
    options: tuple[str, ...] = ("print",),
    until: date | None = None,
) -> Word:
    return Word(state, voice, DAY, seq, adult, bond, frozenset(options), frozenset(), until)


def parent_says(state: str, seq: int = 2, adult: UUID = ONE, bond: Bond = PARENT, **more: object) -> Word:
    return says(state, "adult", seq, adult, bond, **more)  # type: ignore[arg-type]


def aged(age: int | None, competence: str | None = None) -> Subject:
    return Subject(age, age, None, competence)


def answer(subject: Subject, *words: Word, question: Question = ASKED) -> Standing:
    return standing(question, subject, words)


# The table, once more and in another shape: (who is old enough, what was judged) -> what is needed.
def needed(age: int | None, competence: str | None) -> tuple[bool, bool, bool]:
    """(own yes needed, adult's yes needed, an adult's no counts)."""
    if age is None or age < 13:
        return False, True, True
    if age < 16:
        by_judgement = {"competent": (True, False, True), "partly": (True, True, True)}
        return by_judgement.get(competence or "", (False, True, True))
    return True, False, False


AGES = st.one_of(st.none(), st.integers(4, 26))
JUDGED = st.sampled_from([None, "competent", "partly", "not_now"])
ANSWER = st.sampled_from([None, "given", "refused", "withdrawn", "expired", "lapsed"])


@given(AGES, JUDGED, ANSWER, ANSWER, st.booleans(), st.booleans(), st.booleans(), st.booleans())
def test_every_age_judgement_answer_and_flag_gives_the_table(
    age: int | None,
    competence: str | None,
    own: str | None,
    adult: str | None,
    verified: bool,
    no_contact: bool,
    court_order: bool,
    responsible: bool,
) -> None:
    bond = Bond("parent", responsible, (), DAY if verified else None, None, None, no_contact, court_order)
    words = [says(own)] if own else []
    words += [parent_says(adult, bond=bond)] if adult else []
    counts = verified and responsible and not no_contact and not court_order
    own_needed, adult_needed, adult_no = needed(age, competence)
    if age is not None and 16 <= age < 18 and competence == "not_now":
        expected = False  # nobody decides until a worker has settled it
    else:
        expected = own not in ("refused", "withdrawn")
        expected &= not (adult_no and counts and adult in ("refused", "withdrawn"))
        expected &= not own_needed or own == "given"
        expected &= not adult_needed or (counts and adult == "given")
    assert answer(aged(age, competence), *words).holds is expected


@given(st.integers(4, 26), st.dates(date(2000, 1, 1), date(2022, 12, 31)), st.integers(-2, 2), st.booleans())
def test_the_rule_turns_on_the_birthday_itself(age: int, born: date, off: int, february: bool) -> None:
    ages = Ages(leap_birthday="28 February" if february else "1 March")
    birthday = ages.birthday(born, age)
    day = birthday + timedelta(days=off)
    assert ages.on(born, day) == (age if off >= 0 else age - 1)
    now = ages.on(born, day)
    question = Question(PURPOSE, day, ages)
    own_alone = standing(question, Subject(now, now, born), [says("given")]).holds
    parent_alone = standing(question, Subject(now, now, born), [parent_says("given")]).holds
    assert own_alone is (now >= 16) and parent_alone is (now < 16)


@pytest.mark.parametrize(("leap", "day"), [("1 March", date(2027, 3, 1)), ("28 February", date(2027, 2, 28))])
def test_somebody_born_on_29_february_is_16_when_the_council_says_so(leap: str, day: date) -> None:
    ages = Ages(leap_birthday=leap)  # type: ignore[arg-type]
    born = date(2008, 2, 29)
    assert ages.birthday(born, 19) == day
    assert (ages.on(born, day - timedelta(days=1)), ages.on(born, day)) == (18, 19)


@given(st.integers(4, 26), st.integers(0, 6), JUDGED, ANSWER, ANSWER)
def test_an_age_known_roughly_is_allowed_only_where_every_age_would_be(
    youngest: int, width: int, competence: str | None, own: str | None, adult: str | None
) -> None:
    words = ([says(own)] if own else []) + ([parent_says(adult)] if adult else [])
    roughly = standing(ASKED, Subject(youngest, youngest + width, None, competence), words).holds
    each = [answer(aged(age, competence), *words).holds for age in range(youngest, youngest + width + 1)]
    assert roughly is all(each)


def test_without_any_age_the_youngest_protections_hold() -> None:
    nobody_knows = Subject(None, None)
    assert not answer(nobody_knows, says("given")).holds
    assert answer(nobody_knows, parent_says("given")).holds
    assert not answer(nobody_knows, parent_says("given"), says("refused")).holds


def test_two_parents_who_differ_leave_it_unsettled_until_a_worker_settles_it() -> None:
    differ = [parent_says("given", 1, ONE), parent_says("refused", 2, OTHER)]
    assert answer(aged(9), *differ).state == "unsettled"
    settled = says("given", "worker", 3)
    assert answer(aged(9), *differ, settled).holds
    assert answer(aged(9), *differ, says("refused", "worker", 3)).state == "refused"
    assert answer(aged(9), *differ, settled, parent_says("withdrawn", 4, OTHER)).state == "unsettled"
    assert not answer(aged(9), *differ, settled, says("refused", seq=4)).holds  # the child's own no still counts


def test_a_competent_child_and_a_parent_who_differ() -> None:
    assert answer(aged(14, "competent"), says("refused"), parent_says("given")).state == "refused"
    assert answer(aged(14, "competent"), says("given"), parent_says("refused")).state == "unsettled"
    assert answer(aged(14, "competent"), says("given")).holds
    assert not answer(aged(14, "competent"), parent_says("given")).holds


def test_a_yes_ends_with_its_day_and_a_birthday_ends_what_an_adult_said() -> None:
    ended = parent_says("given", until=DAY - timedelta(days=1))
    assert answer(aged(9), ended).state == "expired"
    assert answer(aged(9), parent_says("given", until=DAY)).holds
    assert answer(aged(16), parent_says("given")).state == "lapsed"
    assert answer(aged(16)).state == "not_asked"
    assert answer(aged(16), says("asked")).state == "asked"


def test_the_council_as_corporate_parent_decides_what_was_delegated_to_it() -> None:
    council = Bond("corporate_parent", delegated=(PURPOSE,), verified_on=DAY)
    word = says("given", "council", bond=council)
    assert answer(aged(11), word).holds
    other = Question("core.named", DAY)
    assert not standing(other, aged(11), [word]).holds


def test_a_deputy_may_decide_for_an_adult_and_a_parent_may_not() -> None:
    deputy = Bond("deputy", verified_on=DAY)
    assert answer(aged(20), parent_says("given", bond=deputy)).holds
    assert not answer(aged(20), parent_says("given")).holds
    assert not answer(aged(20), says("given"), parent_says("refused", bond=deputy)).holds


def test_uses_are_those_that_everybody_chose_and_limits_those_that_anybody_chose() -> None:
    own = says("given", options=("print", "online"))
    adult = parent_says("given", options=("print", "group_only", "face_free"))
    found = answer(aged(14, "partly"), own, adult)
    assert found.options == {"print"} and found.limits == {"face_free"}
    assert found.allows("print") and not found.allows("online")


@pytest.mark.parametrize(
    ("age", "bond", "refused"),
    [
        (9, PARENT, False),
        (15, PARENT, False),
        (16, PARENT, True),
        (18, PARENT, True),
        (18, Bond("deputy", verified_on=DAY), False),
        (9, Bond("parent", True), True),
        (9, Bond("parent", True, verified_on=DAY, no_contact=True), True),
        (9, Bond("parent", True, verified_on=DAY, court_order=True), True),
        (9, Bond("carer", False, (), DAY), True),
        (9, Bond("carer", False, (PURPOSE,), DAY), False),
        (9, Bond("parent", True, verified_on=DAY, until=DAY - timedelta(days=1)), True),
        (9, None, True),
    ],
)
def test_who_may_answer_for_somebody(age: int, bond: Bond | None, refused: bool) -> None:
    assert bool(may_answer(ASKED, aged(age), "adult", bond)) is refused
    assert may_answer(ASKED, aged(age), "own") == ""


def test_how_long_a_yes_lasts() -> None:
    ages, far = Ages(), date(2028, 6, 1)
    born = date(2014, 3, 5)  # 13 on 5 March 2027, 16 on 5 March 2030
    assert lasts_until(DAY, far, ages, born, by_adult=True) == date(2027, 3, 5) + timedelta(days=60)
    assert lasts_until(DAY, far, ages, born, by_adult=False) == far
    assert lasts_until(date(2029, 9, 1), date(2030, 9, 1), ages, born, by_adult=True) == date(2030, 3, 4)
    assert lasts_until(DAY, far, ages, None, by_adult=True) == far
