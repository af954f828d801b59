"""Safe practice: checks of adults who run groups, how many adults there must be, and what a meeting lacks.

Nothing here is about a concern: these are records of staff, which safeguarding leads and local admins keep.
"""

from core.people.whereabouts import hidden as whereabouts_hidden
from core.safeguarding.practice.checks import has_own, line_of, line_of_person, rule_of, standings
from core.safeguarding.practice.kept_away import KeptAway, must_not_collect
from core.safeguarding.practice.rules import Evening, Lacking, Standing, adults_needed, lacking

__all__ = [
    "Evening",
    "KeptAway",
    "Lacking",
    "Standing",
    "adults_needed",
    "has_own",
    "lacking",
    "line_of",
    "line_of_person",
    "must_not_collect",
    "rule_of",
    "standings",
    "whereabouts_hidden",
]
