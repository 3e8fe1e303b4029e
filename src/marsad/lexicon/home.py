"""Where the linguistic data lies. Apart from what reads it, so that a start with a compiled lexicon loads no YAML."""

from __future__ import annotations

import os
from pathlib import Path

from marsad.record import LexiconError


def lexicon_home() -> Path:
    """Give the folder of the linguistic data: $MARSAD_LEXICON, the checkout's, or the installed one.

    Raises LexiconError if none of them is there.
    """
    named = os.environ.get("MARSAD_LEXICON")
    package = Path(__file__).resolve().parent.parent
    candidates = [Path(named)] if named else [package / "_lexicon", package.parent.parent / "lexicon"]
    for folder in candidates:
        if (folder / "words" / "closed.yaml").is_file():
            return folder
    raise LexiconError(str(candidates[0]), ["no lexicon here"], "Set MARSAD_LEXICON to the lexicon folder or install Marsad again.")
