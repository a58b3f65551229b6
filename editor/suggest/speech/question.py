"""Missing question marks: a question by its word order ends with a full stop.

After: "What do you want to build next.", "Do you think it will hold." Kept: clauses that only begin with a question
word ("What I want is rest.", "When we met, it rained.") and "what is ..." that goes on as a statement.
"""

from __future__ import annotations

from editor.suggest.detector import Local
from editor.suggest.speech.stop_words import AUXILIARIES, PRONOUNS
from editor.suggest.speech.tokens import Token, in_english, words_of
from editor.suggest.suggestion import Kind, Suggestion
from editor.transcript import Paragraph, Span

_ASKING = frozenset("what how why where when who which".split())
_SHORT = 10  # words; a longer "who is ..." is a clause cut off
_LEADS = frozenset("so and but well now okay ok then yeah like".split())
_UNFINISHED = _ASKING | frozenset("to the a of is and i we they he she my your our".split())
_SUBJECTS = PRONOUNS | frozenset("there this that these those the your our my his her their".split())


class QuestionDetector(Local):
    """Finds sentences in the order of a question that end with a full stop."""

    name = "speech.question"
    kind = Kind.SPEECH

    def suggest(self, paragraph: Paragraph) -> list[Suggestion]:
        """Return one suggestion for each such sentence, on its last word."""
        if "." not in paragraph.text or not in_english(paragraph):
            return []
        cut = words_of(paragraph.text)
        found, start = [], 0
        for n in cut.marks:
            gap = cut.gaps[n]
            mark = gap.strip()
            if mark == "." and gap[0] == "." and (gap != "." or n + 1 == len(cut.keys)):
                confidence = _asks(cut.keys[start : n + 1])
                if confidence:
                    found.append(_marked(paragraph, cut.tokens[n], confidence))
            if mark and mark[0] in ".?!…":
                start = n + 1
        return found


def _asks(keys: list[str]) -> float:
    """Return how sure it is that these words ask something."""
    while keys and keys[0] in _LEADS:
        keys = keys[1:]
    if len(keys) < 3 or keys[-1] in _UNFINISHED:
        return 0.0
    if keys[0] in _ASKING and keys[1] in AUXILIARIES:
        if keys[2] in _SUBJECTS:
            again = keys[1] in ("is", "was", "are") and keys[1] in keys[3:]
            return 0.0 if again else 0.8
        if keys[0] == "who" and keys[1] in ("is", "can", "will", "would") and len(keys) < _SHORT:
            return 0.55
        return 0.55 if keys[1] in ("do", "does", "did") else 0.0
    if keys[0] == "how" and len(keys) > 4 and keys[2] in AUXILIARIES:
        return 0.7
    if keys[0] == "have" and keys[1] in ("you", "they", "we"):
        return 0.7
    # "had I known" and "should you need it" are conditions, "may I say" is a phrase
    if keys[0] in AUXILIARIES - {"had", "have", "may", "should", "don't", "were"} and keys[1] in PRONOUNS:
        return 0.7
    return 0.0


def _marked(paragraph: Paragraph, word: Token, confidence: float) -> Suggestion:
    span = Span(word.start, word.end + 1)
    return Suggestion(
        paragraph.id, paragraph.revision, span, span.of(paragraph.text), (word.text + "?",), Kind.SPEECH,
        "speech.question", confidence, title="Missing question mark", reasons=("the words stand as in a question",),
    )
