"""Termbases: concepts, their terms, and where a text uses them."""

from glossary.reading import read_termbase

__all__ = ["read_termbase"]
