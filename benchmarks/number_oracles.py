"""What other readers of numbers make of the cases in the tests, where they disagree with ours.

Two independent programs serve as oracles: the recognizers of the package
`recognizers-text-suite` for English and Chinese figures and words, and `cn2an` for Chinese
numerals. Neither is a dependency; what is not installed is named and left out. Every disagreement
is one line: the language, the words, our value, the oracle's value. Which of the two is right is
for a person to judge; docs/numbers.md keeps the judgements.

    .venv/bin/python benchmarks/number_oracles.py
"""

from __future__ import annotations

import csv
import importlib
import re
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from types import ModuleType

from reports.numbers import Atom, Kind, parse_numbers

DATA = Path(__file__).resolve().parent.parent / "tests" / "reports" / "data"
PLAIN = (Kind.CARDINAL, Kind.DECIMAL)
HAN_NUMERAL = re.compile("[0-9.]*[零〇一二两三四五六七八九十百千万亿]+")

Oracle = Callable[[str], Decimal | None]


def found(name: str) -> ModuleType | None:
    """A module, or None where it is not installed."""
    try:
        return importlib.import_module(name)
    except ImportError:
        print(f"{name} is not installed, so it is not asked")
        return None


def oracles(language: str) -> Iterator[tuple[str, Oracle]]:
    """The oracles at hand for a language: a name, and what words are worth to it."""
    recognizers = found("recognizers_number")
    if recognizers is not None:
        culture = "zh-cn" if language == "zh" else "en-us"
        yield "recognizers", lambda words: _recognized(recognizers, words, culture)
    cn2an = found("cn2an") if language == "zh" else None
    if cn2an is not None:
        yield "cn2an", lambda words: _converted(cn2an, words)


def _recognized(recognizers: ModuleType, words: str, culture: str) -> Decimal | None:
    results = recognizers.recognize_number(words, culture)
    if len(results) != 1 or results[0].resolution is None:
        return None
    return _decimal(results[0].resolution.get("value"))


def _converted(cn2an: ModuleType, words: str) -> Decimal | None:
    if not HAN_NUMERAL.fullmatch(words):
        return None
    try:
        return _decimal(str(cn2an.cn2an(words, "smart")))
    except ValueError:
        return None


def _decimal(value: str | None) -> Decimal | None:
    try:
        return None if value is None else Decimal(value)
    except InvalidOperation:
        return None


def texts(language: str) -> list[str]:
    """The texts of a language in the tables of the tests."""
    columns = {
        "number_atoms.tsv": ("text",),
        "number_pairs.tsv": ("source", "error", "twin"),
        "number_renderings.tsv": ("source", "rendering"),
    }
    collected = []
    for name, wanted in columns.items():
        with (DATA / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                collected += [row[column] for column in wanted]
    chinese = language == "zh"
    return [text for text in collected if bool(re.search("[\u4e00-\u9fff]", text)) is chinese]


def plain_numbers(language: str) -> dict[str, Decimal]:
    """The words of every plain number and its value, each once."""
    numbers: dict[str, Decimal] = {}
    for text in texts(language):
        for atom in parse_numbers(text, language):
            words = _words(atom, text)
            if words and atom.value is not None:
                numbers[words] = atom.value
    return numbers


def _words(atom: Atom, text: str) -> str:
    return atom.span.of(text) if atom.kind in PLAIN and not atom.role else ""


def main() -> None:
    """Print the disagreements, and how many numbers were asked about."""
    for language in ("en", "zh"):
        numbers = plain_numbers(language)
        for name, oracle in oracles(language):
            answers = {words: oracle(words) for words in numbers}
            answered = {words: value for words, value in answers.items() if value is not None}
            differing = {words for words in answered if answered[words] != numbers[words]}
            print(f"{name}, {language}: {len(answered)} of {len(numbers)} read, ", end="")
            print(f"{len(differing)} differ")
            for words in sorted(differing):
                print(f"{language}\t{words}\t{numbers[words]}\t{answered[words]}")


if __name__ == "__main__":
    main()
