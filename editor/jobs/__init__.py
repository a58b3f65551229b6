"""The one gate to the worker process: what to check, what was found, progress, cancel, and what went wrong."""

from editor.jobs.gate import Gate, Listener
from editor.jobs.messages import Result

__all__ = ["Gate", "Listener", "Result"]
