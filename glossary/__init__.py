"""Termbases: concepts, their terms, and where a text uses them."""
