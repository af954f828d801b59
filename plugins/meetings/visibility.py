"""Who may see a meeting, run it, and read its evening sheet: each rule once, for a row in hand and for a query.

A meeting is seen by whoever sees its group, so that a hidden group has no meeting that a stranger could come upon.
Its register and what was said are for those who see the group's members; the sheet with emergency contacts is for the
adults who lead that very meeting, and nobody else by role alone.
"""

from core.api import Permission, access_rules
from plugins.groups.api import MY_GROUPS, MY_GROUPS_TO_RUN, SEES_GROUP, SEES_MEMBERS
from plugins.meetings.models import Meeting

STAFF = ("worker", "practitioner", "safeguarding_lead", "local_admin")
PERMISSIONS = (
    Permission("meetings.view", "See the year's meetings of all groups", STAFF),
    Permission("meetings.plan", "Plan, move and cancel meetings", ("worker", "local_admin")),
    Permission("meetings.run", "Keep the register and write down what happened", ("worker", "practitioner")),
    Permission("meetings.practice", "See and write down what keeps a meeting safe: who is on duty, and risks", STAFF),
    Permission("meetings.lead", "Lead a meeting and read its evening sheet", ("worker", "practitioner")),
)

_of_my_group = access_rules.through("group", MY_GROUPS.allow)
_of_a_group_i_run = access_rules.through("group", MY_GROUPS_TO_RUN.allow)
_i_lead = access_rules.through("leaders", access_rules.equals_actor("person_id"))

SEES_MEETING = access_rules.Rule(
    access_rules.any_of(access_rules.through("group", SEES_GROUP.allow), _i_lead), model=Meeting
)
MY_MEETINGS = access_rules.Rule(access_rules.any_of(_of_my_group, _i_lead), model=Meeting)
SEES_PEOPLE = access_rules.Rule(access_rules.through("group", SEES_MEMBERS.allow), model=Meeting)
RUNS = access_rules.Rule(
    access_rules.all_of(
        access_rules.has("meetings.run"),
        access_rules.any_of(access_rules.through("group", SEES_MEMBERS.allow), _i_lead),
    ),
    model=Meeting,
)
PLANS = access_rules.Rule(
    access_rules.all_of(access_rules.has("meetings.plan"), access_rules.through("group", SEES_GROUP.allow)),
    model=Meeting,
)
READS_SHEET = access_rules.Rule(
    access_rules.all_of(access_rules.has("meetings.lead"), access_rules.any_of(_i_lead, _of_a_group_i_run)),
    model=Meeting,
)
KEEPS_PRACTICE = access_rules.Rule(
    access_rules.all_of(
        access_rules.has("meetings.practice"),
        access_rules.any_of(access_rules.through("group", SEES_GROUP.allow), _i_lead),
    ),
    model=Meeting,
)
READS_AGENDA = access_rules.Rule(
    access_rules.any_of(MY_MEETINGS.allow, access_rules.has("meetings.view")), model=Meeting
)
WRITES_AGENDA = access_rules.Rule(access_rules.any_of(PLANS.allow, RUNS.allow), model=Meeting)
CHAIRS = access_rules.Rule(
    access_rules.any_of(access_rules.all_of(access_rules.equals_actor("chair_id"), _of_my_group), RUNS.allow),
    model=Meeting,
)
