"""`inconsistent-term`: renderings of the same passages give one concept different names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from corpus.bitext import Bitext
from corpus.labels import short_labels
from corpus.span import Span
from glossary.candidates import usual_spelling
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
    usual = group.form_in(number)
    if usual is None:
        return
    odd = [form for form in group.forms if form != usual and group.count(form, number)]
    elsewhere = {at: form for at, form in _forms_elsewhere(group, number) if form != usual}
    if not elsewhere and not (odd and group.is_settled):
        return
    flagged = usual if elsewhere else min(odd, key=lambda form: group.count(form, number))
    yield check.finding(
        subject.documents[number],
        _first(group, flagged, number).span,
        _message(subject, group, number, flagged, elsewhere),
        severity=_severity(check, group, number, mixed=bool(odd)),
        evidence=_evidence(subject, group, number, flagged),
    )


def _forms_elsewhere(group: VariantGroup, number: int) -> Iterator[tuple[int, Phrase]]:
    """The other documents that name the concept, each with its form of it."""
    for document in sorted({p.document for places in group.places.values() for p in places}):
        form = group.form_in(document)
        if document != number and form is not None:
            yield document, form


def _first(group: VariantGroup, form: Phrase, number: int) -> Place:
    """The first place of a form in a document: of all, or of those for which there is evidence."""
    aligned = group.aligned_in(form, number)
    if aligned and not group.is_settled:
        return aligned[0]
    return next(place for place in group.places[form] if place.document == number)


def _message(
    subject: Subject,
    group: VariantGroup,
    number: int,
    flagged: Phrase,
    elsewhere: dict[int, Phrase],
) -> str:
    """What the flagged form is called elsewhere, with counts, and what else it is called here."""
    others = []
    labels = short_labels(subject.documents)
    for form in group.forms:
        using = [at for at, used in elsewhere.items() if used == form]
        if using:
            places = [f"{labels[at]} ({_times(group.count(form, at))})" for at in using]
            others.append(f"{_quoted(subject, group, form, using[0])} in {_listed(places)}")
    also = [
        f"{_quoted(subject, group, form, number)} ({_times(group.count(form, number))})"
        for form in group.forms
        if form != flagged and group.count(form, number)
    ]
    own = _quoted(subject, group, flagged, number)
    message = f"{own} ({_times(group.count(flagged, number))} here) is "
    if others:
        message += "; ".join(others) + (f"; here also {_listed(also)}" if also else "")
    else:
        message += f"otherwise {_listed(also)} here"
    if group.glosses and group.is_settled:
        message += f"; glossed as {_listed(list(group.glosses))}"
    return message


def _quoted(subject: Subject, group: VariantGroup, form: Phrase, number: int) -> str:
    return f'"{_surface(subject, group, form, number)}"'


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _severity(check: Check, group: VariantGroup, number: int, *, mixed: bool) -> Severity:
    """A note where the draft says consistently what most of at least three texts say."""
    own = group.form_in(number)
    votes = Counter(form for _, form in _forms_elsewhere(group, number))
    votes[own or ()] += 1
    agree = votes[own or ()] * 2 > sum(votes.values()) >= 3
    return Severity.NOTE if agree and not mixed else check.severity


def _surface(subject: Subject, group: VariantGroup, form: Phrase, number: int) -> str:
    """How a document mostly writes a form."""
    places = (place for place in group.places[form] if place.document == number)
    return usual_spelling(subject.documents, places)


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
