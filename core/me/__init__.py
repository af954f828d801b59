"""My page: what I agreed to, who sees and saw what about me, what I can ask for; and the same for a parent's child."""
