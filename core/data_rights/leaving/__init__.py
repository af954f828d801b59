"""A council that leaves: everything of it in one file, and then its rows and files taken out of this deployment."""
