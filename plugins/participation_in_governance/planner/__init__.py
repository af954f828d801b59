"""Planning a term or a year of all groups of the programme in one step."""
