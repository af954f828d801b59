"""Who may do what at the desk, and who sees a request: each rule once, for a row in hand and for a query.

Nobody outside reads who the young people are: a request says at most which public group it went to, and what all of
them answered together.
"""

from core.api import Permission, access_rules
from plugins.groups.api import MY_GROUPS, SEES_GROUP
from plugins.requests.models import Request
from plugins.requests.rules import PUT

PERMISSIONS = (
    Permission("requests.desk", "See and handle requests to work with young people", ("worker",)),
    Permission("requests.ask", "Ask to work with young people", ("worker", "practitioner", "decision_maker")),
    Permission(
        "requests.approve",
        "Approve requests, where one is named for a level",
        ("worker", "practitioner", "decision_maker", "safeguarding_lead"),
    ),
    Permission("requests.lead", "Name who approves, and lift a stop with a reason", ("local_admin",)),
)

_field, _any, _all, _has = access_rules.field, access_rules.any_of, access_rules.all_of, access_rules.has
_of_group_seen = _any(_field("group_id").is_(None), access_rules.through("group", SEES_GROUP.allow))
_not_draft = access_rules.none_of(_field("state").equals("draft"))
_in_approval = _field("state").equals("approving")
_stopped = _field("state").equals("feedback")

DESK = access_rules.Rule(_all(_has("requests.desk"), _not_draft, _of_group_seen), model=Request)
"""Staff at the desk: everything that was sent, but for groups that they may not know of."""
MINE = access_rules.Rule(access_rules.equals_actor("asker_id"), model=Request)
"""Whoever asked with an account."""
TO_US = access_rules.Rule(
    _all(_any(*(_field("state").equals(one) for one in PUT)), access_rules.through("group", MY_GROUPS.allow)),
    model=Request,
)
"""The members of the group that is asked, from the day on which it was put to them."""
APPROVES = access_rules.Rule(_all(_has("requests.approve"), _in_approval), model=Request)
"""Whoever may be named as an approver, while approvals are given."""
LIFTS = access_rules.Rule(_all(_has("requests.lead"), _stopped), model=Request)
"""A lead, where feedback is owed."""
READS = access_rules.Rule(_any(DESK.allow, APPROVES.allow, LIFTS.allow), model=Request)
"""The staff page of a request."""
PAST = access_rules.Rule(
    _all(
        _any(*(_field("state").equals(one) for one in ("feedback", "closed"))),
        _any(
            _all(_has("requests.desk"), _of_group_seen),
            _all(
                _has("requests.ask"),
                _any(
                    _field("group_id").is_(None),
                    access_rules.through(
                        "group", _all(_field("listing").equals("public"), _field("members_hidden").is_(False))
                    ),
                ),
            ),
        ),
    ),
    model=Request,
)
"""What young people said before: for the desk, and of open groups for every member of the council's site who asks."""
