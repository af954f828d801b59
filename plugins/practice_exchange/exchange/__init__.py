"""What councils of a region offer each other: the list, one thing, and offering one's own."""
