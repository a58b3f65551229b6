"""An edited paragraph gets what a check of the whole text gives, although little of it is read again."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from editor.suggest.dictionary.detector import DictionaryDetector
from editor.suggest.dictionary.forms import known_terms
from editor.suggest.dictionary.matcher import Findings, Matcher
from editor.suggest.dictionary.model import shipped_model
from editor.suggest.dictionary.reading import Passage
from editor.suggest.dictionary.reuse import Kept, refreshed
from editor.suggest.dictionary.scoring import first_look
from editor.suggest.dictionary.term import Dictionary, Term
from editor.transcript import Paragraph

TERMS = ("Kubernetes", "PostgreSQL", "Grafana", "S-52", "Larry Culp", "Tailscale", "MQTT", "Ansible Tower", "Pinot")
TEXTS = (
    ("We moved the whole thing to cooper netties last spring, and post grass sequel runs beside it. The graph fauna "
    "boards were drawn by Larry Kulp, who had never seen them before; an S 52 stood in the corner. People say tail "
    "scale is enough for that, but then M Q T T has to be let through, and ansible tower wants its own port."),
    ("Nobody asked for Kubernetes at first. The old rack did what it should, day after day, and the only thing that "
    "failed was a fan. Then came the new people with their ants able tower and a pile of notes about peanut, which "
    "they wrote with a capital P: Peanut, they said, answers at once. Larry, the other Larry, laughed at that."),
    "It is late, so let us stop here; tomorrow we look at the rest of it and at what Postgres QL does at night.",
)
PIECES = (*" ".join(TEXTS).split(" "), *TERMS, "Grafana's", ".", ",", "–", "a", "graff anna")
DICTIONARY = [Dictionary("test", tuple(Term(term) for term in TERMS))]


def edited(text: str, chance: random.Random) -> str:
    """Return the text with one to three words put in, taken out or changed by a letter."""
    words = text.split(" ")
    for _ in range(chance.choice((1, 1, 2, 3))):
        at = chance.randrange(len(words) + 1)
        kind = chance.random()
        if kind < 0.4:
            words[at:at] = [chance.choice(PIECES) for _ in range(chance.choice((1, 2, 5)))]
        elif kind < 0.7:
            words[at : at + 1] = [chance.choice(PIECES)]
        elif kind < 0.85 and len(words) > 12:
            del words[at : at + chance.choice((1, 4))]
        elif at < len(words) and words[at]:
            letter = chance.randrange(len(words[at]))
            words[at] = words[at][:letter] + chance.choice(("", "-", " ", "s", ".")) + words[at][letter + 1 :]
    return " ".join(words)


@pytest.mark.parametrize("seed", range(4))
def test_random_edits_get_what_a_whole_check_gives(seed: int) -> None:
    chance = random.Random(seed)
    paragraphs = [Paragraph(id=at, text=text) for at, text in enumerate(TEXTS)]
    detector = DictionaryDetector(DICTIONARY)
    detector.load(paragraphs)
    for paragraph in paragraphs:
        detector.suggest(paragraph)
    for _ in range(25):
        at = chance.randrange(len(paragraphs))
        paragraphs[at] = replace(paragraphs[at], text=edited(paragraphs[at].text, chance),
                                 revision=paragraphs[at].revision + 1)
        detector.change([paragraphs[at]])
        fresh = DictionaryDetector(DICTIONARY)
        fresh.load(paragraphs)
        assert detector.suggest(paragraphs[at]) == fresh.suggest(paragraphs[at])
        assert detector.protected(paragraphs[at]) == fresh.protected(paragraphs[at])


def test_only_the_surroundings_of_an_edit_are_read_again() -> None:
    model = shipped_model()
    matcher = Matcher(model.phones)
    matcher.set_terms(known_terms(DICTIONARY))
    read: list[int] = []

    def look(passage: Passage) -> Findings:
        read.append(passage.count)
        found = matcher.analyse(passage)
        return first_look(found.chosen(found.first >= 0), model)

    text = " ".join(TEXTS)
    old = look(matcher.read([Paragraph(id=1, text=text)], [0]))
    passage = matcher.read([Paragraph(id=1, text=text.replace("a fan", "one fan"))], [0])
    found = refreshed(Kept(old, 0, range(len(old))), passage, look)
    whole = look(passage)
    assert read[1] < 0.4 * read[0]
    assert found is not None
    for name in ("term", "first", "last", "exact", "right", "odds", "belief", "rows"):
        assert getattr(found, name).tolist() == getattr(whole, name).tolist(), name
    assert found.heard == whole.heard


def test_what_is_said_of_a_candidate_does_not_depend_on_how_much_text_stands_before_it() -> None:
    matcher = Matcher(shipped_model().phones)
    matcher.set_terms(known_terms(DICTIONARY))
    many = [Paragraph(id=at, text=TEXTS[at % 3]) for at in range(300)]
    alone = matcher.analyse(matcher.read(many[-1:], [0]))
    among = matcher.analyse(matcher.read(many, range(len(many))))
    last = among.chosen(among.paragraph == len(many) - 1)
    assert len(alone)
    assert alone.chosen(alone.first >= 0).rows.tolist() == last.rows.tolist()
