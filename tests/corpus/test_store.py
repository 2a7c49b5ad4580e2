import multiprocessing
import os
import sqlite3
from pathlib import Path

import pytest

from corpus.store import VectorStore

ENCODER = "model/1"


def rows(numbers: range, size: int = 64) -> list[tuple[bytes, bytes]]:
    return [(f"key {n}".encode(), n.to_bytes(4, "big") * (size // 4)) for n in numbers]


def keys(numbers: range) -> list[bytes]:
    return [key for key, _ in rows(numbers)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "vectors.sqlite3"


def test_returns_what_was_put(path: Path) -> None:
    with VectorStore(path) as store:
        store.put_many(ENCODER, rows(range(1500)))
    with VectorStore(path) as store:
        assert store.get_many(ENCODER, keys(range(1000, 2000))) == dict(rows(range(1000, 1500)))


def test_keeps_encoders_apart(path: Path) -> None:
    with VectorStore(path) as store:
        store.put_many("one", [(b"key", b"first")])
        store.put_many("two", [(b"key", b"second")])
        assert store.get_many("one", [b"key"]) == {b"key": b"first"}
        assert store.get_many("two", [b"key"]) == {b"key": b"second"}
        assert store.get_many("three", [b"key"]) == {}


def test_replaces_a_value(path: Path) -> None:
    with VectorStore(path) as store:
        store.put_many(ENCODER, [(b"key", b"old")])
        store.put_many(ENCODER, [(b"key", b"new")])
        assert store.get_many(ENCODER, [b"key"]) == {b"key": b"new"}
        assert store.info().encoders[0].entries == 1


def test_tells_what_it_holds(path: Path) -> None:
    with VectorStore(path, limit=1 << 20) as store:
        store.put_many("b", rows(range(3)))
        store.put_many("a", rows(range(2)))
        info = store.info()
    assert [(each.signature, each.entries, each.size) for each in info.encoders] == [
        ("a", 2, 128),
        ("b", 3, 192),
    ]
    assert (info.path, info.limit, info.usable) == (path, 1 << 20, True)
    assert info.size >= 320


def test_clears(path: Path) -> None:
    with VectorStore(path) as store:
        store.put_many(ENCODER, rows(range(2000), size=2048))
        before = store.info().size
        assert store.clear() == 2000
        assert store.info().encoders == ()
        assert store.get_many(ENCODER, keys(range(5))) == {}
        assert store.info().size < before / 10


def test_drops_what_was_used_longest_ago(path: Path) -> None:
    now = 0.0
    limit = 1 << 20
    with VectorStore(path, limit=limit, clock=lambda: now) as store:
        for day in range(10):
            now = day * 100_000.0
            store.put_many(ENCODER, rows(range(day * 100, day * 100 + 100), size=2048))
            assert store.get_many(ENCODER, keys(range(100))), "used every day, so it stays"
        assert len(store.get_many(ENCODER, keys(range(100)))) == 100
        assert store.get_many(ENCODER, keys(range(100, 300))) == {}
        assert len(store.get_many(ENCODER, keys(range(900, 1000)))) == 100
        (share,) = store.info().encoders
    assert 0.6 * limit < share.size < limit
    assert path.stat().st_size <= limit * 1.1


@pytest.mark.parametrize("content", [b"no database at all, " * 200, b"SQLite format 3\0" * 300])
def test_sets_a_damaged_file_aside(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    with VectorStore(path) as store:
        store.put_many(ENCODER, rows(range(3)))
        assert store.get_many(ENCODER, keys(range(3))) == dict(rows(range(3)))
    assert path.with_name("vectors.sqlite3.damaged").read_bytes() == content


def test_survives_damage_in_the_middle(path: Path) -> None:
    with VectorStore(path) as store:
        store.put_many(ENCODER, rows(range(500), size=2048))
    data = bytearray(path.read_bytes())
    data[len(data) // 4 : len(data) // 4 * 3] = bytes(len(data) // 4 * 3 - len(data) // 4)
    path.write_bytes(data)
    expected = dict(rows(range(500), size=2048))
    with VectorStore(path) as store:
        found = store.get_many(ENCODER, keys(range(500)))
        assert all(expected[key] == value for key, value in found.items())
        store.put_many(ENCODER, rows(range(500), size=2048))
    with VectorStore(path) as store:
        store.put_many(ENCODER, rows(range(500), size=2048))
        assert store.get_many(ENCODER, keys(range(500))) == expected


def test_does_not_return_a_value_whose_bits_changed(path: Path) -> None:
    with VectorStore(path) as store:
        store.put_many(ENCODER, rows(range(2)))
    connection = sqlite3.connect(path)
    connection.execute("UPDATE vector SET value = zeroblob(68) WHERE key = ?", (b"key 0",))
    connection.commit()
    connection.close()
    with VectorStore(path) as store:
        assert store.get_many(ENCODER, keys(range(2))) == dict(rows(range(1, 2)))


def test_sets_a_file_of_another_format_aside(path: Path) -> None:
    path.parent.mkdir()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with VectorStore(path) as store:
        assert store.info().usable
    assert path.with_name("vectors.sqlite3.damaged").exists()


def test_does_without_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with VectorStore(tmp_path / "file" / "vectors.sqlite3") as store:
        store.put_many(ENCODER, rows(range(3)))
        assert store.get_many(ENCODER, keys(range(3))) == {}
        assert store.clear() == 0
        assert not store.info().usable


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_reads_nothing_in_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with VectorStore(tmp_path / "cache" / "vectors.sqlite3") as store:
            store.put_many(ENCODER, rows(range(3)))
            assert not store.info().usable
    finally:
        tmp_path.chmod(0o700)


def _write(path: Path, first: int) -> None:
    for start in range(first, first + 1000, 50):
        with VectorStore(path) as store:
            store.put_many(ENCODER, rows(range(start, start + 50)))
            assert len(store.get_many(ENCODER, keys(range(start, start + 50)))) == 50


def test_two_processes_write_at_once(path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    # The second begins with keys of the first, so that they also write the same ones.
    processes = [context.Process(target=_write, args=(path, first)) for first in (0, 500)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0]
    with VectorStore(path) as store:
        assert store.get_many(ENCODER, keys(range(1500))) == dict(rows(range(1500)))
