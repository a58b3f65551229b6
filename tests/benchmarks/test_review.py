"""What decisions cost in 100,000 words: accept all alike, undo, receive, keys, line breaks. Prints CPU times.

Run: pytest tests/benchmarks/test_review.py -m benchmark -s
"""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median

import pytest

from editor.jobs.messages import result_row, results_of
from editor.review import Review
from editor.suggest.suggestion import Kind, Suggestion
from editor.transcript import Paragraph, Span, Transcript

pytestmark = pytest.mark.benchmark
LINE = "we asked Grock about it and then they all went on to talk of other things for quite a while " * 2


def cpu(work: Callable[[], object]) -> float:
    """CPU milliseconds of this thread."""
    start = time.thread_time()
    work()
    return (time.thread_time() - start) * 1000


def said(paragraph: Paragraph, wrong: str, right: str) -> list[Suggestion]:
    found, at = [], paragraph.text.find(wrong)
    while at >= 0:
        found.append(Suggestion(paragraph.id, paragraph.revision, Span(at, at + len(wrong)), wrong, (right,),
                                Kind.DICTIONARY, "dictionary.sound", 0.9, reasons=("sounds like Grok",)))
        at = paragraph.text.find(wrong, at + 1)
    return found


def checked(lines: int, line: str = LINE, alike: int | None = None) -> Review:
    """A review of `lines` lines of 38 words, with two suggestions in each; the first `alike` are alike."""
    review = Review(Transcript.of_lines([line] * lines))
    for n, paragraph in enumerate(review.transcript):
        right = "Grok" if alike is None or n * 2 < alike else f"Grok{n}"
        review.receive(paragraph.id, 0, said(paragraph, "Grock", right))
    return review


def accepted_and_undone(review: Review) -> tuple[int, float, float, float]:
    mark = next(review.marks())
    alike: list[int] = []
    choices = cpu(lambda: alike.extend(m.id for m in review.alike(mark)))
    put_in = cpu(lambda: review.accept(dict.fromkeys(alike)))
    return len(alike), choices + put_in, cpu(review.undo), cpu(review.redo)


def test_accept_a_thousand_alike_in_a_hundred_thousand_words() -> None:
    runs = [accepted_and_undone(checked(2650, alike=1000)) for _ in range(5)]
    assert {count for count, *_ in runs} == {1000}
    done, undone, again = (median(run[n] for run in runs) for n in (1, 2, 3))
    print(f"\n100,700 words, 5,300 marks: accept 1,000 alike {done:.1f} ms, undo {undone:.1f} ms, redo {again:.1f} ms")
    assert done + undone <= 150


def test_accept_in_one_long_paragraph_is_not_quadratic() -> None:
    times = {}
    for words in (3000, 12000):
        times[words] = median(accepted_and_undone(checked(1, LINE * (words // 38)))[1] for _ in range(5))
    print(f"\none paragraph: accept all of 3,000 words {times[3000]:.2f} ms, of 12,000 words {times[12000]:.2f} ms")
    assert times[12000] < times[3000] * 12


def test_fifty_thousand_results() -> None:
    review = Review(Transcript.of_lines([LINE] * 25_000))
    found = [said(p, "Grock", "Grok") for p in review.transcript]
    rows = tuple(result_row(p, s, ()) for p, s in zip(review.transcript, found, strict=True))
    unpacked = cpu(lambda: results_of(rows))

    def receive() -> None:
        for paragraph, suggestions in zip(list(review.transcript), found, strict=True):
            review.receive(paragraph.id, 0, suggestions)

    first = cpu(receive)
    second = cpu(receive)
    each = 1000 / 50_000
    print(f"\n50,000 suggestions: unpack {unpacked * each:.1f} µs each, receive {first * each:.1f} µs each, "
          f"receive the same again {second * each:.1f} µs each")
    assert first * each < 100


def test_keys_and_line_breaks_do_not_depend_on_the_length_of_the_transcript() -> None:
    def one_key(review: Review) -> float:
        index = len(review.transcript) // 2
        text = review.transcript[index].text
        return median(cpu(lambda n=n: review.typed(index, 1, [text + "x" * n])) for n in range(1, 60))

    def one_break(review: Review) -> float:
        index = len(review.transcript) // 2
        mark = review.marks_in(review.transcript[len(review.transcript) - 1].id)[0]

        def split() -> None:
            text = review.transcript[index].text
            review.typed(index, 1, [text, ""])
            assert review.transcript.index_of(review.paragraph_of(mark.id) or 0) == len(review.transcript) - 1

        review.transcript.index_of(1)
        return median(cpu(split) for _ in range(60))

    short, long = checked(1000), checked(100_000, "we asked Grock about it")
    key, key_long, line, line_long = one_key(short), one_key(long), one_break(short), one_break(long)
    print(f"\nkey: {key:.3f} ms of 1,000 paragraphs, {key_long:.3f} ms of 100,000; "
          f"line break: {line:.3f} and {line_long:.3f} ms")
    assert key_long < key * 10
    assert line_long < line * 30
