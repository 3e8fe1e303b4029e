"""Where the linguistic data lies. Apart from what reads it, so that a start with a compiled lexicon loads no YAML."""

from __future__ import annotations

from pathlib import Path

from marsad.record import LexiconError
from marsad.record.home import data_home


def lexicon_home() -> Path:
    """Give the folder of the linguistic data: $MARSAD_LEXICON, the installed one, or the checkout's.

    Raises LexiconError if none of them is there.
    """
    return data_home("MARSAD_LEXICON", "lexicon", "words/closed.yaml", _missing)


def _missing(folder: str) -> LexiconError:
    return LexiconError(folder, ["no lexicon here"], "Set MARSAD_LEXICON to the lexicon folder or install Marsad again.")
