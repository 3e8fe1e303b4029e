"""Contents of statements: where the words said begin and end, in tokens and in the text, and whether they are quoted."""

from __future__ import annotations

from marsad.lexicon.types import Speech, Tables
from marsad.reading.clauses import Syntax
from marsad.reading.document import Sentence, Token

_OPEN = frozenset('«"“”')
_BEFORE_CONTENT = _OPEN | {":", "-", "،"}


def content_start(sentence: Sentence, syntax: Syntax, i: int, speech: Speech, participle: bool) -> tuple[int, bool] | None:
    """Give (first content token, opened by a quotation) or None if the verb reports nothing."""
    toks = sentence.tokens
    n = len(toks)
    k = i + 1
    steps = 0
    nouns = 0
    noun_at = -1
    while k < n and steps < 28:
        steps += 1
        tok = toks[k]
        word = tok.word
        if tok.date is not None:
            k = max(k + 1, tok.date.last)
            continue
        if word.tag == "complementizer" and tok.mention is None:
            return (k + 1, False) if k + 1 < n else None
        if word.norm == ":" and k + 1 < n:
            return k + 1, False
        if word.norm in _OPEN:
            if tok.mention is None and (k + 1 < n and toks[k + 1].mention is not None and k + 2 < n and _closes_soon(sentence, k)):
                k += 1
                continue
            long = _closing(sentence, k)
            if (long - k > 3 and toks[k + 1].word.norm not in ("،", ",", "؛", ".")) or k == n - 1:
                return k, True
            k += 1
            continue
        if tok.verb and k > i + 1:
            if toks[k - 1].word.core.removesuffix("ا") in sentence.lists.papers and any(r.pronoun for r in word.verbs):
                k += 1  # قال في بيان نقلته الوكالة إن
                continue
            break
        if word.tag in ("relative", "subordinator") and noun_at < 0 and not participle:
            # a relative clause about the speaker (… الذي يزور …، إن): look on for the complementizer
            j = k + 1
            while j < n and j < k + 14 and toks[j].word.tag != "complementizer" and toks[j].word.norm not in (":", ".", "؛"):
                j += 1
            if j < n and toks[j].word.tag == "complementizer" and word.tag == "relative":
                return (j + 1, False) if j + 1 < n else None
            break
        if word.tag == "punct" and word.norm in (".", "؛", "!", "؟"):
            break
        phrase = None
        if not word.tag or tok.mention is not None:
            if tok.mention is None or tok.mention.i == k:
                phrase = syntax.c.phrase(k)
        if phrase is not None:
            syntax.a.describe(phrase, sentence)
            nouns += 1
            if nouns >= (1 if participle else 2) and noun_at < 0 and not word.conj:
                noun_at = k
            k = max(k + 1, phrase.j)
            continue
        if word.tag == "preposition" and word.core in speech.prepositions and noun_at < 0 and k + 1 < n and toks[k + 1].word.tag != "complementizer":
            noun_at = k + 1
        k += 1
    if speech.noun and speech.act is None and noun_at >= 0:
        return noun_at, False
    return None


def content_end(sentence: Sentence, tables: Tables, a: int, later_cues: list[int], opened: bool) -> int:
    toks = sentence.tokens
    n = len(toks)
    if toks[a].word.norm in _OPEN:
        close = _closing(sentence, a)
        rest = n - close
        if close > a and (opened or rest <= 3 or close - a > 12):
            return close + 1
    inside = 0
    for k in range(a, n):
        tok = toks[k]
        norm = tok.word.norm
        if norm in ("«", "“"):
            inside += 1
        elif norm in ("»", "”"):
            inside = max(0, inside - 1)
        if inside:
            continue
        if norm in ("،", ",") and k + 1 < n:
            follower = toks[k + 1]
            if k + 1 in later_cues and (follower.word.speech_participle >= 0 or follower.word.conj or follower.verb):
                return k
            if (
                follower.word.core in sentence.lists.speech_ends
                or leads_to_source(tables, toks, k + 1)
                or (k + 2 < n and f"{follower.word.norm} {toks[k + 2].word.norm}" in sentence.lists.speech_turns)
            ):
                return k
        if k in later_cues and k > a and (tok.word.conj or (tok.word.speech_participle >= 0 and not tok.verb)):
            return k
    return n


def content_span(sentence: Sentence, a: int, b: int) -> tuple[int, int, bool]:
    toks = sentence.tokens
    while a < b - 1 and (toks[a].word.norm in _BEFORE_CONTENT or (toks[a].word.tag == "complementizer" and toks[a].word.norm in ("ان", "بان"))):
        a += 1
    end = b
    while end > a + 1 and toks[end - 1].word.tag == "punct" and toks[end - 1].word.norm not in (")", "%", "»", "”", '"'):
        end -= 1
    start_offset = toks[a].start
    quoted = [(x, y) for x, y in sentence.quotes if x <= toks[a].start + 1 and toks[a].start <= y]
    if (quoted and toks[end - 1].word.norm in ("»", "”", '"') and toks[end - 1].start <= quoted[0][1]) or (
        toks[end - 1].word.norm in ("»", "”", '"') and not any(toks[a].start < x for x, _ in sentence.quotes)
    ):
        end -= 1
    end_offset = toks[max(a, end - 1)].end
    length = max(1, end_offset - start_offset)
    inside = sum(max(0, min(y, end_offset) - max(x, start_offset)) for x, y in sentence.quotes[:1])
    return start_offset, end_offset, inside * 2 > length


def _closes_soon(sentence: Sentence, k: int) -> bool:
    return 0 < _closing(sentence, k) - k <= 4


def _closing(sentence: Sentence, k: int) -> int:
    """Give the token that closes the quotation opened at token k, or the last token."""
    toks = sentence.tokens
    for a, b in sentence.quotes:
        if a == toks[k].end or (a > toks[k].start and a <= toks[k].end + 1):
            for j in range(k + 1, len(toks)):
                if toks[j].start >= b:
                    return j
    for j in range(k + 1, len(toks)):
        if toks[j].word.norm in ("»", "”", '"'):
            return j
    return len(toks) - 1


def leads_to_source(tables: Tables, toks: list[Token], i: int) -> tuple[int, str] | None:
    """Give (the token after the words at i that lead to a source, their class), or None if there are none."""
    word = toks[i].word
    for rest, identity in tables.sources.get(word.core if word.conj else word.norm, ()):
        end = i + 1 + len(rest)
        if end <= len(toks) and all(toks[i + 1 + m].word.norm == part for m, part in enumerate(rest)):
            return end, identity
    return None
