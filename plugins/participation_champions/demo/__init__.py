"""What a demonstration shows of champions."""
