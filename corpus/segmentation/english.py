"""What English knows about its full stops."""

from __future__ import annotations

import re

from corpus.segmentation.alphabetic import Rules, exact, words

_MONTHS = "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec"

RULES = Rules(
    titles=words(
        "Mr Mrs Ms Mx Dr Prof Gen Sen Rep Gov Capt Cpt Col Lt Cmdr Sgt Cpl Pvt Adm Maj Brig "
        "Hon Rev "
        "Fr Pres Supt Messrs Mmes Mt Ft Amb Sec-Gen Asst Assoc Dir Atty St Ste "
        "e.g i.e eg ie cf viz vs v approx ca esp incl resp al.e a.k.a aka w.r.t c.f trans ed eds "
        "ibid op loc Univ"
    ),
    before_number=words(
        "no nos num Rs p pp par para paras art arts fig figs vol vols ch chap chaps sec sect secs "
        f"eq eqs ex app tab pt pts ver ext tel {_MONTHS} Mon Tue Tues Wed Thu Thur Thurs Fri Sat "
        "Sun Nr Reg Stat cl col cols ln r"
    ),
    final=words(
        "Inc Ltd Co Corp Bros Cos LLC plc Jr Sr Esq Ave Blvd Rd St Dept Est Assn Ph.D M.D B.A M.A "
        "B.Sc M.Sc LL.D D.C U.S U.K U.N E.U U.S.A U.S.S.R U.A.E P.R.C R.O.C B.C A.D B.C.E C.E N.Y "
        "L.A al et.al Calif Mass Conn Fla Tex Minn Wash Ariz Colo Okla Md Va Pa Vt Messrs "
        "dept est min max avg temp misc ft lb lbs oz"
    ),
    enders=words("etc a.m p.m am pm"),
    starters=exact(
        "The A An This That These Those It Its He She They We You I His Her Their Our My Your "
        "In On At By For From To With Without Within Under Over After Before Since During "
        "Until Although Though Because While When Where Why How What Who Which Whose If "
        "Unless Once However Moreover Furthermore Therefore Thus Hence Nevertheless Meanwhile "
        "Instead Still Yet And But Or So Nor Then There Here Now Today Yesterday Tomorrow "
        "Only Also Even Just All Some Many Most Much Each Every Both Several Few Other "
        "Another Such Any No Not None Nobody Nothing Everyone Everything Someone Something "
        "Finally First Second Third Last Currently Recently According As Please Let Do Did "
        "Does Is Are Was Were Has Have Had Can Could Will Would Should May Might Must One Two "
        "Three Later Soon Perhaps Maybe Next Despite Through Throughout Between Among Against "
        "Given Together Otherwise"
    ),
    not_after_time=words(
        "EST EDT CST CDT MST MDT PST PDT GMT UTC BST CET ET PT CT MT Eastern Pacific Central "
        "Mountain Greenwich Beijing Monday Tuesday Wednesday Thursday Friday Saturday Sunday "
        "January February March April June July August September October November December"
    ),
    labels=exact(
        "Chapter Section Article Table Figure Fig. Step Part Appendix Annex Lesson Question "
        "Act Scene Box Note Rule Principle Example Exercise Theorem Lemma Definition "
        "Proposition Corollary Remark Phase Stage Case Item Paragraph Clause Schedule Exhibit "
        "Task CHAPTER SECTION ARTICLE TABLE FIGURE STEP PART APPENDIX ANNEX"
    ),
    speech=re.compile(
        r"(?:[A-Z]\w*\.? ){1,3}(?:said|says|asked|asks|replied|answered|cried|shouted|whispered|"
        r"exclaimed|added|wondered|demanded|inquired|called|yelled|muttered|murmured|remarked|"
        r"wrote|thought|repeated|insisted)\b"
    ),
    names=frozenset({"Yahoo", "Jeopardy", "Yum", "Oklahoma"}),
)
