"""What other languages know about their full stops, and a default for all that are not listed."""

from __future__ import annotations

from corpus.segmentation.alphabetic import Rules, candidates, exact, words
from corpus.segmentation.english import RULES as ENGLISH

_COMMON_BEFORE_NUMBER = "no nr p pp art fig vol tab tel"

_GERMAN = Rules(
    titles=words(
        "Dr Prof Hr Fr Frl Dipl Ing Mag Hrsg bzw ca z.B z. d.h d. u.a u. v.a i.d.R i. o.ä "
        "s.o s.u s. "
        "vgl sog evtl ggf inkl exkl bspw insb etwa gem lt zzgl St Sankt geb gest Jh dt engl "
        "frz lat "
        "usf mind max allg ehem röm kath ev"
    ),
    before_number=words(
        f"{_COMMON_BEFORE_NUMBER} S Abs Art Nr Bd Kap Abb Anm Aufl Hs Ziff Ziffer Str Rn Rz "
        f"Lit Jan "
        "Febr Feb Apr Aug Sept Okt Nov Dez"
    ),
    enders=words("usw etc"),
    final=words("Co Ges mbH Str Jr Sr Mio Mrd Tsd Std Min Sek Hd n.Chr v.Chr Chr a.D"),
    starters=exact(
        "Der Die Das Ein Eine Einer Eines Einem Einen Er Sie Es Wir Ihr Ich Du Dies Diese "
        "Dieser Dieses Diesem Diesen Jene Jener Jenes In Im Am An Auf Aus Bei Beim Mit Nach "
        "Von Vom Vor Zu Zum Zur Für Durch Ohne Gegen Um Unter Über Zwischen Während Wegen "
        "Trotz Seit Bis Als Wenn Weil Da Dass Ob Obwohl Damit Nachdem Bevor Sobald Und Aber "
        "Oder Doch Denn Sondern Jedoch Deshalb Daher Dann Dort Hier Heute Gestern Morgen Nun "
        "Jetzt So Also Auch Nur Noch Schon Alle Viele Einige Manche Mehrere Jeder Jede Jedes "
        "Kein Keine Man Was Wer Wie Wo Warum Wann Welche Welcher Welches Sein Seine Ihre "
        "Unser Unsere Mein Meine Zudem Außerdem Dennoch Trotzdem Zunächst Schließlich "
        "Insgesamt Allerdings Dabei Dazu Dadurch"
    ),
    ordinals=True,
    ordinal_heads=exact(
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember "
        "Jänner Jahrhundert Jahrhunderts Weltkrieg Stock Klasse Platz Mal Geburtstag"
    ),
)

_FRENCH = Rules(
    titles=words(
        "M MM Mme Mlle Mmes Me Dr Pr Mgr St Ste cf p.ex ex env chap éd dir resp av c.-à-d"
    ),
    before_number=words(f"{_COMMON_BEFORE_NUMBER} n al par janv févr avr juil sept oct nov déc"),
    enders=words("etc"),
    final=words("J.-C Cie S.A U.E O.N.U"),
    starters=exact(
        "Le La Les L Un Une Des Ce Cet Cette Ces Il Elle Ils Elles On Nous Vous Je Tu Son Sa "
        "Ses Leur Leurs Notre Votre Mon Ma Mes En Dans Sur Sous Par Pour Avec Sans Entre "
        "Depuis Pendant Après Avant Lors Selon Si Quand Lorsque Comme Mais Et Ou Donc Or Ni "
        "Car Cependant Toutefois Ainsi Puis Alors Enfin Aussi Au Aux À De Du D C'est C'était "
        "Chaque Tous Toutes Tout Plusieurs Certains Quelques Qui Que Quoi Où Comment Pourquoi"
    ),
)

_SPANISH = Rules(
    titles=words(
        "sr sra srta sres dr dra D dña prof ing lic gral cnel excmo excma ilmo ud uds vd "
        "p.ej ej cf "
        "aprox sto sta mons"
    ),
    before_number=words(f"{_COMMON_BEFORE_NUMBER} núm pág págs cap ed"),
    enders=words("etc"),
    final=words("EE.UU S.A a.C d.C a.m p.m Cía"),
    starters=exact(
        "El La Los Las Un Una Unos Unas Este Esta Estos Estas Ese Esa Eso Esto Aquel Su Sus "
        "Mi Se Lo Le En De Con Por Para Sin Sobre Entre Desde Hasta Según Tras Durante Al Del "
        "A Y Pero O Ni Si Cuando Como Aunque Porque Mientras Donde Que Quien Cada Todo Todos "
        "Todas Muchos Algunos No También Además Así Entonces Después Antes Ahora Hoy Ayer "
        "Luego Yo Él Ella Ellos Nosotros Es Son Fue Era Hay"
    ),
)

_ITALIAN = Rules(
    titles=words("sig sigg sig.ra dott dott.ssa prof avv ing arch geom on mons S es cfr ecc.mo"),
    before_number=words(f"{_COMMON_BEFORE_NUMBER} n pag pagg cap sez"),
    enders=words("ecc etc"),
    final=words("a.C d.C S.p.A S.r.l"),
    starters=exact(
        "Il Lo La I Gli Le Un Una Uno Questo Questa Questi Queste Quello Quella In Nel Nella "
        "Con Per Da Di A Al Alla Su Tra Fra Dopo Prima Se Quando Come Ma E O Non Anche Così "
        "Poi Ogni Tutti Molti Si Egli Lui Lei Essi Noi È Era Sono"
    ),
)

_PORTUGUESE = Rules(
    titles=words("sr sra srta dr dra prof profa eng exmo exma D p.ex ex cf aprox sto sta"),
    before_number=words(f"{_COMMON_BEFORE_NUMBER} n núm pág págs cap"),
    enders=words("etc"),
    final=words("S.A Ltda a.C d.C EUA Cia"),
    starters=exact(
        "O A Os As Um Uma Este Esta Estes Estas Esse Essa Isso Isto Em No Na Nos Nas De Do Da "
        "Com Por Para Sem Sobre Entre Desde Até Após Se Quando Como Mas E Ou Não Também Assim "
        "Então Ele Ela Eles Elas Nós Eu Cada Todos Muitos Ao À É São Foi Era Há"
    ),
)

_DUTCH = Rules(
    titles=words(
        "dhr mevr mw dr drs ir ing prof mr ds bijv bv d.w.z o.a m.b.t i.p.v t.o.v ca resp"
    ),
    before_number=words(f"{_COMMON_BEFORE_NUMBER} blz hfst jan feb apr aug sept okt nov dec"),
    enders=words("enz etc"),
    final=words("B.V N.V n.Chr v.Chr"),
    starters=exact(
        "De Het Een Dit Dat Deze Die Hij Zij Ze We Wij Ik Je U Er In Op Aan Met Van Voor Door "
        "Bij Na Om Als Toen Maar En Of Want Ook Dus Dan Daar Hier Nu Volgens Zijn Haar Hun"
    ),
)

_POLISH = Rules(
    titles=words("dr prof inż mgr hab ks św gen płk ul al pl np tzn tj m.in por zob ok ww tzw im"),
    before_number=words(f"{_COMMON_BEFORE_NUMBER} s str r w ust poz pkt rozdz godz"),
    enders=words("itd itp etc"),
    final=words("r w tys mln mld zł n.e p.n.e"),
    starters=exact(
        "W Na Z Ze Do Od Po Przy Dla O Za Pod Nad To Ten Ta Te On Ona Oni Jest Są Nie Ale I A "
        "Jednak Jego Jej Ich Jak Jeśli Kiedy Gdy Co Kto Tak Więc Również Już"
    ),
)

_RUSSIAN = Rules(
    titles=words("г-н г-жа проф акад д-р ул пр т.е т.н т.к напр см ср им св гр тов инж кв обл р"),
    before_number=words("№ стр с п пп гл рис табл ст т ч д кв корп"),
    enders=words("т.д т.п др пр"),
    final=words("г гг в вв руб коп тыс млн млрд н.э"),
    starters=exact(
        "В На С Со К По Из За От До Для При О Об У Это Этот Эта Эти Он Она Они Мы Я Вы Но И А "
        "Не Как Если Когда Что Кто Так Также Однако Поэтому Его Её Их Все Всё Там Здесь Тогда"
    ),
)

_GREEK = Rules(
    titles=words("κ κα κος δρ π.χ δηλ βλ καθ"),
    before_number=words(f"{_COMMON_BEFORE_NUMBER} σελ αρ άρθ εικ"),
    enders=words("κ.λπ κτλ κ.ά"),
    pattern=candidates(";"),
)

_DEFAULT = Rules(
    titles=words("Dr Prof Mr Mrs Ms St cf e.g i.e vs"),
    before_number=words(_COMMON_BEFORE_NUMBER),
    final=words("etc Co Inc Ltd Corp Jr Sr"),
)

_RULES = {
    "en": ENGLISH,
    "de": _GERMAN,
    "fr": _FRENCH,
    "es": _SPANISH,
    "it": _ITALIAN,
    "pt": _PORTUGUESE,
    "nl": _DUTCH,
    "pl": _POLISH,
    "ru": _RUSSIAN,
    "el": _GREEK,
    # English stands in Chinese, Japanese and unknown texts more often than anything else.
    "zh": ENGLISH,
    "ja": ENGLISH,
    "und": ENGLISH,
}


def rules_for(language: str) -> Rules:
    """The rules of a language, by its code; a region or script after the code is ignored."""
    return _RULES.get(language.partition("-")[0].lower(), _DEFAULT)
