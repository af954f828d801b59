"""What councils count alike of training: of the workers on record, who holds a course (LA12, LA53, W53).

Who works here is what the council wrote down: its records of workers. Somebody who left no record is not known.
"""

from collections.abc import Iterator

from core.api import Authority, Contribution, Indicator, IndicatorPart, Person, Quarter, db, gettext_noop
from plugins.learning.models import CourseTaken

AT_WORK = ("staff", "champions", "decision_makers")  # as which one did it: the roles of vocabulary.AUDIENCES at work


def trained(authority: Authority, quarter: Quarter) -> Iterator[Contribution]:
    """Each worker on record, once: whether any course that they did for their work holds on the last day."""
    day = quarter.last_day
    holds = db.or_(CourseTaken.expires_on.is_(None), CourseTaken.expires_on >= day)
    done = db.select(CourseTaken.person_id).where(CourseTaken.role.in_(AT_WORK), CourseTaken.done_on <= day, holds)
    having = set(db.session.scalars(done.distinct()))
    workers = db.select(Person.id).where(Person.kind == "worker", Person.merged_into_id.is_(None))
    for person_id in db.session.scalars(workers):
        yield Contribution("holds" if person_id in having else "not-yet", person_id)


INDICATORS = (
    Indicator(
        name="learning.trained",
        title=gettext_noop("Workers who are trained"),
        question=gettext_noop("Of the workers on record, how many hold a course on listening to young people?"),
        unit=gettext_noop("workers"),
        parts=(
            IndicatorPart("holds", gettext_noop("A course holds")),
            IndicatorPart("not-yet", gettext_noop("None, or it has run out")),
        ),
        count=trained,
        numerator=("holds",),
        better="more",
        steady=True,
        of_people=True,
    ),
)
