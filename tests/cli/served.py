"""The servers of the collecting tests (tests/gather/sites.py), for the tests of its commands."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

_path = Path(__file__).resolve().parents[1] / "gather" / "sites.py"
_spec = importlib.util.spec_from_file_location("sites", _path)
assert _spec is not None
assert _spec.loader is not None
servers = importlib.util.module_from_spec(_spec)
sys.modules.setdefault("sites", servers)
_spec.loader.exec_module(servers)
