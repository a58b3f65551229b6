"""Text like a raw transcript's, as long as one likes, from a seed: sentences whose words seldom come in the same order.

Sentence frames are filled with ordinary words and with made-up ones (several thousand, the commoner ones often), and
stumbling, fillers and false stops are strewn in about as often as recognisers leave them.
"""

from __future__ import annotations

from itertools import accumulate
from random import Random

_FRAMES = (
    "I think the {n} was {a} because we {v} it from the {n}", "so what do you {v} when a {n} is {a}",
    "we {v} about {d} {n}s that year, and most of them were {a}", "{N} told me that the {n} would {v} the {n}",
    "it's a {a} {n}, but I wouldn't {v} it", "they {v} to {N} and then back to the {a} {n}",
    "there is no {n} without a {n}", "if you {v} the {n} you have to {v} the {n} as well",
    "that was before {N} came and {v} everything", "you know, the {a} {n} is where my {n} comes from",
    "and when we got there the {n} had been {v}ed by {N}", "how many {n}s can you {v} in a {a} week",
    "I've never {v}ed a {n} like that in my life", "our {n} is {d} percent {a}, which is really not that {a}",
    "on the other hand {N} and {N} are both {a}", "could you tell us more about the {n} in {N}",
    "well, he said the {n} was too {a} to {v}", "she'd rather {v} with the {n} than {v} alone",
    "it took {d} days to {v} and another {d} to {v} the {a} {n}s", "none of us knew what a {n} was for",
    "people don't {v} their {n}s any more, they just {v} them",
    "right, so the first {n} is {a} and the second one isn't",
    "what I like about {N} is how {a} the {n}s are", "at the end of the day somebody has to {v} this {n}",
    "the {n}, the {n} and the {a} {n} all {v} each other", "we're going to {v} {N} into a {a} {n} next spring",
    "I mean, who would {v} a {a} {n} for {d} thousand", "it really depends on whether the {n}s {v} or not",
    "thanks for {v}ing that, I should have {v}ed it myself", "nobody at {N} will {v} you for being {a}",
)
_ONSETS = "b br bl c ch cl cr d dr f fl fr g gl gr h j k l m n p pl pr qu r s sc sh sl sp st str t th tr v w".split()
_MIDDLES = "ab ack ail am and ar ast ate eam ell en er est ick id ill im ine ock old on or our ow um un ush ut".split()
_ENDS = "|er|le|ock|and|et|in|ow|y|ment|ion|ure|age".split("|")
_ORDINARY = (
    "house river winter engine table question market school paper window story doctor village animal garden money "
    "number letter summer morning office kitchen teacher bridge island forest ticket camera bottle mountain"
).split()
_ACTS = "move carry build open watch follow answer change finish paint borrow travel listen gather measure".split()
_QUALITIES = "small green heavy useful early strange quiet narrow common famous simple bright careful modern".split()
_FILLERS = (", um,", ", you know,", " uh", ", I mean,", ", like,")


def varied_text(words: int, seed: int = 1) -> str:
    """Return at least `words` words of running text in sentences; the same for the same seed."""
    chance = Random(seed)
    made = [onset + middle + end for onset in _ONSETS for middle in _MIDDLES for end in _ENDS]
    chance.shuffle(made)
    slots = {"n": _Slot(_ORDINARY + made[:2500]), "v": _Slot(_ACTS + made[2500:3700]),
             "a": _Slot(_QUALITIES + made[3700:4700]), "N": _Slot([word.title() for word in made[4700:5700]])}
    sentences: list[str] = []
    length = 0
    while length < words:
        sentence = _strewn(_filled(chance.choice(_FRAMES), slots, chance), chance)
        sentences.append(sentence)
        length += len(sentence.split())
    return " ".join(sentences)


class _Slot:
    """Words of one sort, the first ones often and the last ones seldom, as in any language."""

    def __init__(self, words: list[str]) -> None:
        self._words = words
        self._weights = list(accumulate(1 / (n + 3) for n in range(len(words))))

    def word(self, chance: Random) -> str:
        return chance.choices(self._words, cum_weights=self._weights)[0]


def _filled(frame: str, slots: dict[str, _Slot], chance: Random) -> str:
    parts = frame.split("{")
    filled = [parts[0]]
    for part in parts[1:]:
        filled += [str(chance.randint(2, 900)) if part[0] == "d" else slots[part[0]].word(chance), part[2:]]
    return "".join(filled)


def _strewn(sentence: str, chance: Random) -> str:
    """Return a sentence with what speakers and recognisers add, a capital and a stop."""
    words = sentence.split()
    at = chance.randrange(1, len(words) - 1)
    accident = chance.random()
    if accident < 0.06:
        words[at] += " " + words[at]
    elif accident < 0.10:
        words[at - 1 : at + 1] = [*words[at - 1 : at + 1], words[at - 1] + ",", words[at]]
    elif accident < 0.18 and words[at][-1].isalpha():
        words[at] += chance.choice(_FILLERS)
    elif accident < 0.26 and words[at][-1].isalpha():
        words[at] += "."
        words[at + 1] = words[at + 1].capitalize()
    text = " ".join(words)
    return text[:1].upper() + text[1:] + ("?" if text.startswith(("how", "what", "could")) else ".")
