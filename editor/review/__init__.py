"""The state of the work: decisions, anchors that survive editing, alike groups, one undo history. No Qt."""

from editor.review.history import Change, Effect, Run
from editor.review.mark import Mark, Verdict
from editor.review.review import Review

__all__ = ["Change", "Effect", "Mark", "Review", "Run", "Verdict"]
