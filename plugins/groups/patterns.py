"""Patterns to start a new group from: values for the form, which staff then change as they like (W67).

A pattern is never stored; what it fills in is only a suggestion on the screen.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Pattern:
    """A kind of group that councils often start: what it is called here, and what it fills in."""

    key: str
    title: str
    about: str
    values: Mapping[str, Any] = field(default_factory=dict)


PATTERNS = (
    Pattern("blank", "Start with nothing", "An empty form."),
    Pattern(
        "elected",
        "Elected youth council",
        "Members are elected by schools and groups. Meets every month.",
        {
            "kind": "council",
            "cadence": "monthly",
            "age_min": 11,
            "age_max": 18,
            "does": ["Chooses what it works on", "Speaks for young people where decisions are made"],
        },
    ),
    Pattern(
        "care",
        "Children in care council",
        "For children in care. Who belongs to it stays hidden.",
        {"kind": "council", "members_hidden": True, "eligibility": ["in care"], "cadence": "monthly"},
    ),
    Pattern(
        "newcomers",
        "Forum for unaccompanied asylum-seeking children",
        "For young people who came to this country alone. Interpreters, help with travel, hidden membership.",
        {
            "kind": "forum",
            "status": "starting",
            "members_hidden": True,
            "listing": "hidden",
            "who_for": "Young people who came to this country without their family.",
            "purpose_easy": "Did you come here alone? Meet others. Tell us what you need.",
            "eligibility": ["unaccompanied asylum-seeking child"],
            "access_offer": ["interpreter", "travel", "quiet_space", "supporter"],
            "languages": ["Arabic", "Kurdish Sorani", "Pashto", "Tigrinya"],
        },
    ),
    Pattern(
        "disability",
        "Forum for disabled young people",
        "Easy Read first, a quiet space, bring a supporter. Who belongs to it stays hidden.",
        {
            "kind": "forum",
            "members_hidden": True,
            "age_max": 18,
            "age_stretch": 25,
            "age_rule": "Up to 25 with special educational needs or a disability.",
            "eligibility": ["special educational needs or disability"],
            "access_offer": ["step_free", "easy_read", "symbols", "quiet_space", "supporter"],
        },
    ),
    Pattern(
        "parliament",
        "Primary school parliament",
        "Schools bring children of Years 5 and 6. Meets each term.",
        {"kind": "parliament", "school_years": [5, 6], "cadence": "per_term", "cadence_count": 1},
    ),
    Pattern(
        "parents",
        "Parents and carers",
        "A friendly meeting for parents and carers, such as a coffee morning.",
        {"kind": "forum", "participants": "parents_carers", "informal_part": "Coffee and talk, no notes"},
    ),
    Pattern(
        "staff",
        "Network of staff",
        "Staff of many services share what works. Listed for staff only.",
        {"kind": "network", "participants": "staff", "listing": "members"},
    ),
)
BY_KEY: Mapping[str, Pattern] = {pattern.key: pattern for pattern in PATTERNS}
