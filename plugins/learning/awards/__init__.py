"""Award rounds: nominations, agreement, shortlists, winners, and who may be named."""
