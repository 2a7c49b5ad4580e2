import json
import multiprocessing
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from align.encoders import EncoderOptions, Vectors
from align.encoding import CachedEncoder, cache_path, open_encoder
from corpus.errors import ModelError
from corpus.store import VectorStore

TEXTS = [
    "The ferry leaves at noon.",
    "渡轮中午开船。",
    "",
    "cut \ud800 short",
    "The ferry leaves at noon.",
]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CONCORD_CACHE_DIR", str(tmp_path))
    return tmp_path


class Counting:
    """An encoder of two dimensions that remembers what it was asked."""

    signature = "counting/1"
    dimension = 2

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.asked.append(list(texts))
        angles = np.array([len(text) / 7 for text in texts], dtype=np.float32)
        return np.stack([np.cos(angles), np.sin(angles)], axis=1).reshape(-1, 2)


def test_computes_each_text_once(folder: Path) -> None:
    counting = Counting()
    encoder = CachedEncoder(counting, cache_path())
    first = encoder.encode(["a", "bb", "a"])
    second = encoder.encode(["bb", "ccc", "a"])
    assert counting.asked == [["a", "bb"], ["ccc"]]
    np.testing.assert_array_equal(first, Counting().encode(["a", "bb", "a"]))
    np.testing.assert_array_equal(second, Counting().encode(["bb", "ccc", "a"]))


def test_no_texts_ask_for_nothing_that_is_kept() -> None:
    assert CachedEncoder(Counting(), cache_path()).encode([]).shape == (0, 2)


def test_another_signature_has_vectors_of_its_own() -> None:
    CachedEncoder(Counting(), cache_path()).encode(["a"])
    other = Counting()
    other.signature = "counting/2"
    CachedEncoder(other, cache_path()).encode(["a"])
    assert other.asked == [["a"]]


def test_a_vector_handed_out_may_be_changed() -> None:
    encoder = CachedEncoder(Counting(), cache_path())
    encoder.encode(["a"])
    vectors = encoder.encode(["a"])
    vectors[0] = 0
    np.testing.assert_array_equal(encoder.encode(["a"]), Counting().encode(["a"]))


def test_cache_and_model_give_the_same_floats() -> None:
    options = EncoderOptions(device="cpu", threads=1)
    fresh = open_encoder(options, cached=False).encode(TEXTS)
    filled = open_encoder(options).encode(TEXTS[:2])
    partly = open_encoder(options).encode(TEXTS)
    again = open_encoder(options).encode(TEXTS)
    assert fresh.tobytes() == partly.tobytes() == again.tobytes()
    assert filled.tobytes() == fresh[:2].tobytes()


def test_a_repeated_run_imports_no_torch(folder: Path) -> None:
    program = f"""
import sys
from align.encoders import EncoderOptions
from align.encoding import open_encoder
vectors = open_encoder(EncoderOptions(device="cpu", threads=1)).encode({TEXTS!r})
print(vectors.shape, "torch" in sys.modules)
"""
    runs = [
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        for _ in range(2)
    ]
    assert [run.stdout.strip() for run in runs] == ["(5, 512) True", "(5, 512) False"]
    assert [run.stderr for run in runs] == ["", ""], "silent in a pipe"


def test_a_damaged_cache_does_no_harm(folder: Path) -> None:
    cache_path().write_bytes(b"not a database" * 100)
    encoder = CachedEncoder(Counting(), cache_path())
    np.testing.assert_array_equal(encoder.encode(["a"]), Counting().encode(["a"]))
    assert len(list(folder.glob("*.damaged"))) == 1


def test_works_without_a_folder_for_the_cache(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "file").touch()
    monkeypatch.setenv("CONCORD_CACHE_DIR", str(folder / "file" / "below"))
    encoder = CachedEncoder(Counting(), cache_path())
    np.testing.assert_array_equal(encoder.encode(["a"]), Counting().encode(["a"]))


def _encode_many(path: Path, first: int) -> None:
    encoder = CachedEncoder(Counting(), path)
    for start in range(first, first + 200, 20):
        encoder.encode(["x" * n for n in range(start, start + 20)])


def test_two_processes_fill_the_cache_at_once(folder: Path) -> None:
    context = multiprocessing.get_context("spawn")
    processes = [
        context.Process(target=_encode_many, args=(cache_path(), first)) for first in (1, 101)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0]
    with VectorStore(cache_path()) as store:
        (share,) = store.info().encoders
    assert share.entries == 300


@pytest.mark.parametrize(
    ("model", "words"),
    [
        ("us", ["'us'", "Did you mean use?", "minilm"]),
        ("MiniLM2", ["Did you mean minilm?"]),
        ("sentence-transformers", ["full name on the hub"]),
        ("./nowhere", ["nowhere", "no such folder"]),
        ("/no/such/folder", ["no such folder"]),
        ("a/b/c", ["no such folder"]),
    ],
)
def test_a_name_that_is_no_encoder(model: str, words: list[str]) -> None:
    with pytest.raises(ModelError) as caught:
        open_encoder(EncoderOptions(model=model))
    assert all(word in str(caught.value) for word in words), str(caught.value)


PLAIN = {"modules.json": '[{"path": "", "type": "sentence_transformers.models.Transformer"}]'}


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({}, ["no modules.json"]),
        ({"modules.json": "{"}, ["modules.json", "not a list of modules"]),
        ({"modules.json": '[{"path": ""}]'}, ["not a list of modules"]),
        ({**PLAIN, "pytorch_model.bin": "x"}, ["pickled", "pytorch_model.bin", "safetensors"]),
        (
            {"modules.json": '[{"path": "", "type": "custom.Evil"}]', "custom.py": "raise"},
            ["custom.Evil", "does not run"],
        ),
    ],
)
def test_a_folder_that_is_not_loaded(
    tmp_path: Path, files: dict[str, str], words: list[str]
) -> None:
    model = tmp_path / "model"
    model.mkdir()
    for name, content in files.items():
        (model / name).write_text(content)
    with pytest.raises(ModelError) as caught:
        open_encoder(EncoderOptions(model=str(model)))
    assert all(word in str(caught.value) for word in words), str(caught.value)


def test_a_pickle_in_a_part_of_the_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "2_Dense").mkdir()
    (tmp_path / "2_Dense" / "pytorch_model.bin").touch()
    (tmp_path / "model.safetensors").touch()
    dense = {"path": "2_Dense", "type": "sentence_transformers.models.Dense"}
    (tmp_path / "modules.json").write_text(json.dumps([*json.loads(PLAIN["modules.json"]), dense]))
    with pytest.raises(ModelError, match=r"2_Dense.*pickled"):
        open_encoder(EncoderOptions(model=str(tmp_path)))


def test_a_hub_model_that_cannot_be_had(tmp_path: Path) -> None:
    program = """
from align.encoders import EncoderOptions
from align.encoding import open_encoder
from corpus.errors import ModelError
try:
    open_encoder(EncoderOptions(model="nobody/nothing"), cached=False).encode(["a"])
except ModelError as error:
    print(error)
"""
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "HF_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=environment, check=True
    )
    assert done.stdout.startswith("nobody/nothing: neither downloaded before nor")
    assert done.stderr == ""
