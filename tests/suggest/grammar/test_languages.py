"""Each paragraph is checked in its own language: as marked, as written, as its neighbours; variants as set."""

from editor.suggest.grammar import detectors
from editor.suggest.grammar.detector import GrammarDetector
from editor.suggest.grammar.embedded import EmbeddedChecker
from editor.suggest.grammar.languages import Languages
from editor.suggest.grammar.profile import load
from editor.transcript import Paragraph

GERMAN = "Das ist nicht der Satz, den wir haben wollen, aber es ist einer, und ich mag ihn."
ENGLISH = "This is not the sentence that we have been looking for, but it is one of them."
CHINESE = "我们正在训练下一个模型。"


def tags(texts: list[str | Paragraph], chosen: str = "auto") -> list[str]:
    paragraphs = [t if isinstance(t, Paragraph) else Paragraph(n, t) for n, t in enumerate(texts, 1)]
    languages = Languages(chosen)
    languages.load(paragraphs)
    return [languages.of(p) for p in paragraphs]


def test_each_paragraph_in_its_own_and_short_ones_as_their_neighbours() -> None:
    assert tags([ENGLISH, "Okay.", CHINESE, GERMAN, "Genau.", "12:30"]) == ["en", "en", "zh", "de", "de", ""]
    assert tags(["Okay."]) == ["en"]


def test_what_the_person_marked_stands() -> None:
    assert tags([Paragraph(1, ENGLISH, language="de"), Paragraph(2, "Okay.")]) == ["de", "de"]


def test_the_chosen_variant_is_for_its_language_only() -> None:
    texts: list[str | Paragraph] = [ENGLISH, GERMAN, CHINESE, "Okay.", Paragraph(5, "Yes.", language="en")]
    assert tags(texts, "en-GB") == ["en-GB", "de", "zh", "en-GB", "en-GB"]


def test_a_change_is_told_anew() -> None:
    languages = Languages()
    languages.load([Paragraph(1, ENGLISH), Paragraph(2, "Okay.")])
    assert languages.of(Paragraph(2, "Okay.")) == "en"
    languages.change([Paragraph(1, GERMAN, revision=1)], [])
    assert languages.of(Paragraph(2, "Okay.")) == "de"
    languages.change([], [1])
    assert languages.of(Paragraph(2, "Okay.")) == "en"


def test_a_language_without_a_checker_is_told_once_by_the_last_checker() -> None:
    told: list[tuple[str, str]] = []
    [[detector]] = detectors("embedded", report=lambda source, words: told.append((source, words)))
    paragraphs = [Paragraph(n, text) for n, text in enumerate([ENGLISH, GERMAN, GERMAN, CHINESE, CHINESE], 1)]
    detector.load(paragraphs)
    assert [detector.suggest(p) for p in paragraphs][1:] == [[]] * 4
    said = [words for source, words in told if source == "languages"]
    assert said == [f"There is no grammar checker for {name}: its paragraphs are left out"
                    for name in ("German", "Chinese")]
    detector.close()


def test_british_spelling_is_right_where_it_is_chosen() -> None:
    text = "The colour of the neighbour's grey centre is my favourite."
    profile = load("embedded")
    american = GrammarDetector(EmbeddedChecker(profile.off), profile)
    british = GrammarDetector(EmbeddedChecker(profile.off, "en-GB"), profile, language="en-GB")
    assert "colour" in [s.original for s in american.suggest(Paragraph(1, text))]
    assert british.suggest(Paragraph(1, text)) == []
