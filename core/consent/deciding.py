"""Who may decide about one agreement of one person, and why, in words: the table of rules.py read aloud.

Plain functions over plain values; who the adults are is asked elsewhere (answerers.py).
"""

from dataclasses import dataclass
from typing import Literal

from core.consent.rules import Question, Subject, gate_ages

Row = Literal["adult_self", "self", "unable", "competent", "partly", "adult"]
BY_THEMSELVES: tuple[Row, ...] = ("adult_self", "self", "competent", "partly")
BY_AN_ADULT: tuple[Row, ...] = ("adult", "partly")
UNKNOWN = "We do not know how old they are, so the rules for the youngest hold."
ROUGHLY = "Their age is known only roughly, so every rule that may hold has to be met."


@dataclass(frozen=True)
class Deciding:
    """Whose yes is needed, and why. Where neither is, a worker settles it."""

    own: bool
    adult: bool
    why: str


def deciding(question: Question, subject: Subject) -> Deciding:
    """Whose yes is needed for this subject today; the strictest over every age that they can be."""
    rows = list(dict.fromkeys(_row(question, subject, age) for age in gate_ages(question.ages, subject)))
    words = [_words(row, question) for row in rows]
    if not subject.is_adult and subject.youngest is None:
        words.insert(0, UNKNOWN)
    elif len(rows) > 1:
        words.insert(0, ROUGHLY)
    own = any(row in BY_THEMSELVES for row in rows)
    return Deciding(own, any(row in BY_AN_ADULT for row in rows), " ".join(words))


def _row(question: Question, subject: Subject, age: int) -> Row:
    if subject.is_adult or age >= question.ages.adult:
        return "adult_self"
    if age >= question.ages.own:
        return "unable" if subject.competence == "not_now" else "self"
    if age < question.ages.guardian_below:
        return "adult"
    judged: dict[str | None, Row] = {"competent": "competent", "partly": "partly"}
    return judged.get(subject.competence, "adult")


def _words(row: Row, question: Question) -> str:
    said: dict[Row, str] = {
        "adult_self": "They decide themselves: they are an adult.",
        "self": f"They decide themselves: from {question.ages.own} on nobody else can.",
        "unable": "It was noted that they cannot decide this now. A worker settles it, and says why.",
        "competent": "They decide themselves: they were judged able to. If an adult says no, a worker settles it.",
        "partly": "They and an adult together: they were judged able to decide in part, so both must say yes.",
        "adult": "An adult with parental responsibility, or one to whom this was delegated. "
        "The child's own no always counts.",
    }
    return said[row]
