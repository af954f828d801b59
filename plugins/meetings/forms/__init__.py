"""The forms of meetings, one module for each thing that somebody fills in."""
