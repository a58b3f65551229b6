#!/usr/bin/env bash
# Make (or reuse) the virtual environment. `setup.sh run` for the program, `setup.sh dev` for the tests as well.
# Says which tool or system library is missing and how to get it; as root on Debian or Ubuntu it installs it.
set -euo pipefail
cd "$(dirname "$0")/.."
want=${1:-run}
venv=${VENV:-.venv}

say() { printf 'misheard setup: %s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }
can_apt() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }
updated=
apt_install() {
  if [ -z "$updated" ]; then apt-get update -qq; updated=1; fi
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null
}
new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
  local candidate
  for candidate in ${PYTHON:+"$PYTHON"} python3 python3.13 python3.12 python3.11 python3.14 python; do
    if command -v "$candidate" >/dev/null && new_enough "$candidate"; then echo "$candidate"; return; fi
  done
  return 1
}

if ! python=$(find_python); then
  if can_apt; then
    say "no Python 3.11 or newer here: installing python3 and python3-venv"
    apt_install python3 python3-venv
  fi
  python=$(find_python) || stop "Misheard needs Python 3.11 or newer; here is: $(python3 --version 2>/dev/null || echo 'none').
  Debian 12+, Ubuntu 24.04+: sudo apt install python3 python3-venv     Fedora: sudo dnf install python3
  macOS: brew install python                                           or name one: make run PYTHON=/path/to/python3.12"
fi

# a broken or half-made environment (no pip in it) is made anew
if ! "$venv/bin/python" -m pip --version >/dev/null 2>&1 || ! new_enough "$venv/bin/python"; then
  rm -rf "$venv"
  if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    if can_apt; then say "installing python3-venv"; apt_install python3-venv; fi
    "$python" -c 'import ensurepip, venv' 2>/dev/null ||
      stop "Python's venv module is missing. Debian or Ubuntu: sudo apt install python3-venv"
  fi
  say "making $venv with $("$python" --version)"
  "$python" -m venv "$venv" || stop "could not make $venv: is this folder writable and the disk not full?"
fi

target="."
if [ "$want" = dev ]; then target=".[dev]"; fi
say "installing Misheard and what it needs into $venv"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --editable "$target" ||
  stop "installing failed (see above). The first set-up needs a network connection; later runs do not."

# Qt's wheels bring Qt, not the system libraries that it loads
missing() {
  local folder
  folder=$("$venv/bin/python" -c 'import importlib.util as u, pathlib as p; print(p.Path(u.find_spec("PySide6").origin).parent)')
  ldd "$folder"/QtWidgets.abi3.so "$folder"/Qt/plugins/platforms/libqxcb.so 2>/dev/null |
    awk '/not found/ {print $1}' | sort -u | tr '\n' ' '
}
if [ "$(uname)" = Linux ] && command -v ldd >/dev/null; then
  lacking=$(missing)
  if [ -n "$lacking" ]; then
    debian="libegl1 libgl1 libfontconfig1 libdbus-1-3 libglib2.0-0 libxkbcommon0 libxkbcommon-x11-0 libxcb-cursor0
      libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libxcb-util1"
    if can_apt; then
      say "installing the system libraries that Qt needs ($lacking)"
      # shellcheck disable=SC2086 # a list of names
      apt_install $debian || true
      lacking=$(missing)
    fi
    [ -z "$lacking" ] || stop "Qt needs system libraries that are not here: $lacking
  Debian or Ubuntu: sudo apt install $(echo $debian)
  Fedora: sudo dnf install libglvnd-egl libglvnd-glx fontconfig dbus-libs libxkbcommon-x11 xcb-util-cursor xcb-util-wm xcb-util-image xcb-util-keysyms xcb-util-renderutil"
  fi
fi
touch "$venv/.ready-run"
if [ "$want" = dev ]; then touch "$venv/.ready-dev"; fi
