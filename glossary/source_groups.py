"""What a source adds to groups of names: the terms that they render, and which concept is which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from glossary.linked_phrases import content
from glossary.phrases import Phrase
from glossary.source_terms import SourceTerm

_SEVERAL = 0.3
_ONE = 0.05
_SHORT = 0.5
_LONG_TERM = 3


@dataclass(frozen=True, slots=True)
class Group:
    """Names of one concept, before their places are looked up.

    Attributes:
        forms: the names.
        strength: the chance that they name one concept.
        source_terms: what they render, as far as a source says.
        is_legitimate: whether the source has a concept of its own for each.
        note: what an editor should know.
    """

    forms: tuple[Phrase, ...]
    strength: float
    source_terms: tuple[str, ...] = ()
    is_legitimate: bool = False
    note: str = ""


def with_source_terms(groups: Sequence[Group], terms: Sequence[SourceTerm]) -> list[Group]:
    """Name the source terms of groups, and add the groups that only the source shows.

    A group each of whose names renders a term of its own is no inconsistency.
    """
    terms = _without_longer(terms)
    rendered: dict[Phrase, list[str]] = defaultdict(list)
    for term in terms:
        for form in term.forms:
            rendered[form].append(term.text)
    by_text = {term.text: term for term in terms}
    named: set[str] = set()
    result: list[Group] = []
    for group in groups:
        chosen = _common_term(group, rendered)
        if chosen and chosen not in named:
            named.add(chosen)
            result.append(_joined(group, by_text[chosen]))
        else:
            result.append(group if chosen else _kept_apart(group, rendered))
    known = [set(group.forms) for group in result]
    result += [
        _of_term(term)
        for term in terms
        if term.text not in named and not any(own >= term.forms.keys() for own in known)
    ]
    return [_with_shared(group, rendered) for group in result]


def _without_longer(terms: Sequence[SourceTerm]) -> list[SourceTerm]:
    """Leave out terms that hold a shorter one with the same rendering: what is more is no name."""
    return [
        term
        for term in terms
        if not any(
            other.text != term.text
            and other.text in term.text
            and not other.forms.keys().isdisjoint(term.forms)
            for other in terms
        )
    ]


def _common_term(group: Group, rendered: Mapping[Phrase, list[str]]) -> str:
    """The longest source term that at least half of the names render, and all that render any."""
    each = [set(rendered.get(form, ())) for form in group.forms]
    known = [terms for terms in each if terms]
    common = set.intersection(*known) if known else set()
    return max(sorted(common), key=len) if common and 2 * len(known) >= len(each) else ""


def _kept_apart(group: Group, rendered: Mapping[Phrase, list[str]]) -> Group:
    """Say of names each of which renders a term of its own that they are right."""
    each = [rendered.get(form, []) for form in group.forms]
    if len(each) < 2 or not all(each):
        return group
    terms = tuple(sorted({min(one) for one in each}))
    note = f"rendering {' and '.join(terms)}, which are different terms of the source"
    return replace(group, source_terms=terms, is_legitimate=True, note=note)


def _joined(group: Group, term: SourceTerm) -> Group:
    forms = tuple(sorted({*group.forms, *term.forms}))
    return replace(group, forms=forms, source_terms=(term.text,))


def _of_term(term: SourceTerm) -> Group:
    several = len({tuple(sorted(content(form))) for form in term.forms}) > 1
    strength = (_SEVERAL if several else _ONE) * sum(term.forms.values()) / len(term.forms)
    if len(term.text) < _LONG_TERM:
        strength *= _SHORT
    return Group(tuple(sorted(term.forms)), strength, (term.text,))


def _with_shared(group: Group, rendered: Mapping[Phrase, list[str]]) -> Group:
    """Say which other source terms share a rendering with the group's."""
    if len(group.source_terms) != 1 or group.note:
        return group
    own = group.source_terms[0]
    shared = {
        (term, " ".join(form))
        for form in group.forms
        for term in rendered.get(form, ())
        if term not in own and own not in term
    }
    if not shared:
        return group
    listed = ", ".join(f'{term} ("{form}")' for term, form in sorted(shared))
    return replace(group, note=f"shares a rendering with {listed}")
