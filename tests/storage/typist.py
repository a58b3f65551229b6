"""A process that edits for ever, to be killed: it prints the number of each step once the step is done."""

from __future__ import annotations

import random
import resource
import signal
import sys
from pathlib import Path

from editor.storage.recovery import Journal
from tests.storage.reviews import review_of, step


def main(folder: str, seed: int, most: int, limit: int) -> None:
    """Do steps from `seed`; `limit` bytes are the most that a file may grow to (0: any)."""
    if limit:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    review = review_of()
    said: list[str] = []
    journal = Journal(review, folder=Path(folder), trouble=said.append)
    dice = random.Random(seed)
    for number in range(1, most + 1):
        step(review, dice.randrange(9), dice.randrange(50))
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
    sys.stdout.write("|".join(said) + "\n")
    journal.abandon()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
