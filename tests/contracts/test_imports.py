"""The rooms import downward only, as the contract in pyproject.toml says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_the_import_contract_is_kept() -> None:
    pytest.importorskip("importlinter", reason="import-linter is not installed (pip install -e '.[dev]')")
    program = "import sys; from importlinter.cli import lint_imports_command; sys.argv = ['lint-imports', '--no-cache']; lint_imports_command()"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_importing_marsad_loads_neither_the_lexicon_nor_the_command_line() -> None:
    program = "import sys, marsad; print(*(name for name in ('yaml', 'typer', 'rich', 'trafilatura', 'marsad.reading.reader') if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_what_marsad_offers_is_there_and_sorted() -> None:
    import marsad

    assert marsad.__all__ == sorted(marsad.__all__)
    assert all(hasattr(marsad, name) for name in marsad.__all__)
