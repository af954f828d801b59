"""Links, files, guides and practice for whoever they are meant for."""
