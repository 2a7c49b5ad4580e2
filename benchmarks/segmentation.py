"""Characters a second of `segment(by="sentences")`, on English and on Chinese, one thread.

Run as `.venv/bin/python benchmarks/segmentation.py [million characters]`. Rivals are measured on
the same text where they are installed.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from functools import partial
from importlib import import_module
from importlib.util import find_spec

from corpus.document import Document
from corpus.segmentation import segment

ENGLISH = (
    "The committee met in March and agreed on a plan for the next three years.",
    "Dr. Lane, who had drafted it, said that costs would rise by 3.5% at most.",
    "Nobody in the U.S. delegation objected; two members asked for a second reading.",
    '"We have waited long enough," she added, "and the villages cannot wait any longer."',
    "Prices of grain, oil, etc. are to be published every week on www.example.org [4].",
    "It rained.",
    "What happens to the old registers is not settled, but copies will be kept for ten years.",
)
CHINESE = (
    "委员会于三月召开会议，通过了今后三年的工作方案。",
    "负责起草的林工程师表示，成本最多上升3.5%，各县应当据此编制预算。",
    "代表们没有提出异议；有两位要求再次审议。",
    "她补充说：“我们已经等得够久了，村民们不能再等下去。”",
    "粮食、油料等价格每周公布一次[4]。",
    "下雨了。",
    "各省要建立健全登记制度，统一标准、统一编号、统一管理，推动登记结果跨地区互认，切实减轻基层和群众的负担。",
    "专家认为，这一安排兼顾了效率与公平，既能调动地方积极性，又能防止重复建设，对今后一个时期的工作具有重要指导意义。",
    "新的登记簿启用以后，旧的登记簿如何处理尚未确定，但办公室预计各省至少会把副本保存十年以上，以备查询。",
)


def main() -> None:
    """Print a line for each language and segmenter."""
    size = int(float(sys.argv[1]) * 1e6) if len(sys.argv) > 1 else 2_000_000
    for language, sentences, space in (("en", ENGLISH, " "), ("zh", CHINESE, "")):
        text = _text(sentences, space, size)
        document = Document("x", text, language)
        ours = _rate(partial(segment, document), text)
        each = len(text) / len(segment(document).segments)
        print(f"{language}  concord  {ours:6.2f} million characters a second, {each:.0f} a segment")
        for name, run in _rivals(language).items():
            sample = text[: size // 20]
            theirs = _rate(partial(run, sample), sample)
            ratio = f"concord is {ours / theirs:.1f} times as fast"
            print(f"{language}  {name:8} {theirs:6.2f} million; {ratio}")


def _text(sentences: tuple[str, ...], space: str, size: int) -> str:
    """Paragraphs of ten sentences in a fixed random order."""
    chosen = random.Random(7)
    paragraphs: list[str] = []
    length = 0
    while length < size:
        paragraph = space.join(chosen.choice(sentences) for _ in range(10))
        paragraphs.append(paragraph)
        length += len(paragraph) + 2
    return "\n\n".join(paragraphs)


def _rate(run: Callable[[], object], text: str) -> float:
    best = float("inf")
    for _ in range(5):
        start = time.process_time()
        run()
        best = min(best, time.process_time() - start)
    return len(text) / best / 1e6


def _rivals(language: str) -> dict[str, Callable[[str], object]]:
    found: dict[str, Callable[[str], object]] = {}
    if find_spec("pysbd"):
        found["pysbd"] = import_module("pysbd").Segmenter(language=language).segment
    if find_spec("syntok") and language == "en":
        analyze = import_module("syntok.segmenter").analyze
        found["syntok"] = lambda text: list(analyze(text))
    if find_spec("blingfire"):
        found["blingfire"] = import_module("blingfire").text_to_sentences
    return found


if __name__ == "__main__":
    main()
