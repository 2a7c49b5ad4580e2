"""Alignment: which segments of several documents render each other."""
