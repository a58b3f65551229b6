"""False commas inside names: the recogniser put a comma where the speaker drew breath in the middle of a name.

After: "the Marlow, Bridge" in a transcript that writes "the Marlow Bridge" twice. The transcript itself must show it:
the first word never stands there without the second. Kept: "Lima, Peru" (Lima stands alone too), lists, and words of
the language that begin a sentence ("Thanks, Maria").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from editor.suggest.speech.tokens import frequency_of, in_english
from editor.suggest.suggestion import Kind, Suggestion
from editor.transcript import Paragraph, Span

_CAPITALS = re.compile(r"([A-Z][\w'’-]+)(?:(,?) (?=([A-Z][\w'’-]+)))?")
_APART = re.compile(r"([A-Z](?<![\w,’'-][A-Z])(?<!, [A-Z])[\w'’-]+), ([A-Z][\w'’-]+)(?!,)")
_OFTEN = 2  # times that the name stands there whole
_ORDINARY = 5.3  # zipf from which on a word is no name, or not only one
_CONFIDENCE = 0.75


class CommaDetector:
    """Keeps count of the names of the whole transcript."""

    name = "speech.comma"
    kind = Kind.SPEECH

    def __init__(self) -> None:
        self._in: dict[int, list[tuple[str, str, str]]] = {}
        self._places: Counter[tuple[str, str, str]] = Counter()  # (word, "," or "", next capital or "")
        self._words: Counter[str] = Counter()

    def load(self, paragraphs: Sequence[Paragraph]) -> None:
        """Count the whole transcript."""
        self._in, self._places, self._words = {}, Counter(), Counter()
        self.change(paragraphs, ())

    def change(self, paragraphs: Sequence[Paragraph], gone: Iterable[int]) -> None:
        """Count changed paragraphs again."""
        for paragraph_id in [*gone, *(p.id for p in paragraphs)]:
            places = self._in.pop(paragraph_id, [])
            self._places.subtract(places)
            self._words.subtract(word for word, _, _ in places)
        for paragraph in paragraphs:
            if in_english(paragraph):
                self._in[paragraph.id] = places = _CAPITALS.findall(paragraph.text)
                self._places.update(places)
                self._words.update([word for word, _, _ in places])

    def suggest(self, paragraph: Paragraph) -> list[Suggestion]:
        """Return the names with a comma inside that the transcript writes without it elsewhere."""
        if ", " not in paragraph.text or not in_english(paragraph):
            return []
        return [self._made(paragraph, match) for match in _APART.finditer(paragraph.text)
                if self._is_name(match.group(1), match.group(2))]

    def _is_name(self, first: str, second: str) -> bool:
        whole, apart = self._places[first, "", second], self._places[first, ",", second]
        if whole < _OFTEN or whole <= apart or whole + apart < self._words[first]:
            return False
        return first != second and frequency_of(first.casefold()) < _ORDINARY

    def _made(self, paragraph: Paragraph, match: re.Match[str]) -> Suggestion:
        span, name = Span(match.start(), match.end()), f"{match.group(1)} {match.group(2)}"
        times = self._places[match.group(1), "", match.group(2)]
        return Suggestion(
            paragraph.id, paragraph.revision, span, match.group(), (name,), Kind.SPEECH, self.name, _CONFIDENCE,
            title="False comma", reasons=(f"written “{name}” {times} times in this transcript",),
            group=f"comma\t{name}",
        )
