"""Stories: written, looked through, published and read."""
