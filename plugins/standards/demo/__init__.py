"""What a demonstration shows of charters, plans and audits."""
