"""What a meeting is about: items with activities for each age, papers in reading bands, the young chair's prompts."""
