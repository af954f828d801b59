"""What those who decide answer, promise and prove; their own page, and a link in a mail."""
