"""Fictional examples, and what teams took from them."""
