"""Who may see and do what: each rule once, for a row in hand and for a query.

Everything here belongs to a group, and is seen by whoever sees that group. What would tell who is in it (names beside
posts and tasks, a group's answers) is for its members and for those who see its members. `AMONG_US` is the part of a
meeting without adults: members alone read it, no role opens it, and nobody who supports the group.
"""

from core.api import Permission, access_rules
from plugins.groups.api import LISTED, MY_GROUPS, SEES_GROUP, SEES_MEMBERS

STAFF = ("worker", "practitioner", "safeguarding_lead", "local_admin")
PERMISSIONS = (
    Permission("youth_voice.view", "See how groups elect, consult and work, with what is still to do", STAFF),
    Permission(
        "youth_voice.manage", "Arrange posts, task groups, events, codes and results", ("worker", "local_admin")
    ),
    Permission("youth_voice.elect", "Set up rounds of elections and by-elections", ("worker", "local_admin")),
    Permission(
        "youth_voice.board", "Read groups' answers to reports, and say what the board did", ("worker", "decision_maker")
    ),
)

_all, _any, _has, _field = access_rules.all_of, access_rules.any_of, access_rules.has, access_rules.field
_through = access_rules.through
_member = _all(access_rules.equals_actor("person_id"), _field("status").equals("active"), _field("supports").is_(False))
MEMBER = access_rules.Rule(_through("memberships", _member))
"""Of a group: the reader is one of those whom it is made of."""
OPEN_GROUP = access_rules.Rule(_all(LISTED.allow, _field("members_hidden").is_(False)))
"""Of a group: it is in the directory, and belonging to it is no secret."""
NAMES = access_rules.Rule(_any(MY_GROUPS.allow, SEES_MEMBERS.allow))
"""Of a group: the reader may know who is in it."""

KNOWS_PLACES = access_rules.Rule(_any(OPEN_GROUP.allow, NAMES.allow))
"""Of a group: the reader may know which bodies elect to it, and how many of their places are filled."""

SEES = access_rules.Rule(_through("group", SEES_GROUP.allow))
OURS = access_rules.Rule(_through("group", MEMBER.allow))
SEES_WORK = access_rules.Rule(
    _through("group", _any(MY_GROUPS.allow, _all(_has("youth_voice.view"), SEES_GROUP.allow)))
)
"""What a group works on, for its members and for staff who see the group."""
MANAGES = access_rules.Rule(_all(_has("youth_voice.manage"), SEES.allow))
MANAGES_GROUP = access_rules.Rule(_all(_has("youth_voice.manage"), SEES_GROUP.allow))
ARRANGES = access_rules.Rule(_all(MANAGES_GROUP.allow, NAMES.allow))
"""Of a group: the reader arranges things for it, and may know who is in it."""
ANSWERS = access_rules.Rule(_any(MEMBER.allow, ARRANGES.allow))
"""Of a group: who may write down what the group answered: its members, and staff who see who is in it."""
AMONG_US = access_rules.Rule(
    _all(
        _through("group", _any(MY_GROUPS.allow, _all(_has("youth_voice.view"), SEES_MEMBERS.allow))),
        _any(_field("shared").is_(True), _through("group", MEMBER.allow)),
    )
)
"""A topic or note of the part without adults: members read all of it, adults of the group what was shared."""
