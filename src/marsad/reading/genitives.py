"""Genitives and adjectives: which nouns and names a noun phrase takes in after its head, and which begin something else.

Source of the grammar: in an iḍāfa only the last member carries the article; adjectives agree with their head in definiteness;
after a definite head an indefinite noun begins something else (Badawi, Carter and Gully, Modern Written Arabic, §§ 2.3-2.5).
Each rule gives SILENT, ON or STOP, see `growth`.
"""

from __future__ import annotations

from marsad.reading.adjectives import adjectival, of_relation
from marsad.reading.classes import TITLES
from marsad.reading.document import Token
from marsad.reading.growth import ON, SILENT, STOP, Ground, Growth
from marsad.reading.marks import QUOTE_MARKS
from marsad.reading.persons import unknown

_PLURAL = ("ين", "ون")


def mention(x: Ground, g: Growth, u: Token) -> int:
    """A name of the lexicon after the head: its genitive, its holder, or the beginning of something else."""
    m, toks, head, j = u.mention, x.toks, g.head, g.j
    if m is None or m.i != j:
        return SILENT
    if m.skip:
        return STOP
    kinds, before = m.kinds, toks[j - 1]
    if not g.closed and before.word.role >= 0 and before.mention is None and before.word.core.endswith("ون"):
        return STOP  # دعا ناشطون الحكومة: no genitive follows the full plural
    if g.closed and "capital" in kinds and toks[head].word.head is None:
        return STOP  # زعيم كوريا الشمالية واشنطن: another power begins
    if "name" in kinds and not g.named and (not g.closed or ((g.office or x.naming.titled(before)) and not x.naming.persons.isdisjoint(kinds["name"]))):
        g.j, g.closed = m.j, True
        if not g.office:
            return ON
        g.j = x.names.tail(g.j)
        return STOP
    if not g.closed:
        g.j, g.closed, g.adjective = m.j, True, False
        return ON
    if "role" in kinds and u.word.det and (not g.named or m.j - m.i > 1):
        if g.office and u.word.core in x.lists.titles and m.j == j + 1 and m.j < x.n and x.names.starts_at(m.j):
            g.j = x.names.end(m.j, True)  # رئيس اللجنة الدكتور أسامة فلان
        return STOP
    if g.office and not u.word.det and toks[head].word.core in x.lists.titles and j == head + 1:
        g.j = x.names.end(j, True)
        return STOP
    settled = toks[head].word.head
    if settled is not None and settled[0] in ("settlement", "admin") and ("place" in kinds or "capital" in kinds):
        g.j = m.j  # العاصمة اليمنية صنعاء
        return STOP
    return STOP if u.word.demonym is None and u.word.adjective is None else SILENT


def definite(x: Ground, g: Growth, u: Token) -> int:
    """A word with the article: the genitive that closes the phrase, or an adjective that agrees with what is closed."""
    w, toks, j = u.word, x.toks, g.j
    describes = adjectival(w) or _describes_place(x, g, u)
    if _describes_no_power(g, u, describes) or _has_no_genitive(x, g):
        return STOP
    if describes and g.closed and w.core.endswith(_PLURAL) and toks[g.head].word.core + "ان" in x.naming.duals:
        return STOP  # الجيش اليمني الحوثيين: a plural does not describe one
    if not g.closed:
        g.j, g.closed, g.adjective = j + 1, True, describes
        return ON
    if g.office and w.role >= 0 and j + 1 < x.n and not toks[j + 1].word.det and not toks[j + 1].verb:
        if w.core in x.lists.titles or (x.naming.role_of(u) in TITLES and x.names.starts_at(j + 1)):
            g.j = x.names.end(j + 1, True)  # النائب العام المستشار نبيل أحمد صادق
            return STOP
    if not describes or (w.role >= 0 and w.demonym is None and not of_relation(w.core) and not _describes_place(x, g, u)):
        return STOP
    g.j, g.adjective = j + 1, True
    return ON


def _describes_place(x: Ground, g: Growth, u: Token) -> bool:
    """المناطق المحررة، النواب المعارضون: an adjective that agrees with the word before it, whatever people it may also name."""
    before, word = x.toks[u.i - 1].word, u.word
    if before.norm in QUOTE_MARKS and word.adjective is not None and u.mention is None and not word.core.endswith("ين"):
        return True  # تنظيم "فلان" المتشدد
    if word.adjective is None or u.mention is not None or u.i - 1 != g.head or not before.det:
        return False
    if word.core.endswith("ون"):
        return before.role >= 0  # no object stands in the nominative
    return word.core.endswith("ه") and (before.head is not None or x.toks[g.head].word.core in x.lists.parties)


def _describes_no_power(g: Growth, u: Token, describes: bool) -> bool:
    """دعت واشنطن الحوثيين: a plural describes no state; إسرائيل القيود: a state takes a feminine adjective or none."""
    if not g.power or not describes:
        return False
    core = u.word.core
    return core.endswith(_PLURAL) or (g.j == g.head + 1 and not core.endswith("ه") and u.word.demonym is None and not of_relation(core))


def _has_no_genitive(x: Ground, g: Growth) -> bool:
    """مسلحون النار، جنود إسرائيليون النار: no construct, something else begins."""
    if g.closed:
        return False
    before = x.toks[g.j - 1]
    if not (g.two_words or g.adjective or (before.word.role >= 0 and before.word.core.endswith(_PLURAL))):
        return False
    return before.mention is None or (g.two_words and g.j - 1 < g.head + 2)


def indefinite(x: Ground, g: Growth, u: Token) -> int:
    """A word without the article: a genitive that another follows, an adjective of an indefinite head, or a name."""
    w, toks, head, j = u.word, x.toks, g.head, g.j
    before = toks[j - 1].word
    role = toks[head].mention
    if w.noun and role is not None and "role" in role.kinds and j == role.j > head + 1:
        return STOP  # أعلنت وسائل إعلام إصابة جندي: after a role of two words an act begins
    if w.head is not None and w.head[0] == "direction" and not w.noun:
        return STOP  # شمالي العراق begins a phrase of place
    if w.core in x.lists.causes:
        return STOP  # أصيب آخر نتيجة القصف
    accusative = w.norm.endswith("ا") and len(w.norm) > 3
    if accusative and (w.role >= 0 or w.noun) and not before.norm.endswith("ا") and w.demonym is None and not g.closed:
        return STOP  # an accusative after a nominative: the object begins
    if g.closed:
        _name_after_definite(x, g, u)
        return STOP
    if accusative and w.adjective is None and w.demonym is None and toks[head].word.noun and w.noun:
        return STOP
    describes = w.demonym is not None or w.adjective is not None
    if j - 1 > head and before.demonym is not None and toks[j - 1].mention is None and w.role >= 0 and not describes:
        return STOP  # محللون إسرائيليون وزراء الحكومة: after an indefinite adjective no genitive
    g.adjective = describes
    if before.norm.endswith("ا") and not describes and j - 1 == head and len(before.norm) > 4:
        return STOP  # a tanwin ends the phrase unless an adjective follows
    g.j += 1
    if w.pronoun:
        g.closed = True
    return ON


def _name_after_definite(x: Ground, g: Growth, u: Token) -> None:
    """Take in the second word of a place's name (بلدة عين لاروز), or the name of who holds the office."""
    place = x.toks[g.j - 1].mention
    if x.toks[g.head].word.head is not None and place is not None and "place" in place.kinds and unknown(u.word) and not u.word.conj:
        g.j += 1  # of which the gazetteer knows the first word
    elif g.office and (u.word.given >= 0 or unknown(u.word) or u.word.norm in x.lists.name_particles):
        g.j = x.names.end(g.j)
