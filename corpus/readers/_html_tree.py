"""HTML as a tree of elements, built as leniently as browsers build it, without recursion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from corpus.readers._html_tokens import EndTag, StartTag, Text, tokenize

MAX_DEPTH = 512
"""Elements nested deeper are flattened into the one at this depth, as in browsers."""

VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split(),  # noqa: SIM905
)
BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd"),
        *("details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure"),
        *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html"),
        *("li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody"),
        *("td", "tfoot", "th", "thead", "tr", "ul"),
    }
)
"""Elements that begin and end a paragraph."""

_CLOSES = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu", "dir"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "tr": (frozenset({"tr", "td", "th"}), frozenset({"table"})),
    "td": (frozenset({"td", "th"}), frozenset({"table", "tr"})),
    "th": (frozenset({"td", "th"}), frozenset({"table", "tr"})),
    "option": (frozenset({"option"}), frozenset({"select"})),
}
"""What an element closes if it is still open, and what it does not look beyond."""

_P_SCOPE = frozenset({"td", "th", "table", "caption", "button", "object", "template"})


@dataclass(slots=True, eq=False)
class Node:
    """An element under construction; `children` are elements and texts in order."""

    name: str
    attributes: Mapping[str, str]
    parent: Node | None
    children: list[Node | Text] = field(default_factory=list)

    def ancestors(self) -> Iterator[Node]:
        """Its parents, the nearest first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


def build_tree(source: str) -> list[Node]:
    """All elements in the order of their start tags; the first is the root of the tree."""
    builder = _Builder()
    for token in tokenize(source):
        if isinstance(token, Text):
            builder.stack[-1].children.append(token)
        elif isinstance(token, StartTag):
            builder.open(token)
        elif isinstance(token, EndTag):
            builder.close(token.name)
    return builder.nodes


class _Builder:
    def __init__(self) -> None:
        root = Node("#document", {}, None)
        self.nodes = [root]
        self.stack = [root]
        self.open_names: Counter[str] = Counter()

    def open(self, tag: StartTag) -> None:
        if tag.name in BLOCKS:
            self._close_within(frozenset({"p"}), _P_SCOPE)
        if tag.name in _CLOSES:
            self._close_within(*_CLOSES[tag.name])
        parent = self.stack[-1]
        if len(self.stack) >= MAX_DEPTH and tag.name not in VOID:
            return
        node = Node(tag.name, tag.attributes, parent)
        parent.children.append(node)
        self.nodes.append(node)
        if tag.name not in VOID:
            self.stack.append(node)
            self.open_names[tag.name] += 1

    def close(self, name: str) -> None:
        if self.open_names[name]:
            while self._pop() != name:
                pass

    def _close_within(self, names: frozenset[str], scope: frozenset[str]) -> None:
        """Close the outermost open element of `names` inside the nearest of `scope`."""
        if not any(self.open_names[name] for name in names):
            return
        keep = len(self.stack)
        for depth in range(len(self.stack) - 1, 0, -1):
            if self.stack[depth].name in scope:
                break
            if self.stack[depth].name in names:
                keep = depth
        while len(self.stack) > keep:
            self._pop()

    def _pop(self) -> str:
        name = self.stack.pop().name
        self.open_names[name] -= 1
        return name
