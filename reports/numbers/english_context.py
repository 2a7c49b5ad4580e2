"""What the words around an English number say of it: bounds, directions, from and to."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.span import Span
from reports.numbers.atoms import TIMES, Atom, Bound, Direction, Kind, Role
from reports.numbers.context import MOVING, place_each
from reports.numbers.patterns import lazy

_LEAD = (
    r"(?:[ \u00a0]+(?:an?|the|another|total|of|age|ages|minus|RMB|CNY|USD|US|HK))*[ \u00a0]*"
    r"[$€£¥￥]?[ \u00a0]*$"
)
# The first that fits counts, so longer phrases stand before their parts.
_BOUNDS_BEHIND: tuple[tuple[Bound, str], ...] = (
    (Bound.AT_LEAST, (r"at least|(?:no|not) (?:fewer|less|lower|shorter|smaller) than|"
                     r"a minimum of|minimum")),
    (Bound.AT_MOST, (r"at most|(?<!went\s)(?<!goes\s)(?<!gone\s)up to|"
                   r"(?:no|not) (?:more|greater|higher|longer|larger|later) than|"
                    r"not exceed(?:ing)?|"
                    r"a maximum of|maximum|within|capped at|"
                    r"(?:limited|restricted|confined|held|kept) to|"
                    r"a (?:limit|cap|ceiling) of")),
    (Bound.NEARLY, (r"nearly|almost|close to|just under|just short of|approach(?:ing|ed|es)?|"
                   r"nearing|just below|(?:just )?shy of|verging on|bordering on")),
    (Bound.UNDER, r"(?:less|fewer|lower|smaller|shorter) than|under|below|short of"),
    (Bound.OVER, (r"(?:more|greater|higher|larger|longer) than|over|above|exceed(?:s|ed|ing)?|"
                   r"surpass(?:es|ed|ing)?|"
                 r"in excess of|upwards? of|north of|beyond|topp(?:ed|ing)|tops|"
                 r"outnumber(?:s|ed)?|outstripp(?:ed|ing)")),
    (Bound.ABOUT, (r"about|around|approximately|roughly|some|circa|ca\.|c\.|an estimated|estimated|"
                  r"in the (?:region|order) of")),
)  # fmt: skip
BOUND_BEHIND = lazy(
    r"\b(?:"
    + "|".join(f"(?P<b{place}>{words})" for place, (_, words) in enumerate(_BOUNDS_BEHIND)).replace(
        " ", "[ \u00a0\n]+"
    )
    + ")"
    + _LEAD,
    re.IGNORECASE,
)
# "Must never fall below 80%" is a floor, and "may not in any year exceed 80%" a ceiling: the
# negation may stand before the verb of the limit, but not before another clause, or as "not only".
_NEGATED = lazy(
    r"(?:\b(?:not|never|cannot|nor|without)|n['’]t|\b(?:in|at|under)[ ]no[ ](?:\w+)"
    r"|\bno[ ](?:[a-z]+[ ]){1,3}(?:may|shall|must|can|should|will))"
    r"(?![ ](?:only|just|merely|simply)\b)(?:,[ ][a-z ]{1,24},)?"
    r"(?:[ \u00a0\n]+(?:be|been|being|ever|fall|falls|fallen|drop|drops|dropped|go|gone|dip|sink|"
    r"sunk|slip|decline|decrease|rise|risen|climb|grow|become|get|reach|stay|remain|last|take|cost|"
    r"weigh|measure|amount|total|number|have|has|had|contain|hold|to|allowed|permitted|at|in|any|one|a|an|"
    r"the|time|times|case|year|day|month|it|they|this)){0,5}[ \u00a0\n]+$",
    re.IGNORECASE,
)
_NEGATIONS = ("not", "n't", "n’t", "never", "no", "without")
_TURNED = {Bound.UNDER: Bound.AT_LEAST, Bound.OVER: Bound.AT_MOST}
# A limit may stand before the verb: "should at least be carried out twice".
_BOUND_AFAR = lazy(
    r"\bat (?P<limit>least|most)(?: (?!(?:some|the|in|part|as|of|that|this|to|one|for|on|an?|"
    r"not|no|if|when|than|those|these|until|from|since)\b)[a-z]+){1,4} ?$"
)
_BOUND_WORDS = lazy(
    "|".join(words for _, words in _BOUNDS_BEHIND).replace(" ", "[ \u00a0\n]+"), re.IGNORECASE
)
BOUNDS_AHEAD: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    (Bound.AT_LEAST, lazy(
        r"[ \u00a0]+(?:(?:and|or) (?:more|above|over|upwards?|older|higher))\b"
        r"|[ \u00a0]+(?:[a-z]+ ){1,2}or more\b"
    )),
    (Bound.AT_MOST, lazy(r"[ \u00a0]+(?:and|or) (?:less|fewer|below|under|younger|lower)\b")),
    (Bound.OVER, lazy(
        r"[ \u00a0]?\+(?!\d)|-plus\b|[ \u00a0]plus\b(?! \d)|[- \u00a0]odd\b"
    )),
    (Bound.ABOUT, lazy(r"[ \u00a0]+or so\b|[ \u00a0]+or thereabouts\b")),
)  # fmt: skip

_UP = (
    r"rose|rises?|risen|rising|increas(?:e|es|ed|ing)|gr[eo]w(?:s|n|ing)?|growth"
    r"|(?<!made )(?<!make )(?<!makes )(?<!making )(?<!set )"
    r"(?<!take )(?<!takes )(?<!took )(?<!taking )up"
    r"|climb(?:s|ed|ing)?"
    r"|jump(?:s|ed|ing)?|surg(?:e|es|ed|ing)|gain(?:s|ed|ing)?|soar(?:s|ed|ing)?|expan(?:d|ds|ded|ding|sion)"
    r"|rais(?:e|es|ed|ing)|higher|more|faster|improve[ds]?|boost(?:s|ed|ing)?|lifted|swell(?:ed)?"
    r"|accelerat(?:e|es|ed|ing)|quicken(?:s|ed|ing)?|advanc(?:e|es|ed)|widen(?:s|ed|ing)?"
    r"|rall(?:y|ied)|rebound(?:s|ed|ing)?|strengthen(?:s|ed|ing)?"
)
_DOWN = (
    r"fell|falls?|fallen|falling|declin(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|dropp?(?:s|ed|ing)?"
    r"|(?<!sat )(?<!sit )(?<!set )(?<!broken )(?<!break )(?<!breaks )(?<!broke )(?<!shut )down"
    r"|reduc(?:e|es|ed|ing|tion)|cut(?:s|ting)?|lower(?:s|ed|ing)?|shr[aiu]nk(?:s|ing)?"
    r"|slid(?:es)?|slipp(?:ed|ing)|contract(?:s|ed|ing|ion)|los[ts]|narrow(?:ed|s)?|less|fewer|slump(?:s|ed)?"
    r"|plung(?:e|es|ed|ing)|plummet(?:s|ed|ing)?|slow(?:s|ed|er|ing)?|eas(?:ed|es|ing)|dipp(?:ed|ing)|dips?"
    r"|retreat(?:s|ed|ing)?|tumbl(?:e|es|ed|ing)|sank|sunk|diminish(?:es|ed|ing)?|weaken(?:s|ed|ing)?"
    r"|trimm(?:ed|ing)|slash(?:es|ed|ing)?"
)
MOVE = lazy(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b", re.IGNORECASE)
MOVE_AHEAD = lazy(
    r"[ \u00a0]+(?:(?:year-on-year|year-over-year|annual|average|month-on-month|yoy)[ \u00a0]+)*"
    r"(?:(?P<up>increase|rise|growth|gain|jump|surge|higher|hike|expansion|up|more|longer|above|"
    r"taller|heavier|faster|older)|"
    r"(?P<down>decrease|decline|drop|fall|reduction|cut|lower|contraction|loss|less|fewer|shorter|"
    r"below|lighter|slower|younger|down))\b(?! than half)",
    re.IGNORECASE,
)
_BY_BEHIND = lazy(r"\bby (?:an? )?$")
CLAUSE_END = lazy(
    r"[.!?;:\n。；](?!\d)|\b(?:while|whereas|but|accounting|account(?:s|ed)? for|"
    r"of which|which|reach(?:ed|es|ing)?|with)\b"
)
_JOINT = lazy("[ ,\u00a0]*(?:and|to|or|[-–—])?[ ,\u00a0]*")
_BARE_POINTS = lazy(r"[ \u00a0-]points?\b")
_SHARE = lazy(r"\d[ \u00a0]?[%％]|\bper ?cent\b")
# "In 11 months, down from 18" and "to 29% from 12%": the end stands first.
_BACK_FROM = lazy(
    r"[^.;:!?\n\d]{0,30}\b(?:up|down|compared|improved) from (?:about |some |only )?$"
)
_ENDS_AHEAD = lazy(r"[ \u00a0]*(?:[.,;:!?)\n]|$|(?:in|a|last|at|before|earlier|the)\b)")
_PLAIN_FROM = lazy(r"(?:[ \u00a0][a-z]+){0,3}[ \u00a0]from (?:about |some |only )?$")
_BUILT_BEHIND = lazy(
    r"\b(?:built|cent(?:re|er)(?:s|ed)?|revolv(?:es?|ed|ing)|organi[sz]ed|structured|focus(?:ed)?|"
    r"formed|arranged) $",
    re.IGNORECASE,
)
_PASSED_BEHIND = lazy(
    r"\b(?:pass|cross|break|broke|breach|surpass|clear)(?:e?d|es|s|ing|en)?\b"
    r"(?: through)?(?: the| a)?[ \u00a0]*[$€£¥]?$"
)
_MARK_AHEAD = lazy(r"[ -](?:mark|threshold|barrier|milestone|level)\b")
_PHASE_BEHIND = lazy(
    r"\b(?:(?P<early>early|(?:the[ ])?(?:beginning|start)[ ]of)|(?P<mid>mid|middle[ ]of)"
    r"|(?P<late>late|end[ ]of|close[ ]of))[ -](?:in[ ])?(?:the[ ])?(?:last[ ])?$",
    re.IGNORECASE,
)
_FROM_BEHIND = lazy(r"\b(?:from|between)" + _LEAD, re.IGNORECASE)
_TO_BEHIND = lazy(r"(?:\b(?:to|and|until|till)|[–—-])" + _LEAD, re.IGNORECASE)
_SENTENCE_END = lazy(r"[.!?。！？\n](?:\s|$)")


# What words of these kinds end or begin with, to look no further where nothing of it stands.
_WORD = lazy(r"[a-z]+")
# "over" may be four words away: "over a total of RMB 5 million".
_MOST_LEAD = 5
_LAST_OF_BOUNDS = frozenset({
    "least", "than", "minimum", "most", "to", "exceed", "exceeding", "exceeds", "exceeded",
    "maximum", "within", "at", "limit", "cap", "ceiling", "nearly", "almost", "under", "short",
    "approaching", "approached", "approaches", "approach", "nearing", "below", "shy", "on",
    "over", "above", "surpass", "surpasses", "surpassed", "surpassing", "excess", "upward",
    "upwards", "north", "beyond", "topped", "topping", "tops", "outnumber", "outnumbers",
    "outnumbered", "outstripped", "outstripping", "about", "around", "approximately", "roughly",
    "some", "circa", "ca", "c", "estimated", "of", "region", "order",
})  # fmt: skip
_STEMS_OF_MOVES = frozenset({
    "ros", "ris", "inc", "gre", "gro", "up", "cli", "jum", "sur", "gai", "soa", "exp", "rai",
    "hig", "mor", "fas", "imp", "boo", "lif", "swe", "acc", "qui", "adv", "wid", "ral", "reb",
    "str", "fel", "fal", "dec", "dro", "dow", "red", "cut", "low", "shr", "sli", "con", "los",
    "nar", "les", "few", "slu", "plu", "slo", "eas", "dip", "ret", "tum", "san", "sun", "dim",
    "wea", "tri", "sla",
})  # fmt: skip
_FIRST_OF_MOVES = frozenset("yamirgjshudlfcYAMIRGJSHUDLFCetob")
_FIRST_OF_MARKS = frozenset("mtbl")
_SIGNS_AHEAD = frozenset("+-")
_HINTS_AHEAD = (" or ", " and ", "plus", "odd", "+", "or\u00a0")
_BEFORE_DATES = frozenset(" -")
_PHASE_HINTS = ("arly", "mid", "Mid", "iddle", "ate ", "of", "ate-")


def place(text: str, atoms: list[Atom]) -> tuple[Atom, ...]:
    """The atoms with their bounds, directions and roles."""
    return tuple(_roles(text, place_each(text, atoms, _place)))


def _place(text: str, atom: Atom, floor: int, before: Atom | None) -> Atom:
    if atom.date is not None:
        return _phased(text, atom)
    if atom.kind in (Kind.CARDINAL, Kind.DECIMAL):
        atom = _pointed(text, atom)
    bound, direction = _bound(text, atom, floor), _direction(text, atom, floor, before)
    if bound is atom.bound and direction is atom.direction:
        return atom
    grown = direction is Direction.UP and atom.kind is Kind.MULTIPLE
    grown = grown and text.endswith("times", atom.span.start, atom.span.end)
    unit = TIMES if grown else atom.unit
    return atom.placed(value=atom.value, unit=unit, bound=bound, direction=direction)


def _pointed(text: str, atom: Atom) -> Atom:
    """Bare points as percentage points where shares stand beside them: "slipped three points"."""
    points = _BARE_POINTS.match(text, atom.span.end)
    near = text[max(0, atom.span.start - 60) : atom.span.end + 60] if points else ""
    if points is None or not _SHARE.search(near):
        return atom
    return replace(atom, kind=Kind.PERCENTAGE_POINT, span=Span(atom.span.start, points.end()))


def _phased(text: str, atom: Atom) -> Atom:
    """A date with the part of it that "early" or "the end of" before it names."""
    start = atom.span.start
    behind = text[max(0, start - 24) : start]
    if behind[-1:] not in _BEFORE_DATES or not any(hint in behind for hint in _PHASE_HINTS):
        return atom
    match = _PHASE_BEHIND.search(behind)
    if match is None or atom.date is None or atom.date.day is not None:
        return atom
    return replace(atom, date=replace(atom.date, phase=str(match.lastgroup)))


def _bound(text: str, atom: Atom, floor: int) -> Bound:
    if atom.bound is not Bound.EXACT:
        return atom.bound
    bound = None if atom.role is Role.TO else _bound_behind(text, atom, floor)
    if bound is not None:
        return bound
    end = atom.span.end
    ahead = text[end : end + 32]
    if ahead[1:2] in _FIRST_OF_MARKS and _MARK_AHEAD.match(text, end):
        start = atom.span.start
        if _PASSED_BEHIND.search(text, max(floor, start - 30), start):
            return Bound.OVER
    if ahead[:1] in _SIGNS_AHEAD or any(hint in ahead for hint in _HINTS_AHEAD):
        for limit, pattern in BOUNDS_AHEAD:
            if pattern.match(text, end):
                return limit
    return Bound.EXACT


def _bound_behind(text: str, atom: Atom, floor: int) -> Bound | None:
    start = atom.span.start
    behind = text[max(floor, start - 48) : start].lower()
    if not _LAST_OF_BOUNDS.isdisjoint(_WORD.findall(behind)[-_MOST_LEAD:]):
        match = BOUND_BEHIND.search(text, max(floor, start - 40), start)
        if match and not _is_no_limit(text, match, atom):
            number = next(n for n in range(len(_BOUNDS_BEHIND)) if match[f"b{n}"])
            return _unless_negated(text, _BOUNDS_BEHIND[number][0], match.start(), floor)
    afar = None
    if "at least" in behind or "at most" in behind:
        afar = _BOUND_AFAR.search(text, max(floor, start - 48), start)
    if afar is None:
        return None
    return Bound.AT_LEAST if afar["limit"] == "least" else Bound.AT_MOST


def _unless_negated(text: str, bound: Bound, start: int, floor: int) -> Bound:
    """The limit that begins at `start`, turned round where the words before it deny it."""
    behind = text[max(floor, start - 56) : start]
    if bound not in _TURNED or not any(word in behind.lower() for word in _NEGATIONS):
        return bound
    return _TURNED[bound] if _NEGATED.search(behind) else bound


def _is_no_limit(text: str, match: re.Match[str], atom: Atom) -> bool:
    """Whether a word that often limits a number only stands before it.

    "Some" before an exact figure opens a sentence; what is counted in small numbers lies "within
    three fields", "under two heads", and is "built around four pillars".
    """
    words = match[0].lower()
    if words.startswith("some"):
        return atom.value is not None and len(atom.value.normalize().as_tuple().digits) > 2
    if atom.kind is not Kind.CARDINAL:
        return False
    if words.startswith(("within", "under")) and atom.is_soft:
        return True
    return words.startswith("around") and bool(
        _BUILT_BEHIND.search(text, max(0, match.start() - 16), match.start())
    )


def _direction(text: str, atom: Atom, floor: int, before: Atom | None) -> Direction:
    if atom.kind not in MOVING or atom.direction:
        return atom.direction
    start, end = atom.span.start, atom.span.end
    by = atom.kind is Kind.FRACTION and _BY_BEHIND.search(text, max(0, start - 6), start)
    if atom.is_soft and not by:
        return atom.direction
    ahead = MOVE_AHEAD.match(text, end) if text[end + 1 : end + 2] in _FIRST_OF_MOVES else None
    if ahead:
        return Direction.UP if ahead["up"] else Direction.DOWN
    if before and before.kind is atom.kind and _JOINT.fullmatch(text, before.span.end, start):
        return before.direction
    return _move_behind(text[max(floor, start - 72) : start])


def _move_behind(window: str) -> Direction:
    """What the last words before a number say of it."""
    if _STEMS_OF_MOVES.isdisjoint([word[:3] for word in _WORD.findall(window.lower())]):
        return Direction.NONE
    for stop in CLAUSE_END.finditer(window):
        pass_from = stop.end()
        window = " " * pass_from + window[pass_from:]
    window = _BOUND_WORDS.sub(" ", window)
    found = Direction.NONE
    for match in MOVE.finditer(window):
        found = Direction.UP if match["up"] else Direction.DOWN
    return found


def _roles(text: str, atoms: list[Atom]) -> list[Atom]:
    opened: int | None = None
    for place, atom in enumerate(atoms):
        start = atom.span.start
        floor = atoms[place - 1].span.end if place else 0
        if opened is not None and _SENTENCE_END.search(text, floor, start):
            opened = None
        if atom.role is not Role.NONE:
            continue
        behind = text[max(floor, start - 24) : start].lower()
        if "from" in behind and place and _is_start_of(text, atoms, place):
            atoms[place - 1] = replace(atoms[place - 1], role=Role.TO)
            atoms[place] = replace(atom, role=Role.FROM)
            opened = None
            continue
        if ("from" in behind or "between" in behind) and _FROM_BEHIND.search(behind):
            opened = place
            continue
        ends = opened is not None and _same_sort(atoms[opened], atom)
        if opened is not None and ends and _TO_BEHIND.search(text, max(floor, start - 24), start):
            atoms[opened] = replace(atoms[opened], role=Role.FROM)
            atoms[place] = replace(atom, role=Role.TO)
            opened = None
    return atoms


def _is_start_of(text: str, atoms: list[Atom], place: int) -> bool:
    """Whether a number is where the one before it came from: "to 29% from 12%"."""
    end, start = atoms[place - 1], atoms[place]
    alike = start.kind is end.kind and start.unit == end.unit
    bare = start.kind in (Kind.CARDINAL, Kind.DECIMAL) and end.kind in MOVING
    if end.role is not Role.NONE or start.kind not in MOVING or not (alike or bare):
        return False
    counted = start.kind in (Kind.CARDINAL, Kind.DECIMAL)
    if counted and not _ENDS_AHEAD.match(text, start.span.end):
        return False  # "to 30 visitors from 12 countries"
    floor = end.span.end
    if _BACK_FROM.fullmatch(text, floor, start.span.start):
        return True
    reached = _TO_BEHIND.search(text, max(0, end.span.start - 24), end.span.start)
    return bool(reached and _PLAIN_FROM.fullmatch(text, floor, start.span.start))


def _same_sort(first: Atom, second: Atom) -> bool:
    return (first.kind is Kind.DATE) == (second.kind is Kind.DATE)
