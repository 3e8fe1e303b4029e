#!/bin/sh
# Make the virtual environment .venv and install Marsad in it: tools/environment.sh [EXTRA]
# Does nothing if that was done since pyproject.toml last changed.
# MARSAD_LOCKED=1 with EXTRA dev: what requirements/dev.txt pins, each file checked against its hash, and nothing else.
set -eu
extra=${1:-}
cd "$(dirname "$0")/.."
stamp=.venv/.installed${extra:+-$extra}
if [ -e "$stamp" ] && [ "$stamp" -nt pyproject.toml ] && .venv/bin/python -c 'import marsad' 2>/dev/null; then
  exit 0
fi

find_python() {
  for name in ${PYTHON:-python3.13 python3.12 python3.11 python3 python}; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
      echo "$name"
      return
    fi
  done
  echo "Marsad needs Python 3.11 or later; found: $(${PYTHON:-python3} --version 2>/dev/null || echo none)." >&2
  echo "Install it (Debian 12, Ubuntu 24.04 or later: apt install python3 python3-venv), or name one: make PYTHON=/path/to/python3.12" >&2
  exit 1
}

if ! .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
  python=$(find_python)
  if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    echo "$python cannot make a virtual environment: its venv module is not installed." >&2
    echo "On Debian and Ubuntu: apt install python3-venv (or python$version-venv)" >&2
    exit 1
  fi
  echo "Making .venv with $("$python" --version) …" >&2
  "$python" -m venv --clear .venv
fi
echo "Installing Marsad${extra:+ with its $extra tools} in .venv …" >&2
if [ -n "${MARSAD_LOCKED:-}" ] && [ "$extra" = dev ]; then
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --requirement requirements/dev.txt
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
else
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --editable ".${extra:+[$extra]}"
fi
touch "$stamp"
