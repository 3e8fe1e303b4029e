"""What the terminal is given: colours only where a person looks at them, and no control characters from articles."""

from __future__ import annotations

import os
import re
import sys

from rich.console import Console

# C0 and C1 controls but the line feed and the tab, and the marks that turn the direction of all that follows: a hostile
# article must neither move the cursor nor reorder what Marsad itself prints.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """Give the text with each control character as one replacement character, so offsets hold.

    >>> printable("قصف\x1b[31m")
    'قصف\N{REPLACEMENT CHARACTER}[31m'
    """
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def coloured() -> bool:
    """Tell whether standard output is a terminal that wants colours (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def console() -> Console:
    """Give a console on standard output: text is printed in logical order, as the terminal expects it."""
    return Console(force_terminal=coloured(), no_color=not coloured(), highlight=False, markup=False, emoji=False, soft_wrap=not coloured())
