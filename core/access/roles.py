"""The ten roles: eight held in a council, two held on the platform, named as the field names them.

Source: the people of a council's participation work (young people, parents and carers, workers, practitioners
such as social workers, decision-makers who must answer) and the offices that law asks for (designated
safeguarding lead, data protection officer). `regional_lead` and `operator` stand outside any one council.
"""

from dataclasses import dataclass
from typing import Literal

from core.words import gettext_noop


@dataclass(frozen=True, slots=True)
class Role:
    """One role: its id (an outside name, never changed), its title and what it is in a sentence."""

    id: str
    title: str
    summary: str
    held_in: Literal["council", "platform"] = "council"


ROLES = {
    role.id: role
    for role in (
        Role(
            "young_person",
            gettext_noop("Young person"),
            gettext_noop("Takes part, has a say, sees what is about them."),
        ),
        Role("parent_carer", gettext_noop("Parent or carer"), gettext_noop("Takes part as a parent or carer.")),
        Role("worker", gettext_noop("Participation worker"), "Runs groups and meetings, keeps the records of them."),
        Role("practitioner", gettext_noop("Practitioner"), "A social worker or another who works with young people."),
        Role("decision_maker", gettext_noop("Decision-maker"), "Is asked by young people, and must answer."),
        Role("safeguarding_lead", "Safeguarding lead", "Receives every concern. Needs another lead's yes."),
        Role(
            "data_protection_officer",
            gettext_noop("Data protection officer"),
            "Answers for records and how long we keep them.",
        ),
        Role("local_admin", gettext_noop("Local admin"), "Gives people access and chooses what is switched on."),
        Role("regional_lead", "Regional lead", "Sees released regional figures only.", "platform"),
        Role("operator", "Operator", "Runs the platform, and reads no council's content.", "platform"),
    )
}
COUNCIL_ROLES = tuple(role.id for role in ROLES.values() if role.held_in == "council")
PLATFORM_ROLES = tuple(role.id for role in ROLES.values() if role.held_in == "platform")
GUARDED_ROLE = "safeguarding_lead"  # never given by one person alone


def role_titles(roles: frozenset[str]) -> tuple[str, ...]:
    """The titles of `roles` in the order of the list above."""
    return tuple(role.title for role in ROLES.values() if role.id in roles)
