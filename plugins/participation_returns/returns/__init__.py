"""Returns: writing one, sending it, and what those who receive it do."""
