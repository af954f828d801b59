"""The lead's desk: what waits, one page for each case, and the steps that are taken there."""
