"""The two numbers of schools, written every night beside the targets of the council's plans (N55)."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from core.api import Authority, Every, Job, db, local_today
from plugins.groups.api import Group
from plugins.meetings.api import school_year, year_holding
from plugins.participation_in_governance.here import chosen
from plugins.participation_in_governance.schools import counting
from plugins.standards.api import count_target


def count(authority: Authority, payload: Mapping[str, Any]) -> None:
    """Count schools of the present school year for each group that the council named."""
    wanted = {one.group: one for one in chosen(authority).school_targets}
    if not wanted:
        return
    today, where = local_today(), authority.file.jurisdiction
    span = school_year(year_holding(today, where), where)
    columns = (Group.id, Group.key, Group.target_attendances, Group.target_unique)
    groups = db.session.execute(db.select(*columns).where(Group.key.in_(list(wanted)))).all()
    for one in counting.taking(groups, span):
        said = wanted[one.group.key]
        for key, number in ((said.attendances, one.attendances), (said.different, one.different)):
            if key:
                count_target(key, today, number, f"From the registers of {span.name}")


COUNT = Job(
    "participation_in_governance.count_schools",
    count,
    every=Every(at=time(2, 50)),
    title="Count the schools that take part",
)
