"""Patterns for the files of a project, as the configuration writes them."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import PurePath


def is_meant(path: str, pattern: str) -> bool:
    """Whether a path, or the end of it, is meant by a pattern ("drafts/*.md")."""
    plain = PurePath(path).as_posix()
    return plain == pattern or fnmatchcase(plain, pattern) or fnmatchcase(plain, f"*/{pattern}")
