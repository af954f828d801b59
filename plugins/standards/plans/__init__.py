"""Plans, priorities, SMART actions, what shows that they are done, and numbers to reach."""
