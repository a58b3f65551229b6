"""Which words cannot, or seldom do, stand before or behind a full stop: the closed classes that the stop rules use."""

from __future__ import annotations

STRICT = frozenset(
    "a an the my our your their its than of from because and or but if although whether unless until "
    "i'm we're they're you're it's there's that's he's she's i've we've they've you've he'd she'd they'd we'd i'd "
    "would could should must might can't very every just was were into onto by being let's who's "
    "what's where's i'll we'll you'll they'll he'll she'll it'll i he she we they nor per".split()
)
TIGHT = frozenset(
    "to for in on at with be is are am been need needs only most have has had will can may why such no any some "
    "really also even which who whose as both each between during without toward towards".split()
)
LOOSE = frozenset(
    "about this these those that what when where how get make take put use want go then so here there it".split()
)
# these want a complement: "things that may seem. Relatively harmless", "it sounds. You know, all right"
LINKING = frozenset(
    "seem seems seemed sounds sounded becomes became includes included requires required means meant got gets "
    "hundred thousand million billion".split()
)
STARTERS = frozenset(
    "and but so if well i you we they it that this how what or because no yes yeah okay ok oh there a the where when "
    "why now then he she these those do does did is are was were all right my as for in to let just not very "
    "people of first second next also there's that's it's i'm we're you're they're let's don't like actually "
    "our your their basically sure sorry thanks thank hello bye absolutely exactly perhaps maybe".split()
)
# a pronoun that begins a new start: what stood before it was broken off
UNFINISHED = frozenset(
    "a an the my our your their its i he she we they i'm we're they're you're it's there's that's he's she's i've "
    "we've they've you've let's who's what's where's can't i'll we'll you'll they'll he'll she'll it'll".split()
)
NEW_STARTS = frozenset(
    "i you we they he she it i'm we're they're you're it's there's that's there this that if so but and the a what "
    "to because well in they've we've i've my".split()
)
COMPLEMENTS = frozenset("a the in to what because my".split())  # what "it's" goes on with
AFTER_TIGHT = frozenset("and but so well no yes yeah okay oh how or if it all i they we".split())
BEFORE_IS = frozenset("what how where when there that this it who".split())  # "there is. Very little" cannot end
ABBREVIATIONS = frozenset("mr mrs ms dr prof st vs etc inc ltd co jr sr no fig approx dept est".split())
PARTICLES = frozenset("on in off".split())  # "we are moving on. Generally speaking"
# a whole "sentence" of these only is the beginning of the next one: "And then. We left"
BE = frozenset("is was were are am".split())
# "we asked who it was. Nobody knew": a form of "to be" may end a clause that one of these began
CLAUSES = frozenset("what who where how whatever wherever which when why than as".split())
MODALS = frozenset("must should could would can will may might".split())
# "I thought they would. They did not.": behind one of these a modal may say it all
BELIEVING = frozenset(
    "thought knew said hoped wished promised told swore wondered as than like before whenever".split()
)
OPENERS = frozenset("so and but then or because".split())
PRONOUNS = frozenset("i you we they he she it".split())
THINKING = frozenset("think guess believe hope suppose".split())
AUXILIARIES = frozenset(
    "do does did is are was were am can could will would should may might must have has had don't doesn't didn't "
    "isn't aren't wasn't weren't can't couldn't won't wouldn't shouldn't haven't hasn't".split()
)
REPLIES = frozenset("yeah yes no okay ok right sure well thanks thank absolutely exactly good".split())
# these may close a clause whose complement stands in front: "not that I know of", "something to wait for"
KNOWING = frozenset("know think thought hear heard dream dreamed".split())
STRANDED = frozenset("about with at for in on from into of".split())
# these want something behind them, in a clause that has not begun with it
WANTING = frozenset("is are be for with at".split())
POINTING = frozenset("that this that's it's there's is was it them him her me us".split())
ANAPHORIC = frozenset("all way so that's".split())  # "that's all it is", "the way that is": the clause is whole
CLAUSE, SHORTEST_CLAUSE = 14, 3  # words of a clause that are looked at, and that it has at least
# a clause broken off here, and what a new one begins with: "so I can't just – and no one can"
BROKEN = frozenset("just be really actually good great are is".split())
BROKEN_BY = frozenset("and i you we they he she it there there's it's if".split())
