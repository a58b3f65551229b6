"""Every string that a person sees goes through here, so that a translation can be put in its place."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

_CONTEXT = "misheard"


def tr(text: str, /, **values: object) -> str:
    """Return `text` in the person's language, with `{name}` places filled from `values`."""
    translated = QCoreApplication.translate(_CONTEXT, text)
    return translated.format(**values) if values else translated


def plural(one: str, many: str, count: int, /, **values: object) -> str:
    """Return the form for `count`; "{n}" in it becomes the number as people write it.

    A translation has its own plural forms under the English plural; English itself needs only these two.
    """
    translated = QCoreApplication.translate(_CONTEXT, many, None, count)
    if translated == many and count == 1:
        translated = one
    return translated.format(n=number(count), **values)


def number(value: int) -> str:
    """Return a whole number with the thousands separator of the person's locale (a comma for the C locale)."""
    locale = QLocale()
    if locale.language() == QLocale.Language.C:
        return f"{value:,}"
    return locale.toString(value)
