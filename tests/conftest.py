"""What every test shares: a home of its own, so that nobody's settings or dictionaries are read or written."""

from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("unhurried", deadline=None)  # a busy computer is no failure
settings.load_profile("unhurried")


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test a settings, data and state folder of its own."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("MISHEARD_HOME", str(folder))
    return folder
