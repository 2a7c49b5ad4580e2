"""Time to look for 10,000 terms in a megabyte of text, as a ratio to splitting it into words.

Run as `.venv/bin/python benchmarks/terms.py`. Terms and text are made of invented words.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable

from glossary.matching import Matcher
from glossary.termbase import Concept, Term, Termbase

TERMS = 10_000
CHARACTERS = 1_000_000
SYLLABLES = ("ba", "ce", "di", "fo", "gu", "han", "kel", "lim", "nor", "pas", "ren", "sto", "tra")


def main() -> None:
    """Print build time, matching time and number of matches for English and Chinese."""
    chance = random.Random(7)
    words = _distinct(lambda: "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))), 9000)
    english = _distinct(lambda: " ".join(chance.choices(words[:3000], k=chance.randint(1, 4))))
    pieces: list[str] = []
    length = 0
    while length < CHARACTERS:
        piece = chance.choice(english) if chance.random() < 0.1 else chance.choice(words)
        pieces.append(piece)
        length += len(piece) + 1
    text = " ".join(pieces)
    _measure("English", "en", english, text)
    signs = [chr(code) for code in range(0x4E00, 0x4E00 + 2000)]
    chinese = _distinct(lambda: "".join(chance.choices(signs[:800], k=chance.randint(2, 6))))
    runs = (
        chance.choice(chinese) if chance.random() < 0.1 else chance.choice(signs)
        for _ in range(CHARACTERS)
    )
    _measure("Chinese", "zh", chinese, "".join(runs)[:CHARACTERS])


def _distinct(make: Callable[[], str], count: int = TERMS) -> list[str]:
    made: dict[str, None] = {}
    while len(made) < count:
        made[make()] = None
    return list(made)


def _measure(name: str, language: str, terms: list[str], text: str) -> None:
    concepts = tuple(Concept(str(at), (Term(term, language),)) for at, term in enumerate(terms))
    started = time.process_time()
    matcher = Matcher(Termbase(concepts), language)
    built = time.process_time()
    found = matcher.find(text)
    matched = time.process_time()
    re.findall(r"\w", text)
    plain = time.process_time() - matched
    print(
        f"{name}: {len(terms)} terms built in {built - started:.2f} s; {len(text)} characters "
        f"matched in {matched - built:.2f} s ({(matched - built) / plain:.1f} times the time of "
        f"listing the letters); {len(found)} matches"
    )


if __name__ == "__main__":
    main()
