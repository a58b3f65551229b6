"""Matching by sound: what is found over borders, what evidence and history do, what an edit or a new term costs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from editor.suggest.dictionary.detector import DictionaryDetector
from editor.suggest.dictionary.history import History
from editor.suggest.dictionary.term import Dictionary, Term
from editor.suggest.suggestion import LIKELY, MAYBE, SURE, Suggestion
from editor.transcript import Paragraph


def detector_of(*terms: Term | str, history: History | None = None) -> DictionaryDetector:
    entries = tuple(Term(term) if isinstance(term, str) else term for term in terms)
    return DictionaryDetector([Dictionary("test", entries)], history=history)


def everything(detector: DictionaryDetector, *texts: str) -> list[Suggestion]:
    paragraphs = [Paragraph(id=number, text=text) for number, text in enumerate(texts, 1)]
    detector.load(paragraphs)
    return [s for paragraph in paragraphs for s in detector.suggest(paragraph)]


def pairs(suggestions: list[Suggestion], least: float = LIKELY) -> set[tuple[str, str]]:
    return {(s.original, s.replacement) for s in suggestions if s.confidence >= least}


@pytest.mark.parametrize(("text", "term", "heard"), [
    ("we deployed it on cooper netties last week", "Kubernetes", "cooper netties"),
    ("the patient takes amoxycillen twice a day", "amoxicillin", "amoxycillen"),
    ("she asked Kaitlin Okonquo about it", "Caitlin Okonkwo", "Kaitlin Okonquo"),
    ("our quarterly ebbit da was higher", "EBITDA", "ebbit da"),
    ("they trained it on Lamma. Index, I think", "LlamaIndex", "Lamma. Index"),
])
def test_sounds_across_words_and_stops(text: str, term: str, heard: str) -> None:
    assert (heard, term) in pairs(everything(detector_of(term), text), MAYBE)


def test_what_is_a_term_to_the_letter_is_not_another_that_sounds_like_it() -> None:
    found = everything(detector_of("EBITA", "EBITDA"), "the adjusted EBIT da went up")
    assert pairs(found, MAYBE) == {("EBIT da", "EBITDA")}


def test_after_an_article_an_ordinary_word_may_be_meant() -> None:
    texts = ("the vengarde of the parade came", "we asked vengarde about the parade")
    after, alone = (max(s.confidence for s in everything(detector_of("Vanguard"), text)) for text in texts)
    assert after < LIKELY <= alone


def test_reasons_are_words_for_a_person() -> None:
    found = everything(detector_of("Anthropic"), "we met Anthropick", "then Anthropick came", "and Anthropick left")
    assert len(found) == 3
    said = " | ".join(found[0].reasons)
    assert "Anthropic" in said
    assert "2 more places" in said or "not a known word" in said


def test_a_suggestion_counts_every_place_of_its_words() -> None:
    often = everything(detector_of("Zyntaro"), "then Sintaro came", "so Sintaro left", "and Zyntaro stayed")
    assert len(often) == 2
    assert all("1 more place" in s.reasons for s in often)


def test_history_lifts_a_pair_but_never_to_sure_and_three_rejections_silence_it() -> None:
    text = "he liked sintarow a lot"
    plain = everything(detector_of("Zyntaro"), text)[0].confidence
    liked = History.of([("sintarow", "Zyntaro", True)] * 3)
    lifted = everything(detector_of("Zyntaro", history=liked), text)[0]
    assert lifted.confidence >= plain
    assert lifted.confidence < SURE or plain >= SURE
    assert "accepted before" in lifted.reasons
    refused = History.of([("sintarow", "Zyntaro", False)] * 3)
    assert pairs(everything(detector_of("Zyntaro", history=refused), text), MAYBE) == set()


def test_an_edit_concerns_its_paragraph_only() -> None:
    detector = detector_of("Anthropic", "Kubernetes")
    everything(detector, "we met Antropic", "on Cubernetes")
    edited = Paragraph(id=2, text="on Kubernetes and Antropik", revision=5)
    detector.change([edited])
    assert pairs(detector.suggest(edited)) == {("Antropik", "Anthropic")}
    assert all(s.revision == 5 for s in detector.suggest(edited))
    assert [s.original for s in detector.suggest(Paragraph(id=1, text="we met Antropic"))] == ["Antropic"]


def test_a_new_term_gets_an_index_of_its_own() -> None:
    terms = tuple(Term(f"Marivento{number} Lorca{number}") for number in range(2500))
    detector = DictionaryDetector([Dictionary("big", terms)])
    main = detector._matcher._parts[0][1]
    text = "they met Antropic in town"
    assert everything(detector, text) == []
    detector.set_dictionaries([Dictionary("big", (*terms, Term("Anthropic")))])
    assert detector._matcher._parts[0][1] is main
    assert pairs(everything(detector, text)) == {("Antropic", "Anthropic")}
    detector.set_dictionaries([Dictionary("big", (*terms, Term("Anthropic", never=("antropic",))))])
    assert everything(detector, text) == []
    detector.set_dictionaries([Dictionary("big", terms)])
    assert detector._matcher._parts[0][1] is main
    assert everything(detector, text) == []


def test_parts_and_a_whole_index_agree() -> None:
    first = [Term("Anthropic"), Term("Kubernetes"), Term("Zyntaro Labs")]
    more = [Term("EBITDA"), Term("Lorcaserin")]
    text = "Antropic runs Cubernetes; Zintaro labs takes lorkaserin and its ebita is up"
    grown = DictionaryDetector([Dictionary("d", tuple(first))])
    grown.set_dictionaries([Dictionary("d", (*first, *more))])
    assert len(grown._matcher._parts) == 2
    whole = DictionaryDetector([Dictionary("d", (*first, *more))])
    assert pairs(everything(grown, text)) == pairs(everything(whole, text))


def cues(*texts: str, speaker: str = "A") -> list[Paragraph]:
    return [Paragraph(id=number, text=text, speaker=speaker, begin=number * 2000, end=number * 2000 + 1900)
            for number, text in enumerate(texts, 1)]


def test_a_name_cut_by_a_cue_border_is_one_suggestion_with_two_parts() -> None:
    detector = detector_of("Battlestar Galactica")
    paragraphs = cues("I used to watch battle star", "galactic a every evening")
    detector.load(paragraphs)
    found = [s for paragraph in paragraphs for s in detector.suggest(paragraph)]
    assert len(found) == 1
    suggestion, patch = found[0], found[0].also[0]
    assert (suggestion.original, suggestion.replacement) == ("battle star", "Battlestar")
    assert (patch.paragraph, patch.original, patch.replacement) == (2, "galactic a", "Galactica")


def test_a_cue_of_another_speaker_is_not_joined() -> None:
    first, second = cues("I used to watch battle star", "galactic a every evening")
    detector = detector_of("Battlestar Galactica")
    detector.load([first, replace(second, speaker="B")])
    assert not any(s.also for paragraph in (first, second) for s in detector.suggest(paragraph))


def test_word_probabilities_of_the_recogniser_count() -> None:
    text = "he liked sintarow a lot"
    doubted = Paragraph(id=1, text=text, word_probabilities=((9, 17, 0.05),))
    trusted = Paragraph(id=1, text=text, word_probabilities=((9, 17, 0.99),))
    confidence = []
    for paragraph in (doubted, trusted):
        detector = detector_of("Zyntaro")
        detector.load([paragraph])
        confidence.append(max((s.confidence for s in detector.suggest(paragraph)), default=0.0))
    assert confidence[0] > confidence[1]


def test_other_languages_get_exact_forms_only() -> None:
    term = Term("Anthropic", heard_as=("anthropisch",))
    german = Paragraph(id=1, text="wir trafen Antropic und anthropisch", language="de")
    detector = detector_of(term)
    detector.load([german])
    assert [s.original for s in detector.suggest(german)] == ["anthropisch"]


def test_a_list_of_single_things_is_left_alone() -> None:
    assert pairs(everything(detector_of("SpaceX"), "AI, Space, X, Mars and the rest"), MAYBE) == set()


def test_a_right_name_inside_a_wrong_one_does_not_hide_it() -> None:
    found = everything(detector_of("Larry", "Larry Zultanik"), "and Larry Sultanic answered")
    assert "Larry Zultanik" in {s.replacement for s in found if s.confidence >= MAYBE}


def test_a_right_name_is_not_made_part_of_a_longer_one_that_nobody_said() -> None:
    detector = detector_of("Polytopia", "The Battle of Polytopia", "Google Gemini", "Gemini", "Google DeepMind")
    assert everything(detector, "you could say a game like Polytopia is hard, as in Sweden called Polytopia") == []
    assert everything(detector_of("Google", "Google DeepMind"), "we asked Google Gemini and it knew") == []
