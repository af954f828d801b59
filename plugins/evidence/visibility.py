"""Who may write, check and sign; everybody reads what was published, as far as it may be shown at that moment."""

from core.api import Permission, access_rules
from plugins.evidence.models import Quote, Report, Story
from plugins.groups.api import SEES_MEMBERS

PERMISSIONS = (
    Permission("evidence.write", "Write stories, keep quotes and put reports together", ("worker", "practitioner")),
    Permission("evidence.publish", "Check stories, quotes and reports and show them to everybody", ("worker",)),
    Permission(
        "evidence.reports",
        "Read reports while they are put together",
        ("worker", "practitioner", "decision_maker"),
    ),
    Permission("evidence.sign", "Sign reports", ("worker", "decision_maker")),
)

_any, _all, _has, _field = access_rules.any_of, access_rules.all_of, access_rules.has, access_rules.field
_of_an_open_group = _any(_field("group_id").is_(None), access_rules.through("group", SEES_MEMBERS.allow))

WRITES_STORY = access_rules.Rule(_all(_has("evidence.write"), _of_an_open_group), model=Story)
"""A story of a group whose members are private is written by those who may see them."""
KEEPS_QUOTE = access_rules.Rule(_has("evidence.write"), model=Quote)
READS_REPORT = access_rules.Rule(_has("evidence.reports"), model=Report)
WRITES_REPORT = access_rules.Rule(_has("evidence.write"), model=Report)
MY_QUOTES = access_rules.Rule(
    _all(access_rules.equals_actor("person_id"), _field("taken_back_at").is_(None)), model=Quote
)
