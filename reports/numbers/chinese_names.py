"""Chinese names with numbers in them, and words that only look like numbers, as data."""

from __future__ import annotations

import re

from reports.numbers.patterns import lazy

_N = r"[一二三四五六七八九十]{1,3}|\d{1,2}"
_END = r"(?=[^一二三四五六七八九十])"
_QUOTE = '[“"「『]?'

# What every name begins like, to look no further where there is none.
NAME_AHEAD = lazy(
    r"(?:中国共产党|中共|党的)?第?[一二三四五六七八九十\d]{1,4}(?:[届屆大国次个年可议五中]|(?<=五))"
)
# slots, from left to right, of the groups in the pattern
NAMES: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = tuple(
    (tuple(slots.split()), lazy(pattern))
    for slots, pattern in (
        ("party-congress", rf"(?:中国共产党|党的|中共)第?({_N})次(?:全国)?代表大会"),
        ("party-congress", rf"第({_N})次全国代表大会"),
        ("party-congress", rf"(?:党的|中共)({_N})大(?![会學学型量小家众部多])"),
        (
            "party-congress",
            r"(十[一二三四五六七八九]|二十[一二三]?)大(?![类项任举行工产领企城品重战])",
        ),
        (
            "central-committee plenary-session",
            rf"第?({_N})[届屆](?:中央委员会)?第?({_N})(?:次)?中全会",
        ),
        ("central-committee plenary-session", rf"第?({_N})[届屆]中央委员会第({_N})次全体会议"),
        ("plenary-session", rf"第?({_N})中全会"),
        ("central-committee", rf"第?({_N})[届屆](?=中央(?!纪))"),
        ("discipline-commission", rf"第?({_N})[届屆]中央纪委"),
        ("people-congress", rf"第?({_N})[届屆]全国人(?:大|民代表大会)"),
        (
            "five-year-plan",
            r"(十[一二三四五六七八九])五(?![一二三四五六七八九十百千万亿个年月日天次名人元岁家余多几左两位])",
        ),
        ("five-year-plan", r"([一二三四五六七八九十])五(?=[”\"」』]?(?:规划|计划|时期|期间|普法))"),
        ("five-year-plan", rf"第({_N})个五年(?:规划|计划)"),
        ("agenda", r"(\d{4})年?(?:可持续发展)?议程"),
        ("group", r"([七八二]?十?[七八]?)国集团"),
    )
)

# Words for very many: a number, but no particular one.
INDEFINITE = lazy(
    "亿万(?![0-9元吨亩股])|億萬|千千[万萬]{1,2}|千上万(?<=成千上万)|千上萬(?<=成千上萬)|百上千(?<=成百上千)|"
    "千成万(?<=成千成万)|[百千万萬亿億]计(?<=数以.计)|千千万"
)
# Words that begin with a numeral and are none.
NOT_NUMBERS = lazy(
    "万一(?![千百万亿])|萬一|一五一十|千千万万|十万火急|三番五次|一带一路|千方百计|千家万户|千军万马|百花齐放|一清二楚|"
    "一分为二|三心二意|万众一心|一举一动|一心一意|一生一世|一朝一夕|五湖四海|四面八方|五花八门|"
    "七上八下|十万八千(?=里)|十全十美|百里挑一|百年大计|千千|万万|一一|千万(?=不|别|要|注意)|百万富翁|十一(?=黄金周|长假|假期)|"
    "五一(?=劳动|假期|长假|国际)|六一(?=儿童)|八一(?=建军)|一级(?=市场)|二级市场|一线|二线|三线|一把手|二手|三角|"
    "五十步笑百步|一次性|一年一度|一体|一般|一切|一定|一些|一起|一直|一样|一致|一律|一方面|一系列|一旦|一批|一步|一部分|一大批|"
    "一流|一同|一道|一面|一贯|一向|一时|一味|一再|一手|一举|一点|一番|一种|一代|一路|一层|一位位|一个个|一项项|一份份"
)
# Characters after which 一 belongs to a word: 统一, 进一步, 之一, 每一个 …
NOT_BEFORE_ONE = frozenset("统統进進同唯单單之每某这這那哪逐任另万专專划归歸如合均惟再又下上不更哪")
# What can be counted or measured: without one of these a lone character is no number.
_CLASSIFIER_WORDS = (
    "个|個|名|位|家|项|項|件|条|條|次|种|種|类|類|大|座|所|支|套|篇|部|本|张|張|份|只|艘|辆|架|台|户|"
    "口人|人|国|省|市|县|区|村|届|屆|轮|輪|层|級|级|代|期|阶段|环节|方面|点|點|成|方|步|对|双|号|"
    "岁|歲|倍|年|月|天|周|日|小时|分钟|秒|元|亩|斤|吨|公里|公斤|公顷|平方|立方|米|度"
)
FIRST_OF_CLASSIFIERS = frozenset(word[0] for word in _CLASSIFIER_WORDS.split("|"))
CLASSIFIERS = lazy(_CLASSIFIER_WORDS)
DOCUMENT_SLOTS = {
    "条": "article", "條": "article", "章": "chapter", "节": "section", "款": "paragraph",
    "项": "item", "号": "no", "號": "no", "期": "issue", "卷": "volume", "页": "page",
}  # fmt: skip
