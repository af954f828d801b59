"""The register of processing (UK GDPR Art. 30): what is held, about whom, why, on which basis, for how long."""
