"""Who may read the register and what belongs to it, who decides, and who looks at records before they are deleted."""

from core.access.permissions import Permission

READERS = ("data_protection_officer", "local_admin", "safeguarding_lead")
KEEPING_PERMISSIONS = (
    Permission("keeping.read", "Read what is held, why, on which basis and for how long", READERS),
    Permission(
        "keeping.decide", "Decide about bases, keeping times, holds and sign-offs", ("data_protection_officer",)
    ),
    Permission(
        "keeping.review",
        "Look at records whose keeping time has ended, and delete or keep them",
        ("data_protection_officer", "worker"),
    ),
)
