"""Who may see what beside the public pages: a council's own figures, exact or with small ones kept back."""

from typing import Final

from core.api import Permission

OWN: Final = "regional.own"
EXACT: Final = "regional.exact"
SIGN: Final = "releases.sign"  # core's: the lead of a region
PERMISSIONS: Final = (
    Permission(
        OWN, "See this council's own figures beside those of its region", ("worker", "decision_maker", "local_admin")
    ),
    Permission(EXACT, "See this council's own figures as they were counted, small ones too", ("worker", "local_admin")),
)
