"""Where the data that come with Marsad lie: in a folder that the user names, in the installed package, or in the checkout."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from marsad.record.errors import MarsadError


def data_home(variable: str, name: str, witness: str, missing: Callable[[str], MarsadError]) -> Path:
    """Give the folder of the data called `name`: that of the environment's `variable`, the installed one, or the checkout's.

    `witness`: a file that such a folder holds. Raises what `missing` makes of the folder looked at first, if none of them holds it.
    """
    named = os.environ.get(variable)
    package = Path(__file__).resolve().parent.parent
    candidates = [Path(named)] if named else [package / f"_{name}", package.parent.parent / name]
    for folder in candidates:
        if (folder / witness).is_file():
            return folder
    raise missing(str(candidates[0]))
