#!/bin/sh
# Install Marsad compiled in .venv-compiled, beside the plain one in .venv: tools/compiled.sh
# Needs a C compiler and some minutes. Ends only after both have given the same bytes for the sample articles.
# It builds from a copy: compiled modules beside the sources would be imported instead of them, whatever is changed there later.
set -eu
cd "$(dirname "$0")/.."
unset PYTHONPATH  # the two must not read with the same sources
tools/environment.sh
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT INT TERM
tar -cf - --exclude=./.git --exclude=./.venv --exclude=./.venv-compiled --exclude=./build --exclude=./dist --exclude='*.so' . | tar -xf - -C "$copy"
if ! cc --version >/dev/null 2>&1; then
  echo "There is no C compiler (cc). On Debian and Ubuntu: apt install gcc python3-dev" >&2
  exit 1
fi
.venv/bin/python -m venv --clear .venv-compiled
echo "Compiling; this takes some minutes …" >&2
.venv-compiled/bin/python -m pip install --quiet --disable-pip-version-check "$copy"  # plain first: the compiler asks for the types of its libraries
HATCH_BUILD_HOOK_ENABLE_MYPYC=1 .venv-compiled/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --force-reinstall "$copy"
for environment in .venv .venv-compiled; do
  (cd "$copy" && "$OLDPWD/$environment/bin/marsad" read corpus/samples/samples.jsonl -o "records$environment.jsonl" --quiet)
done
cmp "$copy/records.venv.jsonl" "$copy/records.venv-compiled.jsonl"
echo "Compiled: .venv-compiled/bin/marsad gives the same bytes. Measure: make bench BIN=.venv-compiled/bin"
