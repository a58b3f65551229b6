"""Python's garbage collector, on the window's thread only and in small bites.

Left alone it scans every object there is, now and then, on whatever thread happens to allocate: with 50,000
suggestions that holds up the window for a quarter of a second, and on the gate's thread it may delete a widget there.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_INTERVAL = 100  # milliseconds
_YOUNG = 1_000  # new objects that are worth a look: well under a millisecond
_GROWN = 5_000  # looked at once; after a second look what is left is set apart


class Collector(QObject):
    """Stands in for automatic collection while it lives; `stop` gives that back.

    What survives two looks is set apart and not scanned again until `all`, which belongs where a pause is expected:
    when another transcript is opened or this one is closed.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._looked_at = 0
        self._holds = False  # something was open since the last `all`
        self._timer = QTimer(self, interval=_INTERVAL)
        self._timer.timeout.connect(self._bite)

    def start(self) -> None:
        """Take over."""
        gc.disable()
        gc.freeze()
        self._timer.start()

    def stop(self) -> None:
        """Let Python collect by itself again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def opened(self) -> None:
        """A transcript was opened: collect what the one before left behind, where there was one, and set this apart."""
        if self._holds:
            self.all()
        else:
            gc.freeze()
        self._holds = True

    def closed(self) -> None:
        """The transcript was closed, if one was open at all."""
        if self._holds:
            self.all()
        self._holds = False

    def all(self) -> None:
        """Collect everything; costs about a quarter of a second where there are 50,000 suggestions."""
        gc.unfreeze()
        gc.collect()
        gc.freeze()

    def _bite(self) -> None:
        young = gc.get_count()[0]
        if young < _YOUNG:
            return
        self._looked_at += young
        if self._looked_at < _GROWN:
            gc.collect(0)
        else:
            self._looked_at = 0
            gc.collect(1)
            gc.freeze()
