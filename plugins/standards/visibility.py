"""Who may see plans and audits, and who may change what: each rule once, for a row in hand and for a query.

Charters are everybody's. A plan is read by whoever follows plans, by whoever owns something in it, and by everybody
where it is shown. An audit is the team's and of those who fill it in: of no other team and no other provider.
"""

from core.api import Permission, access_rules
from plugins.standards.models import Action, Audit, Plan, Target

PERMISSIONS = (
    Permission(
        "standards.view",
        "Follow plans, targets and pledges",
        ("worker", "practitioner", "decision_maker", "local_admin"),
    ),
    Permission("standards.plan", "Write plans, targets and charters", ("worker",)),
    Permission("standards.act", "Say how one’s own actions go", ("worker", "practitioner", "decision_maker")),
    Permission("standards.end", "End an action, a plan or a target that was not reached", ("worker", "decision_maker")),
    Permission("standards.fill", "Fill in the audits of one’s own team", ("worker", "practitioner")),
    Permission("standards.audit", "Word audits, open them and read them all", ("worker",)),
)

_field, _any, _all, _has = access_rules.field, access_rules.any_of, access_rules.all_of, access_rules.has
_mine = access_rules.equals_actor("owner_id")

SEES_PLAN = access_rules.Rule(_has("standards.view"), model=Plan)
SEES_ACTION = access_rules.Rule(_any(_has("standards.view"), _mine), model=Action)
DOES_ACTION = access_rules.Rule(_any(_has("standards.plan"), _all(_has("standards.act"), _mine)), model=Action)
"""Who says how an action goes: whoever writes plans, and whose action it is."""
SEES_TARGET = access_rules.Rule(_has("standards.view"), model=Target)
_of_my_team = access_rules.through("colleagues", access_rules.equals_actor("id"))
FILLS_AUDIT = access_rules.Rule(
    _any(_has("standards.audit"), _all(_has("standards.fill"), _any(_mine, _of_my_team))), model=Audit
)
"""Who reads and fills in an audit: the team that runs audits, who looks after it, and staff of its organisation."""
