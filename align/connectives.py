"""Connectives: what joins a sentence to the one before and says nothing of its own.

A renderer leaves them out or puts others in, so that they are no part of a shared passage.
"""

_ENGLISH = """
accordingly; additionally; afterwards; also; as a result; at present; at the same time; based on
this; besides; consequently; currently; etc; finally; first; firstly; for example; for instance;
for this purpose; for this reason; fourth; furthermore; hence; however; in addition; in brief;
in conclusion; in fact; in other words; in particular; in recent years; in short; in sum;
in the future; in this regard; in this way; indeed; last; lastly; likewise; meanwhile; moreover;
nevertheless; next; nonetheless; now; nowadays; of course; on one hand; on that basis;
on the basis of this; on the contrary; on the one hand; on the other hand; on this basis;
on top of this; otherwise; overall; second; secondly; similarly; simultaneously; since then; so;
specifically; still; that is; that is to say; then; therefore; third; thirdly; thus; to date;
to sum up; to that end; to this end; today; yet
"""
_CHINESE = """
一方面; 一是; 三是; 与此同时; 为此; 二是; 但是; 例如; 其次; 其中; 再次; 另一方面; 可以说; 同时;
四是; 因此; 因而; 实际上; 尤其是; 当前; 当然; 总之; 总的来说; 所以; 换言之; 最后; 最终; 此外;
然而; 特别是; 由此; 目前; 第一; 第三; 第二; 第四; 近年来; 这样; 除此之外; 首先
"""
_GERMAN = """
also; außerdem; daher; damit; danach; dann; darum; dazu; dennoch; derzeit; ebenso; erstens; ferner;
gleichzeitig; insgesamt; jedoch; kurz gesagt; schließlich; seitdem; so; trotzdem; und zwar; zudem;
zugleich; zum beispiel; zweitens
"""
_FRENCH = """
actuellement; ainsi; aujourd'hui; aussi; cependant; d'abord; d'ailleurs; de plus; donc; en effet;
en outre; en revanche; enfin; ensuite; néanmoins; par ailleurs; par conséquent; par exemple;
pourtant; toutefois
"""

CONNECTIVES = frozenset(
    " ".join(words.split())
    for table in (_ENGLISH, _CHINESE, _GERMAN, _FRENCH)
    for words in table.split(";")
)
"""In lower case, without the comma that follows them."""
