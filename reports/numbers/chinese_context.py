"""What the words around a Chinese number say of it: bounds, directions, from and to."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from reports.numbers.atoms import Atom, Bound, Direction, Kind, Role
from reports.numbers.context import MOVING, place_each
from reports.numbers.patterns import lazy

# 不得低于, 不应当超过: a verb may stand between.
_NOT = "不(?:能|得|应当?|会|可以?|宜|准|许|予)?"
_BEHIND: tuple[tuple[Bound, str], ...] = (
    (Bound.AT_LEAST, f"最低|{_NOT}(?:少|低|下|小|短)于|至少|起码|最少"),
    (Bound.AT_MOST, f"{_NOT}(?:超过|超出|多于|高于|大于|长于)|至多|最多|最高达|多达"),
    (Bound.UNDER, "不足|不到|不满|未满|低于|少于|小于|未达"),
    (Bound.OVER, "超过|超出|突破|高于|多于|大于|逾|超|高达|不止"),
    (Bound.NEARLY, "将近|接近|趋近|逼近|近|几近|几乎"),
    (Bound.ABOUT, "大约|约为|约|大概|左右|大致|估计"),
)
# 不低于每秒12.5立方米
_PER = "(?:每(?:小时|分钟|公顷|平方米|公里|千米|万?[人元]|[年月日天周秒次户亩吨件度股米台辆]))"
BOUND_BEHIND = lazy(
    "(?:" + "|".join(f"(?P<b{place}>{words})" for place, (_, words) in enumerate(_BEHIND)) + ")"
    rf"(?:了|有|为|占|是|在|合|值|达|需要|需)?{_PER}?(?:人民币|US\$|[$€£¥￥])?[ ]?$"
)  # fmt: skip
# A limit may stand before the verb: 至少开展两次, 不得超过其总额的20%.
_BOUND_AFAR = lazy(
    f"(?:(?P<least>至少|起码|最少)|(?P<most>至多|最多(?:只)?(?:能|可))|(?P<low>{_NOT}(?:少于|低于))"
    "|(?P<short>不足|不到|未达到?)|(?P<past>(?<!不)(?<!不得)(?<!不能)(?:超过|逾))"
    f"|(?P<high>{_NOT}(?:超过|多于|高于)))"
    "(?P<between>[^，。；：、！？,;:\\n0-9]{1,8})$"
)
_LIMITS = {
    "least": Bound.AT_LEAST,
    "low": Bound.AT_LEAST,
    "short": Bound.UNDER,
    "past": Bound.OVER,
    "most": Bound.AT_MOST,
    "high": Bound.AT_MOST,
}
_NEUTRAL = ("高达", "多达", "最高达", "最低")
BOUNDS_AHEAD: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    (Bound.ABOUT, lazy("左右|上下|前后")),
    (
        Bound.AT_LEAST,
        lazy(r"(?:人|家|个|户|名|次|项|件)?(?:(?:及|或)?(?:以上|之上)|或更多|或多个)"),
    ),
    (Bound.AT_MOST, lazy(r"(?:人|家|个|户|名|次|项|件)?(?:及|或)?(?:以下|以内|之下)")),
    (Bound.OVER, lazy("[多余餘](?![数边元样次])|(?<=[分之一二三四五六七八九])强(?![大调化度制])")),
    (Bound.NEARLY, lazy("(?<=[分之一二三四五六七八九])弱(?!势)")),
)
# What words of these kinds end or begin with, to look no further where nothing of it stands.
_LAST_OF_BOUNDS = frozenset(
    {word[-1] for _, words in _BEHIND for word in words.replace(")?", "|").split("|") if word}
    | set(" 了有为占是在合值达要需币$€£¥￥年月日天周秒次户亩吨件度股米台辆时钟顷里人元")
)
_FIRST_OF_LIMITS = frozenset("至起最不未超逾")
_FIRST_OF_AHEAD = frozenset("左上前以之或及多余餘人家个户名次项件下强弱")

_UP = (
    "增长|增加|提高|上升|上涨|增幅|增速|涨幅|增至|升至|攀升|提升|扩大|增|升|涨|"
    "多出|快于|上调|回升|跃升|激增|超额|延长|高出|高于(?!了?约?$)"
)
_DOWN = (
    "下降|减少|降低|下跌|下滑|回落|缩小|缩减|降幅|跌幅|减|降|跌|萎缩|下调|收窄|缩短|低于(?!了?约?$)"
)
MOVE = lazy(f"(?P<up>{_UP})|(?P<down>{_DOWN})")
MOVE_AHEAD = lazy(
    "(?:的)?(?:年均|同比|平均)?(?:(?P<up>增长|增幅|增速|涨幅|升幅)|(?P<down>降幅|跌幅|下降))"
)
# 比上月低0.1个百分点, 比去年多3万人
HIGHER = lazy("(?:(?P<up>[高多快长大])|(?P<down>[低少慢短小]))[出了]?(?:约|近)?$")
_FIRST_OF_MOVES = frozenset("的年同平增涨升降跌下")
CLAUSE_END = lazy("[。；！？\n：]|[，,](?=占|达|其中|为)|占|达到")
_FROM = lazy(
    r"(?:从|由|自)(?:每[月年天日人亩户吨])?(?:[^，。；\d]{0,12}的)?(?:约|近|超过|人民币|[$€£¥])?$"
)
_TO = lazy(r"(?:到|至|为|成)(?:了|约|近|超过|人民币|[$€£¥])*$")
_TIME_UNITS = frozenset({"year", "month", "d", "week"})
_JOINTS = ("、", "和", "至", "—", "到", "与", "-", "，")
# 增长两倍 is three times the old value, 增长到两倍 two times.
_BY = lazy("(?:增长|增加|提高|上升|上涨|扩大|高出?|多|快)了?(?:近|约|超过)?$")


_IN_FROM = frozenset("从由自")
_IN_MOVES = frozenset("".join((_UP, _DOWN, "高多快长大低少慢短小")))

PHASES = {"early": "early", "mid": "mid", "late": "late"}
_PHASE = lazy(
    "(?:年代|年)?(?:(?P<early>初(?!步|级|中|次)|上旬|伊始)|(?P<mid>中(?:叶|期|旬)|年中)"
    "|(?P<late>[底末](?!线|层|部)|下旬|后期|晚期))"
)
_BY_THE_HOUR = lazy("[时時]速(?:约|达|近|为|超过|最高达?)*$")


def place(text: str, atoms: list[Atom]) -> tuple[Atom, ...]:
    """The atoms with their bounds, directions and roles."""
    return tuple(_roles(text, place_each(text, atoms, _place)))


def _place(text: str, atom: Atom, floor: int, before: Atom | None) -> Atom:
    """One atom with its bound and direction, and what the words before it do to its value."""
    if atom.date is not None:
        return _phased(text, atom)
    window = text[max(floor, atom.span.start - 8) : atom.span.start]
    value = atom.value
    if atom.kind is Kind.MULTIPLE and value and text[atom.span.start] != "翻":
        value += Decimal(1) if _BY.search(window) else Decimal(0)
    return atom.placed(
        bound=_bound(text, atom, floor),
        direction=_direction(text, atom, floor, before),
        value=value,
        unit="km/h" if atom.unit == "km" and _BY_THE_HOUR.search(window) else atom.unit,
    )


def _phased(text: str, atom: Atom) -> Atom:
    """A date with the part of it that 初, 中旬 or 底 after it names."""
    match = _PHASE.match(text, atom.span.end) or _PHASE.match(text, atom.span.end - 1)
    if match is None or atom.date is None or atom.date.day is not None:
        return atom
    return replace(atom, date=replace(atom.date, phase=PHASES[str(match.lastgroup)]))


def _bound(text: str, atom: Atom, floor: int) -> Bound:
    if atom.bound is not Bound.EXACT:
        return atom.bound
    # A range keeps the bound of its first number only.
    bound = None if atom.role is Role.TO else _bound_behind(text, atom, floor)
    if bound is not None:
        return bound
    end = atom.span.end
    if text[end : end + 1] in _FIRST_OF_AHEAD:
        for ahead, pattern in BOUNDS_AHEAD:
            if pattern.match(text, end):
                return ahead
    return Bound.EXACT


def _bound_behind(text: str, atom: Atom, floor: int) -> Bound | None:
    start = atom.span.start
    if text[start - 1 : start] in _LAST_OF_BOUNDS:
        match = BOUND_BEHIND.search(text, max(floor, start - 14), start)
        place = next(n for n in range(len(_BEHIND)) if match[f"b{n}"]) if match else 0
        bound = _BEHIND[place][0]
        past = bound is Bound.NEARLY and atom.unit in _TIME_UNITS
        if match and not past and match[f"b{place}"] not in _NEUTRAL:
            return bound
    begin = max(floor, start - 14)
    if _FIRST_OF_LIMITS.isdisjoint(text[begin:start]):
        return None
    afar = _BOUND_AFAR.search(text, begin, start)
    if afar and _reaches(afar):
        return next(bound for name, bound in _LIMITS.items() if afar[name])
    return None


def _reaches(afar: re.Match[str]) -> bool:
    """Whether a limit reaches the number over the words between: a verb, or an owner with 的."""
    between = afar["between"]
    if afar["least"] or afar["most"]:
        return "的" not in between
    return between.endswith("的")


def _direction(text: str, atom: Atom, floor: int, before: Atom | None) -> Direction:
    if atom.kind not in MOVING or atom.direction:
        return atom.direction
    start, end = atom.span.start, atom.span.end
    ahead = MOVE_AHEAD.match(text, end) if text[end : end + 1] in _FIRST_OF_MOVES else None
    if ahead:
        return Direction.UP if ahead["up"] else Direction.DOWN
    if before and before.kind is atom.kind and text[before.span.end : start] in _JOINTS:
        return before.direction
    if atom.value is not None and atom.value < 0:
        return Direction.NONE
    return _move_behind(text[max(floor, start - 16) : start])


def _move_behind(window: str) -> Direction:
    """What the last words before a number say of it."""
    if _IN_MOVES.isdisjoint(window):
        return Direction.NONE
    for stop in CLAUSE_END.finditer(window):
        window = " " * stop.end() + window[stop.end() :]
    moves = list(MOVE.finditer(window))
    close = HIGHER.search(window) or (moves[-1] if moves else None)
    if close is None:
        return Direction.NONE
    return Direction.UP if close["up"] else Direction.DOWN


def _roles(text: str, atoms: list[Atom]) -> list[Atom]:
    opened: int | None = None
    for place, atom in enumerate(atoms):
        start = atom.span.start
        floor = atoms[place - 1].span.end if place else 0
        before = atoms[place - 1] if place else None
        if before and before.kind is Kind.DATE and text[floor:start] == "的":
            # 从2023年的5亿元增长到2030年的7亿元: the dates stand between.
            start, floor = before.span.start, 0
        if opened is not None and re.search("[。！？\n]", text[floor:start]):
            opened = None
        if atom.role is not Role.NONE:
            continue
        window = text[max(floor, start - 16) : start]
        if not _IN_FROM.isdisjoint(window) and _FROM.search(window):
            opened = place
            continue
        same_sort = opened is not None and (
            (atoms[opened].kind is Kind.DATE) == (atom.kind is Kind.DATE)
        )
        if opened is not None and same_sort and _TO.search(text, max(floor, start - 8), start):
            atoms[opened] = replace(atoms[opened], role=Role.FROM)
            atoms[place] = replace(atom, role=Role.TO)
            opened = None
    return atoms
