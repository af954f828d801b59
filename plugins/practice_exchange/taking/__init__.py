"""Copies that this council took: what they are for, and removing them when they may not be kept."""
