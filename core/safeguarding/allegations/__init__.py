"""Allegations about adults who work with children: the harm threshold, the LADO, low-level worries, the outcome."""
