"""Which language a text is in: by its script, then by its commonest words and letters.

No model and no network. Scripts are counted first; a script that only one language of note uses
settles the matter. Languages that share a script are told apart by function words, which make up a
third to a half of any running text, and by letters and endings that only some of them have
(the small-words and short-suffix method of Grefenstette, "Comparing two language identification
schemes", JADT 1995).
"""

from __future__ import annotations

import re

from corpus.stopwords import ENDINGS, LETTERS, STOPWORDS

UNKNOWN = "und"

# What is looked at of a long text: its beginning, its middle and its end.
_SAMPLE = 4_000

# A Han character, a kana or a hangul syllable carries about as much as three Latin letters.
_WEIGHT_OF_CJK = 3

_SCRIPTS: dict[str, tuple[str, re.Pattern[str]]] = {
    name: (language, re.compile(f"[{characters}]"))
    for name, language, characters in (
        ("Latin", "", "A-Za-zªºÀ-ÖØ-öø-ɏḀ-ỿ"),
        ("Han", "zh", "々〇㐀-䶿一-鿿豈-﫿\U00020000-\U000323af"),
        ("Kana", "ja", "ぁ-ゖァ-ヺｦ-ﾝ"),
        ("Hangul", "ko", "ᄀ-ᇿㄱ-ㆎ가-힣"),
        ("Cyrillic", "", "Ѐ-ԯ"),
        ("Arabic", "", "ؠ-ي\u066e-ە\u06fa-ۿݐ-ݿ"),
        ("Greek", "el", "Ͱ-ϽͿ-Ͽἀ-῾"),
        ("Hebrew", "he", "א-ת"),
        ("Thai", "th", "ก-๎"),
        ("Devanagari", "", "\u0900-\u0963\u0971-\u097f"),
        ("Bengali", "bn", "\u0980-\u09e3"),
        ("Gurmukhi", "pa", "\u0a01-\u0a74"),
        ("Gujarati", "gu", "\u0a81-\u0ae3"),
        ("Tamil", "ta", "\u0b82-\u0bd0"),
        ("Telugu", "te", "\u0c00-\u0c63"),
        ("Kannada", "kn", "\u0c80-\u0ce3"),
        ("Malayalam", "ml", "\u0d00-\u0d63"),
        ("Sinhala", "si", "\u0d81-\u0ddf"),
        ("Lao", "lo", "\u0e81-\u0ecd"),
        ("Tibetan", "bo", "\u0f00-\u0fbc"),
        ("Burmese", "my", "\u1000-\u103f"),
        ("Georgian", "ka", "\u10a0-\u10ff"),
        ("Armenian", "hy", "\u0531-\u0587"),
        ("Ethiopic", "am", "\u1200-\u135a"),
        ("Khmer", "km", "\u1780-\u17d3"),
    )
}
_CJK = ("Han", "Kana", "Hangul")
_SHARED = {
    "Latin": tuple(STOPWORDS["Latin"]),
    "Cyrillic": tuple(STOPWORDS["Cyrillic"]),
    "Arabic": tuple(STOPWORDS["Arabic"]),
    "Devanagari": tuple(STOPWORDS["Devanagari"]),
}
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def _languages_of_words() -> dict[str, tuple[tuple[str, float], ...]]:
    """For each function word its languages, with a weight that falls as they become more."""
    owners: dict[str, list[str]] = {}
    for languages in STOPWORDS.values():
        for language, words in languages.items():
            for word in words.split():
                owners.setdefault(word, []).append(language)
    return {
        word: tuple((language, 1 / len(languages)) for language in languages)
        for word, languages in owners.items()
    }


_OWNERS = _languages_of_words()
_OWN_LETTERS = {language: re.compile(f"[{letters}]") for language, letters in LETTERS.items()}
_OWN_ENDINGS = {
    language: re.compile(f"[^\\W\\d_]{{2}}(?:{endings.replace(' ', '|')})\\b")
    for language, endings in ENDINGS.items()
}


def detect_language(text: str) -> str:
    """Say in which language a text is.

    Args:
        text: of any length; of a long one the beginning, the middle and the end are read.

    Returns:
        An ISO 639-1 code ("en", "zh", "de" …), or "und" where there is too little to go by.
    """
    sample = _sample(text)
    script, letters = _main_script(sample)
    if not letters:
        return UNKNOWN
    if script not in _SHARED:
        return _SCRIPTS[script][0]
    return _by_words(sample.lower(), script)


def script_family(language: str) -> str:
    """The script of a language by its code ("Latin", "Cyrillic" …); "" if the code is unknown."""
    return _FAMILIES.get(language.partition("-")[0].lower(), "")


def _sample(text: str) -> str:
    if len(text) <= 3 * _SAMPLE:
        return text
    middle = len(text) // 2
    return f"{text[:_SAMPLE]} {text[middle : middle + _SAMPLE]} {text[-_SAMPLE:]}"


def _main_script(text: str) -> tuple[str, int]:
    """The script with the most weight, and the number of its letters."""
    if text.isascii():
        return "Latin", len(_SCRIPTS["Latin"][1].findall(text))
    counts = {name: len(pattern.findall(text)) for name, (_, pattern) in _SCRIPTS.items()}
    cjk = sum(counts[name] for name in _CJK)
    name = max(counts, key=lambda key: counts[key])
    if cjk * _WEIGHT_OF_CJK > max(count for key, count in counts.items() if key not in _CJK):
        return _east_asian(counts), cjk
    if name in _CJK:
        name = max((key for key in counts if key not in _CJK), key=lambda key: counts[key])
    return name, counts[name]


def _east_asian(counts: dict[str, int]) -> str:
    """Japanese shows by its kana even when most characters are Han; Korean by its hangul."""
    if counts["Hangul"] > counts["Han"] + counts["Kana"] or (
        counts["Hangul"] > counts["Kana"] and counts["Hangul"] * 2 > counts["Han"]
    ):
        return "Hangul"
    return "Kana" if counts["Kana"] * 10 > counts["Han"] else "Han"


def _by_words(text: str, script: str) -> str:
    languages = _SHARED[script]
    scores = dict.fromkeys(languages, 0.0)
    words = _WORD.findall(text)
    for word in words:
        for language, weight in _OWNERS.get(word, ()):
            if language in scores:
                scores[language] += weight
    for language in languages:
        if language in _OWN_LETTERS:
            # Names bring foreign letters into any text, so letters alone cannot outvote words.
            scores[language] += min(0.5 * len(_OWN_LETTERS[language].findall(text)), len(words) / 3)
        if language in _OWN_ENDINGS:
            scores[language] += 0.3 * len(_OWN_ENDINGS[language].findall(text))
    best = max(languages, key=lambda language: scores[language])
    if scores[best] >= 0.5 and scores[best] >= 0.04 * len(words):
        return best
    return _DEFAULTS.get(script, UNKNOWN)


_FAMILIES = {language: script for script, owners in STOPWORDS.items() for language in owners} | {
    language: script for script, (language, _) in _SCRIPTS.items() if language
}

# Scripts of which most text, by far, is in one language.
_DEFAULTS = {"Cyrillic": "ru", "Arabic": "ar", "Devanagari": "hi"}
