"""What each level applies."""

from editor.review import Review
from editor.suggest.merge import merge
from editor.suggest.speech import LEVELS, detectors
from editor.suggest.speech.levels import plan
from editor.suggest.suggestion import Kind, Suggestion
from editor.transcript import Span, Transcript

SAID = ("So we we sold the. Boat, um, in May. It was, you know, late. Do you think it was right. "
        "I like it a lot, I like it a lot, I like it a lot.")


def _review() -> Review:
    review = Review(Transcript.of_lines([SAID]))
    (paragraph,) = review.transcript
    some = detectors("read-through")
    for detector in some:
        detector.load([paragraph])
    review.receive(1, paragraph.revision, merge(paragraph, [s for d in some for s in d.suggest(paragraph)]))
    return review


def _cleaned(level: str) -> str:
    review = _review()
    chosen = plan(((m.id, m.suggestion) for m in review.marks()), level)
    assert sum(count for _, count in chosen.counts) == len(chosen.ids)
    assert review.accept(dict.fromkeys(chosen.ids), "clean up") is not None
    text = review.transcript[0].text
    review.undo()
    assert review.transcript[0].text == SAID
    return text


def test_each_level_goes_further_than_the_one_before() -> None:
    texts = [_cleaned(level) for level in LEVELS]
    assert [len(text) for text in texts] == sorted((len(text) for text in texts), reverse=True)
    assert "the boat" in texts[0]
    assert "we we" in texts[0]
    assert "we we" not in texts[1]
    assert "um" not in texts[1]
    assert "right?" in texts[1]
    assert "you know" in texts[1]
    assert "you know" not in texts[2]


def test_a_level_applies_what_is_sure_of_the_dictionary_and_but_for_verbatim_of_grammar() -> None:
    def found(kind: Kind, rule: str, confidence: float) -> Suggestion:
        return Suggestion(1, 1, Span(0, 1), "a", ("b",), kind, rule, confidence, title="Some rule")

    findings = list(enumerate([
        found(Kind.DICTIONARY, "dictionary.sound", 0.95), found(Kind.DICTIONARY, "dictionary.sound", 0.85),
        found(Kind.GRAMMAR, "EN_A_VS_AN", 0.95), found(Kind.GRAMMAR, "EN_A_VS_AN", 0.6),
        found(Kind.SPEECH, "speech.pair", 1.0),
    ]))
    assert plan(findings, "verbatim").ids == (0,)
    for level in LEVELS[1:]:
        assert plan(findings, level).ids == (0, 2)
        assert plan(findings, level).counts == (("Dictionary", 1), ("Grammar", 1))
