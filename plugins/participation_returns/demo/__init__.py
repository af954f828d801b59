"""What a demonstration shows of returns."""
