"""Participation models and modes, as adults and young people see them."""
