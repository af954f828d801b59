"""The year's plan: days from a cadence, gaps and clashes, venues, moving and cancelling."""
