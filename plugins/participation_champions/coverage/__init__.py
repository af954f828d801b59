"""Which services and localities have a champion, and which have none."""
