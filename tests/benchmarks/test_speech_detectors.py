"""What the speech detectors cost: 100,000 words, and one edited paragraph. CPU time, printed."""

import time
from pathlib import Path

import pytest

from editor.suggest.speech import detectors
from editor.transcript import Paragraph

CORPUS = Path(__file__).parents[1] / "quality" / "speech" / "corpus.txt"


@pytest.mark.benchmark
@pytest.mark.parametrize("level", ["light", "read-through"])
def test_a_hundred_thousand_words_through_all_speech_detectors(level: str) -> None:
    lines = [line for line in CORPUS.read_text(encoding="utf-8").splitlines() if line[:1] not in ("", "#", "=")]
    said = [" ".join(part.partition(":")[2].partition("=>")[0] if ":" in part else part
                     for part in line.replace("{", "}").split("}")) for line in lines]
    block = " ".join(" ".join(said[:60]).split())
    count = 100_000 // len(block.split())
    # every paragraph differs, so that nothing is answered from a cache
    paragraphs = [Paragraph(n, f"Part {n} begins. {block}") for n in range(1, count + 1)]
    some = detectors(level)
    for detector in some:  # tables are loaded once per process, not per transcript
        detector.load(paragraphs[:1])
        detector.suggest(paragraphs[0])
    start = time.process_time()
    for detector in some:
        detector.load(paragraphs)
    found = sum(len(detector.suggest(p)) for p in paragraphs for detector in some)
    whole = time.process_time() - start
    edited = Paragraph(5, paragraphs[4].text + " We we left.", revision=1)
    start = time.process_time()
    for detector in some:
        detector.change([edited], ())
    again = sum(len(detector.suggest(edited)) for detector in some)
    one = time.process_time() - start
    print(f"\n{level}: {sum(len(p.text.split()) for p in paragraphs)} words, {found} findings: {whole:.2f} s CPU; "
          f"an edited paragraph of {len(edited.text.split())} words, {again} findings: {one * 1000:.1f} ms")
