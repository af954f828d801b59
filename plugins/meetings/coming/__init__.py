"""Who comes: answers and needs, the evening's sheet, schools that bring children, the register."""
