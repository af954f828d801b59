"""Charters and pledges: what was promised to young people, who pledged to keep it, and whether they did."""
