"""The forms of the groups plugin, one module for each subject."""
