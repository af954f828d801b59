"""Standards that a region's lead publishes, and what each council says it does for each line."""
