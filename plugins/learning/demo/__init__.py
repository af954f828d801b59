"""What a demonstration shows of learning."""
