"""Which part of a web page is its text, and which is navigation, advertising and machinery.

Three things are asked of an element, the surest first: what HTML says that it is (`nav`, `footer`,
`role="search"`), what its author called it (`class="breadcrumb"`), and how much of it are links
(link density, the strongest single feature in Kohlschütter, Fankhauser and Nejdl, "Boilerplate
detection using shallow text features", WSDM 2010). A part that holds most of the page's words is
kept whatever it is called: to lose text is worse than to keep a menu.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from corpus.readers._html_tokens import Text
from corpus.readers._html_tree import BLOCKS, Node

_MACHINERY = frozenset(
    {
        *("script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "math"),
        *("canvas", "select", "button", "textarea", "head", "title", "map", "audio", "video"),
        *("datalist", "progress", "meter", "dialog", "xmp", "noembed", "noframes"),
    }
)
_SURROUNDINGS = frozenset({"nav", "aside", "footer", "form", "menu", "header"})
_ROLES = frozenset(
    {
        *("navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar"),
        *("dialog", "alert", "toolbar", "tablist"),
    }
)
_CALLED = frozenset(
    {
        *("ad", "ads", "advert", "advertisement", "banner", "breadcrumb", "breadcrumbs", "comment"),
        *("comments", "cookie", "cookies", "copyright", "disqus", "footer", "login", "masthead"),
        *("menu", "nav", "navbar", "navigation", "newsletter", "pager", "pagination", "popup"),
        *("promo", "recommend", "recommended", "related", "share", "sharing", "sidebar", "signup"),
        *("skip", "social", "sponsor", "subscribe", "subscription", "toolbar", "topbar", "widget"),
    }
)
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_PROSE = frozenset({"p", "blockquote", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table"})

_MOST = 0.5
"""A part with this share of the page's words is never dropped for its name."""

_LINK_DENSITY = 0.5
_MANY_LINKS = 3
_MAIN_SHARE = 0.25
"""`<main>` or `<article>` is believed if it has this share of the page's words."""


_LONG = 60
"""Characters of running text, without white space, that no menu or notice has in one piece."""


@dataclass(slots=True)
class _Weight:
    """Characters in an element that are not white space, and those of them in links."""

    words: int = 0
    linked: int = 0
    links: int = 0
    longest: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """The part of a page that is its text.

    Attributes:
        root: the element that holds it.
        dropped: elements in it that are not text.
        title: the page's `<h1>` where that stands outside of it.
    """

    root: Node
    dropped: frozenset[Node]
    title: Node | None


def find_content(nodes: list[Node], source: str) -> Content:
    """Choose what is the page's text.

    Args:
        nodes: as `build_tree` gives them.
        source: the file, for the texts' characters.
    """
    own = {node: _own_words(node, source) for node in nodes}
    machinery = {node for node in nodes if _is_machinery(node)}
    weights = _weigh(nodes, own, machinery)
    most = _MOST * weights[nodes[0]].words
    dropped = machinery | {
        node for node in nodes if _is_surrounding(node) and weights[node].words <= most
    }
    kept = _weigh(nodes, own, dropped)
    dropped |= {node for node in nodes if _is_link_list(node, kept[node], most)}
    kept = _weigh(nodes, own, dropped)
    if not kept[nodes[0]].words:
        dropped, kept = machinery, weights
    root = _descend(_main(nodes, kept, dropped), kept, dropped)
    return Content(root, frozenset(dropped), _outer_title(nodes, weights, root, dropped))


def _own_words(node: Node, source: str) -> int:
    return sum(
        len("".join(source[child.start : child.end].split()))
        for child in node.children
        if isinstance(child, Text)
    )


def _weigh(
    nodes: list[Node], own: Mapping[Node, int], dropped: Collection[Node]
) -> dict[Node, _Weight]:
    """The weight of every element, without what is dropped in it."""
    weights = {node: _Weight(own[node], longest=own[node]) for node in nodes}
    for node in reversed(nodes):  # children come after their parents
        weight = weights[node]
        if node.name == "a" and "href" in node.attributes:
            weight.linked, weight.links = weight.words, 1
        if node.parent is None or node in dropped:
            continue
        above = weights[node.parent]
        above.words += weight.words
        above.linked += weight.linked
        above.links += weight.links
        above.longest = max(above.longest, weight.longest)
    return weights


def _is_machinery(node: Node) -> bool:
    attributes = node.attributes
    return (
        node.name in _MACHINERY
        or "hidden" in attributes
        or _HIDDEN.search(attributes.get("style", "")) is not None
    )


def _is_surrounding(node: Node) -> bool:
    if node.name in ("html", "body", "main", "article") or node.name in _HEADINGS:
        return False
    if node.name in _SURROUNDINGS or node.attributes.get("role", "").lower() in _ROLES:
        return True
    called = f"{node.attributes.get('class', '')} {node.attributes.get('id', '')}"
    return node.name in BLOCKS and any(
        word.lower() in _CALLED for word in _WORDS.findall(called[:1000])
    )


def _is_link_list(node: Node, weight: _Weight, most: float) -> bool:
    return (
        node.name in BLOCKS
        and node.name not in ("html", "body", "main", "article")
        and weight.links >= _MANY_LINKS
        and weight.linked > _LINK_DENSITY * weight.words
        and weight.words <= most
    )


def _main(nodes: list[Node], kept: Mapping[Node, _Weight], dropped: Collection[Node]) -> Node:
    """`<main>`, or the `<article>` that outweighs all others, or the whole page."""

    def heaviest(candidates: list[Node]) -> Node | None:
        inside = [node for node in candidates if not _is_under(node, dropped)]
        return max(inside, key=lambda node: kept[node].words, default=None)

    total = kept[nodes[0]].words
    named = [node for node in nodes if node.name == "main" or node.attributes.get("role") == "main"]
    main = heaviest(named)
    if main is not None and kept[main].words >= _MAIN_SHARE * total:
        return main
    articles = [node for node in nodes if node.name == "article"]
    article = heaviest(articles)
    if article is not None and kept[article].words >= 2 * _MAIN_SHARE * total:
        return article
    return nodes[0]


def _descend(root: Node, kept: Mapping[Node, _Weight], dropped: Collection[Node]) -> Node:
    """Go down into the one part that holds all running text, past what stands around it."""
    while True:
        parts = [
            child
            for child in root.children
            if isinstance(child, Node) and child not in dropped and kept[child].words
        ]
        if not parts:
            return root
        heavy = max(parts, key=lambda node: kept[node].words)
        beside = [part for part in parts if part is not heavy]
        loose = kept[root].words - sum(kept[part].words for part in parts)
        if (
            loose
            or heavy.name not in BLOCKS
            or heavy.name in _PROSE - {"table"}
            or kept[heavy].longest < _LONG
            or any(part.name in _PROSE or kept[part].longest >= _LONG for part in beside)
        ):
            return root
        root = heavy


def _outer_title(
    nodes: list[Node], weights: Mapping[Node, _Weight], root: Node, dropped: Collection[Node]
) -> Node | None:
    """The first `<h1>` of the page, if there is none in its text."""
    titles = [node for node in nodes if node.name == "h1" and weights[node].words]
    for title in titles:
        if not _is_under(title, dropped) and any(node is root for node in title.ancestors()):
            return None
    outside = (title for title in titles if not any(map(_is_machinery, title.ancestors())))
    return next(outside, None)


def _is_under(node: Node, dropped: Collection[Node]) -> bool:
    return node in dropped or any(above in dropped for above in node.ancestors())
