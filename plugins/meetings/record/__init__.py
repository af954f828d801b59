"""What happened in the room: young people's words, decisions, actions, minutes."""
