"""What web pages wrap around an article, and the labelled lines that say where it comes from.

Tables by language. Words alone decide nothing: the line must be short or labelled, and stand at one
of the ends of the document; `corpus.structure` sees to that.
"""

from __future__ import annotations

import re

# "Label: …" lines that belong to the page rather than to the article.
_LABELS = {
    "en": "edit|edited by|editors?|responsible editor|editor[- ]in[- ]charge|executive editor|"
    "copy ?editor|web editor|proofread(?:er|ing)?|(?:special |copyright )?statement|disclaimer|"
    "reposted from|reprinted from|original title|original link|share|tags?|filed under|category|"
    "categories|source|sources|hotline|follow us|contact(?: us)?",
    "zh": "(?:责任)?编辑|责编|美编|编审|校对|审核|监制|初审|复审|终审|一审|二审|三审|"
    "文章来源|来源|稿源|"
    "转自|转载自|特别声明|免责声明|版权声明|声明|原标题|原文链接|分享|标签|关键字|"
    "栏目|投稿邮箱|联系邮箱|"
    "責任編輯|編輯|來源|相关附件|微信编辑|值班编辑|值班主任|统筹|策划|制作",
    "other": "redaktion|quelle|rédaction|fuente|fonte|redactie|bron|redakcja|źródło|источник|"
    "редактор|編集|出典",
}
# Lines that are nothing but a button, a menu or a notice; from their beginning.
_LINES = {
    "en": r"recommended (?:reading|articles|for you|stories)|related (?:articles?|reading|"
    r"news|links|"
    r"posts|stories|content|topics|documents)|read (?:more|next|also)|more (?:from|news|stories|"
    r"articles|on this)|most (?:read|viewed|popular)|you (?:may|might) (?:also )?(?:like|"
    r"be interested)|"
    r"share (?:this|on|to|via|with)|(?:friendly |useful |quick )?links$|print(?: (?:this|"
    r"page|version))?$|"
    r"(?:back|return) to (?:top|home|list)|subscribe(?:$| (?:to|now|for))|sign (?:up|in)(?:$| )|"
    r"log ?in$|follow us|about us$|contact us$|site ?map$|home(?: ?page)?$|menu$|search$|skip to |"
    r"copyright (?:©|\(c\)|\d{4}|by )|©|\(c\) ?\d{4}|all rights reserved|click (?:here|to|the)|"
    r"(?:previous|next)(?: (?:article|post|page|story))?(?:$|:)|leave a (?:comment|reply)|"
    r"comments?(?:$| ?\(\d)|no comments|scan the (?:qr )?code|privacy policy|"
    r"terms of (?:use|service)|"
    r"cookie|advertisement$|sponsored|download (?:the )?(?:app|pdf)|hot (?:topics|news)|"
    r"(?:facebook|twitter|linkedin|wechat|weibo|whatsapp|email|e-mail|x)(?:[ |"
    r",/·]+(?:facebook|twitter|"
    r"linkedin|wechat|weibo|whatsapp|email|e-mail|x|print|share|copy link))*$",
    "zh": "相关(?:阅读|新闻|链接|文章|推荐|报道|专题)|推荐阅读|延伸阅读|热点推荐|"
    "热门(?:推荐|文章|新闻)|猜你喜欢|"
    "更多(?:精彩|内容|新闻|阅读)|分享(?:到|至|本文)|扫一扫|扫描(?:下方|上方|左侧|"
    "右侧)?二维码|打印(?:本页|$)|"
    "关闭(?:窗口|本页|$)|返回(?:顶部|首页|列表|$)|上一[篇页条]|下一[篇页条]|"
    "点击(?:查看|阅读|下载|进入|关注)|"
    "阅读(?:全文|原文)|查看(?:全文|原文|更多)|关注(?:我们|微信|公众号)|长按(?:识别|"
    "二维码)|微信(?:公众号|扫一扫)|"
    "版权所有|未经(?:许可|授权|书面)|转载(?:请|须|自)|【?字[号体](?:】|：|:|大|$)|"
    "首页|登录$|注册$|收藏(?:$|本)|"
    "我要评论|网友评论|发表评论|友情链接|网站地图|联系我们|关于我们|网站(?:首页|"
    "声明)|举报|纠错|保护视力色|"
    "打印页面|无障碍|长者|京ICP|[^\\s]{0,3}ICP备",
    "other": r"lesen sie auch|mehr zum thema|teilen$|drucken$|lire aussi|à lire|partager$|"
    r"imprimer$|"
    r"leer más|compartir$|leggi anche|condividi$|leia (?:mais|também)|lees ook|"
    r"czytaj (?:też|także)|"
    r"читайте также|поделиться|関連記事|シェア",
}
# Notices that betray themselves anywhere in the last lines of a document.
_NOTICES = {
    "en": r"all rights reserved|download the (?:pdf|full (?:text|report|document)|document|file)|"
    r"(?:pdf|document|link|qr code|button) (?:below|above)\b.{0,20}$|infring\w+ .{0,60}rights|"
    r"(?:reproduced|reprinted|republished) (?:with|without|by) .{0,20}permission|"
    r"contact (?:this|our) (?:site|website)|do(?:es)? not (?:necessarily )?represent the (?:views?|"
    r"position|opinions?) of|read the (?:full|rest of the) (?:article|text|story|report)|"
    r"for (?:the )?(?:rest|remainder) of (?:this|the) (?:article|translation|text|document)",
    "zh": "版权归.{0,20}所有|如有侵权|侵犯.{0,20}权益|不代表.{0,12}(?:观点|立场)|"
    "转载请注明|请联系(?:我们|本网|本站)|"
    "扫描二维码|未经.{0,6}授权.{0,8}转载|本网站?(?:注明|转载)",
}


def _any_of(*tables: dict[str, str]) -> str:
    return "|".join(pattern for table in tables for pattern in table.values())


_LABELLED = re.compile(rf"[【\[(（]?(?:{_any_of(_LABELS)})[】\]]?\s*[:：]", re.IGNORECASE)
_STARTS = re.compile(rf"[【\[(（«»<>|·•\s]*(?:{_any_of(_LINES)})", re.IGNORECASE)
_BETRAYS = re.compile(_any_of(_NOTICES), re.IGNORECASE)


# "Home | News | Contact": short entries between bars or arrows.
_MENU = re.compile(r"[^|｜>»]{1,24}(?:[|｜>»][^|｜>»]{1,24}){2,11}")


def is_labelled(line: str) -> bool:
    """Whether a line begins with a label such as "Responsible editor:"."""
    return _LABELLED.match(line) is not None


def is_page_furniture(line: str) -> bool:
    """Whether a line is a menu, or begins as a button or notice of a web page does."""
    return _STARTS.match(line) is not None or _MENU.fullmatch(line) is not None


def is_notice(line: str) -> bool:
    """Whether a line holds the words of a copyright, download or reproduction notice."""
    return _BETRAYS.search(line) is not None
