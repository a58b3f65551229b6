"""Train the matcher's weights (resources/tables/matcher.npz) and report how good they are, cross-validated by group.

    pip install ".[tables]"
    python resources/scripts/train_matcher.py --data ../shared/eval [--folds FOLDER] [--alone] [--leave-source-out]
        [--write]

DATA is a folder with `score_terms.py` and `dev/` (texts with marked errors, lists of terms). Every list is analysed by
the editor's own matcher; each candidate becomes one example. Five models are fitted, each without one fifth of the
groups, and every item is judged by the model that did not see its group, with the scorer's own functions: that table
is printed, before and after calibration. A model is two models (editor/suggest/dictionary/scoring.py): the second is
fitted on what first models say of groups that they had not seen either, so it learns how far to trust them.
Many lists hold the same sentence as several recognisers wrote it; `--alone` reports what is left without that.
`--folds` writes the five models, so that score_by_fold.py can repeat the scoring over the command line. `--write`
fits all examples and writes the shipped weights: numbers only, no text.
"""

from __future__ import annotations

import argparse
import dataclasses
import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "resources" / "scripts")]

import synthetic_errors  # noqa: E402  (the path is set just above)

from editor.suggest.dictionary import alignment, judge, scoring  # noqa: E402
from editor.suggest.dictionary.candidates import NONE  # noqa: E402
from editor.suggest.dictionary.evidence import NAMES, Evidence  # noqa: E402
from editor.suggest.dictionary.forms import KnownTerm, known_terms  # noqa: E402
from editor.suggest.dictionary.history import History  # noqa: E402
from editor.suggest.dictionary.matcher import LOCAL_NAMES, Findings, Matcher, mentioned  # noqa: E402
from editor.suggest.dictionary.model import Forest, Model, write_model  # noqa: E402
from editor.suggest.dictionary.pronounce import Pronouncer  # noqa: E402
from editor.suggest.dictionary.reading import Passage  # noqa: E402
from editor.suggest.dictionary.reuse import replaced  # noqa: E402
from editor.suggest.dictionary.term import Dictionary, Term  # noqa: E402
from editor.transcript import Paragraph  # noqa: E402

FOLDS = 5
TREES, LEAVES, DEPTH, RATE = 220, 16, 6, 0.06
LEAST_ROWS, RIDGE = 40, 16.0
INEXACT = 0.5  # weight of a right term on not just the right words
MADE_UP = 0.5  # weight of synthetic examples
SINGLE = 0.3  # weight of a recording by itself, where a list as one document has 1
RIVAL = 0.0  # weight, at the first look, of a wrong term on words that stand for another
CHANCE_PAIRS = 8000
STEPPED = 0.3  # share of steps in the calibration
NEUTRAL, FALSE, OVERLAPS, EXACT = -1, 0, 1, 2
SYNTHETIC = "synthetic"

PRONOUNCER = Pronouncer()

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Parts = Callable[["Text"], Ints]  # which part of the data each candidate of a text belongs to


@dataclass(slots=True)
class Text:
    """One list of items with one dictionary: what the matcher found in it, and what is true of each candidate."""

    name: str
    source: str
    size: str
    found: Findings
    known: list[KnownTerm]
    items: list[dict]  # type: ignore[type-arg] # rows of the data files, as they are
    terms: list[str]
    label: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    fold: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    blocked: Bools = field(default_factory=lambda: np.zeros(0, bool))
    rival: Bools = field(default_factory=lambda: np.zeros(0, bool))  # wrong, but on words that stand for another term

    @property
    def counts(self) -> Bools:
        """Which candidates are examples: not what cannot be offered, nor what is neither right nor wrong."""
        return ~self.blocked & (self.label != NEUTRAL)


def fold_of(group: str) -> int:
    """Return the fold of a group, the same on every computer."""
    return int(hashlib.md5(group.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def read_items(data: Path) -> dict[str, dict]:  # type: ignore[type-arg] # rows of the data files, as they are
    """Return all items of the data by id."""
    items = {}
    for path in sorted(data.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            items[item["id"]] = item
    return items


def read_texts(data: Path) -> list[Text]:
    """Analyse every list."""
    items = read_items(data)
    texts = []
    for path in sorted((data / "lists").glob("*.json")):
        for entry in json.loads(path.read_text(encoding="utf-8")):
            size = path.stem.rpartition(".")[2]
            texts.append(analysed(entry["id"], path.stem.partition(".")[0], size,
                                  [items[i] for i in entry["items"]], entry["dictionary"]))
            print(f"\r{len(texts)} lists", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return texts


def made_up_texts() -> list[Text]:
    """Analyse the synthetic lists."""
    return [analysed(name, SYNTHETIC, SYNTHETIC, items, terms) for name, items, terms in synthetic_errors.lists()]


def analysed(name: str, source: str, size: str, items: list[dict],  # type: ignore[type-arg] # rows as they are
             terms: list[str]) -> Text:
    """Run the matcher over the items of a list."""
    known = known_terms([Dictionary(name, tuple(Term(term) for term in terms))])
    matcher = Matcher(np.zeros((alignment.PHONES + 1, alignment.PHONES + 1)), PRONOUNCER)
    matcher.set_terms(known)
    paragraphs = [Paragraph(id=at, text=" ".join(item["hyp"].split())) for at, item in enumerate(items)]
    found = everything(matcher, matcher.read(paragraphs, range(len(paragraphs))))
    text = Text(name, source, size, found, matcher.known, items, terms)
    text.blocked = judge.blocked(found)
    text.label = np.array([label_of(text, at) for at in range(len(found))], np.int64)
    text.rival = np.array([text.label[at] == FALSE and on_an_error(text, at) for at in range(len(found))], bool)
    folds = np.array([fold_of(str(item["group"])) for item in items], np.int64)
    text.fold = folds[found.paragraph] if len(found) else np.zeros(0, np.int64)
    return text


def everything(matcher: Matcher, passage: Passage) -> Findings:
    """Return what the matcher finds, with the wide net of the terms that are mentioned too."""
    found = matcher.analyse(passage)
    matcher.widen(mentioned(found))
    more = matcher.further(passage, found)
    for part in (found, more):
        part.odds, part.belief = np.zeros((2, len(part)))
    return replaced(found, more)


def label_of(text: Text, at: int) -> int:
    """Say what is true of a candidate, as the scorer will judge it."""
    found = text.found
    item = text.items[int(found.paragraph[at])]
    term = text.known[int(found.term[at])].term.text.casefold()
    start = int(found.passage.start[found.first[at]])
    end = int(found.passage.end[found.last[at] - 1])
    for error in item["errors"]:
        if error["term"].casefold() == term and start < error["hyp_end"] and error["hyp_start"] < end:
            if error["kind"] == "case":
                return NEUTRAL
            near = abs(start - error["hyp_start"]) <= 1 and abs(end - error["hyp_end"]) <= 2
            return EXACT if near else OVERLAPS
    # where only the case differs, a carried ending aside, what is put in reads the same to the scorer
    return NEUTRAL if judge.only_case(item["hyp"][start:end], term) else FALSE


def on_an_error(text: Text, at: int) -> bool:
    """True for a candidate on words that are wrong, whatever they stand for."""
    found = text.found
    start, end = int(found.passage.start[found.first[at]]), int(found.passage.end[found.last[at] - 1])
    return any(start < error["hyp_end"] and error["hyp_start"] < end and error["term"] in text.terms
               for error in text.items[int(found.paragraph[at])]["errors"])


def phone_weights(texts: Sequence[Text], seen: Sequence[Bools]) -> Floats:
    """Learn the weights of aligned phones from the chosen candidates."""
    true: set[tuple[str, str]] = set()
    chance: set[tuple[str, str]] = set()
    for text, mine in zip(texts, seen, strict=True):
        sound = text.found.rows[:, 0]
        for at in np.flatnonzero(mine & (text.found.exact == NONE)).tolist():
            if text.label[at] == EXACT:
                true.add(text.found.said[at])
            elif text.label[at] == FALSE and sound[at] > 0.68:
                chance.add(text.found.said[at])
    some = np.random.default_rng(1).permutation(len(chance))[:CHANCE_PAIRS]
    ordered = sorted(chance)
    return alignment.learn(sorted(true), [ordered[at] for at in some])


def with_phones(text: Text, phones: Floats) -> Floats:
    """Return the local features of a text's candidates under these phone weights."""
    heard, wanted = [pair[0] for pair in text.found.said], [pair[1] for pair in text.found.said]
    rows = text.found.rows.copy()
    if len(rows):
        weight = alignment.weigh(heard, wanted, phones)
        rows[:, -2] = weight
        rows[:, -1] = weight / np.maximum(1, [min(alignment.LONGEST, len(said)) for said in wanted])
    return rows


def fit(rows: Floats, label: Ints, weight: Floats, names: tuple[str, ...]) -> Forest:
    """Fit trees."""
    trees = HistGradientBoostingClassifier(
        max_iter=TREES, max_leaf_nodes=LEAVES, max_depth=DEPTH, learning_rate=RATE, min_samples_leaf=LEAST_ROWS,
        l2_regularization=RIDGE, early_stopping=False, random_state=0)
    trees.fit(rows, label > FALSE, sample_weight=weight * np.where(label == OVERLAPS, INEXACT, 1.0))
    return exported(trees, np.median(rows, axis=0), names)


@dataclass(slots=True)
class First:
    """A first look that did not see some parts: its trees, its phone weights, and what they make of every text."""

    forest: Forest
    phones: Floats
    rows: list[Floats]
    odds: list[Floats]


@dataclass(slots=True)
class Course:
    """Models fitted without some parts of the texts; what was fitted before is kept."""

    texts: list[Text]
    part_of: Parts
    alone: bool = False  # judge each recording by itself
    _firsts: dict[frozenset[int], First] = field(default_factory=dict)

    def first(self, without: frozenset[int]) -> First:
        """Return the first look that did not see these parts."""
        known = self._firsts.get(without)
        if known is None:
            seen = [~np.isin(self.part_of(text), list(without)) & text.counts for text in self.texts]
            phones = phone_weights(self.texts, [mine & (text.source != SYNTHETIC)
                                                for text, mine in zip(self.texts, seen, strict=True)])
            rows = [with_phones(text, phones) for text in self.texts]
            forest = fit(np.concatenate([table[mine] for table, mine in zip(rows, seen, strict=True)]),
                         np.concatenate([text.label[mine] for text, mine in zip(self.texts, seen, strict=True)]),
                         # which of several terms is meant is rather the second look's question
                         np.concatenate([(weights(text) * np.where(text.rival, RIVAL, 1.0))[mine]
                                         for text, mine in zip(self.texts, seen, strict=True)]), LOCAL_NAMES)
            known = self._firsts[without] = First(forest, phones, rows, [forest.log_odds(table) for table in rows])
            print(f"\r{len(self._firsts)} first looks", end="", file=sys.stderr, flush=True)
        return known

    def model(self, without: frozenset[int], parts: Sequence[int]) -> tuple[Model, list[Floats]]:
        """Return a model that did not see these parts, and its log-odds of every candidate of every text.

        The second look meets each part as a first look saw it that did not know the part. It learns from each list
        as one document and from each recording by itself, so that it leans on evidence only where there may be some.
        """
        first = self.first(without)
        looks = {part: self.first(without | {part}) for part in parts}
        whole, single = [], []
        for number, text in enumerate(self.texts):
            part = self.part_of(text)
            odds, local = np.zeros(len(part)), np.zeros((len(part), len(LOCAL_NAMES)))
            for other, look in looks.items():
                mine = part == other
                odds[mine], local[mine] = look.odds[number][mine], look.rows[number][mine]
            whole.append(second_rows(text, local, odds, np.zeros(len(text.items), np.int64)))
            single.append(second_rows(text, local, odds, recordings(text)))
        rows, labels, weight = [], [], []
        copies = [*((text, table, 1.0) for text, table in zip(self.texts, whole, strict=True)),
                  *((text, table, SINGLE) for text, table in zip(self.texts, single, strict=True))]
        for text, (at, table), share in copies:
            seen = ~np.isin(self.part_of(text)[at], list(without)) & text.counts[at]
            rows.append(table[seen])
            labels.append(text.label[at][seen])
            weight.append(share * weights(text)[at][seen])
        second = fit(np.concatenate(rows), np.concatenate(labels), np.concatenate(weight), scoring.SECOND_NAMES)
        values = []
        for text, (at, table) in zip(self.texts, single if self.alone else whole, strict=True):
            odds = np.full(len(text.found), -scoring.FAR)
            odds[at] = second.log_odds(table)
            values.append(odds)
        ends = np.array([-12.0, 12.0])
        return Model(first.forest, second, (ends, plain(ends)), first.phones), values


def weights(text: Text) -> Floats:
    """Return the weights of a text's candidates as examples."""
    return np.full(len(text.found), MADE_UP if text.source == SYNTHETIC else 1.0)


def recordings(text: Text) -> Ints:
    """Return for each item the number of its recording, as one recogniser wrote it."""
    known: dict[tuple[str, str], int] = {}
    return np.array([known.setdefault((str(item["group"]), str(item["asr"])), len(known)) for item in text.items],
                    np.int64)


def second_rows(text: Text, local: Floats, odds: Floats, document: Ints) -> tuple[Ints, Floats]:
    """Return which candidates of a text get a second look, and their rows; `document`: the number of each item's."""
    found = dataclasses.replace(text.found, rows=local)
    worth = scoring.looked(found, odds, text.blocked)
    at = np.flatnonzero(scoring.worth_a_look(found))
    places = worth.places({number: number for number in range(len(document))})
    around = np.zeros((len(worth), len(NAMES)))
    for one in np.unique(document).tolist():
        rows, mine = places.chosen(np.flatnonzero(document == one).tolist())
        evidence = Evidence()
        evidence.put(mine)
        around[rows] = evidence.table(mine)
    return at, scoring.second_rows(worth, around)


def exported(trees: HistGradientBoostingClassifier, typical: Floats, names: tuple[str, ...]) -> Forest:
    """Return fitted trees as arrays of one depth: a leaf that comes early is repeated below itself."""
    inner, leaves = 2**DEPTH - 1, 2**DEPTH
    fitted = [stage[0].nodes for stage in trees._predictors]  # noqa: SLF001 (the library has no public way to its trees)
    feature = np.zeros((len(fitted), inner), np.int64)
    threshold = np.full((len(fitted), inner), np.inf)
    leaf = np.zeros((len(fitted), leaves))
    for number, nodes in enumerate(fitted):
        stack = [(0, 0, 0)]
        while stack:
            source, target, depth = stack.pop()
            node = nodes[source]
            if depth == DEPTH:
                leaf[number, target - inner] = node["value"]
            elif node["is_leaf"]:
                stack += [(source, 2 * target + 1, depth + 1), (source, 2 * target + 2, depth + 1)]
            else:
                feature[number, target], threshold[number, target] = node["feature_idx"], node["num_threshold"]
                stack += [(int(node["left"]), 2 * target + 1, depth + 1),
                          (int(node["right"]), 2 * target + 2, depth + 1)]
    base = float(np.ravel(trees._baseline_prediction)[0])  # noqa: SLF001 (as above)
    return Forest(names, base, feature, threshold.astype(np.float32), leaf, typical)


def plain(odds: Floats) -> Floats:
    """Return uncalibrated probabilities."""
    result: Floats = 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
    return result


def selected(text: Text, probability: Floats) -> list[tuple[int, float]]:
    """Return (candidate, confidence) of what the editor would offer."""
    confidence = judge.confidences(text.found, probability, text.known)
    confidence = judge.decided(text.found, confidence, text.known, History(), 0.05)
    winners, _ = judge.choose(text.found, confidence, 0.05)
    return list(winners.items())


def calibrated(odds: Floats, right: npt.NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Return a rising curve from log-odds to the share that is right, from offered suggestions."""
    order = np.argsort(odds)
    odds, right = odds[order], right[order]
    rising = IsotonicRegression(y_min=0, y_max=1, out_of_bounds="clip").fit(odds, right.astype(float))
    groups = np.array_split(np.arange(len(odds)), max(8, min(24, len(odds) // 60)))
    middle = np.array([odds[group].mean() for group in groups])
    share = np.array([rising.predict(odds[group]).mean() for group in groups])
    # most of it a logistic curve with two bends: steps alone would tie what the trees can still tell apart
    at = np.linspace(-6, 7, 60)
    smooth = LogisticRegression(C=100.0).fit(_bent(odds), right).predict_proba(_bent(at))[:, 1]
    share = STEPPED * np.interp(at, middle, share) + (1 - STEPPED) * np.maximum.accumulate(smooth)
    # the ends of the curve are extrapolated towards plain probabilities, never to certainty
    at = np.concatenate([[-9.0], at, [10.0]])
    share = np.concatenate([[0.0005], np.clip(share, 0.001, 0.985), [0.99]])
    return at, np.maximum.accumulate(share)


def _bent(odds: Floats) -> Floats:
    """Return log-odds as columns of a curve that may bend at -1 and at 2."""
    return np.column_stack([odds, np.maximum(odds - 2, 0), np.minimum(odds + 1, 0)])


def cross_validated(course: Course, parts: Sequence[int]) -> tuple[dict[int, Model], dict[int, list[Floats]]]:
    """Fit one model without each part; return models and, for each, the log-odds of all texts."""
    models, odds = {}, {}
    for part in parts:
        models[part], odds[part] = course.model(frozenset({part}), parts)
    print(file=sys.stderr)
    return models, odds


def out_of_part(text: Text, number: int, part_of: Parts, odds: dict[int, list[Floats]]) -> Floats:
    """Return each candidate's log-odds by the model that did not see its part."""
    result = np.full(len(text.found), -12.0)
    for part, every in odds.items():
        mine = part_of(text) == part
        result[mine] = every[number][mine]
    return result


def curve(texts: list[Text], part_of: Parts, odds: dict[int, list[Floats]],
          without: int | None) -> tuple[Floats, Floats]:
    """Return the calibration from what was offered outside one part, each by the model that had not seen it."""
    values, right = [], []
    for number, text in enumerate(texts):
        if text.source == SYNTHETIC:
            continue
        score = out_of_part(text, number, part_of, odds)
        for at, _ in selected(text, plain(score)):
            if text.label[at] != NEUTRAL and part_of(text)[at] != without:
                values.append(score[at])
                right.append(text.label[at] > FALSE)
    return calibrated(np.array(values), np.array(right))


def report(data: Path, texts: list[Text], probabilities: list[Floats], title: str) -> None:
    """Print the scorer's table."""
    sys.path.insert(0, str(data))
    from score_terms import judge as verdicts
    from score_terms import summarise

    print(title)
    for size in ("100", "1000", "5000"):
        pooled: list[tuple[float, bool | None, object]] = []
        errors: dict[object, object] = {}
        by_source: dict[str, list[list[object]]] = defaultdict(lambda: [[], {}])  # type: ignore[arg-type]
        for text, probability in zip(texts, probabilities, strict=True):
            if text.size == size:
                rows, listed = verdicts(text.items, offered_rows(text, probability), text.terms)
                judged = [(c, v, (text.name, *h) if h else None) for c, v, h in rows]
                keyed = {(text.name, *key): error for key, error in listed.items()}
                pooled += judged
                errors.update(keyed)
                by_source[text.source][0] += judged
                by_source[text.source][1].update(keyed)  # type: ignore[attr-defined]
        s = summarise(pooled, errors)
        sources = " ".join(f"{name[:6]} {summarise(*two)['recall_at_p90']:.2f}" for name, two in by_source.items())
        print(f"{size:>5} terms: sure P {s['sure_precision']:.3f} R {s['sure_recall']:.3f}  likely P "
              f"{s['likely_precision']:.3f} R {s['likely_recall']:.3f}  R@P.9 {s['recall_at_p90']:.3f}  calibration "
              f"{s['calibration']:.3f}  [{sources}]", flush=True)
    for text, probability in zip(texts, probabilities, strict=True):
        if text.size == "traps":
            shown = [c for at, c in selected(text, probability) if text.label[at] != NEUTRAL]
            print(f"traps: sure {sum(c >= 0.9 for c in shown)}, likely {sum(c >= 0.5 for c in shown)}")


def offered_rows(text: Text, probability: Floats) -> list[list[dict[str, object]]]:
    """Return what is offered in each item, as the command line would print it."""
    found, rows = text.found, [[] for _ in text.items]  # type: ignore[var-annotated]
    for at, confidence in selected(text, probability):
        term = text.known[int(found.term[at])].term.text
        start, end = int(found.passage.start[found.first[at]]), int(found.passage.end[found.last[at] - 1])
        heard = text.items[int(found.paragraph[at])]["hyp"][start:end]
        rows[int(found.paragraph[at])].append({
            "start": start, "end": end, "term": term, "confidence": confidence,
            "replacement": heard if judge.only_case(heard, term) else term})
    return rows


def main() -> None:
    """Read, cross-validate, report, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with score_terms.py and dev/")
    parser.add_argument("--folds", type=Path, help="write the five cross-validated models into this folder")
    parser.add_argument("--alone", action="store_true", help="judge each recording by itself, not each list as one")
    parser.add_argument("--leave-source-out", action="store_true", help="also leave each source out in turn")
    parser.add_argument("--real-only", action="store_true", help="leave the synthetic errors out")
    parser.add_argument("--write", action="store_true", help="fit everything and write the shipped weights")
    options = parser.parse_args()
    texts = read_texts(options.data / "dev")
    if not options.real_only:
        texts += made_up_texts()
    sources = sorted({text.source for text in texts})

    def by_fold(text: Text) -> Ints:
        return text.fold

    def by_source(text: Text) -> Ints:
        return np.full(len(text.found), sources.index(text.source))

    course = Course(texts, by_fold, options.alone)
    models, odds = cross_validated(course, range(FOLDS))
    scores = [out_of_part(text, number, by_fold, odds) for number, text in enumerate(texts)]
    report(options.data, texts, [plain(score) for score in scores], "five folds by group, not calibrated")
    curves = {part: curve(texts, by_fold, odds, part) for part in range(FOLDS)}
    probabilities = []
    for text, score in zip(texts, scores, strict=True):
        probability = np.zeros(len(score))
        for part, known in curves.items():
            mine = text.fold == part
            probability[mine] = np.interp(score[mine], *known)
        probabilities.append(probability)
    report(options.data, texts, probabilities, "five folds by group, calibrated on the other folds")
    if options.folds:
        options.folds.mkdir(parents=True, exist_ok=True)
        for part, model in models.items():
            write_model(options.folds / f"fold{part}.npz", dataclasses.replace(model, calibration=curves[part]))
    if options.leave_source_out:
        _, other = cross_validated(Course(texts, by_source), range(len(sources)))
        alone = [out_of_part(text, number, by_source, other) for number, text in enumerate(texts)]
        report(options.data, texts, [plain(score) for score in alone], "each source by a model without it, plain")
    if options.write:
        everything, _ = course.model(frozenset(), range(FOLDS))
        model = dataclasses.replace(everything, calibration=curve(texts, by_fold, odds, None))
        write_model(ROOT / "resources" / "tables" / "matcher.npz", model)


if __name__ == "__main__":
    main()
