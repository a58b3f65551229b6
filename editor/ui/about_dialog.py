"""What this is, in which version, made of what, under which licences."""

from __future__ import annotations

import platform

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QLabel, QTextBrowser, QVBoxLayout, QWidget

from editor.ui.translate import tr

_PARTS = (
    ("PySide6-Essentials", "Qt for Python", "LGPL-3.0"),
    ("rapidfuzz", "RapidFuzz", "MIT"),
    ("numpy", "NumPy", "BSD-3-Clause"),
    ("language-tool-python", "language-tool-python", "GPL-3.0"),
    ("harper-py", "Harper", "Apache-2.0"),
    ("charset-normalizer", "charset-normalizer", "MIT"),
    ("platformdirs", "platformdirs", "MIT"),
)


class AboutDialog(QDialog):
    """Versions that can be copied into a report."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("About Misheard"))
        self.resize(520, 480)
        title = QLabel(f"Misheard {version_of('misheard')}")
        title.setStyleSheet(f"font-size: {self.font().pointSizeF() * 1.6:.1f}pt; font-weight: 700;")
        lead = QLabel(tr("A desktop editor for cleaning up machine transcripts. Free software under the GNU General "
                         "Public License, version 3 or later. It works offline: nothing leaves this computer."))
        lead.setWordWrap(True)
        cell = "padding: 3px 18px 3px 0"
        rows = "".join(f"<tr><td style='{cell}'>{name}</td><td style='{cell}'>{version_of(package)}</td>"
                       f"<td style='{cell}'>{licence}</td></tr>" for package, name, licence in _PARTS)
        self.text = QTextBrowser()
        self.text.setOpenExternalLinks(True)
        self.text.setHtml(
            f"<table>{rows}</table><p>Qt {qVersion()} · Python {platform.python_version()} · "
            f"{platform.system()} {platform.machine()}</p>"
            f"<p>{tr('Licences of the data tables are beside them in resources/.')}</p>")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self._copy)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 14)
        box.setSpacing(12)
        for widget in (title, lead, self.text, buttons):
            box.addWidget(widget)

    def _copy(self) -> None:
        QApplication.clipboard().setText(f"Misheard {version_of('misheard')}\n{self.text.toPlainText()}")


def version_of(package: str) -> str:
    """Return the version of an installed package; the checkout's own where Misheard is not installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        from editor import __version__

        return __version__ if package == "misheard" else tr("not installed")
