"""Quotes: kept with their source, cleared, and shown while they may be."""
