"""How what was written is kept: chronologies, keys, seals, and the proof that nothing was changed."""
