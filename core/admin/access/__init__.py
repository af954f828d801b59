"""Admin pages about access: who has a sign-in, which roles they hold, and a lead's yes."""
