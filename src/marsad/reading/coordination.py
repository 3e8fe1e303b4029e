"""What و, or a comma, joins to a noun phrase: الجيش و"الدعم السريع"، إدلب، حماة، حلب."""

from __future__ import annotations

from marsad.reading.document import Phrase, Token
from marsad.reading.marks import COMMAS, QUOTES
from marsad.reading.phrases import Chunker

_MOST = 8  # phrases in one list


def coordinated(chunker: Chunker, i: int) -> list[Phrase]:
    """Give the phrase at i with the phrases that و (or a comma with و) joins to it."""
    first = chunker.phrase(i)
    if first is None:
        return []
    toks, n = chunker.toks, chunker.n
    out = [first]
    while len(out) < _MOST:
        j = out[-1].j
        if j + 1 < n and toks[j].word.norm in COMMAS:
            follower = toks[j + 1]
            if not (follower.word.conj == "و" and _joins(follower)) and not _listed(out[-1], follower):
                break
            j += 1
        elif j + 1 < n and toks[j].word.norm == "و":
            j += 1
            if toks[j].word.norm in QUOTES and j + 1 < n and toks[j + 1].mention is not None:
                quoted = chunker.phrase(j)  # الجيش و"الدعم السريع"
                if quoted is None:
                    break
                out.append(quoted)
                continue
        elif j >= n or toks[j].word.conj != "و":
            break
        if j >= n or not _joins(toks[j]):
            break
        following = chunker.phrase(j)
        if following is None:
            break
        out.append(following)
    return out


def _listed(last: Phrase, follower: Token) -> bool:
    """A comma alone lists names of one kind: إدلب، حماة، حلب."""
    a, b = last.mention, follower.mention
    return a is not None and b is not None and b.i == follower.i and b.skip == 0 and bool(set(a.kinds) & set(b.kinds) & {"place", "capital"})


def _joins(tok: Token) -> bool:
    """Whether a noun phrase may begin with a token that و joins."""
    return not (
        tok.verb
        or (tok.word.prep and tok.mention is None)
        or tok.date is not None
        or (tok.word.tag and tok.mention is None and tok.word.tag != "quantifier" and tok.number is None)
    )
