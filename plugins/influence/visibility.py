"""Who may read what was said, and who sees an ask: each rule once, for a row in hand and for a query.

Beside whoever said it, a view is read by those whom its `permission` names and by nobody else by role alone: local
admins do not. What was said in a group whose members are private is read by those who may see its members; what was
said at a group's meeting for "my worker", by the workers of that group.
"""

from core.api import Permission, access_rules
from plugins.groups.api import MY_GROUPS, MY_GROUPS_TO_RUN, SEES_MEMBERS
from plugins.influence.models import Ask, Owner, View

PERMISSIONS = (
    Permission("influence.hear", "Read what was said to the team, and write it down", ("worker", "practitioner")),
    Permission("influence.follow", "See what was asked, of whom, and what they answered", ("worker", "practitioner")),
    Permission("influence.ask", "Make questions of what was said, and send them", ("worker",)),
    Permission("influence.publish", "Check and publish what was asked and answered", ("worker",)),
    Permission("influence.answer", "Answer what one is asked", ("decision_maker",)),
    Permission("influence.models", "Choose and word the participation models", ("worker", "local_admin")),
)

_field, _any, _all, _has = access_rules.field, access_rules.any_of, access_rules.all_of, access_rules.has
_mine = access_rules.equals_actor("person_id")
_not_taken_back = _field("taken_back_at").is_(None)
_of_an_open_group = _any(_field("group_id").is_(None), access_rules.through("group", SEES_MEMBERS.allow))
_to_the_team = _any(*(_field("permission").equals(one) for one in ("team", "decision_makers", "published")))
_to_me_as_worker = _all(
    _has("influence.hear"),
    _field("permission").equals("my_worker"),
    _any(
        access_rules.equals_actor("worker_id"),
        access_rules.equals_actor("entered_by_id"),
        _all(_field("entered").equals("reported"), access_rules.through("group", MY_GROUPS_TO_RUN.allow)),
    ),
)

READS_VIEW = access_rules.Rule(
    _all(
        _not_taken_back,
        _any(_mine, _to_me_as_worker, _all(_has("influence.hear"), _to_the_team, _of_an_open_group)),
    ),
    model=View,
)
MY_VIEWS = access_rules.Rule(_all(_mine, _not_taken_back), model=View)

_of_mine = access_rules.through("owners", _mine)
_i_asked = access_rules.through("views", access_rules.through("view", _all(_mine, _not_taken_back)))
_of_my_group = access_rules.through("group", MY_GROUPS.allow)
_of_any_group = _any(_field("group_id").is_(None), access_rules.through("group", SEES_MEMBERS.allow))
_presented_by_me = access_rules.through("owners", access_rules.equals_actor("presenter_id"))
_is_sent = _any(
    *(_field("status").equals(one) for one in ("waiting", "doing", "done", "partly", "cannot")),
    _all(_field("status").equals("withdrawn"), access_rules.none_of(_field("asked_on").is_(None))),
)

FOLLOWS_ASK = access_rules.Rule(_all(_has("influence.follow"), _of_any_group), model=Ask)
ASKED_IT = access_rules.Rule(_any(_i_asked, _of_my_group), model=Ask)
"""Those who asked: whoever said one of its views, and the members of the group whose question it is."""
SEES_ASK = access_rules.Rule(
    _any(FOLLOWS_ASK.allow, _all(_is_sent, _any(ASKED_IT.allow, _of_mine, _presented_by_me))), model=Ask
)
OF_AN_OPEN_GROUP = access_rules.Rule(
    _any(
        _field("group_id").is_(None),
        access_rules.through("group", _all(_field("listing").equals("public"), _field("members_hidden").is_(False))),
    ),
    model=Ask,
)
"""What boards and those who decide may be told of without being asked: none whose group is not for all to know."""
ANSWERS = access_rules.Rule(_all(_has("influence.answer"), _mine), model=Owner)
