"""The report of every change between the text as it was read and as it stands: HTML, CSV or JSON."""

from __future__ import annotations

from editor.errors import UserError
from editor.formats.report.amendments import BREAK, Amendment, Row, amendments, apply, rows
from editor.review import Review

KINDS = ("html", "csv", "json")

__all__ = ["BREAK", "KINDS", "Amendment", "Row", "amendments", "apply", "render", "rows"]


def render(review: Review, kind: str) -> bytes:
    """Return the report of a review as UTF-8 of `kind`; UserError names the kinds where there is none such."""
    if kind == "html":
        from editor.formats.report.page import page

        return page(review).encode()
    if kind in ("csv", "json"):
        from editor.formats.report import tables

        return (tables.csv_of(review) if kind == "csv" else tables.json_of(review)).encode()
    raise UserError(f"“{kind}” is not a kind of report; choose one of {', '.join(KINDS)}.")
