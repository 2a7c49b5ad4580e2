"""What a single line is by its own look: date, address, byline, list item, heading."""

from __future__ import annotations

import re

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|januar|februar|märz|mai|juni|juli|"
    r"oktober|dezember|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|"
    r"décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|"
    r"diciembre)\.?"
)
_TIME = r"(?:\s*,?\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:\s*[ap]\.?m\.?)?(?:\s*[A-Z]{2,4})?)?"
_DAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
_DATE = (
    rf"{_DAY}(?:\d{{4}}\s*[-/.年]\s*\d{{1,2}}(?:\s*[-/.月]\s*\d{{1,2}}\s*日?)?月?"
    rf"|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th|\.)?\s+(?:de\s+)?{_MONTH},?\s+(?:de\s+)?\d{{4}}|"
    rf"{_MONTH},?\s+\d{{4}}"
    rf"|"
    rf"[二〇零○一三四五六七八九]{{4}}年(?:[一二三四五六七八九十]{{1,3}}月(?:[一二三四五六七八九十]{{1,3}}日)?)?){_TIME}"
)
_DATE_LABEL = (
    r"(?:(?:published|updated|posted|date|last (?:updated|modified)|release date|issued|created|"
    r"发布时间|发布日期|更新时间|时间|日期|发表时间|成文日期|stand|publié le|"
    r"fecha)\s*(?:on\s+)?[:：]?\s*)?"
)
_DATE_LINE = re.compile(rf"[(（\[【]?\s*{_DATE_LABEL}{_DATE}\s*[)）\]】]?\s*", re.IGNORECASE)
_DATED_LABELS = re.compile(
    rf"{_DATE_LABEL}{_DATE}\s+(?:\S{{1,12}}\s*[:：]\s*\S{{1,24}}\s*){{1,4}}", re.IGNORECASE
)
_URL = r"(?:(?:https?|file)://|www\.)[^\s，。；、）)]+|\S+@[\w-]+\.[\w.-]+"
_ADDRESS_LINE = re.compile(
    rf"(?:[^.!?。]{{0,100}}[:：]\s*)?<?(?:{_URL})>?\s*(?:[.。]|\d+\s?/\s?\d+)?"
)
_DETAIL_LINE = re.compile(
    r"(?:doi|isbn|issn|word count|reading time|views?|clicks|document (?:no|number)|file no|"
    r"arxiv|version|language|页数|字数|阅读|浏览(?:量|次数)?|点击(?:量|数)?|文号|"
    r"索引号|发文字号|发文机关|"
    r"主题分类|有效性|公文种类|分类号|中图分类号|文献标识码|文章编号)\s*[:：]",
    re.IGNORECASE,
)
_BIOGRAPHY = re.compile(
    r"(?:author(?:'s|’s)? (?:biography|bio|profile|introduction|information|affiliation)|"
    r"about the authors?|biographical note|contributor|作者(?:简介|单位|介绍|信息)|"
    r"个人简介|基金项目|"
    r"通[讯信]作者|收稿日期)\s*(?:[:：]|$)|[\[【（(](?:作者简介|作者单位|作者系|作者为|作者：)",
    re.IGNORECASE,
)
_AUTHOR = re.compile(
    r"(?:[Bb]y|BY) [A-Z][\w.'’-]+(?: (?:and |& |de |van |von |bin |"
    r"al-)?[A-Z][\w.'’-]+){0,8}(?:,.{0,40})?$"
    r"|(?:[Aa]uthors?|[Ww]ritten by|[Rr]eported by|[Rr]eporters?|[Tt]ranslat(?:ors?|ed by)|"
    r"[Cc]ompiled by|[Ss]peaker|[Ii]nterviewer|Von|Par|Por)\s*[:：]\s*\S"
    r"|(?:作者|记者|通讯员|撰文|文字|译者|翻译|供稿|摄影|图片|口述|整理|采写|发言人|"
    r"主讲人)\s*[:：丨|/]\s*\S"
    r"|文\s*[/／丨|]\s*\S|[（(]作者[:：]|(?:本报|新华社|人民网|光明网|"
    r"央视网)?记者\s?[\u4e00-\u9fff· ]{2,12}$"
)
_DASHED = re.compile(r"(?:[—―─]{2,}|--+)\s*\S")
_ATTRIBUTION = re.compile(r"[—―–]\s?[^\W\d_]")
_BULLET = re.compile(r"(?:[•●▪◦■□◆◇▶►‣⁃·*+–—―-])\s+\S|[•●▪◦◆►‣⁃]\S|[①-⑳]|[☐☑✓✔]")
_NUMBERED = re.compile(
    r"[(（\[]?(?P<number>\d{1,3}(?:\.\d{1,3})*|[ivxlc]{1,6}|[IVXLC]{1,6}|"
    r"[A-Za-z])[.)）\]、．](?:\s+|(?=[^\W\d_]))"
    r"|[(（]?(?P<han>[一二三四五六七八九十百]{1,4})(?:[)）、．.]|是)\s*"
    r"|(?P<deep>\d{1,2}(?:\.\d{1,2}){1,3})\s+(?=[^\W\d_])"
)
_CHAPTER = re.compile(
    r"(?:chapter|section|part|article|appendix|annex|book|volume|act|scene|kapitel|abschnitt|"
    r"teil|artikel|chapitre|partie|annexe|capítulo|parte|sección|capitolo|глава|раздел)\s+"
    r"(?:\d+|[ivxlc]+|one|two|three|four|five|six|seven|eight|nine|ten)\b"
    r"|第[一二三四五六七八九十百零〇\d]{1,5}[章节部篇编卷讲部分]",
    re.IGNORECASE,
)
# "May" before a number is the month.
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should|must|may(?!\s+\d)|might|shall|did|does|"
    r"do|said|says)\b",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?。！？…;；,，:：、](?:[\"'”’»」』)）\]】*_])*(?:\s?\[\d+\])*$")
# A word of four letters is no abbreviation that a title would hold ("Mr. Hill Goes to Sea").
_INNER_END = re.compile(
    r"[^\W\d_A-Z]{4}[.!?][\"”’)]*\s+[\"“(]?[A-Z]|[。！？][”」』）)\"]*[^\s”」』）)\"]"
)
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_HAN = re.compile("[㐀-鿿豈-﫿ぁ-ヿ가-힣]")
_LEADER = re.compile(r"(?:\.\s?){4,}\s*\d+$|…{2,}\s*\d+$")


def is_metadata(line: str) -> bool:
    """A date, an address, an identifier or a biographical note, alone on its line."""
    return (
        _DATE_LINE.fullmatch(line) is not None
        or (len(line) < 150 and _DATED_LABELS.fullmatch(line) is not None)
        or (len(line) < 300 and _ADDRESS_LINE.fullmatch(line) is not None)
        or _DETAIL_LINE.match(line) is not None
        or (line[-1:].isdigit() and _LEADER.search(line) is not None)
    )


def is_date(line: str) -> bool:
    """A date, alone on its line."""
    return _DATE_LINE.fullmatch(line) is not None


def is_biography(line: str) -> bool:
    """A labelled note about the author."""
    return _BIOGRAPHY.match(line) is not None


def is_byline(line: str) -> bool:
    """Who wrote or said it: "By …", "——Speech of …", "作者：…"."""
    if len(line) > 300:
        return False
    return _DASHED.match(line) is not None or _AUTHOR.match(line) is not None


def is_attribution(line: str) -> bool:
    """A dash and a name under a quotation, "— Ada Lovelace"; "—Report on …" under a title."""
    if _ATTRIBUTION.match(line) is None or ends_like_sentence(line):
        return False
    words = _WORD.findall(line)
    # A dash with a space after it may also be a bullet.
    most = 12 if line[1].isspace() else 30
    return len(words) <= most and not has_finite_verb(line) and words[0][:1].isupper()


def is_bullet(line: str) -> bool:
    """An item of a list by its bullet or dash."""
    return _BULLET.match(line) is not None


def number_style(line: str) -> str:
    """How a line is numbered: the look of its number ("1.", "(i)", "一、"), or ""."""
    found = _NUMBERED.match(line)
    if found is None or found[0].endswith("是"):
        return ""
    number = found["number"] or found["han"] or found["deep"]
    return found[0].strip().replace(number, _look(number), 1)


def number_length(line: str) -> int:
    """How many code points the number and the space behind it take, 0 if there is none."""
    found = _NUMBERED.match(line)
    return found.end() if found and not found[0].endswith("是") else 0


def _look(number: str) -> str:
    if number[0].isdigit():
        return "1" + ".1" * number.count(".")
    if _HAN.match(number):
        return "一"
    if re.fullmatch(r"[ivxlc]+|[IVXLC]+", number):
        return "i" if number.islower() else "I"
    return "a" if number.islower() else "A"


def is_chapter(line: str) -> bool:
    """A line such as "Chapter 3 …" or "第三章 …"."""
    return _CHAPTER.match(line) is not None


def ends_like_sentence(line: str) -> bool:
    """Whether the last mark is one that ends a sentence or a clause."""
    return line[-1:] in ".。" or _END.search(line, max(0, len(line) - 20)) is not None


def has_inner_end(line: str) -> bool:
    """Whether a sentence ends before the line does."""
    return _INNER_END.search(line) is not None


def has_finite_verb(line: str) -> bool:
    """Whether one of the commonest finite verbs of English occurs."""
    return _FINITE.search(line) is not None


def size(line: str) -> int:
    """In words; two Han characters make one."""
    if line.isascii():
        return len(line.split())
    han = len(_HAN.findall(line))
    return (han + 1) // 2 + len(_WORD.findall(_HAN.sub(" ", line)))
