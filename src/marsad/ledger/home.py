"""Where the ledger's own data lies."""

from __future__ import annotations

import os
from pathlib import Path

from marsad.record import LedgerError


def ledger_home() -> Path:
    """Give the folder of the told agreements: $MARSAD_LEDGER, the installed one, or the checkout's.

    Raises LedgerError if none of them is there.
    """
    named = os.environ.get("MARSAD_LEDGER")
    package = Path(__file__).resolve().parent.parent
    candidates = [Path(named)] if named else [package / "_ledger", package.parent.parent / "ledger"]
    for folder in candidates:
        if (folder / "sides.yaml").is_file():
            return folder
    raise LedgerError(str(candidates[0]), ["no sides.yaml here"], "Set MARSAD_LEDGER to the folder of the told agreements, or install Marsad again.")
