"""False full stops joined and doubled words dropped, where a checker only complains; the profile and its switches."""

from dataclasses import replace

import pytest

from editor.suggest.grammar.pieces import pieces
from editor.suggest.grammar.port import Issue
from editor.suggest.grammar.profile import Treatment, load
from editor.suggest.grammar.repairs import joined, once, together

TOOL = load("languagetool")


def issue(text: str, words: str, replacement: str = "") -> Issue:
    start = text.index(words)
    return Issue("RULE", "GRAMMAR", start, start + len(words), "wrong", (replacement,) if replacement else ())


@pytest.mark.parametrize(("text", "words", "original", "replacement"), [
    ("And next in the. If you look", "the", "the. If", "the if"),
    ("next in 😀 the. I'm sure", "the.", "the. I'm", "the I'm"),
    ("what is a. NASA plan", "a.", "a. NASA", "a NASA"),
])
def test_a_false_full_stop_is_joined(text: str, words: str, original: str, replacement: str) -> None:
    found = joined(issue(text, words), text)
    assert found is not None
    assert (text[found.start : found.end], found.replacements) == (original, (replacement,))


def test_without_a_full_stop_there_is_nothing_to_join() -> None:
    text = "we stand in the middle of it. There"
    assert joined(issue(text, "the"), text) is None


def test_a_doubled_word_is_dropped_not_replaced() -> None:
    text = "But mark my words. If if we do not"
    found = once(issue(text, "if we", "is we"), text)
    assert found is not None
    assert (text[found.start : found.end], found.replacements) == ("If if", ("If",))
    assert once(issue("we see if we can", "if"), "we see if we can") is None


@pytest.mark.parametrize("words", ["a", "a I"])
def test_letters_apart_are_put_together(words: str) -> None:
    text = "They write about a I and about law."
    found = together(replace(issue(text, "a I", "an"), end=text.index("a I") + len(words)), text)
    assert (text[found.start : found.end], found.replacements) == ("a I", ("AI",))
    assert found.sure < 0.5


@pytest.mark.parametrize(("text", "words"), [
    ("It was a apple", "a"), ("That is a I'm told", "a"), ("We saw a Iris there", "a"), ("So a I and me goes", "goes"),
    ("The sea I saw", "sea"),
])
def test_other_findings_stay_as_they_are(text: str, words: str) -> None:
    start = text.index(f" {words}") + 1
    found = Issue("RULE", "GRAMMAR", start, start + len(words), "wrong", ("an",))
    assert together(found, text) is found


def test_the_profile_knows_rules_patterns_and_categories() -> None:
    assert TOOL.treatment("COMMA_COMPOUND_SENTENCE_2", "PUNCTUATION") is Treatment.OFF
    assert TOOL.treatment("SOME_COMMA", "PUNCTUATION") is Treatment.OFF
    assert TOOL.treatment("RB_RB_COMMA", "PUNCTUATION") is Treatment.ON
    assert TOOL.treatment("THE_SENT_END", "GRAMMAR") is Treatment.JOIN
    assert TOOL.treatment("IF_IS", "TYPOS") is Treatment.REPEAT
    assert TOOL.treatment("NEVER_HEARD_OF", "GRAMMAR") is Treatment.ON


def test_the_persons_switches_come_first_and_strange_ones_do_no_harm() -> None:
    profile = load("languagetool", {"RB_RB_COMMA": "off", "SOME_COMMA": "on", "IF_IS": "on", "X": "sideways",
                                    "embedded.AnA": "off"})
    assert profile.treatment("RB_RB_COMMA") is Treatment.OFF
    assert profile.treatment("SOME_COMMA", "PUNCTUATION") is Treatment.ON
    assert profile.treatment("IF_IS") is Treatment.ON
    assert profile.treatment("X") is Treatment.ON
    assert load("embedded", {"embedded.AnA": "off"}).treatment("AnA") is Treatment.OFF


def test_no_grammar_rule_is_sure() -> None:
    for name in ("embedded", "languagetool"):
        assert all(0 < value < 0.9 for value in load(name).confidence.values())


@pytest.mark.parametrize("monster", ["(" * 5_000, "( " * 5_000, "x" * 20_000, "7 " * 3_000, "7" * 5_000, "?! " * 900])
def test_monsters_are_left_out_of_what_a_checker_sees(monster: str) -> None:
    text = f"We begin here. {monster} And we end here."
    seen = "".join(piece for _, piece in pieces(text))
    assert len(seen) < 200
    assert "We begin here" in seen
    assert "we end here." in seen
