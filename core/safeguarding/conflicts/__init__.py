"""Conflicts of interest: who must not read a case, found at once or kept out by hand."""
