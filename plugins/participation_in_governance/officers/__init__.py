"""Meetings with senior officers, and who of them came."""
