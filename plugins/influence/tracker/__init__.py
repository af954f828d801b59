"""The public tracker, and what must be cleared before anything stands there."""
