"""What the rules for English word forms cannot know: irregular and doubtful words."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


IRREGULAR_PLURALS: dict[str, tuple[str, ...]] = {
    singular: tuple(plurals.split("/"))
    for singular, _, plurals in (
        line.partition(" ")
        for line in """\
man men
woman women
child children
person people/persons
foot feet
tooth teeth
goose geese
mouse mice
ox oxen
life lives
wife wives
knife knives
leaf leaves
half halves
shelf shelves
thief thieves
loaf loaves
wolf wolves
calf calves
self selves
crisis crises
analysis analyses
basis bases
thesis theses
hypothesis hypotheses
synthesis syntheses
emphasis emphases
axis axes
diagnosis diagnoses
oasis oases
parenthesis parentheses
phenomenon phenomena
criterion criteria
curriculum curricula/curriculums
medium media/mediums
memorandum memoranda/memorandums
stratum strata
bacterium bacteria
forum forums/fora
datum data
index indices/indexes
matrix matrices/matrixes
appendix appendices/appendixes
vertex vertices
focus foci/focuses
nucleus nuclei
stimulus stimuli
formula formulas/formulae
bus buses
gas gases
lens lenses
bias biases
virus viruses
status statuses
campus campuses
surplus surpluses
bonus bonuses
census censuses
consensus consensuses
process processes
class classes
business businesses
hero heroes
potato potatoes
tomato tomatoes
photo photos
radio radios
video videos
portfolio portfolios
ratio ratios
scenario scenarios
quiz quizzes
shoe shoes
toe toes
use uses
case cases
base bases
cause causes
house houses
purpose purposes
database databases
increase increases
phase phases
lease leases
course courses
source sources
resource resources
response responses
expense expenses
license licenses
defense defenses
enterprise enterprises
exercise exercises
cache caches
axe axes""".splitlines()
    )
}
"""Singular and its plurals, the usual one first. "bases" and "axes" belong to the last entry."""

IRREGULAR_VERBS: dict[str, tuple[str, ...]] = {
    words[0]: tuple(words[1:])
    for words in (
        line.split()
        for line in """\
arise arose arisen
be is are was were been
become became become
begin began begun
break broke broken
bring brought brought
build built built
buy bought bought
choose chose chosen
come came come
deal dealt dealt
draw drew drawn
drive drove driven
fall fell fallen
feel felt felt
fight fought fought
find found found
forge forged forged
forgo forwent forgone
get got gotten
give gave given
go went gone
grow grew grown
hold held held
keep kept kept
know knew known
lead led led
learn learned learnt
leave left left
lend lent lent
let let let
lie lay lain
lose lost lost
make made made
mean meant meant
meet met met
overcome overcame overcome
pay paid paid
put put put
rebuild rebuilt rebuilt
ride rode ridden
rise rose risen
run ran run
say said said
see saw seen
seek sought sought
sell sold sold
send sent sent
set set set
shrink shrank shrunk
speak spoke spoken
spend spent spent
spread spread spread
stand stood stood
strike struck struck
strive strove striven
swear swore sworn
take took taken
teach taught taught
tell told told
think thought thought
undergo underwent undergone
understand understood understood
undertake undertook undertaken
uphold upheld upheld
win won won
withdraw withdrew withdrawn
withstand withstood withstood
write wrote written""".splitlines()
    )
}
"""Base, past and past participle."""

VERBS: frozenset[str] = _set("""
    abide abolish accept accomplish achieve acquire adapt adhere adjust adopt advocate allow amend
    apply appoint approve arise assess assign assist assume attach attain attract avoid balance
    become begin bolster break bring broaden build carry choose combine comply connect conserve
    consider consolidate construct contain continue contribute convene convert convey coordinate
    correct create cultivate curb deal decide declare deepen defend define delegate deliver deploy
    derive develop diminish disclose distribute drive eliminate embed embrace emerge empower enable
    enact encourage enforce enhance enjoy enlarge enrich ensure establish evolve examine exceed
    expand explain explore express extend facilitate find foster fulfil fulfill gain gather
    generate give govern grasp grow guarantee guide hold identify ignore impede implement improve
    include incorporate increase inform inherit inject innovate inspect inspire install integrate
    intensify introduce invent invest invite involve keep know lead learn leverage liberate loosen
    maintain make manage meet merge mitigate mobilize modernize monitor nurture obey observe obtain
    occupy offer open operate oppose optimize organize overcome oversee participate perfect perform
    persist practise prepare preserve prevent proceed produce prohibit promote propel propose
    protect prove provide publish punish pursue put raise realize receive recognize reconcile
    rectify reduce refine reflect regulate reinforce reject relax release rely remain remove render
    renew repair replace require resolve respect respond restore restrict retain reveal revise
    revitalize run safeguard satisfy secure see seek select sell serve settle shape simplify
    solidify solve speak stabilize standardize stimulate streamline strengthen strive submit
    subsidize succeed supplement supply suppress sustain tackle take teach tell think tighten
    transform translate treat undergo understand undertake unify unite unleash update upgrade
    arise come eat get go hear say sit smite
    uphold urge utilize verify vitalize weaken widen withdraw withstand write
    """)
"""Words that are verbs and hardly ever nouns, in their base form, American spelling."""

DERIVED: tuple[tuple[str, str], ...] = (
    ("ication", "y"), ("uction", "uce"), ("ation", "ate"), ("ation", "e"), ("ation", ""),
    ("ission", "it"), ("nsion", "nd"), ("nsive", "nd"), ("sion", "de"), ("sive", "de"),
    ("sion", "se"), ("ion", "e"), ("ion", ""),
    ("enance", "ain"), ("ance", "e"), ("ance", ""), ("ence", "e"), ("ence", ""),
    ("ment", "e"), ("ment", ""), ("al", "e"), ("al", ""),
    ("atory", "ate"), ("ory", "e"), ("ory", ""), ("ative", "ate"), ("ive", "e"), ("ive", ""),
)  # fmt: skip
"""Endings of nouns and adjectives that name what a verb says, and what the verb has instead."""

NOT_WHAT_IS_DONE: frozenset[str] = _set("government governmental")
"""Words with such an ending that name who does it, or something else."""

DOUBLING: frozenset[str] = _set(
    "admit allot begin commit compel confer control defer embed equip excel forbid forget "
    "incur inter occur omit outrun overrun patrol permit prefer propel rebut recur refer "
    "regret repel submit transfer transmit"
)
"""Verbs of several syllables, stressed on the last, that double their last consonant."""

INVARIANT: frozenset[str] = _set("""
    news goods series species means headquarters customs savings arms works proceeds earnings
    thanks politics economics mathematics physics ethics species crossroads whereabouts abroad
    always perhaps sometimes towards besides across thus this his its is was has does us as yes
    plus minus versus gas bus lens bias canvas atlas alias chaos cosmos ethos data media
    less unless access process progress success congress express business class mass loss
    information equipment furniture evidence knowledge homework software hardware
    """)
"""Words whose -s is no plural ending, or that take no plural."""

NO_PLURAL: frozenset[str] = _set("""
    new good custom mean arm saving proceed earning economic politic mathematic ethic physic
    thank wood glass
    a an the and or of in to for on at by with from as is are be not no it he she we they
    this that these those its his her our their your my who which what
    """)
"""Words to which -s is not added: the result would be another word, or none."""

PLURAL_IN_ICS: frozenset[str] = _set(
    "basics characteristics clinics comics critics cynics epidemics fabrics mechanics metrics "
    "pandemics republics rubrics skeptics specifics statistics topics tactics"
)
"""Plurals in -ics; all other words in -ics are singular ("economics")."""

BRITISH_STEMS: tuple[str, ...] = (
    "armour", "behaviour", "clamour", "colour", "demeanour", "endeavour", "favour", "fervour",
    "flavour", "glamour", "harbour", "honour", "humour", "labour", "neighbour", "odour",
    "parlour", "rancour", "rigour", "rumour", "saviour", "savour", "splendour", "tumour",
    "unfavour", "valour", "vapour", "vigour",
)  # fmt: skip
"""Words that lose a u in American spelling, with all that begins with them."""
