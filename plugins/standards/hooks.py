"""Where standards shows up elsewhere, and what the plugin answers for."""

from plugins.standards.handover import work_handed_on
from plugins.standards.personal import person_erase, person_export, person_merged, retention_due

__all__ = ["person_erase", "person_export", "person_merged", "retention_due", "work_handed_on"]
