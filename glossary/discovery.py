"""Which phrases of several renderings name one concept: found without any glossary.

Phrases that stand opposite each other in renderings of the same passage (`glossary.variants`)
are taken for names of one concept if they do so again, or are fixed expressions of their
documents; and if the documents do differ in them: of two synonyms that both documents use side
by side neither is a term. English phrases before the same gloss name one concept, too.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from corpus.bitext import Bitext, Relation
from corpus.document import Document, MarkKind
from corpus.span import Span
from glossary.alike import LEAST, find_alike, fixed_phrases, same_stem, share_a_stem
from glossary.characters import is_unspaced
from glossary.phrases import DocumentWords, Phrase, document_words
from glossary.rendering import FUNCTION_WORDS
from glossary.termbase import speaks
from glossary.variants import QUANTITIES, Opposite, find_opposites, is_noun_phrase

_REPEATED = 2
"""Passages in which two phrases stand opposite each other before they count as variants."""

_PLAIN_WORD = 3
"""The same for a single word, which has synonyms more often than a phrase."""

_FIXED = LEAST
"""Occurrences in its document that make up for it if there is one such passage only."""

_STICKS = 0.3
"""Part of a phrase's occurrences that a neighbour shares before it belongs to the phrase."""

_EXCHANGED = 0.3
"""Part of the meetings the other way round from which two phrases are mere synonyms."""

_BELONGS = 0.6
"""Part of the neighbour's occurrences that stand beside the phrase before it belongs to it."""

_KEEPS_APART = 1.3
"""Part of its own form in the one document plus that in the other: 1 by chance, 2 at most."""


@dataclass(frozen=True, slots=True)
class Place:
    """An occurrence of a phrase, by the document's position in the bitext."""

    document: int
    span: Span


@dataclass(frozen=True, slots=True)
class VariantGroup:
    """Phrases that name one concept.

    Attributes:
        forms: lemmas of each phrase, the most frequent phrase first.
        places: for each form all of its occurrences, in order.
        aligned: for each form those opposite another form, or before a gloss.
        glosses: the foreign words that explain them, if any do.
    """

    forms: tuple[Phrase, ...]
    places: Mapping[Phrase, tuple[Place, ...]]
    aligned: Mapping[Phrase, tuple[Place, ...]]
    glosses: tuple[str, ...] = ()

    def count(self, form: Phrase, document: int) -> int:
        """How often a document uses a form."""
        return sum(place.document == document for place in self.places[form])

    def aligned_in(self, form: Phrase, document: int) -> tuple[Place, ...]:
        """Where a form stands in a document opposite another form."""
        return tuple(place for place in self.aligned[form] if place.document == document)

    @property
    def is_settled(self) -> bool:
        """Whether other occurrences of the forms may be taken for the same concept.

        They may if the forms met often, or met and are glossed, which shows them to be terms; and
        if none is a single word, which means many things.
        """
        met = [len(places) for places in self.aligned.values()]
        often = sum(count >= _REPEATED for count in met) >= _REPEATED
        glossed = bool(self.glosses) and sum(met) > _REPEATED
        return min(map(len, self.forms)) > 1 and (often or glossed)

    def form_in(self, document: int) -> Phrase | None:
        """The form by which a document names the concept, as far as there is evidence."""
        if not self.is_settled and not any(self.aligned_in(f, document) for f in self.forms):
            return None
        best = max(
            self.forms,
            key=lambda form: (len(self.aligned_in(form, document)), self.count(form, document)),
        )
        return best if self.count(best, document) else None


@dataclass(frozen=True, slots=True)
class _Meeting:
    """Two phrases opposite each other, once."""

    bead: int
    left: int
    right: int
    opposite: Opposite


_Pair = tuple[Phrase, Phrase]


def find_variants(bitext: Bitext) -> tuple[VariantGroup, ...]:
    """The concepts that the renderings in a bitext name differently.

    Args:
        bitext: at least two documents in one language that writes spaces.

    Returns:
        Groups of at least two forms, in the order of their first occurrence.
    """
    texts = {
        number: document_words(document)
        for number, document in enumerate(bitext.documents)
        if not is_unspaced(document.language)
    }
    links: dict[_Pair, set[Place]] = defaultdict(set)
    for core, meetings in _meetings(bitext, texts).items():
        _link(core, meetings, texts, links)
    _link_alike(bitext, texts, links)
    glosses = _gloss_links(bitext.documents, texts, links)
    groups = [_group(forms, links, glosses, texts) for forms in _components(links)]
    return tuple(sorted(groups, key=lambda group: min(_order(p) for p in group.places.values())))


def _order(places: tuple[Place, ...]) -> tuple[int, int]:
    return (places[0].document, places[0].span.start) if places else (1 << 30, 0)


def _meetings(bitext: Bitext, texts: Mapping[int, DocumentWords]) -> dict[_Pair, list[_Meeting]]:
    """All phrases that stand opposite each other, by what differs."""
    found: dict[_Pair, list[_Meeting]] = defaultdict(list)
    for number, bead in enumerate(bitext.beads):
        if not bead.is_trusted or bead.relation is not Relation.SAME:
            continue
        for pair in combinations([side for side in bead.sides if side in texts], 2):
            # A diff may depend on which side comes first: not on how the files were named.
            left, right = sorted(pair, key=lambda side: bitext.documents[side].label)
            one, other = texts[left], texts[right]
            if not speaks(one.document.language, other.document.language):
                continue
            here, there = one.within(bead.spans[left]), other.within(bead.spans[right])
            if not here or not there:
                continue
            for opposite in find_opposites(one, here, other, there):
                mine = one.lemmas[slice(*opposite.left)]
                yours = other.lemmas[slice(*opposite.right)]
                if mine <= yours:
                    found[mine, yours].append(_Meeting(number, left, right, opposite))
                else:
                    found[yours, mine].append(_Meeting(number, right, left, _turned(opposite)))
    return found


def _turned(opposite: Opposite) -> Opposite:
    return replace(opposite, left=opposite.right, right=opposite.left)


def _link(
    core: _Pair,
    meetings: list[_Meeting],
    texts: Mapping[int, DocumentWords],
    links: dict[_Pair, set[Place]],
) -> None:
    """Link two phrases, extended as far as they are fixed, if they are variants."""
    if not _may_vary(*core):
        return
    meetings = _one_way(meetings)
    extended: dict[_Pair, list[tuple[_Meeting, Place, Place]]] = defaultdict(list)
    for meeting in meetings:
        (a, b), (c, d) = _extended(meeting, texts)
        one, other = texts[meeting.left], texts[meeting.right]
        pair = (one.lemmas[a:b], other.lemmas[c:d])
        left, right = Place(meeting.left, one.span(a, b)), Place(meeting.right, other.span(c, d))
        extended[pair].append((meeting, left, right))
    for pair, found in extended.items():
        if all(map(is_noun_phrase, pair)) and _are_variants(pair, found, texts):
            links[pair].update(place for _, left, right in found for place in (left, right))


def _link_alike(
    bitext: Bitext, texts: Mapping[int, DocumentWords], links: dict[_Pair, set[Place]]
) -> None:
    """Link fixed phrases that are alike, of documents that share a passage at all."""
    related = {pair for bead in bitext.beads for pair in combinations(bead.sides, 2)}
    fixed = {number: fixed_phrases(words) for number, words in texts.items()}
    for left, right in sorted(related):
        if left not in texts or right not in texts:
            continue
        for pair in find_alike(fixed[left], fixed[right]):
            if _keeps_apart(pair, texts[left], texts[right]):
                for form, number in zip(pair, (left, right), strict=True):
                    span = texts[number].find_each(pair)[form][0]
                    links[min(pair), max(pair)].add(Place(number, span))


def _one_way(meetings: list[_Meeting]) -> list[_Meeting]:
    """The meetings in documents that do not exchange the two phrases, like mere synonyms."""
    ways = Counter((meeting.left, meeting.right) for meeting in meetings)
    return [
        meeting
        for meeting in meetings
        if ways[meeting.right, meeting.left] < _EXCHANGED * ways[meeting.left, meeting.right]
    ]


def _extended(
    meeting: _Meeting, texts: Mapping[int, DocumentWords]
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Take the identical neighbours in that belong to the phrases, the words before first."""
    (a, b), (c, d) = meeting.opposite.left, meeting.opposite.right
    one, other = texts[meeting.left], texts[meeting.right]
    for _ in range(meeting.opposite.before):
        wider = one.lemmas[a - 1 : b], other.lemmas[c - 1 : d]
        narrower = one.lemmas[a:b], other.lemmas[c:d]
        if not _sticks(narrower, wider, wider[0][0], (one, other)):
            break
        a, c = a - 1, c - 1
    for _ in range(meeting.opposite.after):
        wider = one.lemmas[a : b + 1], other.lemmas[c : d + 1]
        narrower = one.lemmas[a:b], other.lemmas[c:d]
        if not _sticks(narrower, wider, wider[0][-1], (one, other)):
            break
        b, d = b + 1, d + 1
    return (a, b), (c, d)


def _sticks(
    narrower: _Pair, wider: _Pair, neighbour: str, texts: tuple[DocumentWords, DocumentWords]
) -> bool:
    """Whether, in either document, the phrase keeps this neighbour, or the neighbour it."""
    for small, large, words in zip(narrower, wider, texts, strict=True):
        together = words.count(large)
        if together >= _REPEATED and together >= _STICKS * words.count(small):
            return True
        if together >= _FIXED and together >= _BELONGS * words.count((neighbour,)):
            return True
    return False


def _may_vary(left: Phrase, right: Phrase) -> bool:
    """Whether the difference of two phrases is more than grammar and spelling."""
    if "".join(left) == "".join(right) or sorted(left) == sorted(right):
        return False
    content = [[word for word in phrase if word not in FUNCTION_WORDS] for phrase in (left, right)]
    if set(content[0]) == set(content[1]) or any(QUANTITIES.issuperset(one) for one in content):
        return False
    if len(content[0]) == len(content[1]) == 1:
        return not same_stem(content[0][0], content[1][0])
    return True


def _are_variants(
    pair: _Pair, found: list[tuple[_Meeting, Place, Place]], texts: Mapping[int, DocumentWords]
) -> bool:
    kept = [
        (meeting, left, right)
        for meeting, left, right in found
        if _keeps_apart(pair, texts[meeting.left], texts[meeting.right])
    ]
    passages = len({place for _, place, _ in kept}), len({place for _, _, place in kept})
    if min(map(len, pair)) == 1:
        return min(passages) >= _PLAIN_WORD
    if min(passages) >= _REPEATED:
        return True
    return any(
        (meeting.opposite.alone or share_a_stem(pair))
        and texts[meeting.left].count(pair[0]) >= _FIXED
        and texts[meeting.right].count(pair[1]) >= _FIXED
        for meeting, _, _ in kept
    )


def _keeps_apart(pair: _Pair, left: DocumentWords, right: DocumentWords) -> bool:
    """Whether each of two documents mostly uses its own form."""
    ours, theirs = left.find_each(pair), right.find_each(pair)
    own = len(ours[pair[0]]) / max(1, sum(map(len, ours.values())))
    other = len(theirs[pair[1]]) / max(1, sum(map(len, theirs.values())))
    return own + other >= _KEEPS_APART


def _gloss_links(
    documents: tuple[Document, ...],
    texts: Mapping[int, DocumentWords],
    links: dict[_Pair, set[Place]],
) -> dict[Phrase, str]:
    """Link the phrases that stand before the same gloss; return what they are glossed with."""
    glossed: dict[str, dict[Phrase, list[Place]]] = defaultdict(lambda: defaultdict(list))
    for number, words in texts.items():
        for segment in documents[number].segments:
            for mark in segment.marks:
                if mark.kind is MarkKind.GLOSS and mark.explains and mark.content:
                    content = mark.content.of(documents[number].text).strip()
                    at = words.within((mark.explains,))
                    phrase, place = _glossed_phrase(number, words, at)
                    if phrase:
                        glossed[content][phrase].append(place)
    names: dict[Phrase, str] = {}
    for content, phrases in glossed.items():
        names.update(dict.fromkeys(phrases, content))
        for left, right in combinations(sorted(phrases), 2):
            if (
                _may_vary(left, right)
                and left[-len(right) :] != right
                and right[-len(left) :] != left
            ):
                links[left, right].update(phrases[left] + phrases[right])
    return names


def _glossed_phrase(number: int, words: DocumentWords, at: list[int]) -> tuple[Phrase, Place]:
    """The noun phrase at the end of what a gloss explains."""
    if not at:
        return (), Place(number, Span(0, 0))
    first = after = at[-1] + 1
    for position in reversed(at):
        if words.keys[position] in FUNCTION_WORDS and words.keys[position] != "of":
            break
        first = position
        if not words.joined[position]:
            break
    while first < after and words.keys[first] in FUNCTION_WORDS:
        first += 1
    phrase = words.lemmas[first:after]
    if not is_noun_phrase(phrase) or len(phrase) > 5:
        return (), Place(number, Span(0, 0))
    return phrase, Place(number, words.span(first, after))


def _components(links: Mapping[_Pair, set[Place]]) -> list[list[Phrase]]:
    """The phrases that hang together, each group sorted."""
    group: dict[Phrase, list[Phrase]] = {}
    for left, right in sorted(links):
        ours, theirs = group.get(left, [left]), group.get(right, [right])
        if ours is not theirs:
            ours = ours + theirs
            for phrase in ours:
                group[phrase] = ours
    distinct = {id(phrases): phrases for phrases in group.values()}
    return [sorted(phrases) for phrases in distinct.values()]


def _group(
    forms: list[Phrase],
    links: Mapping[_Pair, set[Place]],
    glosses: Mapping[Phrase, str],
    texts: Mapping[int, DocumentWords],
) -> VariantGroup:
    places: dict[Phrase, list[Place]] = {form: [] for form in forms}
    for number, words in texts.items():
        for form, spans in words.find_each(forms).items():
            places[form] += [Place(number, span) for span in sorted(spans)]
    aligned: dict[Phrase, set[Place]] = {form: set() for form in forms}
    for pair, met in links.items():
        for form in pair:
            if form in aligned:
                aligned[form] |= met.intersection(places[form])
    ranked = sorted(forms, key=lambda form: (-len(places[form]), form))
    return VariantGroup(
        tuple(ranked),
        {form: tuple(places[form]) for form in ranked},
        {form: tuple(sorted(aligned[form], key=lambda p: (p.document, p.span))) for form in ranked},
        tuple(sorted({glosses[form] for form in forms if form in glosses})),
    )
