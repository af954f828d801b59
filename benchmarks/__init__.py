"""What Heard's pages cost in processor time and memory, beside a bare Flask floor in the same run."""
