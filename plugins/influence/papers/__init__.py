"""You said, we did: pages to print, to hang up, to share and to read easily."""
