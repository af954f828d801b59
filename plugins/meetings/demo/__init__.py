"""A made-up history of meetings for the demonstration: planned, held, written down, and a term ahead."""
