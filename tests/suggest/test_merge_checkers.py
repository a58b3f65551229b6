"""Who wins where the dictionary and two grammar checkers speak of the same text."""

from editor.suggest.merge import merge
from editor.suggest.suggestion import Kind, Suggestion
from editor.transcript import Paragraph, Span

TEXT = "We asked Grock about a apple today."
PARAGRAPH = Paragraph(1, TEXT)


def finding(words: str, new: str, rule: str, confidence: float, kind: Kind = Kind.GRAMMAR,
            group: str = "") -> Suggestion:
    start = TEXT.index(words)
    return Suggestion(1, 0, Span(start, start + len(words)), words, (new,), kind, rule, confidence, group=group,
                      reasons=("why",))


def test_languagetool_goes_before_the_embedded_checker_whatever_their_confidence() -> None:
    ours, theirs = finding("a apple", "an apple", "embedded.AnA", 0.8), finding("apple", "appel", "EN_A_VS_AN", 0.5)
    assert [s.rule for s in merge(PARAGRAPH, [ours, theirs])] == ["EN_A_VS_AN"]


def test_an_identical_finding_is_shown_once_and_says_that_both_agree() -> None:
    [one] = merge(PARAGRAPH, [finding("a apple", "an apple", "embedded.AnA", 0.8),
                              finding("a apple", "an apple", "EN_A_VS_AN", 0.5)])
    assert one.rule == "EN_A_VS_AN"
    assert one.reasons == ("why", "both grammar checkers say so")


def test_the_embedded_checkers_other_idea_stays_reachable() -> None:
    [one] = merge(PARAGRAPH, [finding("Grock", "Grok", "embedded.SpellCheck", 0.4, group="unknown\tgrock"),
                              finding("Grock", "Rock", "MORFOLOGIK_RULE_EN_US", 0.3, group="unknown\tgrock")])
    assert one.replacements == ("Rock", "Grok")


def test_what_only_the_embedded_checker_finds_stays() -> None:
    found = merge(PARAGRAPH, [finding("today", "to-day", "embedded.SplitWords", 0.5),
                              finding("a apple", "an apple", "EN_A_VS_AN", 0.5)])
    assert [s.rule for s in found] == ["EN_A_VS_AN", "embedded.SplitWords"]


def test_a_spelling_finding_never_outranks_a_dictionary_hit() -> None:
    weak = finding("Grock", "Grok", "dictionary.sound", 0.25, Kind.DICTIONARY)
    strong = finding("Grock", "Rock", "MORFOLOGIK_RULE_EN_US", 0.85, group="unknown\tgrock")
    [one] = merge(PARAGRAPH, [strong, weak])
    assert (one.rule, one.replacement) == ("dictionary.sound", "Grok")


def test_a_doubled_word_keeps_its_speech_rule_above_a_weaker_grammar_finding() -> None:
    speech = finding("a apple", "an apple", "speech.repeat", 0.9, Kind.SPEECH)
    found = merge(PARAGRAPH, [finding("apple", "appel", "EN_A_VS_AN", 0.7), speech])
    assert [s.rule for s in found] == ["speech.repeat"]
