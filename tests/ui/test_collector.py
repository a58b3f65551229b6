"""Garbage is collected on the window's thread, and long-lived objects are left in peace."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from editor.ui.collector import Collector


class Knot:
    """A cycle that says on which thread it was collected."""

    ends: list[str]

    def __init__(self, ends: list[str]) -> None:
        self.me = self
        self.ends = ends

    def __del__(self) -> None:
        self.ends.append(threading.current_thread().name)


@pytest.fixture
def collector(qapp: object) -> Iterator[Collector]:
    collector = Collector()
    collector.start()
    yield collector
    collector.stop()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0


def test_cycles_made_on_another_thread_end_on_this_one(collector: Collector, qtbot: QtBot) -> None:
    ends: list[str] = []
    other = threading.Thread(target=lambda: [Knot(ends) for _ in range(20_000)], name="other")
    other.start()
    other.join()
    assert not ends
    qtbot.waitUntil(lambda: len(ends) == 20_000)
    assert set(ends) == {threading.main_thread().name}


def test_what_has_lived_for_a_while_is_not_scanned_again(collector: Collector, qtbot: QtBot) -> None:
    before = gc.get_freeze_count()
    full = gc.get_stats()[2]["collections"]
    kept = []

    def more() -> bool:
        kept.extend([n] for n in range(2_000))
        return gc.get_freeze_count() > before + 2_000

    qtbot.waitUntil(more, timeout=20_000)
    assert gc.get_stats()[2]["collections"] == full


def test_all_collects_what_was_set_apart(collector: Collector) -> None:
    ends: list[str] = []
    knot = Knot(ends)
    gc.freeze()
    del knot
    gc.collect()
    assert not ends
    collector.all()
    assert ends == [threading.current_thread().name]


def test_garbage_is_looked_for_only_where_something_was_open(collector: Collector) -> None:
    def left_behind() -> list[str]:
        ends: list[str] = []
        Knot(ends)
        gc.freeze()
        return ends

    first = left_behind()
    collector.closed()
    collector.opened()
    assert not first
    collector.opened()  # in place of the first
    assert first
    second = left_behind()
    collector.closed()
    assert second
