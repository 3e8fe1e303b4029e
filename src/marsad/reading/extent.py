"""How far a noun phrase goes to the right of its head: genitives, adjectives, names in apposition, the owner of people."""

from __future__ import annotations

from marsad.reading.adjectives import adjectival
from marsad.reading.appositions import function_word, inside_person, mark, name_in_apposition
from marsad.reading.classes import TITLES
from marsad.reading.document import Mention
from marsad.reading.genitives import definite, indefinite, mention
from marsad.reading.growth import STOP, Ground, Growth
from marsad.reading.marks import DASHES

MAX_LENGTH = 14  # tokens; longer phrases are chains that went wrong (measured: 99.5 % of gold actors are shorter)


def phrase_end(x: Ground, g: Growth) -> int:
    """Give the end of a phrase whose head, or whose name, ends at g.j."""
    toks, head = x.toks, g.head
    _look_at_head(x, g)
    limit = min(x.n, head + MAX_LENGTH)
    while g.j < limit:
        u = toks[g.j]
        if u.number is not None and g.j == head + 1 and not g.closed and toks[head].word.noun and toks[head].mention is None and not u.word.conj:
            inner = x.phrase(g.j)  # مقتل 11 من المسلحين
            return inner.j if inner is not None else g.j
        if u.verb or u.date is not None or u.number is not None:
            break
        says = (
            mark(x, g, u)
            or function_word(x, g, u)
            or inside_person(x, g, u)
            or mention(x, g, u)
            or name_in_apposition(x, g, u)
            or (definite(x, g, u) if u.word.det else indefinite(x, g, u))
        )
        if says == STOP:
            break
    while g.j - 1 > head and toks[g.j - 1].word.norm in DASHES:
        g.j -= 1
    end = _owner(x, head, g.j)
    while end - 1 > head and end == g.j and toks[end - 1].word.det and toks[end - 1].word.core in ("تابع", "تابعه") and toks[end - 1].mention is None:
        end = g.j = end - 1  # التابع without whose
    return end


def _look_at_head(x: Ground, g: Growth) -> None:
    toks, head, whole = x.toks, g.head, x.toks[g.head].mention
    g.adjective = g.j > head + 1 and toks[g.j - 1].word.demonym is not None  # القوات التركية والسورية
    g.two_words = not g.closed and g.j > head + 1 and whole is not None and set(whole.kinds) == {"role"} and toks[g.j - 1].word.adjective is not None
    g.power = g.named and whole is not None and whole.i == head and _names_power(x, whole)
    g.person = g.named and toks[head].word.given >= 0 and not g.power


def _names_power(x: Ground, whole: Mention) -> bool:
    kinds = whole.kinds
    return "capital" in kinds or "place" in kinds or ("name" in kinds and x.naming.persons.isdisjoint(kinds["name"]))


def _owner(x: Ground, head: int, j: int) -> int:
    """Take in the organisation or state that people belong to: مسلحين من تنظيم داعش، القائد العام للجيش الليبي."""
    toks = x.toks
    role = x.naming.role_of(toks[head])
    if not role or j >= x.n:
        return j
    u = toks[j]
    if u.word.conj or u.verb:
        return j
    if u.word.core in ("من", "في", "لدي") and u.word.tag == "preposition" and j + 1 < x.n:
        m = toks[j + 1].mention
        return x.names.tail(m.j) if m is not None and m.i == j + 1 and m.skip == 0 and x.naming.is_power(m) else j
    m = u.mention
    if (
        role in ("office", "profession")
        and u.word.prep == "ل"
        and (m is None or "name" not in m.kinds)
        and j - head > 1
        and x.naming.role_of(u) in ("office", "org", "rank", "collective", "group", "force")
        and adjectival(toks[j - 1].word)
    ):
        owner = x.phrase(j)  # المستشار الدبلوماسي لرئيس الوزراء
        return owner.j if owner is not None else j
    if role == "source" or (role not in TITLES and toks[head].word.det):
        return j  # سمحت الحكومة للجيش: whom the verb is for
    if m is not None and m.i == j and m.skip and u.word.norm[m.skip - 1] == "ل" and x.naming.is_power(m):
        return x.names.tail(m.j) if role in TITLES else m.j
    return j
