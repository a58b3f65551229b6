"""Misheard: a desktop editor for cleaning up machine transcripts."""

__version__ = "0.1.0"
