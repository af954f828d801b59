"""How many have agreed, as numbers that point at nobody: below the council's threshold a number is not shown.

Counted are the children and young people who take part. Only those about whom something was said are judged; the rest
was not asked.
"""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select

from core.clock import local_today
from core.consent.models import Entry
from core.consent.purposes import Purpose
from core.consent.reading import standings
from core.consent.wording import askable, here
from core.db import db
from core.people.models import Person

ANSWERED = ("given", "refused", "withdrawn", "unsettled")


@dataclass(frozen=True)
class Count:
    """One purpose: how many answered and agreed, in words, or that there are too few to say."""

    purpose: Purpose
    answered: str
    agreed: str
    share: str


def taking_part() -> int:
    """How many children and young people take part."""
    return db.session.scalar(select(func.count(Person.id)).where(*_counted())) or 0


def counts() -> list[Count]:
    """Each purpose that the council can ask for."""
    everybody, disclosure = taking_part(), here().file.disclosure
    return [_count(purpose, everybody, disclosure.inside, disclosure.round_to) for purpose in askable()]


def shown(number: int, whole: int, fewest: int, step: int) -> str:
    """A number rounded to `step`, or "fewer than": also where all but a few are in it, which would tell of those."""
    if number < fewest:
        return f"fewer than {fewest}"
    if whole - number < fewest:
        return f"all but fewer than {fewest}"
    return f"about {step * round(number / step)}"


def share(number: int, whole: int, fewest: int, step: int) -> str:
    """Per cent of `whole`, from rounded parts; "" where either part is too small to show."""
    if min(number, whole - number) < fewest:
        return ""
    return f"about {round(100 * step * round(number / step) / max(step, step * round(whole / step)))} %"


def _count(purpose: Purpose, everybody: int, fewest: int, step: int) -> Count:
    found = _states(purpose.name)
    answered, agreed = sum(found[state] for state in ANSWERED), found["given"]
    return Count(
        purpose,
        shown(answered, everybody, fewest, step),
        shown(agreed, answered, fewest, step) if answered >= fewest else f"fewer than {fewest}",
        share(answered, everybody, fewest, step),
    )


def _states(purpose: str) -> Counter[str]:
    said = select(Entry.person_id).where(Entry.purpose == purpose).distinct()
    ids = db.session.scalars(select(Person.id).where(*_counted(), Person.id.in_(said))).all()
    return Counter(found.state for found in standings(ids, purpose).values())


def _counted() -> tuple[ColumnElement[bool], ...]:
    here_still = or_(Person.left_on.is_(None), Person.left_on > local_today())
    return (Person.kind == "young_person", Person.merged_into_id.is_(None), here_still)
