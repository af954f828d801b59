"""Who handles what people ask of their data, who looks a copy over before it goes, who enters what came by letter."""

from core.access.permissions import Permission

STAFF = ("worker", "practitioner", "safeguarding_lead", "data_protection_officer", "local_admin")
OFFICER, LEAD = "data_protection_officer", "safeguarding_lead"

RIGHTS_PERMISSIONS = (
    Permission("rights.handle", "Handle what people ask of their data", (OFFICER,)),
    Permission("rights.release", "Look over a copy or an erasure that a colleague prepared", (OFFICER, LEAD)),
    Permission("rights.release_grave", "Say whether what could put somebody in danger may go into a copy", (LEAD,)),
    Permission("rights.enter", "Enter what somebody asked of their data by letter or by mouth", STAFF),
)
