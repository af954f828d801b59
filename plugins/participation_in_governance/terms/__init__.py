"""What each term is about: themes of several sets at once, a lead partner, and what partners and young people make."""
