"""Score the matcher over the command line with cross-validated weights: no item is judged by a model that saw it.

    python resources/scripts/train_matcher.py --data ../shared/eval --folds FOLDER
    FOLDS=FOLDER EVAL=../shared/eval ../shared/eval/score_terms.py ../shared/eval/dev \
        --command "python resources/scripts/score_by_fold.py"

Speaks the part of `misheard suggest` that the scorer uses. The whole text is analysed once with each of the five
models, and each line's suggestions are taken from the model whose training left out that line's group.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "resources" / "scripts")]

from train_matcher import FOLDS, fold_of, read_items  # noqa: E402  (the path is set just above)

from editor.suggest.dictionary.detector import LEAST, DictionaryDetector  # noqa: E402
from editor.suggest.dictionary.model import read_model  # noqa: E402
from editor.suggest.dictionary.term import Dictionary, Term  # noqa: E402
from editor.suggest.engine import Engine  # noqa: E402
from editor.transcript import Transcript  # noqa: E402


def main() -> None:
    """Print the suggestions of `suggest TEXT --dictionary TERMS …` as JSON lines."""
    arguments = sys.argv[2:]
    lines = Path(arguments[0]).read_text(encoding="utf-8").splitlines()
    terms = Path(arguments[arguments.index("--dictionary") + 1]).read_text(encoding="utf-8").splitlines()
    folds = {" ".join(item["hyp"].split()): fold_of(str(item["group"]))
             for item in read_items(Path(os.environ["EVAL"]) / "dev").values()}
    dictionary = Dictionary("scored", tuple(Term(term) for term in terms if term.strip()))
    transcript = Transcript.of_lines(lines)
    for fold in range(FOLDS):
        detector = DictionaryDetector([dictionary], model=read_model(Path(os.environ["FOLDS"]) / f"fold{fold}.npz"))
        engine = Engine([[detector]], detector, LEAST)
        engine.load(transcript.paragraphs)
        for number, paragraph in enumerate(transcript, 1):
            if folds[paragraph.text] == fold:
                for s in engine.suggest(paragraph.id):
                    print(json.dumps({"line": number, "start": s.span.start, "end": s.span.end,
                                      "original": s.original, "replacement": s.replacement, "term": s.term,
                                      "confidence": s.confidence}))


if __name__ == "__main__":
    main()
