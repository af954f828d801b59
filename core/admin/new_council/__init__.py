"""A new council on screen: an operator answers step by step, looks it over, and writes its folder."""
