"""The one kind of exception that a user can cause; everything else is a bug."""

from __future__ import annotations


class UserError(Exception):
    """What happened, to which file, and what to do, in one sentence that a person reads.

    The text is shown as it stands, in the window and on stderr; it never carries a traceback.
    """
