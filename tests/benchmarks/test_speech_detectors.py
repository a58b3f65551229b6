"""What the speech detectors cost: 100,000 words of varied text, and edited paragraphs. CPU time, printed."""

import time

import pytest

from editor.suggest.speech import LEVELS, detectors
from editor.transcript import Paragraph
from tests.benchmarks.varied_text import varied_text

_WORDS = 250  # of a paragraph
_EDITED = 200  # paragraphs


@pytest.mark.benchmark
@pytest.mark.parametrize("level", LEVELS)
def test_a_hundred_thousand_words_through_all_speech_detectors(level: str) -> None:
    words = varied_text(100_000).split()
    paragraphs = [Paragraph(n, " ".join(words[at : at + _WORDS]))
                  for n, at in enumerate(range(0, len(words), _WORDS), 1)]
    some = detectors(level)
    warm = [Paragraph(1, varied_text(2000, seed=2))]
    for detector in some:  # tables are loaded once per process, not per transcript
        detector.load(warm)
        detector.suggest(warm[0])
    start = time.process_time()
    for detector in some:
        detector.load(paragraphs)
    found = sum(len(detector.suggest(p)) for p in paragraphs for detector in some)
    whole = time.process_time() - start
    times = []
    for paragraph in paragraphs[:_EDITED]:
        edited = Paragraph(paragraph.id, paragraph.text + " We we left.", revision=1)
        start = time.process_time()
        for detector in some:
            detector.change([edited], ())
        for detector in some:
            detector.suggest(edited)
        times.append(time.process_time() - start)
    times.sort()
    print(f"\n{level}: {len(words)} words, {found} findings: {whole:.2f} s CPU; an edited paragraph of {_WORDS} words: "
          f"{times[len(times) // 2] * 1000:.1f} ms, p95 {times[len(times) * 95 // 100] * 1000:.1f} ms")
