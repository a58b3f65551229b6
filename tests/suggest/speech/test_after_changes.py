"""What the detectors keep of a transcript is, after any changes, what they would learn of it anew."""

from random import Random

import pytest

from editor.suggest.speech import LEVELS, detectors
from editor.transcript import Paragraph

_WORDS = (
    "we saw the harbour Harbour pilot Pilot SeaLink sea link Sealink and they went on. On we moved to. Dunmore, um, "
    "twenty thousand 35,000 you know, it, it's late. Thanks for watching. I think so. I think so. I think so. "
    "the Harbour of Dunmore has a pilot, a pilot? don't U.S. naïve"
).split()


def _paragraph(number: int, chance: Random, revision: int = 0) -> Paragraph:
    text = " ".join(chance.choices(_WORDS, k=chance.randint(1, 60)))
    return Paragraph(number, text, revision=revision)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("seed", range(4))
def test_changes_one_by_one_come_to_the_same_as_loading_the_result(level: str, seed: int) -> None:
    chance = Random(seed)
    now = {n: _paragraph(n, chance) for n in range(1, 13)}
    followed = detectors(level)
    for detector in followed:
        detector.load(list(now.values()))
    for step in range(1, 25):
        number = chance.choice(list(now))
        now[number] = _paragraph(number, chance, revision=step)
        for detector in followed:
            detector.change([now[number]], ())
    fresh = detectors(level)
    for old, new in zip(followed, fresh, strict=True):
        new.load(list(now.values()))
        for paragraph in now.values():
            assert old.suggest(paragraph) == new.suggest(paragraph), f"{new.name} in {paragraph.text!r}"
