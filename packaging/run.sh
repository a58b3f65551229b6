#!/usr/bin/env bash
# Start Misheard on a file (the bundled sample without one). Without a display, do the same job without the window.
set -euo pipefail
top=$(cd "$(dirname "$0")/.." && pwd)
venv=${VENV:-.venv}
case $venv in /*) ;; *) venv=$top/$venv ;; esac
file=${1:-}
misheard="$venv/bin/misheard"

if [ "$(uname)" != Linux ] || [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}${QT_QPA_PLATFORM:-}" ]; then
  if [ -n "$file" ]; then exec "$misheard" "$file"; fi
  exec "$misheard" --sample
fi

[ -n "$file" ] || file=$("$venv/bin/python" -c 'from editor.assets import resource; print(resource("samples/interview-sample.txt"))')
echo "There is no display here, so the same job is done without the window:"
name=$(basename "$file")
case $name in *.*) stem=${name%.*} ending=.${name##*.} ;; *) stem=$name ending= ;; esac
mkdir -p out
"$misheard" suggest "$file" --format table
"$misheard" clean "$file" -o "out/$stem.clean$ending" --report "out/$stem.report.html"
echo "cleaned text: $PWD/out/$stem.clean$ending"
echo "report:       $PWD/out/$stem.report.html"
