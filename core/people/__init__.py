"""A council's record of people, organisations, places and terms."""
