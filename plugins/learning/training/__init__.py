"""Courses, who did them, when they run out, and what people promised there."""
