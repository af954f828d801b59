"""What young people say: taking it down in their words, and who reads it."""
