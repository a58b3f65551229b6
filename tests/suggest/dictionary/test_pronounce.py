"""How words are read: dictionary words, unknown words, capitals, digits, acronyms, what the user says."""

from __future__ import annotations

import pytest

from editor.suggest.dictionary.lettersound import LetterSounds, shipped_table
from editor.suggest.dictionary.phones import expand, symbols
from editor.suggest.dictionary.pronounce import Pronouncer, number_words
from editor.suggest.dictionary.tables import hashes_of, text_hashes
from editor.suggest.dictionary.words import squash


@pytest.fixture(scope="module")
def pronouncer() -> Pronouncer:
    return Pronouncer()


@pytest.mark.parametrize(("written", "said"), [
    ("SpaceX", "S P EY S EH K S"),
    ("GPT", "JH IY P IY T IY"),
    ("100", "HH AH N D R AH D"),
    ("X", "EH K S"),
])
def test_best_reading(pronouncer: Pronouncer, written: str, said: str) -> None:
    assert symbols(said) in pronouncer.token(written)


def test_terms_are_read_as_people_say_them(pronouncer: Pronouncer) -> None:
    assert symbols("JH IY P IY T IY F AO R") in pronouncer.term("GPT-4")
    assert symbols("S IY K W AH L") in pronouncer.term("SQL", ("sequel",))


def test_an_unknown_word_is_read_by_its_letters(pronouncer: Pronouncer) -> None:
    assert pronouncer.listed(hashes_of(["blonkify", "water"])).tolist() == [False, True]
    assert pronouncer.token("blonkify")[0].startswith(symbols("B L"))


def test_a_monstrous_token_is_not_read(pronouncer: Pronouncer) -> None:
    assert pronouncer.token("x" * 10_000) == ("",)


@pytest.mark.parametrize(("number", "words"), [
    (7, "seven"), (71, "seventy one"), (100, "hundred"), (350, "three hundred fifty"), (2000, "two thousand"),
    (10**9, "number"),
])
def test_numbers(number: int, words: str) -> None:
    assert " ".join(number_words(number)) == words


def test_near_phones_differ_in_one_letter() -> None:
    b, p, m = (expand(symbols(phone)) for phone in ("B", "P", "M"))
    assert sum(x != y for x, y in zip(b, p, strict=True)) == 1
    assert sum(x != y for x, y in zip(b, m, strict=True)) == 1
    assert sum(x != y for x, y in zip(p, m, strict=True)) == 2


def test_many_words_are_read_by_their_letters_as_each_alone() -> None:
    words = [first + middle + last for first in ("", "gra", "x", "schm") for middle in ("a", "fen", "ough", "éi")
             for last in ("", "ck", "tion", "zq")]
    together, alone = LetterSounds(*shipped_table()), LetterSounds(*shipped_table())
    together.learn([*words, words[0], ""])
    assert [together.of(word) for word in words] == [alone.of(word) for word in words]
    assert together.of("") == ""


def test_written_words_are_looked_up_together_as_each_alone() -> None:
    words = ["Grafana", "the", "THE", "GPT4", "it's", "naïve", "Zorbexes", "cats", "x", "A", "HELLO", "WHO", "MacOS"]
    pronouncer, other = Pronouncer(), Pronouncer()
    assert pronouncer.said(words, text_hashes([squash(word) for word in words])) == [other.token(w)[0] for w in words]
