"""`inconsistent-term`: renderings of the same passages give one concept different names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from corpus.bitext import Bitext
from corpus.span import Span
from glossary.discovery import Place, VariantGroup, find_variants
from glossary.matching import Lookup
from glossary.phrases import Phrase
from reports.checks import Check, Example, Subject
from reports.finding import Category, Evidence, Finding, Severity

_EVIDENCE = 6


def _run(check: Check, subject: Subject) -> Iterator[Finding]:
    if subject.bitext is None:
        return
    lookup = Lookup(subject.termbase) if subject.termbase else None
    for group in find_variants(_renderings(subject, subject.bitext)):
        if lookup is not None and _is_covered(lookup, subject, group):
            continue
        for number in range(subject.drafts):
            if number != subject.source:
                yield from _judge(check, subject, group, number)


def _renderings(subject: Subject, bitext: Bitext) -> Bitext:
    """The same bitext: the documents of the subject are those with their segments."""
    return Bitext(subject.documents, bitext.beads, bitext.mode, bitext.signature, bitext.notes)


def _is_covered(lookup: Lookup, subject: Subject, group: VariantGroup) -> bool:
    """Whether the glossary says which form is right, so that other rules speak."""
    for form in group.forms:
        for place in group.places[form][:1]:
            document = subject.documents[place.document]
            text = place.span.of(document.text)
            if any(
                len(match.surface) == len(text) for match in lookup.find(text, document.language)
            ):
                return True
    return False


def _judge(check: Check, subject: Subject, group: VariantGroup, number: int) -> Iterator[Finding]:
    """At most one finding for a group in a document, at the first place of one of its forms."""
    counts = {form: group.count(form, number) for form in group.forms}
    own = [form for form in group.forms if counts[form]]
    if not own:
        return
    usual = max(own, key=lambda form: counts[form])
    odd = [form for form in own if form != usual]
    elsewhere = {at: form for at, form in _usual_forms(group, number).items() if form != usual}
    if not odd and not elsewhere:
        return
    flagged = usual if elsewhere else min(odd, key=lambda form: counts[form])
    first = next(place for place in group.places[flagged] if place.document == number)
    yield check.finding(
        subject.documents[number],
        first.span,
        _message(subject, group, number, flagged, elsewhere),
        severity=_severity(check, group, number, usual, bool(odd)),
        evidence=_evidence(subject, group, number, flagged),
    )


def _message(
    subject: Subject,
    group: VariantGroup,
    number: int,
    flagged: Phrase,
    elsewhere: dict[int, Phrase],
) -> str:
    """What the flagged form is called elsewhere, with counts, and what else it is called here."""
    others = [
        f"{_counted(subject, group, form, at)} in {subject.documents[at].label}"
        for at, form in elsewhere.items()
    ]
    also = [
        _counted(subject, group, form, number)
        for form in group.forms
        if form != flagged and group.count(form, number)
    ]
    message = f"{_counted(subject, group, flagged, number)} is "
    if others:
        message += _listed(others)
        if also:
            message += f", and here also {_listed(also)}"
    else:
        message += f"otherwise {_listed(also)} here"
    if group.glosses:
        message += f"; glossed as {_listed(list(group.glosses))}"
    return message


def _counted(subject: Subject, group: VariantGroup, form: Phrase, number: int) -> str:
    count = group.count(form, number)
    times = "once" if count == 1 else f"{count} times"
    return f'"{_surface(subject, group, form, number)}" ({times})'


def _usual_forms(group: VariantGroup, number: int) -> dict[int, Phrase]:
    """For every other document that names the concept, the form that it mostly uses."""
    documents = sorted({p.document for places in group.places.values() for p in places})
    return {
        document: max(group.forms, key=lambda form: group.count(form, document))
        for document in documents
        if document != number
    }


def _severity(
    check: Check, group: VariantGroup, number: int, usual: Phrase, mixed: bool
) -> Severity:
    """A note where the draft says consistently what most of at least three texts say."""
    votes = Counter(_usual_forms(group, number).values())
    votes[usual] += 1
    agree = votes[usual] * 2 > sum(votes.values()) >= 3
    return Severity.NOTE if agree and not mixed else check.severity


def _surface(subject: Subject, group: VariantGroup, form: Phrase, number: int) -> str:
    """How a document mostly writes a form, in lower case unless it always has capitals."""
    document = subject.documents[number]
    written = Counter(
        " ".join(place.span.of(document.text).split())
        for place in group.places[form]
        if place.document == number
    )
    folded = Counter[str]()
    for text, count in written.items():
        folded[text.lower()] += count
    best = min(folded, key=lambda text: (-folded[text], text))
    spellings = [text for text in written if text.lower() == best]
    return best if best in spellings else min(spellings, key=lambda text: (-written[text], text))


def _evidence(
    subject: Subject, group: VariantGroup, number: int, flagged: Phrase
) -> tuple[Evidence, ...]:
    """Aligned places of the other forms, one of every document before the second of any."""
    places: list[Place] = []
    for form in group.forms:
        if form != flagged:
            places += group.aligned[form] or group.places[form][:1]
    seen: Counter[int] = Counter()
    ranked: list[tuple[int, int, Span]] = []
    for place in sorted(places, key=lambda place: (place.document == number, place.document)):
        ranked.append((seen[place.document], place.document, place.span))
        seen[place.document] += 1
    ranked.sort(key=lambda entry: entry[0])
    return tuple(
        Evidence(subject.documents[document], span) for _, document, span in ranked[:_EVIDENCE]
    )


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1]


_GLOSSARY = "c1,水权,water right,preferred,\nc1,,water permit,deprecated,"
_RIGHTS = (
    "Water rights are traded. The price of water rights is rising. New water rights are granted."
)
_PERMITS = (
    "Water permits are traded. The price of water permits is rising. New water permits are granted."
)

INCONSISTENT_TERM = Check(
    name="inconsistent-term",
    category=Category.CONSISTENCY,
    severity=Severity.WARNING,
    summary="a concept with different names in renderings of the same passages",
    why=(
        "Where renderings of the same passages put different phrases in the same place, again "
        "and again, they name one concept differently, and readers will take it for two. "
        "Agree on one of them; put it into the glossary as preferred and the others as "
        "deprecated, and the glossary's rules will find every occurrence.\n\n"
        "There is one finding for each concept and text, at the first place. Number, spelling "
        "and other grammar are no difference, and neither are synonyms that the texts use side "
        "by side. Two different phrases before the same gloss in brackets count as names of one "
        "concept without further evidence. A concept that the glossary knows is left to it."
    ),
    flagged=(Example(_RIGHTS, witnesses=(_PERMITS,)),),
    passing=(
        Example(
            "Water rights are traded. The price of a water right is rising.",
            witnesses=("A water right is traded. The price of water rights is rising.",),
        ),
        Example(_RIGHTS, witnesses=(_PERMITS,), glossary=_GLOSSARY),
    ),
    run=_run,
    needs_bitext=True,
)
