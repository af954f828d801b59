"""Contracts of providers, and the evaluation of each."""
