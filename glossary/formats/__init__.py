"""Termbase formats: one file a format."""
