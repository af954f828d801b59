"""How long records are kept, what stops their deletion, and deleting them when their time has come."""
