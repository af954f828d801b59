"""Who may do what in the network: staff read it, champions write their own part, workers keep the rest."""

from core.api import Permission, access_rules
from plugins.participation_champions.models import Champion, Question

STAFF = ("worker", "practitioner", "decision_maker", "local_admin")

PERMISSIONS = (
    Permission("participation_champions.view", "See champions, the map, the scorecard, and ask each other", STAFF),
    Permission("participation_champions.manage", "Keep services and champions, and what partners give", ("worker",)),
    Permission("participation_champions.test", "Draw a sample for somebody outside", ("worker", "local_admin")),
)

_all, _any, _has = access_rules.all_of, access_rules.any_of, access_rules.has
_manages = _has("participation_champions.manage")

CHANGES_CHAMPION = access_rules.Rule(
    _any(_manages, _all(_has("participation_champions.view"), access_rules.equals_actor("person_id"))), model=Champion
)
SETTLES = access_rules.Rule(
    _any(_manages, _all(_has("participation_champions.view"), access_rules.equals_actor("by_id"))), model=Question
)
"""Whoever asked says what helped; a worker does where they have left."""
