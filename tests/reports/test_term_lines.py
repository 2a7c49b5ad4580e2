"""Terms in lines of Chinese with an English rendering, written by people who did not see the rules.

The columns of the tables: glossary (`zh=preferred|+admitted|-deprecated`, several concepts with
`;`, `|!` for a name that is not translated), source, target, and what is expected:
`deprecated:<words of the target>`, and `missing:<preferred term>` where the target has no valid
term for what the source names. A line whose note begins with "known failure" is expected to fail.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from corpus.bitext import Bead, Bitext, Relation
from corpus.document import Document
from corpus.segmentation import segment
from corpus.signature import sign
from corpus.span import Span
from glossary.termbase import Concept, Status, Term, Termbase
from reports.checks import Subject, checks
from reports.finding import Category, Finding

TABLES = sorted((Path(__file__).parent / "data").glob("term_lines_*.tsv"))
RULES = [check for check in checks() if check.category is Category.TERMINOLOGY]
STATUSES = {"+": Status.ADMITTED, "-": Status.DEPRECATED}

Row = dict[str, str]


def rows() -> list[Row]:
    found: list[Row] = []
    for path in TABLES:
        with path.open(encoding="utf-8", newline="") as file:
            found += csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
    return found


def termbase(cell: str) -> Termbase:
    concepts = []
    for number, part in enumerate(cell.split(";")):
        chinese, _, rest = part.partition("=")
        words = rest.split("|")
        terms = [
            Term(word.lstrip("+-"), "en", STATUSES.get(word[0], Status.PREFERRED))
            for word in words
            if word != "!"
        ]
        concepts.append(
            Concept(str(number), (Term(chinese, "zh"), *terms), do_not_translate="!" in words)
        )
    return Termbase(tuple(concepts))


def subject(row: Row) -> Subject:
    """The two texts of a row as one bead."""
    documents = tuple(
        segment(Document(language, row[column], language))
        for column, language in (("target", "en"), ("source", "zh"))
    )
    bead = Bead(
        segments=tuple(tuple(one.index for one in document.segments) for document in documents),
        spans=tuple((Span(0, len(document.text)),) for document in documents),
        relation=Relation.SAME,
        confidence=1.0,
    )
    bitext = Bitext(documents, (bead,), "units", sign("test"))
    return Subject(documents, 1, 1, bitext, termbase(row["glossary"]))


def shown(finding: Finding) -> str:
    if finding.rule == "deprecated-term":
        return f"deprecated:{finding.text}"
    wanted = re.search(r'write "([^"]+)"', finding.message)
    named = re.search(r'the name "([^"]+)"', finding.message)
    term = wanted or named
    return f"missing:{term[1] if term else finding.message}"


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["id"])
def test_terms_of_a_line(row: Row, request: pytest.FixtureRequest) -> None:
    if row["note"].startswith("known failure"):
        request.applymarker(pytest.mark.xfail(reason=row["note"], strict=True))
    expected = row["expected"].replace("\\u00a0", "\u00a0")
    what = subject(row)
    found = Counter(shown(finding) for check in RULES for finding in check.run(check, what))
    assert found == Counter(filter(None, expected.split(";")))


def test_the_tables_are_there() -> None:
    assert len(rows()) > 60
