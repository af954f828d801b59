"""Rights on safeguarding: leads receive everything, whoever is given a case sees that one, all may say something."""

from core.access.permissions import Permission
from core.safeguarding.store import GLASS, LEAD

SAFEGUARDING_PERMISSIONS = (
    Permission(LEAD, "Receive every concern and decide what is done", ("safeguarding_lead",)),
    Permission(
        "safeguarding.work", "Work on the concerns that were given to one", ("safeguarding_lead", "practitioner")
    ),
    Permission(
        "safeguarding.mine", "See the concerns that were given to one", ("practitioner",), denied=("safeguarding_lead",)
    ),
    Permission(
        GLASS,
        "Open the cases about one child in an emergency, for an hour at most; every lead hears of it",
        ("safeguarding_lead", "practitioner"),
        denied=("local_admin",),
    ),
    Permission("safeguarding.glass_ask", "Ask the leads for emergency access for a colleague", ("local_admin",)),
    Permission(
        "safeguarding.raise",
        "Say from a person's or a meeting's page that something is wrong",
        (
            "worker",
            "practitioner",
            "decision_maker",
            "safeguarding_lead",
            "data_protection_officer",
            "local_admin",
        ),
    ),
    Permission(
        "practice.view",
        "See which adults may run groups: their checks are there and hold",
        ("worker", "practitioner", "safeguarding_lead", "local_admin"),
    ),
    Permission("practice.keep", "Write down the checks of adults who run groups", ("safeguarding_lead", "local_admin")),
)
