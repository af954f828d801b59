"""What councils count alike of champions: in how many services somebody stands for listening (LA36, LA49)."""

from collections.abc import Iterator

from core.api import Authority, Contribution, Indicator, IndicatorPart, Quarter, db, gettext_noop
from plugins.participation_champions.models import Champion, Service


def with_champion(authority: Authority, quarter: Quarter) -> Iterator[Contribution]:
    """Each service on the last day, once: whether anybody stands for it, in whichever locality."""
    day = quarter.last_day
    stands = db.or_(Champion.until.is_(None), Champion.until >= day)
    asked = db.select(Champion.service_id).where(Champion.since <= day, stands)
    covered = set(db.session.scalars(asked.distinct()))
    going = db.or_(Service.put_away_on.is_(None), Service.put_away_on > day)
    for service_id in db.session.scalars(db.select(Service.id).where(going)):
        yield Contribution("with" if service_id in covered else "without", service_id)


INDICATORS = (
    Indicator(
        name="participation_champions.with_champion",
        title=gettext_noop("Services with a champion"),
        question=gettext_noop("In how many services does somebody stand for listening to young people?"),
        unit=gettext_noop("services"),
        parts=(
            IndicatorPart("with", gettext_noop("With a champion")),
            IndicatorPart("without", gettext_noop("Without one")),
        ),
        count=with_champion,
        numerator=("with",),
        better="more",
        steady=True,
    ),
)
