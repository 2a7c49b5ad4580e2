"""Checks, findings and reports, and the command line."""
