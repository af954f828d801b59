"""Who writes returns, who receives them, and who reads one: each rule once, for a row in hand and for a query."""

from core.api import Permission, access_rules
from plugins.groups.api import MY_GROUPS
from plugins.participation_returns.models import Return

PERMISSIONS = (
    Permission("participation_returns.send", "Write the returns of one’s own team", ("worker", "practitioner")),
    Permission("participation_returns.receive", "Receive returns, see who has none, and open evaluations", ("worker",)),
)

_field, _any, _all, _has = access_rules.field, access_rules.any_of, access_rules.all_of, access_rules.has
_of_my_team = access_rules.any_of(
    access_rules.equals_actor("written_by_id"), access_rules.through("colleagues", access_rules.equals_actor("id"))
)
_reached_the_group = _field("status").one_of(("accepted", "taken"))
_handed_in = access_rules.none_of(_field("status").equals("draft"))

WRITES_RETURN = access_rules.Rule(_all(_has("participation_returns.send"), _of_my_team), model=Return)
"""Who wrote it, and staff of the same team or provider."""
RECEIVES_RETURN = access_rules.Rule(_all(_has("participation_returns.receive"), _handed_in), model=Return)
SEES_RETURN = access_rules.Rule(
    _any(
        WRITES_RETURN.allow,
        RECEIVES_RETURN.allow,
        _all(_reached_the_group, access_rules.through("group", MY_GROUPS.allow)),
    ),
    model=Return,
)
"""Members of the group that receives returns read what was accepted for them."""
