"""Plugins: what one is, which are installed, how they are mounted, migrated and scaffolded."""
