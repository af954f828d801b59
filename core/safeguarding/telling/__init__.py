"""Telling somebody: the page for everybody, its receipts, and what waits while the database is away."""
