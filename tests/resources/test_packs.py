"""The built-in packs: big enough, well formed, and no heard-as form that clean text would hold."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from editor.assets import resource
from editor.storage.dictionaries import read_dictionary
from editor.suggest.dictionary.detector import DictionaryDetector
from editor.suggest.dictionary.tables import hashes_of, pair_hash, word_pairs, zipf_of
from editor.suggest.dictionary.term import Dictionary
from editor.suggest.dictionary.words import squash
from editor.transcript import Transcript

PACKS = sorted(resource("dictionaries").glob("*.csv"))
COMMON, KNOWN = 4.3, 3.0  # zipf values: a word that everybody uses every day; a word that everybody knows

CLEAN = """
I met the doctor who lives among us, and we took the shuttle over the hills, where the view was better than ever.
He ran a 10k on Sunday, shot some 8k film, and read chapter eleven of a book about brave people in a new world.
My ma told me so, but it was a far cry from the truth, and there was one piece of cake left, or maybe two.
The docker was on strike, there was a whisper in the crowd, and the rust on the iron gate came off with a brush.
We saw the halo around the moon, drank coffee, and the nurse wrote anemia, edema and hemoglobin in the notes.
The front lid of the car is broken, so use the other one and read us the letter before we go to the row of houses.
A sharp rise in rates worried them, so the company will decide in June. Let us rock and talk in peace.
They put the model on the table, moved the cloud to the left, and asked whether the sentry had seen an apple.
Methane is a gas, the cattle are out, and civilization depends on good soil. I owe you a cup of tea.
The right rate, the tax, the skewed numbers and the bits of paper are all in the drawer, next to the gold coins.
"""


def test_there_are_enough_terms() -> None:
    assert sum(len(read_dictionary(path)[0].terms) for path in PACKS) >= 1200


@pytest.mark.parametrize("path", PACKS, ids=lambda p: p.stem)
def test_a_pack_says_what_it_is_and_parses_whole(path: Path) -> None:
    first, second, header = path.read_text(encoding="utf-8").splitlines()[:3]
    assert re.fullmatch(r"# [^:]+: .+", first)
    assert "GPL-3.0-or-later" in second
    assert header.startswith("term,heard_as,never,sounds_like")
    dictionary, problems = read_dictionary(path)
    assert problems == []
    assert dictionary.title
    assert dictionary.title != path.stem
    assert dictionary.description
    assert len(dictionary.terms) >= 100
    assert [t for t, n in Counter(t.text for t in dictionary.terms).items() if n > 1] == []


@pytest.mark.parametrize("path", PACKS, ids=lambda p: p.stem)
def test_no_heard_as_form_is_ordinary(path: Path) -> None:
    terms = {squash(term.text) for pack in PACKS for term in read_dictionary(pack)[0].terms}
    for term in read_dictionary(path)[0].terms:
        for form in term.heard_as:
            assert squash(form) not in terms, f"{form} is a term itself, or {term.text} only spaced otherwise"
            assert squash(form) not in {squash(n) for n in term.never}, f"{term.text}: {form} is heard and never"
            assert len(squash(form)) > 2, f"{term.text}: {form} is too short"
            assert not ordinary(form, term.text), f"{term.text}: {form} is ordinary English"


def test_no_term_is_a_single_letter() -> None:
    short = [t.text for path in PACKS for t in read_dictionary(path)[0].terms if len(squash(t.text)) < 2]
    assert short == []


def test_clean_text_raises_nothing_likely_with_all_packs_on() -> None:
    packs: list[Dictionary] = [read_dictionary(path)[0] for path in PACKS]
    detector = DictionaryDetector(packs)
    transcript = Transcript.of_lines(CLEAN.strip().splitlines())
    detector.load(transcript.paragraphs)
    found = [s for paragraph in transcript for s in detector.suggest(paragraph) if s.confidence >= 0.5]
    assert [(s.original, s.replacement) for s in found] == []


def ordinary(form: str, term: str) -> bool:
    """True for a common word, or a phrase of common words, unless it reads a number that the term writes in digits."""
    words = [word.strip(".,") for word in form.split()]
    if len(words) > 1 and any(map(str.isdigit, term)):
        return False
    if any(len(word) == 1 and word.lower() not in "ai" for word in words):
        return False  # spelled letters
    frequency = zipf_of(words)
    if len(words) == 1:
        return bool(frequency[0] >= KNOWN)
    if form in ("cube control", "cube cuddle", "sharp ratio", "math lab", "down Jones", "my sequel", "win fast",
                "sequel light", "engine X"):
        return False  # ordinary words, never in this order
    hashes = hashes_of(words)
    attested = word_pairs().of(pair_hash(hashes[:-1], hashes[1:])) > 0
    return bool((frequency >= COMMON).all() or ((frequency >= KNOWN).all() and attested.all()))
