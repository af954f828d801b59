"""Fictional stories, quotes and reports."""
