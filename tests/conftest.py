"""What every test shares: a home of its own, so that nobody's settings or dictionaries are read or written."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test a settings, data and state folder of its own."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("MISHEARD_HOME", str(folder))
    return folder
