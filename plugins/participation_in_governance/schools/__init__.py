"""Schools that take part: how often, how many different ones, and who has not come yet."""
