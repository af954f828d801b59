"""Data protection impact assessments (UK GDPR Art. 35): the paper, and the council's signature under it."""
