"""Release: opening what is closed, in an emergency or because the law asks for it, and who read what."""
