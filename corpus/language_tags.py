"""Language codes as files write them, brought into one form.

Files say `ZH-CN`, `zh_Hans`, `Chinese`, `EN-us`; all of Concord says `zh` and `en`, and keeps a
script only where it is not the usual one (`zh-Hant`).
"""

from __future__ import annotations

import re
from functools import lru_cache

_TAG = re.compile(r"(?P<language>[A-Za-z]{2,3})(?P<rest>(?:[-_][A-Za-z0-9]{1,8})*)")

_TWO_LETTERS = """
aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da
de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz
ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln
lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi
pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti
tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
_ISO_639_1 = frozenset(_TWO_LETTERS.split())

_THREE_LETTERS = {
    "ara": "ar", "chi": "zh", "zho": "zh", "cmn": "zh", "dan": "da", "deu": "de", "ger": "de",
    "dut": "nl", "nld": "nl", "ell": "el", "gre": "el", "eng": "en", "fin": "fi", "fra": "fr",
    "fre": "fr", "heb": "he", "hin": "hi", "hun": "hu", "ind": "id", "ita": "it", "jpn": "ja",
    "kor": "ko", "lat": "la", "may": "ms", "msa": "ms", "nor": "no", "per": "fa", "fas": "fa",
    "pol": "pl", "por": "pt", "rum": "ro", "ron": "ro", "rus": "ru", "spa": "es", "swe": "sv",
    "tha": "th", "tur": "tr", "ukr": "uk", "vie": "vi", "yue": "yue", "wuu": "wuu", "lzh": "lzh",
}  # fmt: skip

_NAMES = {
    "arabic": "ar", "chinese": "zh", "simplified chinese": "zh", "chinese (simplified)": "zh",
    "traditional chinese": "zh-Hant", "chinese (traditional)": "zh-Hant", "mandarin": "zh",
    "danish": "da", "dutch": "nl", "english": "en", "finnish": "fi", "french": "fr",
    "german": "de", "greek": "el", "hebrew": "he", "hindi": "hi", "hungarian": "hu",
    "indonesian": "id", "italian": "it", "japanese": "ja", "korean": "ko", "latin": "la",
    "malay": "ms", "norwegian": "no", "persian": "fa", "polish": "pl", "portuguese": "pt",
    "romanian": "ro", "russian": "ru", "spanish": "es", "swedish": "sv", "thai": "th",
    "turkish": "tr", "ukrainian": "uk", "vietnamese": "vi", "cantonese": "yue",
    "deutsch": "de", "español": "es", "français": "fr", "italiano": "it", "português": "pt",
    "русский": "ru", "中文": "zh", "汉语": "zh", "简体中文": "zh", "繁体中文": "zh-Hant",
    "繁體中文": "zh-Hant", "英文": "en", "英语": "en", "英語": "en", "法语": "fr", "法文": "fr",
    "德语": "de", "德文": "de", "日语": "ja", "日文": "ja", "日本語": "ja", "韩语": "ko",
    "韩文": "ko", "한국어": "ko", "俄语": "ru", "俄文": "ru", "西班牙语": "es", "阿拉伯语": "ar",
}  # fmt: skip

_TRADITIONAL_REGIONS = frozenset({"TW", "HK", "MO"})


@lru_cache(maxsize=1024)
def spell_tag(code: str) -> str:
    """A language tag in the spelling of BCP 47 (RFC 5646, section 2.1.1): `zh-Hans-CN`.

    What does not look like a tag is returned as it is, without the white space around it.
    """
    match = _TAG.fullmatch(code.strip())
    if match is None:
        return code.strip()
    parts = [match["language"].lower()]
    for part in re.split("[-_]", match["rest"])[1:]:
        if "x" in parts:
            parts.append(part.lower())
        elif len(part) == 4 and part.isalpha():
            parts.append(part.title())
        elif len(part) == 2 and part.isalpha():
            parts.append(part.upper())
        else:
            parts.append(part.lower())
    return "-".join(parts)


@lru_cache(maxsize=1024)
def reduce_tag(code: str) -> str:
    """The language alone, with `Hant` where Chinese is traditional: "zh-CN" → "zh".

    Returns:
        "und" if `code` names no language that we know of.
    """
    name = _NAMES.get(code.strip().lower())
    if name is not None:
        return name
    parts = spell_tag(code).split("-")
    language = _THREE_LETTERS.get(parts[0], parts[0])
    if language not in _ISO_639_1 and language not in _THREE_LETTERS:
        return "und"
    script = next((part for part in parts[1:] if part in ("Hans", "Hant")), "")
    if language == "zh" and (
        script == "Hant" or (not script and _TRADITIONAL_REGIONS & set(parts))
    ):
        return "zh-Hant"
    return language
