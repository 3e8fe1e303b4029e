"""What stands before a verb as its subject: the antecedent of a relative clause, a phrase right before it, or the topic of its clause.

The subject stands before the verb after أنّ or at the start of the clause (Badawi, Carter and Gully, Modern Written Arabic,
§§ 3.1-3.8).
"""

from __future__ import annotations

from marsad.reading.classes import AGENTIVE
from marsad.reading.coordination import coordinated
from marsad.reading.described import Described
from marsad.reading.document import Phrase, Token
from marsad.reading.marks import COMMAS

_BEFORE_VERB = frozenset({"negation", "aspect", "auxiliary", "adverb"})
_BEFORE_TOPIC = frozenset({"complementizer", "subordinator", "punct", "negation", "aspect", "adverb", "auxiliary"})
_OTHER_SCOPE = frozenset({"relative", "complementizer", "subordinator", "preposition", "punct"})
_BEGINS_CLAUSE = frozenset({"punct", "complementizer", "subordinator", "adverb", "auxiliary", "aspect"})


def subject_before(x: Described, v: int) -> list[Phrase]:
    """Give the subject that stands before the verb at v, or an empty list."""
    toks = x.toks
    k = v - 1
    while k >= 0 and (toks[k].word.tag in _BEFORE_VERB or toks[k].date is not None):
        k -= 1
    if k < 0:
        return []
    if toks[k].word.tag == "relative":
        if v + 1 < x.n and toks[v + 1].word.tag == "preposition+pronoun":
            return []  # التي انسحب منها: the antecedent is not the subject
        return ending_at(x, k - 1, toks[k].word.norm in x.s.lists.relative_plural)
    return _adjacent(x, v) or _topic(x, v)


def ending_at(x: Described, k: int, human: bool = False) -> list[Phrase]:
    """Give the noun phrase that ends at token k (skipping a comma or closing quote): the antecedent of a relative clause."""
    toks = x.toks
    while k >= 0 and toks[k].word.tag == "punct" and toks[k].mention is None:
        k -= 1
    best: list[Phrase] = []
    for i in range(k, max(-1, k - 12), -1):
        tok = toks[i]
        if tok.verb or (tok.word.tag in ("punct", "relative", "complementizer") and tok.mention is None):
            break
        if tok.mention is not None and tok.mention.i != i:
            continue
        phrase = x.c.phrase(i)
        if phrase is not None and phrase.j == k + 1:
            best = [phrase]
            if human and x.a.describe(phrase, x.s).cls in AGENTIVE:
                break
            if tok.word.tag == "preposition" or tok.word.prep or tok.word.conj:
                break
    return x.describe(best)


def _adjacent(x: Described, v: int) -> list[Phrase]:
    """The phrases that end right before a verb and stand in no preposition's scope."""
    toks = x.toks
    if toks[v].word.conj:
        return []
    best: list[Phrase] = []
    for i in range(v - 1, max(-1, v - 10), -1):
        tok = toks[i]
        if tok.verb or (tok.word.tag in _OTHER_SCOPE and tok.mention is None):
            break
        if tok.mention is not None and tok.mention.i != i:
            continue
        if tok.word.prep and (tok.mention is None or tok.mention.skip):
            break
        group = coordinated(x.c, i)
        if group and max(p.j for p in group) == v and not (i and toks[i - 1].word.tag == "preposition" and toks[i - 1].mention is None):
            best = group
    if not best or x.a.describe(best[0], x.s).cls not in AGENTIVE or not _begins_clause(toks, best[0].i):
        return []
    return x.describe(best)


def _begins_clause(toks: list[Token], first: int) -> bool:
    """Whether a clause may begin at a token."""
    return first == 0 or toks[first - 1].word.tag in _BEGINS_CLAUSE or toks[first - 1].date is not None or bool(toks[first].word.conj)


def _topic(x: Described, v: int) -> list[Phrase]:
    """The phrase that the clause of the verb opens with, if nothing but it stands before the verb."""
    toks = x.toks
    start, alone = _start(x, v)
    first = start
    while first < v and ((toks[first].word.tag in _BEFORE_TOPIC and toks[first].mention is None) or (toks[first].date is not None and toks[first].word.tag != "relative")):
        first += 1
    if first >= v:
        return []
    if toks[first].word.tag == "pronoun":
        return [p for p in x.s.introduced if p.j <= first and p.cls in AGENTIVE][-1:]
    if toks[first].word.tag == "relative":
        return ending_at(x, first - 1)
    first = _after_fronted(x, first, v)
    if first >= v:
        return []
    group = x.phrases(first)
    if not group or any(p.i <= v < p.j for p in group) or any(toks[k].verb for k in range(first, v)):
        return _indefinite(x, v)
    return group if not alone or group[0].cls in AGENTIVE else []


def _start(x: Described, v: int) -> tuple[int, bool]:
    """Give where to look for the topic, and whether it is a clause of its own that is nothing but a topic (المدير، فلان، زار)."""
    toks = x.toks
    start = x.s.clauses[toks[v].clause]
    if start != v or toks[v].word.conj or toks[v - 1].word.norm not in COMMAS or not toks[v].clause:
        return start, False
    before = x.s.clauses[toks[v].clause - 1]
    return (v, False) if any(toks[q].verb for q in range(before, v)) else (before, True)


def _after_fronted(x: Described, first: int, v: int) -> int:
    """Give the token after a fronted prepositional phrase, which the topic may follow; first itself if none stands there."""
    toks, tag = x.toks, x.toks[first].word.tag
    opening = toks[first].mention
    if tag not in ("preposition", "preposition+pronoun") and (not toks[first].word.prep or (opening is not None and opening.skip == 0)):
        return first
    group = x.phrases(first + 1 if tag == "preposition" else first)
    first = max((p.j for p in group), default=first + 1)
    while first < v and (toks[first].word.norm in ("،", ",", "فان", "فقد") or toks[first].date is not None or toks[first].word.tag == "complementizer"):
        first += 1
    return first


def _indefinite(x: Described, v: int) -> list[Phrase]:
    """The indefinite noun right before a verb that describes it (16 جنديا خطفوا)."""
    if v == 0 or x.toks[v].word.conj or (v + 1 < x.n and x.toks[v + 1].word.tag == "preposition+pronoun"):
        return []  # بيانا انتقد فيه: who issued it is the subject
    group = ending_at(x, v - 1) if x.toks[v - 1].word.tag != "punct" else []
    return group if group and not group[0].det and group[0].cls != "place" else []
