"""ZIP packages from strangers: read in memory, with limits that a zip bomb runs into."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from corpus.errors import MalformedFileError, UnreadableFileError
from corpus.files import MAX_BYTES, RawFile

MAX_PARTS = 20_000
"""More files in one package than this are no document."""


class Package:
    """The files in a ZIP archive, by name.

    Nothing is ever unpacked to disk, so that names such as `../../x` do no harm.
    """

    def __init__(self, raw: RawFile) -> None:
        """Open the archive.

        Raises:
            MalformedFileError: if it is none, or broken.
        """
        self._path = raw.path
        try:
            self._archive = zipfile.ZipFile(BytesIO(raw.data))
            self._sizes = {info.filename: info.file_size for info in self._archive.infolist()}
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise MalformedFileError(
                f"is not a whole ZIP package ({error}); it may be cut off", path=raw.path
            ) from None
        if len(self._sizes) > MAX_PARTS:
            raise UnreadableFileError(f"has {len(self._sizes)} parts", path=raw.path)

    @property
    def names(self) -> tuple[str, ...]:
        """Of all files, in the order of the archive."""
        return tuple(self._sizes)

    @property
    def unpacked(self) -> int:
        """Bytes that all files have together when unpacked, as the directory states."""
        return sum(self._sizes.values())

    def __contains__(self, name: str) -> bool:
        return name in self._sizes

    def read(self, name: str) -> RawFile:
        """One file of the package; its path names the package and the file.

        Raises:
            UnreadableFileError: if it unpacks to more than `corpus.files.MAX_BYTES`.
            MalformedFileError: if it is missing, encrypted or broken.
        """
        size = self._sizes.get(name)
        if size is None:
            raise MalformedFileError(f"has no part {name}", path=self._path)
        if size > MAX_BYTES:
            raise UnreadableFileError(
                f"its part {name} unpacks to {size / 2**20:.0f} MiB; "
                f"the limit is {MAX_BYTES / 2**20:.0f} MiB",
                path=self._path,
            )
        try:
            # zipfile never gives more than the size that the directory states.
            return RawFile(self._path, self._archive.read(name))
        except RuntimeError:
            raise MalformedFileError(
                "is protected with a password; save it without", path=self._path
            ) from None
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError) as error:
            raise MalformedFileError(
                f"its part {name} is damaged ({error})", path=self._path
            ) from None
        except NotImplementedError as error:
            raise MalformedFileError(f"cannot be unpacked: {error}", path=self._path) from None
