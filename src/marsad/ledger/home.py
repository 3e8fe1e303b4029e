"""Where the ledger's own data lies."""

from __future__ import annotations

from pathlib import Path

from marsad.record import LedgerError
from marsad.record.home import data_home


def ledger_home() -> Path:
    """Give the folder of the told agreements: $MARSAD_LEDGER, the installed one, or the checkout's.

    Raises LedgerError if none of them is there.
    """
    return data_home("MARSAD_LEDGER", "ledger", "sides.yaml", _missing)


def _missing(folder: str) -> LedgerError:
    return LedgerError(folder, ["no sides.yaml here"], "Set MARSAD_LEDGER to the folder of the told agreements, or install Marsad again.")
