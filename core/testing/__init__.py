"""What tests of Heard and of its plugins stand on; installed with Heard, for other packages too."""
