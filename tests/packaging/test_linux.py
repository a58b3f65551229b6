"""The desktop entry, the AppStream file and the icon are valid and agree with each other."""

import shutil
import subprocess
import tomllib
import xml.etree.ElementTree as ET
from configparser import RawConfigParser
from pathlib import Path

import pytest

from editor import __version__

ROOT = Path(__file__).parents[2]
LINUX = ROOT / "packaging" / "linux"
ENTRY = LINUX / "org.misheard.Misheard.desktop"
METAINFO = LINUX / "org.misheard.Misheard.metainfo.xml"


@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="desktop-file-utils is not installed")
def test_the_desktop_entry_is_valid():
    done = subprocess.run(["desktop-file-validate", ENTRY], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.skipif(shutil.which("appstreamcli") is None, reason="appstreamcli is not installed")
def test_the_appstream_file_is_valid():
    command = ["appstreamcli", "validate", "--no-net", METAINFO]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_entry_metainfo_and_project_agree():
    entry = RawConfigParser()
    entry.optionxform = str
    entry.read(ENTRY, encoding="utf-8")
    desktop = entry["Desktop Entry"]
    meta = ET.parse(METAINFO).getroot()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert desktop["Exec"].split()[0] in project["project"]["scripts"]
    assert meta.findtext("project_license") == project["project"]["license"]
    assert meta.findtext("launchable") == ENTRY.name
    assert sorted(e.text for e in meta.iter("mediatype")) == sorted(filter(None, desktop["MimeType"].split(";")))
    assert meta.find("releases/release").get("version") == __version__ == project["project"]["version"]
    shared = project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    assert f"share/icons/hicolor/scalable/apps/{desktop['Icon']}.svg" in shared.values()
    assert all((ROOT / path).is_file() for path in shared)


def test_the_icon_is_a_square_drawing_without_outside_parts():
    icon = ET.parse(ROOT / "resources" / "icons" / "misheard.svg").getroot()
    width, height = icon.get("viewBox").split()[2:]
    assert width == height
    assert not any(name.endswith("href") for element in icon.iter() for name in element.attrib)
