"""python -m editor, and the `misheard` command."""

from __future__ import annotations

import multiprocessing
import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    multiprocessing.freeze_support()  # a frozen build starts its worker through this very file
    from editor.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
