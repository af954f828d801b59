"""What a person may ask for: a copy of everything held about them, and that it be erased."""
