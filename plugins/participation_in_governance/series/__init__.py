"""Series of events: several days with sessions and schools, and what came of them."""
