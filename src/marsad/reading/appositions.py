"""Names in apposition: what of marks, function words and names a noun phrase takes in after its head.

Office and name stand in apposition, with or without a comma (Badawi, Carter and Gully, Modern Written Arabic, §§ 2.3-2.5).
Each rule gives SILENT, ON or STOP, see `growth`.
"""

from __future__ import annotations

from marsad.reading.document import Token
from marsad.reading.growth import ON, SILENT, STOP, Ground, Growth
from marsad.reading.marks import COMMAS, DASHES, QUOTES, closing_bracket, closing_quote
from marsad.reading.persons import family, unknown

_MARKS = frozenset({*QUOTES, *DASHES, "(", *COMMAS})
_CLOSING = frozenset(QUOTES.values())
_STOP_TAGS = frozenset({
    "preposition", "preposition+pronoun", "complementizer", "relative", "subordinator", "negation", "aspect", "auxiliary", "pronoun", "demonstrative", "adverb", "interrogative",
    "num", "quantifier", "punct",
})  # fmt: skip


def mark(x: Ground, g: Growth, u: Token) -> int:
    """Quotation marks, dashes, brackets, and the comma between an office and its name."""
    toks, norm, j = x.toks, u.word.norm, g.j
    if _closes_around(x, g, norm):
        g.j += 2  # «حزب الله» اللبناني: the adjective after the quotation marks
        return ON
    if norm not in _MARKS:
        return SILENT
    follower = toks[j + 1].mention if j + 1 < x.n else None
    if norm in QUOTES:
        close = closing_quote(toks, j)
        if not close or (g.power and follower is not None) or (follower is None and g.closed):
            return STOP  # اتهمت فرنسا "حماس": a power takes no name in apposition
        g.j, g.closed = close + 1, True
        return ON
    if norm in DASHES:
        if not g.named or follower is None or "name" not in follower.kinds:
            return SILENT
        g.j = follower.j
        if g.j < x.n and toks[g.j].word.norm in DASHES:
            g.j += 1
        return ON
    if norm == "(":
        close = closing_bracket(toks, j)
        if not close or close + 1 >= x.n or not _goes_on_with_name(toks[close + 1]):
            return STOP
        g.j = close + 1
        return ON
    if g.office and g.closed and j + 1 < x.n and x.names.starts_at(j + 1):
        g.j = x.names.end(j + 1)
        return STOP
    return SILENT


def _closes_around(x: Ground, g: Growth, norm: str) -> bool:
    """Whether a mark closes the quotation that the phrase began in, before an adjective of nationality."""
    if norm not in _CLOSING or not g.head or QUOTES.get(x.toks[g.head - 1].word.norm) != norm or g.j + 1 >= x.n:
        return False
    word = x.toks[g.j + 1].word
    return word.demonym is not None and word.det and not word.conj and not word.prep


def _goes_on_with_name(u: Token) -> bool:
    return (u.mention is not None or u.word.given >= 0) and not u.word.conj and not u.word.prep


def function_word(x: Ground, g: Growth, u: Token) -> int:
    """Prepositions that belong to an office (باسم، لدى); other words of a closed class, and those joined by و or a preposition, stop."""
    toks, w, j = x.toks, u.word, g.j
    if w.norm == "باسم" and j + 1 < x.n:
        return _in_the_name_of(x, g)
    follower = toks[j + 1].mention if j + 1 < x.n else None
    if w.tag == "preposition" and g.office and g.closed and w.core in x.lists.office_prepositions and not w.conj and follower is not None:
        k = follower.j
        if k >= x.n or not x.names.starts_at(k) or toks[k].word.conj:
            return STOP
        g.j = k
        return ON
    if w.tag in _STOP_TAGS:
        named = u.mention is not None and u.mention.i == j and u.mention.skip == 0 and "name" in u.mention.kinds and not x.naming.persons.isdisjoint(u.mention.kinds["name"])
        return SILENT if named else STOP  # الأمين العام بان كي مون: بان is no بأن
    if w.conj:
        before = toks[j - 1].word
        if not g.adjective or (w.demonym is None and w.adjective is None) or w.det != before.det or w.prep or u.mention is not None:
            return STOP
        g.j += 1
        return ON
    if w.prep and not (u.mention is not None and u.mention.i == j and u.mention.skip == 0):
        return STOP
    if w.tag == "relational" and g.closed and not g.named and u.mention is None:
        g.j += 1  # الرئيس الحالي فلان
        return ON
    return SILENT


def _in_the_name_of(x: Ground, g: Growth) -> int:
    """المتحدث باسم الوزارة: for whom one speaks, after which his name may stand."""
    inner = x.phrase(g.j + 1)
    if inner is None:
        return STOP
    g.j, g.closed, g.named = inner.j, True, False
    if x.names.starts_at(inner.head):
        return STOP
    g.office = True
    return ON


def inside_person(x: Ground, g: Growth, u: Token) -> int:
    """Inside a person's name: its further words, nothing else."""
    if not g.person:
        return SILENT
    mention = u.mention
    if mention is not None and mention.i == g.j and ("capital" in mention.kinds or x.naming.is_power(mention)):
        return STOP  # انتقد القذافي إسرائيل: a power is no part of a name
    if u.word.given < 0 and u.word.norm not in x.lists.name_particles and not unknown(u.word) and not family(u.word):
        return STOP
    g.j += 1
    return ON


def name_in_apposition(x: Ground, g: Growth, u: Token) -> int:
    """A foreign word, or a given name after a title."""
    w = u.word
    if w.tag == "latin":
        if g.closed and not g.office:
            return STOP
        g.j += 1
        return ON
    if w.given >= 0 and g.closed and not g.office and not w.det and not w.prep and x.naming.titled(x.toks[g.j - 1]):
        g.j = x.names.end(g.j)  # اغتيال المراسلة شيرين أبو عاقلة
        return STOP
    return SILENT
