"""The term's one agenda, in a version for each kind of group."""
