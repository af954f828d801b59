"""Calendars that a phone or a computer follows: of a public group, and a person's own."""
