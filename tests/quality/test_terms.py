"""How well misheard terms are found: floors on our own sentences, and on the evaluation data where it is at hand.

The data is looked for in MISHEARD_SHARED or beside the checkout (../shared). The shipped weights were fitted on
that data, so its floors only catch a change that loses quality; the honest, cross-validated figures come from
resources/scripts/train_matcher.py.
"""

from __future__ import annotations

import importlib.util
import json
import os
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from editor.suggest.dictionary.detector import LEAST, DictionaryDetector
from editor.suggest.dictionary.term import Dictionary, Term
from editor.suggest.dictionary.words import squash
from editor.suggest.engine import Engine
from editor.suggest.suggestion import LIKELY, SURE, Suggestion
from editor.transcript import Transcript

HERE = Path(__file__).parent
DATA = Path(os.environ.get("MISHEARD_SHARED") or HERE.parents[2] / "shared") / "eval"
# more terms that nobody says here, so that the list is not only what is wanted
OTHERS = ("Claude", "Rust", "Conformer", "GAAP", "OpenAI", "Copilot", "Postman", "Grafana", "Redis", "CRISPR", "Vim",
          "Snowflake", "Tesla", "Xarelto", "Lipitor", "Borealis", "Ansible", "Marimekko", "Bordeaux", "Wojciech")


def run(texts: list[str], terms: list[str]) -> list[list[Suggestion]]:
    """Return what is offered in each text."""
    detector = DictionaryDetector([Dictionary("quality", tuple(Term(term) for term in terms))])
    engine = Engine([[detector]], detector, LEAST)
    transcript = Transcript.of_lines(texts)
    engine.load(transcript.paragraphs)
    return [engine.suggest(paragraph.id) for paragraph in transcript]


def own() -> list[tuple[str, str, str]]:
    """Return (text, heard, term) of our own sentences; heard is empty where nothing is wrong."""
    rows = []
    for line in (HERE / "terms.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            text, error = line.split("\t")
            heard, _, term = error.partition("=")
            rows.append((text, heard if term else "", term))
    return rows


def test_own_sentences() -> None:
    rows = own()
    terms = [term for _, _, term in rows if term] + list(OTHERS)
    right = wrong = wanted = 0
    for (text, heard, term), found in zip(rows, run([row[0] for row in rows], terms), strict=True):
        wanted += bool(term)
        place = text.find(heard) if heard else -1
        for suggestion in found:
            if suggestion.confidence >= LIKELY:
                hit = bool(term) and suggestion.term == term and suggestion.span.start < place + len(heard) and (
                    place < suggestion.span.end)
                right, wrong = right + hit, wrong + (not hit)
    print(f"\nown sentences: {right} of {wanted} found at likely, {wrong} wrong")
    assert right / wanted >= 0.7
    assert wrong <= 1


def scorer() -> ModuleType:
    """Return the judge of the evaluation data."""
    spec = importlib.util.spec_from_file_location("score_terms", DATA / "score_terms.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rows_of(found: list[list[Suggestion]]) -> list[list[dict[str, Any]]]:
    """Return suggestions as the command line prints them."""
    return [[{"start": s.span.start, "end": s.span.end, "replacement": s.replacement, "term": s.term,
              "confidence": s.confidence} for s in line] for line in found]


@pytest.mark.quality
@pytest.mark.skipif(not (DATA / "dev").is_dir(), reason="the evaluation data is not here")
@pytest.mark.parametrize(("size", "recall", "sure", "likely"), [
    ("100", 0.81, 0.97, 0.90), ("1000", 0.69, 0.97, 0.88), ("5000", 0.62, 0.97, 0.86)])
def test_dev_data(size: str, recall: float, sure: float, likely: float) -> None:
    score = scorer()
    pooled: list[Any] = []
    errors: dict[Any, Any] = {}
    for path in sorted((DATA / "dev" / "lists").glob(f"*.{size}.json")):
        items = {item["id"]: item for item in score.read_jsonl(DATA / "dev" / f"{path.name.split('.')[0]}.jsonl")}
        for entry in json.loads(path.read_text(encoding="utf-8")):
            chosen = [items[number] for number in entry["items"]]
            found = run([" ".join(item["hyp"].split()) for item in chosen], entry["dictionary"])
            rows, listed = score.judge(chosen, rows_of(found), entry["dictionary"])
            pooled += [(c, v, (entry["id"], *h) if h else None) for c, v, h in rows]
            errors.update({(entry["id"], *key): error for key, error in listed.items()})
    result = score.summarise(pooled, errors)
    print(f"\n{size} terms: recall at P .90 {result['recall_at_p90']:.3f}, sure {result['sure_precision']:.3f}, "
          f"likely {result['likely_precision']:.3f}, calibration {result['calibration']:.3f}")
    assert result["recall_at_p90"] >= recall
    assert result["sure_precision"] >= sure
    assert result["likely_precision"] >= likely


@pytest.mark.quality
@pytest.mark.skipif(not (DATA / "dev").is_dir(), reason="the evaluation data is not here")
def test_traps() -> None:
    score = scorer()
    items = {item["id"]: item for item in score.read_jsonl(DATA / "dev" / "tts-asr.jsonl")}
    for entry in json.loads((DATA / "dev" / "lists" / "traps.json").read_text(encoding="utf-8")):
        texts = [" ".join(items[number]["hyp"].split()) for number in entry["items"]]
        shown = [s for line in run(texts, entry["dictionary"]) for s in line
                 if s.original.casefold() != s.replacement.casefold()]
        print(f"\ntraps: sure {sum(s.confidence >= SURE for s in shown)}, "
              f"likely {sum(s.confidence >= LIKELY for s in shown)}")
        assert not [s for s in shown if s.confidence >= SURE]
        assert len([s for s in shown if s.confidence >= LIKELY]) <= 5


@pytest.mark.quality
@pytest.mark.skipif(not (DATA / "dev").is_dir(), reason="the evaluation data is not here")
def test_terms_that_nobody_said() -> None:
    """Some thousand terms of another subject on what was really said: whatever is sure is wrong."""
    score = scorer()
    words = sure = likely = 0
    for source, other in (("librispeech-biasing", "tts-asr"), ("hyporadise-cv", "tts-asr"), ("primock57", "tts-asr"),
                          ("earnings21", "primock57"), ("librispeech-biasing", "earnings21"),
                          ("primock57", "earnings21")):
        said = list(dict.fromkeys(" ".join(item["ref"].split())
                                  for item in score.read_jsonl(DATA / "dev" / f"{source}.jsonl")))
        everything = squash(" ".join(said))
        entry = json.loads((DATA / "dev" / "lists" / f"{other}.1000.json").read_text(encoding="utf-8"))[0]
        shown = [s for line in run(said, [term for term in entry["dictionary"] if squash(term) not in everything])
                 for s in line]
        words += sum(len(text.split()) for text in said)
        sure += sum(s.confidence >= SURE for s in shown)
        likely += sum(s.confidence >= LIKELY for s in shown)
    print(f"\nterms that nobody said, 10,000 words: sure {1e4 * sure / words:.2f}, likely {1e4 * likely / words:.1f}")
    assert 1e4 * sure / words <= 0.3
    assert 1e4 * likely / words <= 14
