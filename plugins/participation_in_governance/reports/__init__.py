"""What the programme has to report of some days, and its quarterly and yearly report (N62)."""
