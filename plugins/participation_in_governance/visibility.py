"""Who may see how the programme stands, and who plans it. Meetings, registers and seats keep the rules of their own
plugins: nobody sees more of them here than there.
"""

from core.api import Permission

VIEW, PLAN = "participation_in_governance.view", "participation_in_governance.plan"
PERMISSIONS = (
    Permission(VIEW, "See how the programme stands: plan, schools, seats", ("worker", "practitioner", "local_admin")),
    Permission(PLAN, "Plan the programme: terms, themes, agenda, schools, events", ("worker", "local_admin")),
)
