"""Who may do what with awards, training and resources; each rule once, for a row in hand and for a query."""

from core.api import Permission, access_rules
from plugins.learning.models import CourseTaken, Nomination, Resource

STAFF = ("worker", "practitioner", "decision_maker", "safeguarding_lead", "data_protection_officer", "local_admin")
EVERYBODY = (*STAFF, "young_person", "parent_carer")

PERMISSIONS = (
    Permission("learning.take_part", "Read what is for members, and answer for oneself", EVERYBODY),
    Permission("learning.read", "Read resources that are for staff and partners", STAFF),
    Permission("learning.write", "Add resources and change them", ("worker",)),
    Permission("learning.register", "Keep courses, and who did them", ("worker", "local_admin")),
    Permission("learning.awards", "Plan award rounds, ask nominees, announce winners", ("worker",)),
    Permission("learning.judge", "Read nominations and choose among them", ("worker", "decision_maker")),
)

_field, _any, _all, _has = access_rules.field, access_rules.any_of, access_rules.all_of, access_rules.has
_offered = _field("put_away_on").is_(None)

READS_RESOURCE = access_rules.Rule(
    _any(
        _has("learning.write"),
        _all(
            _offered,
            _any(
                _field("open_to").equals("everybody"),
                _all(_field("open_to").equals("members"), _has("learning.take_part")),
                _all(_field("open_to").equals("staff"), _has("learning.read")),
            ),
        ),
    ),
    model=Resource,
)
FINDS_RESOURCE = access_rules.Rule(_all(_offered, READS_RESOURCE.allow), model=Resource)
"""What is offered in lists: nothing that was put away, for whoever may."""
ABOUT_ME = access_rules.Rule(access_rules.equals_actor("person_id"), model=Nomination)
MY_COURSES = access_rules.Rule(access_rules.equals_actor("person_id"), model=CourseTaken)
