"""How fast the number grammar reads, in MB of UTF-8 text a second, and how the time grows.

Three texts in each language: prose with few numbers, a report with some, and numbers only. The
growth is the time for twice the text over the time for once; 2.0 is linear.

    .venv/bin/python benchmarks/number_grammar.py
"""

from __future__ import annotations

import time

from reports.numbers import parse_numbers

PROSE = {
    "en": "The village lies at the end of a long road, and few who pass it stop for more. ",
    "zh": "村子在一条长路的尽头，路过的人很少停下来，最多喝一杯茶就继续赶路。",
}
NUMBERS = {
    "en": "On 3 March 2019, nearly 60% of the 1.2 million households paid RMB 5.6 billion. ",
    "zh": "2019年3月3日，近60%的120万户家庭缴纳了56亿元，同比增长2.5个百分点。",
}
SIZE = 400_000
MIXTURES = {"prose": (20, 0), "report": (9, 1), "numbers only": (0, 1)}


def text_of(language: str, shares: tuple[int, int], size: int) -> str:
    """A text of `size` code points with the two kinds of sentence in these shares."""
    piece = PROSE[language] * shares[0] + NUMBERS[language] * shares[1]
    return (piece * (size // len(piece) + 1))[:size]


def seconds(text: str, language: str) -> float:
    """The best processor time of three readings."""
    times = []
    for _ in range(3):
        start = time.process_time()
        parse_numbers(text, language)
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    """Print one line for every language and mixture."""
    print("language  text           MB/s   growth")
    for language in ("en", "zh"):
        for name, shares in MIXTURES.items():
            once, twice = (text_of(language, shares, size) for size in (SIZE, 2 * SIZE))
            first, second = seconds(once, language), seconds(twice, language)
            rate = len(once.encode()) / first / 1e6
            print(f"{language:<9} {name:<13} {rate:5.1f} {second / first:8.2f}")


if __name__ == "__main__":
    main()
