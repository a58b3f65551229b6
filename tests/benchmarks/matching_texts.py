"""Texts and terms for the speed measurements: made from the shipped tables' sounds, with a fixed seed."""

from __future__ import annotations

import random

_SYLLABLES = ("ba be bi bo bra bri ca ce chi co cra da de di do dra el en er fa fi fla fo ga ge gra ha hi in ja jo ka "
              "ke ki kra la le li lo ma me mi mo mur na ne ni no or pa pe pi po pra ra re ri ro sa se shi si so sta ta "
              "te ti to tra tri ul va ve vi vo wa wi xa ya za zo").split()
_ENDINGS = "n s x l r m nd rt ck st".split() + [""] * 10
_PLAIN = """
the of and to in that it is was for you on with as be at this have from or had by but what some we can out other
were all there when your how said an each she which do their time if will way about many then them would write like
so these her long make thing see him two has look more day could go come did my sound no most number who over know
water than call first people may down side been now find any new work part take get place made live where after back
little only round man year came show every good me give our under name very through just form much great think say
help low line before turn cause same mean differ move right boy old too does tell sentence set three want air well
also play small end put home read hand port large spell add even land here must big high such follow act why ask men
change went light kind off need house picture try us again animal point mother world near build self earth father
head stand own page should country found answer school grow study still learn plant cover food sun four thought let
keep eye never last door between city tree cross since hard start might story saw far sea draw left late run while
press close night real life few stop open seem together next white children begin got walk example ease paper often
always music those both mark book letter until mile river car feet care second group carry took rain eat room friend
began idea fish mountain north once base hear horse cut sure watch color face wood main enough plain girl usual
young ready above ever red list though feel talk bird soon body dog family direct pose leave song measure state
product black short class wind question happen complete ship area half rock order fire south problem piece told knew
pass farm top whole king size heard best hour better true during hundred remember step early hold west ground
interest reach fast five sing listen six table travel less morning ten simple several vowel toward war lay against
pattern slow center love person money serve appear road map science rule govern pull cold notice voice fall power
town fine certain fly unit lead cry dark machine note wait plan figure star box noun field rest correct able pound
done beauty drive stood contain front teach week final gave green oh quick develop sleep warm free minute strong
special mind behind clear tail produce fact street inch lot nothing course stay wheel full force blue object decide
surface deep moon island foot yet busy test record boat common gold possible plane age dry wonder laugh thousand ago
ran check game shape yes hot miss brought heat snow bed bring sit perhaps fill east weight language among budget
quarter margin revenue patient doctor rocket engine battery network server customer
""".split()


def name(chance: random.Random) -> str:
    """Return an invented name of two to four syllables."""
    word = "".join(chance.choice(_SYLLABLES) for _ in range(chance.randint(2, 4))) + chance.choice(_ENDINGS)
    return word.capitalize()


def terms(count: int) -> list[str]:
    """Return distinct invented terms: single names, double names, acronyms, names with digits."""
    chance = random.Random(7)
    found: dict[str, None] = {}
    while len(found) < count:
        kind = chance.random()
        if kind < 0.55:
            found[name(chance)] = None
        elif kind < 0.85:
            found[f"{name(chance)} {name(chance)}"] = None
        elif kind < 0.95:
            found["".join(chance.choice("ABCDEFGHIKLMNOPRSTVWX") for _ in range(chance.randint(3, 5)))] = None
        else:
            found[f"{name(chance)} {chance.randint(2, 99)}"] = None
    return list(found)


def paragraphs(words: int, length: int = 150) -> list[str]:
    """Return prose-like paragraphs of `length` words: common words, some rarer ones, a name now and then."""
    chance = random.Random(11)
    names = [name(chance) for _ in range(max(50, words // 60))]
    lines = []
    for _ in range(max(1, words // length)):
        line: list[str] = []
        while len(line) < length:
            sentence = [chance.choice(names) if chance.random() < 0.03 else _PLAIN[min(
                int(chance.expovariate(0.012)), len(_PLAIN) - 1)] for _ in range(chance.randint(6, 18))]
            sentence[0] = sentence[0].capitalize()
            line += [*sentence[:-1], sentence[-1] + "."]
        lines.append(" ".join(line[:length]))
    return lines
