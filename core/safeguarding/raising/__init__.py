"""Saying from inside, as a member of staff, that something is wrong."""
