"""Audits: the form, the year's round, filling it in with last year beside it, and who has not."""
