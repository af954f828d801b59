"""Days of meetings as others read them: the public calendar, a group's next meetings, what was moved."""
