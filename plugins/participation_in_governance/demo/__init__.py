"""What a demonstration shows of the programme."""
