"""Where learning shows up elsewhere, and what the plugin answers for."""

from plugins.learning.personal import person_erase, person_export, person_merged, retention_due

__all__ = ["person_erase", "person_export", "person_merged", "retention_due"]
