"""Making questions of what was said, sending them to those who decide, and seeing that they answer."""
