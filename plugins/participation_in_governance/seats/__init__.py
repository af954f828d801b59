"""Seats of the programme's groups on boards, and the page of the group that helps to run the programme."""
