"""Telling those who asked, their verdict, and whether they felt listened to."""
