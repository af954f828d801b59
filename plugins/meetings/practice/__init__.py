"""Safe practice of a meeting: checked adults, enough of them, a lead on duty, a risk assessment (LA17, NC13)."""
