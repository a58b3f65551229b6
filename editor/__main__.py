"""python -m editor, and the `misheard` command."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    if getattr(sys, "frozen", False):  # a frozen build starts its worker through this very file
        from editor.jobs.process import FROZEN_FLAG

        if sys.argv[1:2] == [FROZEN_FLAG]:
            from editor.jobs.worker import main as work

            sys.exit(work(sys.argv[2:]))
        if sys.argv[1:2] == ["--guardian-process"]:  # see suggest/grammar/server.py
            from editor.suggest.grammar.guardian import main as guard

            sys.exit(guard(sys.argv[2:]))
    from editor.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
