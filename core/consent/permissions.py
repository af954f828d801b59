"""Who may see, record and settle agreements, say who stands in for whom, and judge competence (trust matrix)."""

from core.access.permissions import Permission

WITH_PEOPLE = ("worker", "practitioner")

CONSENT_PERMISSIONS = (
    Permission("consent.view", "See what people agreed to", (*WITH_PEOPLE, "safeguarding_lead")),
    Permission("consent.record", "Write down what people agreed to, and make forms and links for it", WITH_PEOPLE),
    Permission("consent.settle", "Settle an agreement on which people differ", ("practitioner", "safeguarding_lead")),
    Permission(
        "consent.count",
        "See how many have agreed, as numbers",
        ("local_admin", "data_protection_officer", "worker", "safeguarding_lead"),
    ),
    Permission("relationships.view", "See who stands in for a child", (*WITH_PEOPLE, "safeguarding_lead")),
    Permission(
        "relationships.edit",
        "Say who stands in for a child, and that it was checked",
        (*WITH_PEOPLE, "safeguarding_lead"),
    ),
    Permission("relationships.flag", "Say that an adult is kept from a child", ("practitioner", "safeguarding_lead")),
    Permission("competence.judge", "Judge whether somebody can decide something themselves", WITH_PEOPLE),
    Permission("competence.view", "Read judgements of competence", ("practitioner", "safeguarding_lead")),
)
