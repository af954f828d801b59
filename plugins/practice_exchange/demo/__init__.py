"""Fictional offers, questions and standards."""
