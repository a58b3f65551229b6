"""Make up misheard terms: terms of the shipped dictionaries in sentences of ours, written as a recogniser might.

Used by train_matcher.py beside the real errors. A term's sounds are blurred a little (near phones, a phone lost) and
written again: as common words that sound like it, as letters that spell the sounds, in pieces, or with the usual slips
of spelling. Sentences without a term, and those that hold one written right, stand between them. The same seed gives
the same texts.

    python resources/scripts/synthetic_errors.py    # prints a few
"""

from __future__ import annotations

import csv
import functools
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import wordfreq

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from editor.suggest.dictionary.alignment import base_costs  # noqa: E402  (the path is set just above)
from editor.suggest.dictionary.phones import ARPABET, SYMBOL  # noqa: E402
from editor.suggest.dictionary.pronounce import Pronouncer  # noqa: E402

LISTS, SENTENCES, TERMS = 36, 40, 100
BLURRED, LOST, REPEATED, RIGHT, CLEAN = 0.12, 0.03, 0.15, 0.1, 0.35
COMMON_WORDS = 12_000

FRAMES = """we talked about {} for most of the afternoon|the team moved everything to {} last month
she asked whether {} would be ready in time|I first heard of {} from a friend at work
then {} came up again in the second half of the meeting|he wrote a long note about {} and sent it round
nobody in the room had used {} before|you can read more on {} in the notes of the show
after {} the whole plan looked different|my brother works with {} every day
they compared {} with what we had last year|is {} the one that was in the news this week
and so {} turned out to be the better choice|the second part of the course is on {}
with {} it took us about three hours|the question from the audience was about {}
I would not say that {} is cheap|our next guest knows {} better than anyone
most people think of {} when they hear that|we will come back to {} after the break""".replace("\n", "|").split("|")
PLAIN = """we had a good year and we are happy with where we stand
the weather was fine so they walked down to the river and had lunch there
I think that is a fair point but it depends on how you look at it
can you tell us a little about how you got started
there is a lot of work left to do before the end of the month
he opened the door and the dog ran out into the garden
thank you very much for taking the time to speak with us
the train was late again and she missed the first half of the talk
if you put it that way it does not sound so bad at all
they painted the kitchen yellow and bought two new chairs
so what would you tell someone who is thinking about doing the same
the old bridge was closed for repairs over the summer
people forget how long it took to build all of this
we can send you the slides and a short summary later today
in the morning the street is quiet and you can hear the birds
the price went up by ten percent and nobody noticed
it was the third time that he had told that story
she plays the piano and her sister sings in a choir""".split("\n")
_LETTERS = dict(zip(ARPABET, (
    "o a u aw ow i b ch d th e er ay f g h i ee j k l m n ng o oy p r s sh t th oo oo v w y z s").split(), strict=True))
_PHONE_OF = {symbol: phone for phone, symbol in SYMBOL.items()}
_SLIPS = (("ph", "f"), ("f", "ph"), ("c", "k"), ("k", "c"), ("y", "i"), ("i", "y"), ("ie", "y"), ("ei", "ai"),
          ("ck", "k"), ("th", "t"), ("s", "z"), ("z", "s"), ("e", "a"), ("a", "e"), ("o", "a"), ("u", "o"), ("x", "ks"),
          ("qu", "kw"), ("oo", "u"), ("ee", "ea"))


@functools.cache
def common_words() -> dict[str, tuple[str, float]]:
    """Return the commonest word of each sound (our symbols) with its zipf value."""
    known: dict[str, tuple[str, float]] = {}
    pronouncer = Pronouncer()
    for word in wordfreq.top_n_list("en", COMMON_WORDS, wordlist="large"):
        for sound in pronouncer.word(word) if pronouncer.listed(word) else ():
            if (len(sound) > 1 or word in ("a", "i")) and (len(word) > 1 or word in ("a", "i")):
                known.setdefault(sound, (word, wordfreq.zipf_frequency(word, "en")))
    return known


@functools.cache
def near_phones() -> dict[str, list[str]]:
    """Return for each phone those that are taken for it, the nearest four."""
    costs = base_costs()
    near = {}
    for row, phone in enumerate(ARPABET):
        order = sorted((float(costs[row, column]), other) for column, other in enumerate(ARPABET) if column != row)
        near[SYMBOL[phone]] = [SYMBOL[other] for _, other in order[:4]]
    return near


def blurred(phones: str, chance: random.Random) -> str:
    """Return the phones with some exchanged for near ones and some lost."""
    result = [chance.choice(near_phones()[phone]) if chance.random() < BLURRED else phone
              for phone in phones if chance.random() > LOST]
    return "".join(result) or phones


def as_words(phones: str) -> str:
    """Return common words that sound just so, the likeliest; empty where there are none."""
    best: list[tuple[float, list[str]] | None] = [(0.0, [])] + [None] * len(phones)
    for end in range(1, len(phones) + 1):
        for start in range(max(0, end - 9), end):
            before, found = best[start], common_words().get(phones[start:end])
            if before is not None and found is not None:
                cost = before[0] + 11 - found[1]
                known = best[end]
                if known is None or cost < known[0]:
                    best[end] = (cost, [*before[1], found[0]])
    final = best[-1]
    return " ".join(final[1]) if final is not None and len(final[1]) <= 5 else ""


def as_letters(phones: str, chance: random.Random) -> str:
    """Return letters that spell the phones, in one word or two."""
    letters = [_LETTERS[_PHONE_OF[phone]] for phone in phones]
    if len(letters) > 6 and chance.random() < 0.4:
        letters.insert(chance.randrange(3, len(letters) - 2), " ")
    return "".join(letters)


def misspelled(term: str, chance: random.Random) -> str:
    """Return the term with one or two usual slips of spelling."""
    text = term.lower()
    for _ in range(chance.choice((1, 1, 2))):
        fitting = [slip for slip in _SLIPS if slip[0] in text[1:]]
        if fitting:
            old, new = chance.choice(fitting)
            at = text.index(old, 1)
            text = text[:at] + new + text[at + len(old):]
    return text


def in_pieces(term: str, chance: random.Random) -> str:
    """Return the term's own letters with a space inside or one taken out."""
    pieces = re.sub(r"(?<=[a-z])(?=[A-Z0-9])|(?<=[A-Z])(?=[0-9])|[-/]", " ", term)
    if pieces == term and " " in term:
        pieces = term.replace(" ", "")
    elif pieces == term and len(term) > 6:
        at = chance.randrange(3, len(term) - 2)
        pieces = term[:at] + " " + term[at:]
    return pieces


def misheard(term: str, pronouncer: Pronouncer, chance: random.Random) -> str:
    """Return what a recogniser might have written for a term; may be the term."""
    kind = chance.random()
    if kind < 0.2:
        return misspelled(term, chance)
    if kind < 0.35:
        return in_pieces(term, chance)
    readings = [said for said in pronouncer.term(term) if len(said) > 2]
    if not readings:
        return in_pieces(term, chance)
    phones = blurred(chance.choice(readings), chance)
    words = as_words(phones) if kind < 0.75 else ""
    return words or as_letters(phones, chance)


def terms() -> list[str]:
    """Return the terms of the shipped dictionaries."""
    found: dict[str, None] = {}
    for path in sorted((ROOT / "resources" / "dictionaries").glob("*.csv")):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        found.update((row["term"], None) for row in csv.DictReader(lines))
    return [term for term in found if term.isascii() and 2 < len(term) < 40]


def lists(seed: int = 1) -> Iterator[tuple[str, list[dict[str, Any]], list[str]]]:
    """Yield (name, items, dictionary), items in the shape of the evaluation data's; groups are terms."""
    chance, pronouncer, every = random.Random(seed), Pronouncer(), terms()
    for number in range(LISTS):
        chosen = chance.sample(every, TERMS)
        cased = chance.random() < 0.5
        items: list[dict[str, Any]] = []
        said = chosen[:SENTENCES]
        while len(items) < SENTENCES:
            if chance.random() < CLEAN:
                items.append(sentence(chance.choice(PLAIN), "", "", cased, number))
                continue
            term = chance.choice(said[:5]) if chance.random() < REPEATED else said[len(items)]
            heard = term if chance.random() < RIGHT else misheard(term, pronouncer, chance)
            if cased and chance.random() < 0.5:
                heard = heard[:1].upper() + heard[1:]
            items.append(sentence(chance.choice(FRAMES), heard if cased else heard.lower(), term, cased, number))
        yield f"synthetic.{number}", items, chosen


def sentence(frame: str, heard: str, term: str, cased: bool, number: int) -> dict[str, Any]:
    """Return an item: the sentence with its one error, if it has one."""
    text = frame.format(heard) if term else frame
    at = frame.find("{}")
    if cased:
        text = text[:1].upper() + text[1:] + "."
    kind = "case" if heard.casefold() == term.casefold() else "near"
    errors = [{"term": term, "hyp_start": at, "hyp_end": at + len(heard), "hyp_text": heard, "kind": kind,
               "recoverable": True}] if term and heard != term else []
    return {"hyp": " ".join(text.split()), "group": term or frame, "asr": f"synthetic {number}", "errors": errors}


if __name__ == "__main__":
    for _, rows, _ in list(lists())[:3]:
        for row in rows:
            print(row["hyp"], "|", *(error["term"] for error in row["errors"]))
