"""Bytes in and out: size limits, clear errors, and writing that never loses what was there."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from corpus.errors import OutputError, UnreadableFileError

MAX_BYTES = 32 * 1024 * 1024
"""A document larger than this is refused: seven whole Bibles, far more than a text to check."""

_AT_ONCE = getattr(os, "O_NONBLOCK", 0)


@dataclass(frozen=True, slots=True)
class RawFile:
    """The bytes of a file, read once."""

    path: str
    data: bytes

    @property
    def sha256(self) -> str:
        """Of the bytes, in hexadecimal."""
        return sha256(self.data).hexdigest()

    @property
    def suffix(self) -> str:
        """Of the file's name, lower case, with the dot."""
        return Path(self.path).suffix.lower()


def read_file(path: str, *, max_bytes: int = MAX_BYTES) -> RawFile:
    """Read a file whole.

    Raises:
        UnreadableFileError: if it is missing, a directory, empty, too large or not permitted.
    """
    if not path:
        raise UnreadableFileError("a file name cannot be empty", path="''")
    try:
        if Path(path).is_dir():
            raise UnreadableFileError("is a directory; name the files in it", path=path)
        data = _at_most(path, max_bytes + 1)
        if len(data) > max_bytes:
            size, limit = Path(path).stat().st_size / 2**20, max_bytes / 2**20
            has = f"has {size:.0f} MiB" if size >= limit + 1 else "has more"
            raise UnreadableFileError(
                f"{has}; the limit is {limit:.0f} MiB; split it into parts", path=path
            )
    except FileNotFoundError:
        raise UnreadableFileError("no such file", path=path) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableFileError(f"cannot be read: {reason}", path=path) from None
    if not data:
        raise UnreadableFileError("is empty", path=path)
    return RawFile(path, data)


def _at_most(path: str, size: int) -> bytes:
    """The first bytes of a file, a pipe or a device.

    Opened without blocking, a named pipe that nobody writes to ends at once; without the size, a
    device such as /dev/zero never would.
    """
    handle = os.open(path, os.O_RDONLY | _AT_ONCE | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        if _AT_ONCE:
            os.set_blocking(handle, True)
        return file.read(size)


def write_file(path: str, content: str | bytes) -> None:
    """Write bytes, or text as UTF-8: to a temporary file beside the target, renamed onto it then.

    What is no ordinary file (a device, a pipe) is written into and never replaced; a link stays a
    link.

    Raises:
        OutputError: if the folder is missing or may not be written.
    """
    target = Path(path)
    temporary = ""
    try:
        data = content.encode() if isinstance(content, str) else content
        if target.exists() and not target.is_file():
            _write_into(path, data)
            return
        target = Path(os.path.realpath(path))
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:80]}.")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).chmod(_mode(target))
        Path(temporary).replace(target)
    except (OSError, ValueError) as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        reason = getattr(error, "strerror", None) or str(error)
        raise OutputError(f"{path}: cannot be written: {reason}") from None


def _write_into(path: str, data: bytes) -> None:
    """Write to a device or a pipe; one that nobody reads is an error and not a long wait."""
    handle = os.open(path, os.O_WRONLY | _AT_ONCE)
    with os.fdopen(handle, "wb") as file:
        if _AT_ONCE:
            os.set_blocking(handle, True)
        file.write(data)


def _mode(target: Path) -> int:
    """The permissions of the file that is replaced, or those that a new file would get."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
