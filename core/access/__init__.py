"""Who may do what: roles, permissions as data, stamps on routes, rules on rows."""
