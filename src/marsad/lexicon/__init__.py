"""The lexicon room: the only reader of /lexicon. Loads, checks, compiles, looks up."""

from marsad.lexicon.compiled import Lexicon, load_lexicon

__all__ = ["Lexicon", "load_lexicon"]
