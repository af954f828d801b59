"""What partners give: money, staff, rooms; and who keeps to the framework."""
