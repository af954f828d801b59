"""Fictional views, asks, answers and verdicts for a demonstration."""
