"""Near-repeats: a false start is taken up again in another form.

After: "it, it's like", "we're, we kept asking", "it says, it's like", "I. I've been". Kept: a sentence that
ends with the word the next one begins with ("don't go there. There's ice"), and "like I said, I'm fine".
"""

from __future__ import annotations

from collections.abc import Sequence

from editor.suggest.detector import Local
from editor.suggest.speech.tokens import Token, between, capital_like, in_english, on_its_line, words_of
from editor.suggest.suggestion import Kind, Suggestion
from editor.transcript import Paragraph, Span

_PRONOUNS = frozenset("i you we they he she it that there".split())
_TAILS = ("'s", "'m", "'re", "'ve", "'ll", "'d")
_FORMS = {pronoun + tail: pronoun for pronoun in _PRONOUNS for tail in ("", *_TAILS)}
_SAYING = frozenset("says goes means".split())
_SUBJECTS = frozenset("i we they he she".split())  # these alone cannot end a sentence


class RestartDetector(Local):
    """Finds a pronoun that is said again with, or without, its verb."""

    name = "speech.restart"
    kind = Kind.SPEECH

    def suggest(self, paragraph: Paragraph) -> list[Suggestion]:
        """Return one suggestion for each false start: the second form stays."""
        if not in_english(paragraph):
            return []
        cut = words_of(paragraph.text)
        words = cut.tokens
        found = []
        for n in cut.where(_FORMS.__contains__):
            if n + 1 == len(words):
                break
            size, confidence = _restart(paragraph.text, words, n)
            if size:
                first, again = words[n], words[n + size]
                kept = capital_like(again.text, first.text)
                span, kept = on_its_line(paragraph.text, Span(first.start, again.end), kept)
                found.append(Suggestion(
                    paragraph.id, paragraph.revision, span, span.of(paragraph.text),
                    (kept,), Kind.SPEECH, self.name, confidence, title="False start",
                    reasons=(f"begun as “{paragraph.text[first.start : words[n + size - 1].end]}”, said again",),
                ))
        return found


def _restart(text: str, words: Sequence[Token], n: int) -> tuple[int, float]:
    """Return (words of the false start at `n`, how sure); (0, 0.0) where there is none."""
    first, second = words[n], words[n + 1]
    joint = between(text, first, second)
    pronoun = _FORMS[first.key]
    if pronoun and joint in (",", ".", "...", "…", "-", "–", "—"):
        if joint == "." and pronoun not in _SUBJECTS:
            return 0, 0.0
        if first.key == pronoun and second.key != pronoun and _FORMS.get(second.key) == pronoun:
            return 1, 0.85
        if first.key != pronoun and second.key == pronoun:
            return 1, 0.75 if joint == "," else 0.6
        if first.key != second.key and _FORMS.get(second.key) == pronoun and first.key != pronoun:
            return 1, 0.7
    if pronoun == first.key and n + 2 < len(words) and second.key in _SAYING and joint == "":
        third = words[n + 2]
        if between(text, second, third) == "," and third.key != pronoun and _FORMS.get(third.key) == pronoun:
            return 2, 0.6
    return 0, 0.0
