"""Somebody from outside looks at a drawn sample of what is claimed, and says whether it holds."""
