"""From one view to a change, and whose voices are missing."""
