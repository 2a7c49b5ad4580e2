"""Bytes in and out: what is no ordinary file is neither waited for nor replaced."""

from __future__ import annotations

import os
from pathlib import Path
from threading import Thread

import pytest

from corpus.errors import OutputError, UnreadableFileError
from corpus.files import read_file, write_file

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    return path


def test_a_pipe_that_nobody_writes_to_is_empty(pipe: Path) -> None:
    with pytest.raises(UnreadableFileError, match="is empty"):
        read_file(str(pipe))


def test_what_comes_through_a_pipe_is_read_whole(pipe: Path) -> None:
    ours, theirs = os.pipe()
    data = b"words " * 50_000

    def write() -> None:
        with os.fdopen(theirs, "wb") as file:
            file.write(data)

    writer = Thread(target=write)
    writer.start()
    try:
        assert read_file(f"/dev/fd/{ours}").data == data
    finally:
        writer.join()
        os.close(ours)


def test_an_endless_device_is_too_large() -> None:
    with pytest.raises(UnreadableFileError, match="has more; the limit is 1 MiB"):
        read_file("/dev/zero", max_bytes=2**20)


def test_a_name_cannot_be_empty() -> None:
    with pytest.raises(UnreadableFileError, match="a file name cannot be empty"):
        read_file("")


def test_a_pipe_that_nobody_reads_is_an_error(pipe: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        write_file(str(pipe), "words")
    assert pipe.is_fifo()


def test_a_pipe_is_written_into_and_not_replaced(pipe: Path) -> None:
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_file(str(pipe), "words")
    assert os.read(reader, 99) == b"words"
    os.close(reader)
    assert pipe.is_fifo()


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("old", "utf-8")
    link.symlink_to(target)
    write_file(str(link), "new")
    assert link.is_symlink()
    assert target.read_text("utf-8") == "new"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "target"]
