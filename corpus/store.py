"""The vectors of earlier runs, in one SQLite file.

A store may be lost at any time and is never missed: what cannot be read is absent, what cannot
be written is not kept, and a damaged file is set aside. So nothing here raises for the state of
the disk. Several processes may use one file at once.
"""

from __future__ import annotations

import sqlite3
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

DEFAULT_LIMIT = 1 << 30
"""Bytes of the file: half a million vectors of 512 numbers."""

_FORMAT = 1
_BUSY_SECONDS = 10.0
_A_DAY = 86_400
_AT_ONCE = 500
"""Keys of a query; SQLite allows 999 parameters in its older builds."""
_KEEP = 0.9
"""Share of the limit that is left when old vectors make room."""
_CHECKSUM_BYTES = 4

_SCHEMA = """
CREATE TABLE encoder (id INTEGER PRIMARY KEY, signature TEXT NOT NULL UNIQUE);
CREATE TABLE vector (
    encoder INTEGER NOT NULL REFERENCES encoder,
    key BLOB NOT NULL,
    used INTEGER NOT NULL,
    value BLOB NOT NULL,
    UNIQUE (encoder, key)
);
CREATE INDEX vector_by_age ON vector (used);
"""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class EncoderShare:
    """What the store holds of one encoder.

    Attributes:
        signature: the encoder's.
        entries: number of texts.
        size: bytes of their vectors.
    """

    signature: str
    entries: int
    size: int


@dataclass(frozen=True, slots=True)
class StoreInfo:
    """What `concord cache info` tells.

    Attributes:
        path: the file.
        size: its bytes on the disk, write-ahead log included.
        limit: bytes it may grow to.
        encoders: by signature.
        usable: whether the file can be read and written.
    """

    path: Path
    size: int
    limit: int
    encoders: tuple[EncoderShare, ...]
    usable: bool


class VectorStore:
    """Byte strings by encoder and key; a context manager that holds the file open."""

    def __init__(
        self,
        path: Path,
        *,
        limit: int = DEFAULT_LIMIT,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Open the file, made if there is none.

        Args:
            path: the file; its folder is made too.
            limit: bytes of the file, above which the vectors used longest ago are dropped.
            clock: seconds since the epoch.
        """
        self._path = path
        self._limit = limit
        self._clock = clock
        self._connection: sqlite3.Connection | None = None
        self._open()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what is stored stays."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def get_many(self, encoder: str, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """The stored values of those keys that have one.

        Args:
            encoder: signature of the encoder.
            keys: any number of them.
        """
        return self._attempt(lambda connection: self._get(connection, encoder, keys), {})

    def put_many(self, encoder: str, rows: Iterable[tuple[bytes, bytes]]) -> None:
        """Keep the value of each key; older values are replaced.

        Args:
            encoder: signature of the encoder.
            rows: key and value of each text.
        """
        kept = list(rows)
        self._attempt(lambda connection: self._put(connection, encoder, kept), None)

    def clear(self) -> int:
        """Forget everything; returns the number of entries that there were."""

        def forget(connection: sqlite3.Connection) -> int:
            with _transaction(connection):
                (entries,) = connection.execute("SELECT count(*) FROM vector").fetchone()
                connection.execute("DELETE FROM vector")
                connection.execute("DELETE FROM encoder")
            _shrink(connection)
            return int(entries)

        return self._attempt(forget, 0)

    def info(self) -> StoreInfo:
        """What the store holds now."""

        def count(connection: sqlite3.Connection) -> tuple[EncoderShare, ...]:
            query = """
                SELECT signature, count(*), sum(length(value)) FROM vector
                JOIN encoder ON encoder.id = vector.encoder GROUP BY signature ORDER BY signature
            """
            rows = connection.execute(query).fetchall()
            return tuple(
                EncoderShare(name, n, size - n * _CHECKSUM_BYTES) for name, n, size in rows
            )

        nothing: tuple[EncoderShare, ...] = ()
        shares = self._attempt(count, nothing)
        files = (self._path, *_companions(self._path))
        size = sum(file.stat().st_size for file in files if file.exists())
        return StoreInfo(self._path, size, self._limit, shares, self._connection is not None)

    def _open(self) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = _connect(self._path)
        except sqlite3.OperationalError:
            self._connection = None
        except sqlite3.DatabaseError:
            self._start_afresh()
        except OSError:
            self._connection = None

    def _start_afresh(self) -> None:
        """Set a damaged file aside and begin a new one."""
        self.close()
        try:
            for companion in _companions(self._path):
                companion.unlink(missing_ok=True)
            self._path.replace(self._path.with_name(self._path.name + ".damaged"))
            self._connection = _connect(self._path)
        except (OSError, sqlite3.Error):
            self._connection = None

    def _attempt(self, action: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        if self._connection is None:
            return otherwise
        try:
            return action(self._connection)
        except sqlite3.OperationalError:  # locked for long, read-only, disk full
            return otherwise
        except sqlite3.DatabaseError:
            self._start_afresh()
            return otherwise

    def _get(
        self, connection: sqlite3.Connection, encoder: str, keys: Sequence[bytes]
    ) -> dict[bytes, bytes]:
        row = connection.execute("SELECT id FROM encoder WHERE signature = ?", (encoder,))
        known = row.fetchone()
        if known is None:
            return {}
        found: dict[bytes, bytes] = {}
        aged: list[int] = []
        stale = int(self._clock()) - _A_DAY
        for some in _portions(keys, _AT_ONCE):
            marks = ",".join("?" * len(some))
            query = f"""
                SELECT rowid, key, value, used FROM vector WHERE encoder = ? AND key IN ({marks})
            """  # noqa: S608 - nothing but question marks is put in
            for number, key, value, used in connection.execute(query, (known[0], *some)):
                checked = _unpack(value)
                if checked is not None:
                    found[key] = checked
                    if used < stale:
                        aged.append(number)
        self._touch(connection, aged)
        return found

    def _touch(self, connection: sqlite3.Connection, numbers: Sequence[int]) -> None:
        """Note that these rows are still in use: once a day, not to write at every reading."""
        if not numbers:
            return
        now = int(self._clock())
        try:
            with _transaction(connection):
                connection.executemany(
                    "UPDATE vector SET used = ? WHERE rowid = ?",
                    ((now, number) for number in numbers),
                )
        except sqlite3.OperationalError:
            return

    def _put(
        self, connection: sqlite3.Connection, encoder: str, rows: Sequence[tuple[bytes, bytes]]
    ) -> None:
        now = int(self._clock())
        with _transaction(connection):
            connection.execute("INSERT OR IGNORE INTO encoder (signature) VALUES (?)", (encoder,))
            connection.executemany(
                """
                INSERT OR REPLACE INTO vector (encoder, key, used, value)
                VALUES ((SELECT id FROM encoder WHERE signature = ?), ?, ?, ?)
                """,
                ((encoder, key, now, _pack(value)) for key, value in rows),
            )
            self._make_room(connection)
        _shrink(connection)

    def _make_room(self, connection: sqlite3.Connection) -> None:
        """Drop the vectors used longest ago, if the file has outgrown its limit."""
        page = _pragma(connection, "page_size")
        pages = _pragma(connection, "page_count") - _pragma(connection, "freelist_count")
        if pages * page <= self._limit:
            return
        (entries,) = connection.execute("SELECT count(*) FROM vector").fetchone()
        share = 1 - _KEEP * self._limit / (pages * page)
        connection.execute(
            """
            DELETE FROM vector WHERE rowid IN
                (SELECT rowid FROM vector ORDER BY used, rowid LIMIT ?)
            """,
            (min(entries, int(entries * share) + 1),),
        )


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
    try:
        _prepare(connection)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    if _pragma(connection, "user_version") == 0:
        connection.execute("PRAGMA page_size = 16384")  # else one vector of 2 kB fills 4 kB
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA journal_size_limit = 16777216")
    if _pragma(connection, "user_version") == _FORMAT:
        return
    with _transaction(connection):
        version = _pragma(connection, "user_version")  # another process may have been first
        if version == 0:
            for statement in _SCHEMA.split(";"):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {_FORMAT}")
        elif version != _FORMAT:
            raise sqlite3.DatabaseError(f"format {version}")


class _transaction:  # noqa: N801 - reads as a statement
    """Begin with the right to write, so that no reader has to become a writer half-way."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        self._connection.execute("BEGIN IMMEDIATE")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._connection.in_transaction:
            self._connection.execute("COMMIT" if kind is None else "ROLLBACK")


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _shrink(connection: sqlite3.Connection) -> None:
    """Give free pages back to the disk."""
    if _pragma(connection, "freelist_count"):
        # `execute` would take one step of this statement, and so free one page.
        connection.executescript("PRAGMA incremental_vacuum")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _companions(path: Path) -> tuple[Path, Path]:
    return path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")


def _pack(value: bytes) -> bytes:
    return zlib.crc32(value).to_bytes(_CHECKSUM_BYTES, "little") + value


def _unpack(stored: bytes) -> bytes | None:
    """The value, or None if bits have changed since it was stored."""
    value = stored[_CHECKSUM_BYTES:]
    return value if _pack(value) == stored else None


def _portions(items: Sequence[T], size: int) -> Iterator[tuple[T, ...]]:
    rest = iter(items)
    while portion := tuple(islice(rest, size)):
        yield portion
