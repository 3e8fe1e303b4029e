"""Which found thing stands for which expected thing: likeness of spans, words and sets; pairing one to one."""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Mapping, Sequence, Set
from typing import Any

Thing = Mapping[str, Any]
_WORD = re.compile(r"\w+")
# The scorer's own plain sentences, not the reader's: a case must not move when the reader splits otherwise.
_SENTENCE_END = re.compile(r"(?<=[.!?؟])\s+|\n+")


def sentence_numbers(text: str) -> Callable[[int], int]:
    """Give a function from an offset of the text to the number of its sentence, from 0.

    >>> [sentence_numbers("وصل. غادر")(offset) for offset in (0, 5)]
    [0, 1]
    """
    starts = [0, *(end.end() for end in _SENTENCE_END.finditer(text))]
    return lambda offset: max(0, bisect.bisect_right(starts, offset) - 1)


def overlap(a: Thing, b: Thing) -> float:
    """Give how much two spans share: code points of both over code points of either, 0 to 1."""
    either = max(a["end"], b["end"]) - min(a["start"], b["start"])
    both = min(a["end"], b["end"]) - max(a["start"], b["start"])
    return max(0, both) / either if either else 0.0


def word_likeness(a: str | None, b: str | None) -> float:
    """Give the words of both texts over the words of either; 0 if neither has a word.

    >>> word_likeness("وزير الدفاع الروسي", "وزير الدفاع")
    0.6666666666666666
    """
    mine, other = set(_WORD.findall(a or "")), set(_WORD.findall(b or ""))
    return set_likeness(mine, other) if mine | other else 0.0


def set_likeness(a: Set[Any], b: Set[Any]) -> float:
    """Give the members of both sets over the members of either; 1 if both are empty."""
    return len(a & b) / len(a | b) if a | b else 1.0


def pair(expected: Sequence[Thing], found: Sequence[Thing], likeness: Callable[[Thing, Thing], float | None]) -> list[tuple[Thing, Thing]]:
    """Give (expected, found) pairs, each thing in at most one, the likest first; at equal likeness the earlier.

    A likeness of None keeps the two apart.
    """
    ranked = sorted((-degree, i, j) for i, e in enumerate(expected) for j, f in enumerate(found) if (degree := likeness(e, f)) is not None)
    left, right, pairs = set(range(len(expected))), set(range(len(found))), []
    for _, i, j in ranked:
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            pairs.append((expected[i], found[j]))
    return pairs
