"""Structure: what each paragraph of a document is, before it is cut into sentences."""

from __future__ import annotations

from dataclasses import replace

from corpus.document import Document, Kind
from corpus.structure import boilerplate, lines
from corpus.structure.marks import find_marks
from corpus.structure.pages import join_cut_sentences, mark_furniture
from corpus.structure.paragraphs import Paragraph, find_paragraphs

__all__ = ["Paragraph", "find_marks", "recognise", "run_in_heading", "tail_kind"]

# A heading seldom has more words, and a line of prose seldom fewer.
_LONGEST_HEADING = 30
_LONGEST_LINE = 300
_LONGEST_RUN_IN = 25
_SHORT_LINE = 15
# Web pages put a menu of some lines before the article, and some after it.
_HEAD = 8


def recognise(document: Document) -> list[Paragraph]:
    """The paragraphs of a document with their kinds; None stands for running text.

    Kinds that the reader gave are kept. Page furniture is set apart, and paragraphs that a page
    break cut in two are put together.
    """
    text = document.text
    paragraphs = mark_furniture(text, find_paragraphs(document))
    paragraphs = join_cut_sentences(text, paragraphs)
    return _Classifier(text, paragraphs).run()


class _Classifier:
    def __init__(self, text: str, paragraphs: list[Paragraph]) -> None:
        self._text = text
        self._paragraphs = paragraphs
        self._lines = [
            text[
                paragraph.span.start : min(paragraph.span.end, paragraph.span.start + _LONGEST_LINE)
            ]
            for paragraph in paragraphs
        ]
        self._kinds = [paragraph.kind for paragraph in paragraphs]
        self._sizes: dict[int, int] = {}
        order = range(len(paragraphs))
        self._first_body = next((at for at in order if self._is_prose(at)), 0)
        self._last_body = next((at for at in reversed(order) if self._is_prose(at)), len(order) - 1)

    def run(self) -> list[Paragraph]:
        marked = any(kind in (Kind.TITLE, Kind.HEADING) for kind in self._kinds)
        for at, line in enumerate(self._lines):
            if self._kinds[at] is None:
                self._kinds[at] = (
                    self._kind_of_long(at) if self._is_long(at) else self._kind(at, line)
                )
        if not marked:
            self._find_title()
        return [
            paragraph if paragraph.kind is kind else replace(paragraph, kind=kind)
            for paragraph, kind in zip(self._paragraphs, self._kinds, strict=True)
        ]

    def _size(self, at: int) -> int:
        """In words; of a long paragraph more than any heading has."""
        if at not in self._sizes:
            long = self._is_long(at)
            self._sizes[at] = 2 * _LONGEST_HEADING if long else lines.size(self._lines[at])
        return self._sizes[at]

    def _is_long(self, at: int) -> bool:
        """Whether a paragraph is too long for anything but prose and items of a list."""
        line = self._lines[at]
        if len(line) < _LONGEST_LINE // 2:
            return False
        return len(line) == _LONGEST_LINE or lines.ends_like_sentence(line)

    def _is_prose(self, at: int) -> bool:
        line = self._lines[at]
        if self._kinds[at] is not None or self._is_page_line(line):
            return False
        if self._is_long(at) or lines.has_inner_end(line):
            return True
        return lines.ends_like_sentence(line) and lines.size(line) >= 8

    def _kind_of_long(self, at: int) -> Kind | None:
        line = self._lines[at]
        if at > self._last_body and (boilerplate.is_labelled(line) or boilerplate.is_notice(line)):
            return Kind.BOILERPLATE
        if lines.is_biography(line):
            return Kind.METADATA
        if lines.is_bullet(line) or lines.number_style(line):
            return Kind.LIST_ITEM
        return None

    @staticmethod
    def _is_page_line(line: str) -> bool:
        return (
            boilerplate.is_labelled(line)
            or boilerplate.is_page_furniture(line)
            or boilerplate.is_notice(line)
            or lines.is_metadata(line)
            or lines.is_biography(line)
        )

    def _kind(self, at: int, line: str) -> Kind | None:  # noqa: PLR0911
        if lines.is_byline(line):
            return Kind.BYLINE
        if lines.is_metadata(line) or lines.is_biography(line):
            return Kind.METADATA
        page = self._page_kind(at, line)
        if page is not None:
            return page
        if at > 0 and self._kinds[at - 1] is not Kind.LIST_ITEM and lines.is_attribution(line):
            return Kind.BYLINE
        if lines.is_bullet(line):
            return Kind.LIST_ITEM
        if lines.number_style(line):
            return self._numbered(at, line)
        if self._is_heading(at, line):
            return Kind.HEADING
        return None

    def _page_kind(self, at: int, line: str) -> Kind | None:
        """Boilerplate, where both its words and its place speak for it."""
        head = at < min(_HEAD, self._first_body)
        tail = at > self._last_body
        short = self._size(at) <= _SHORT_LINE
        if boilerplate.is_labelled(line):
            if tail or (short and not head and not line.lower().startswith(("source", "来源"))):
                return Kind.BOILERPLATE if tail or short else None
            return Kind.BYLINE if short else None
        if (head or tail) and boilerplate.is_page_furniture(line):
            return Kind.BOILERPLATE if short or tail else None
        if (tail or at >= len(self._lines) - 3) and boilerplate.is_notice(line):
            return Kind.BOILERPLATE if short or tail else None
        return None

    def _numbered(self, at: int, line: str) -> Kind | None:
        """A numbered line heads what follows, or is an item among its like."""
        if lines.ends_like_sentence(line):
            return Kind.LIST_ITEM
        if self._size(at) > _LONGEST_HEADING:
            return Kind.LIST_ITEM
        if at + 1 >= len(self._lines) or self._is_item_like(at, at - 1, at + 1):
            return Kind.HEADING if lines.is_chapter(line) else Kind.LIST_ITEM
        return Kind.HEADING

    def _is_item_like(self, at: int, *beside: int) -> bool:
        """Whether a short line numbered in the same way stands beside this one."""
        style = lines.number_style(self._lines[at])
        return any(
            0 <= near < len(self._lines)
            and self._size(near) <= _LONGEST_HEADING
            and lines.number_style(self._lines[near]) == style
            and not lines.has_inner_end(self._lines[near])
            and (near > at or self._kinds[near] is Kind.LIST_ITEM)
            for near in beside
        )

    def _is_heading(self, at: int, line: str) -> bool:
        if lines.ends_like_sentence(line) or self._size(at) > _LONGEST_HEADING:
            return False
        if lines.has_inner_end(line):
            return False
        if line[:1].islower() or not any(letter.isalpha() for letter in line):
            return False
        if lines.is_chapter(line):
            return True
        if at + 1 >= len(self._lines):
            # The last line is a heading or was cut off; a sentence has a verb.
            return self._size(at) <= 10 and at > 0 and not lines.has_finite_verb(line)
        return not self._in_list(at)

    def _in_list(self, at: int) -> bool:
        """Whether several lines of the same unpunctuated sort stand on end."""
        run = 1
        for step in (-1, 1):
            near = at + step
            while 0 <= near < len(self._lines) and run < 5 and self._is_bare(near):
                run += 1
                near += step
        return run >= 5

    def _is_bare(self, at: int) -> bool:
        line = self._lines[at]
        return bool(
            line
            and self._kinds[at] in (None, Kind.HEADING)
            and self._size(at) <= _SHORT_LINE
            and not lines.ends_like_sentence(line)
            and not lines.number_style(line)
            and not lines.is_byline(line)
            and not self._is_page_line(line)
        )

    def _find_title(self) -> None:
        """The heading at the top; what stands above it names the site or the section."""
        head = [
            at
            for at in range(min(self._first_body + 1, len(self._kinds)))
            if self._kinds[at] is Kind.HEADING and not lines.number_style(self._lines[at])
        ]
        if not head:
            self._find_late_title()
            return
        longest = max(head, key=self._size)
        first = head[0]
        if longest != first and not (
            self._size(longest) >= 6 and self._size(longest) >= 2 * self._size(first)
        ):
            longest = first
        self._kinds[longest] = Kind.TITLE
        for at in head:
            if at < longest and self._size(at) <= 6:
                self._kinds[at] = Kind.METADATA

    def _find_late_title(self) -> None:
        """After an introduction: a heading with a date or an author directly under it."""
        for at in range(min(_HEAD, len(self._kinds) - 1)):
            if self._kinds[at] is Kind.HEADING and (
                self._kinds[at + 1] is Kind.BYLINE or lines.is_date(self._lines[at + 1])
            ):
                if not lines.number_style(self._lines[at]):
                    self._kinds[at] = Kind.TITLE
                return


def run_in_heading(sentence: str, rest: int) -> bool:
    """Whether a numbered sentence is a heading that runs into its paragraph.

    Args:
        sentence: the first sentence after a paragraph's or section's number, number included.
        rest: code points of the same paragraph that follow it.
    """
    if not sentence or len(sentence) > 250 or rest < 40 or not lines.number_length(sentence):
        return False
    words = sentence[lines.number_length(sentence) :]
    return (
        bool(words)
        and lines.size(words) <= _LONGEST_RUN_IN
        and not lines.has_finite_verb(words)
        and words[-1] in ".。:：?？"
        and not words[0].islower()
    )


def tail_kind(sentence: str) -> Kind | None:
    """What a labelled sentence at the very end of a document is; None for prose."""
    head = sentence[:100]
    if lines.is_biography(head):
        return Kind.METADATA
    if boilerplate.is_labelled(head):
        return Kind.BOILERPLATE
    return None
