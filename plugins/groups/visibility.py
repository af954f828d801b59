"""Who may see a group and who may see its members: each rule once, for a row in hand and for a query.

Being in some groups says that a child is in care, disabled or in trouble, so membership of those is shown only to
the workers of that very group and to those who keep children safe.
"""

from core.api import Permission, access_rules
from plugins.groups.models import Group

STAFF = ("worker", "practitioner", "safeguarding_lead", "local_admin")
PERMISSIONS = (
    Permission("groups.view", "See the staff list of groups and boards", STAFF),
    Permission("groups.manage", "Add and change groups", ("worker", "local_admin")),
    Permission(
        "groups.members",
        "See who is in a group, add members and end memberships",
        ("worker", "practitioner", "safeguarding_lead"),
    ),
    Permission(
        "groups.put_forward",
        "Put somebody forward for a group whose members one may see",
        ("worker", "practitioner", "safeguarding_lead"),
    ),
    Permission(
        "groups.see_hidden",
        "See hidden groups and the members of sensitive ones",
        ("practitioner", "safeguarding_lead"),
    ),
    Permission("groups.elections", "Run elections of members", ("worker", "local_admin")),
    Permission("groups.boards", "Add and change boards, their dates and seats", ("worker", "local_admin")),
)

_active = access_rules.field("status").equals("active")
_my_place = access_rules.all_of(access_rules.equals_actor("person_id"), _active)
_mine_to_run = access_rules.all_of(_my_place, access_rules.field("supports").is_(True))

MY_GROUPS = access_rules.Rule(access_rules.through("memberships", _my_place), model=Group)
MY_GROUPS_TO_RUN = access_rules.Rule(access_rules.through("memberships", _mine_to_run), model=Group)
LISTED = access_rules.Rule(access_rules.field("listing").equals("public"), model=Group)
SEES_GROUP = access_rules.Rule(
    access_rules.any_of(
        access_rules.field("listing").equals("public"),
        access_rules.all_of(access_rules.has("groups.view"), access_rules.field("listing").equals("members")),
        access_rules.has("groups.see_hidden"),
        access_rules.through("memberships", _my_place),
    ),
    model=Group,
)
SEES_MEMBERS = access_rules.Rule(
    access_rules.all_of(
        access_rules.has("groups.members"),
        access_rules.any_of(
            access_rules.field("members_hidden").is_(False),
            access_rules.has("groups.see_hidden"),
            access_rules.through("memberships", _mine_to_run),
        ),
    ),
    model=Group,
)
