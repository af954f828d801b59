"""The promise ledger: a chain of what was promised in public, to download and to verify."""
