"""Accounts, memberships, roles, signing in: who somebody is, and in which council they are somebody."""
