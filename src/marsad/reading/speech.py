"""Speech: who says what in a sentence, as statements whose contents may nest.

A speech verb with a clause (أنّ، إنّ، بأن), a colon or a quotation makes a statement; with a noun phrase only if its
entry says so. A participle (مؤكدا أن) carries the speaker of its sentence on; a dropped subject (وأضاف أن) the speaker before.
"""

from __future__ import annotations

from marsad.lexicon.types import Speech, Tables
from marsad.reading.classes import AGENTIVE
from marsad.reading.clauses import Syntax
from marsad.reading.document import Phrase, Sentence, Token

_OPEN = frozenset('«"“”')
_BEFORE_CONTENT = _OPEN | {":", "-", "،"}


class Said:
    """One statement: tokens a..b are its content; `speaker` None while unknown. `certainty` of the verb of saying."""

    __slots__ = ("a", "b", "certainty", "cue", "cue_end", "direct", "end", "rule", "speaker", "start", "verb")

    def __init__(self, cue: int, speaker: Phrase | None, a: int, b: int, start: int, end: int, direct: bool, speech: Speech | None, rule: str) -> None:
        self.cue, self.speaker, self.a, self.b, self.start, self.end, self.direct = cue, speaker, a, b, start, end, direct
        self.certainty = speech.certainty if speech else "asserts"
        self.verb = speech
        self.rule = rule
        self.cue_end = cue + 1


def find_statements(sentence: Sentence, syntax: Syntax, tables: Tables, last_speaker: Phrase | None) -> list[Said]:
    """Give the statements of a sentence in order of their cues."""
    toks = sentence.tokens
    out: list[Said] = []
    cues: list[tuple[int, Speech, bool]] = []
    for i, tok in enumerate(toks):
        word = tok.word
        if tok.verb and not (i <= 1 and word.core in sentence.lists.impersonal):
            denied = i > 0 and toks[i - 1].word.norm == "لا"  # لا أعتقد is no past
            for reading in word.verbs:
                if denied and reading.tense == "past":
                    continue
                index = tables.verbs[reading.verb].speech
                if index is not None:
                    if reading.voice != "passive" and (reading.person not in ("1s", "1p") or i == 0):
                        cues.append((i, tables.speeches[index], False))
                    break
        elif word.speech_participle >= 0 and not word.det and tok.mention is None and not word.prep:
            follows = toks[i + 1].word if i + 1 < len(toks) else None
            if follows is not None and (
                follows.noun or follows.tag in ("complementizer", "preposition") or follows.norm in (":", '"', "«", "“") or follows.prep or follows.norm == "الي"
            ):
                cues.append((i, tables.speeches[word.speech_participle], True))
    for number, (i, speech, participle) in enumerate(cues):
        limit = len(toks)
        content = _content_start(sentence, syntax, i, speech, participle)
        if content is None:
            continue
        a, opened = content
        limit = _content_end(sentence, tables, a, [c for c, _, _ in cues[number + 1 :]], opened)
        if limit <= a:
            continue
        if not participle and all(r.person in ("1s", "1p") for r in toks[i].word.verbs):
            holding = [s.speaker for s in out if s.a <= i < s.b]
            speaker = holding[-1] if holding else last_speaker  # أؤكد أن: whoever is speaking, no name that follows
        else:
            speaker = _speaker(sentence, syntax, i, a, participle, out, last_speaker, speech)
        start, end, direct = _content_span(sentence, a, limit)
        if end - start < 6:
            continue
        out.append(Said(i, speaker, a, limit, start, end, direct, speech, speech.id))
        if speaker is not None:
            last_speaker = speaker
    out.extend(_attributions(sentence, syntax, tables, out, last_speaker))
    return out


def _content_start(sentence: Sentence, syntax: Syntax, i: int, speech: Speech, participle: bool) -> tuple[int, bool] | None:
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


def _content_end(sentence: Sentence, tables: Tables, a: int, later_cues: list[int], opened: bool) -> int:
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
                or _leads_to_source(tables, toks, k + 1)
                or (k + 2 < n and f"{follower.word.norm} {toks[k + 2].word.norm}" in sentence.lists.speech_turns)
            ):
                return k
        if k in later_cues and k > a and (tok.word.conj or (tok.word.speech_participle >= 0 and not tok.verb)):
            return k
    return n


def _content_span(sentence: Sentence, a: int, b: int) -> tuple[int, int, bool]:
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


def _speaker(sentence: Sentence, syntax: Syntax, i: int, a: int, participle: bool, said: list[Said], last: Phrase | None, speech: Speech) -> Phrase | None:
    if participle:
        for other in reversed(said):
            if other.speaker is not None and other.cue < i:
                return other.speaker
        toks = sentence.tokens
        for k in range(i - 1, -1, -1):
            if toks[k].verb:
                group = [p for arg in syntax.after(k) if not arg.prep and arg.kind == "np" for p in arg.phrases if p.cls in AGENTIVE] or [
                    p for p in syntax.before(k) if p.cls in AGENTIVE
                ]
                group = [p for p in group if p.det or p.given in ("name", "demonym", "genitive")]
                if group and not (toks[k].word.conj and not group[0].det):
                    return group[0]  # واحتجزت سفينة: without a subject of its own, the noun is the object
        return last
    for arg in syntax.after(i):
        if arg.at >= a:
            break
        if arg.kind == "np" and not arg.prep:
            for phrase in arg.phrases:
                if phrase.cls in AGENTIVE or (phrase.country and phrase.cls not in ("event", "place")):
                    return phrase
            if arg.phrases and arg.phrases[0].cls == "thing" and arg.phrases[0].det and arg.phrases[0].j <= a:
                return arg.phrases[0]
    word = sentence.tokens[i].word
    subject = syntax.before(i)
    if subject:
        return subject[0]
    if said and word.conj and said[-1].speaker is not None:
        return said[-1].speaker
    return (_doer_before(sentence, syntax, i) if word.conj else None) or last


def _doer_before(sentence: Sentence, syntax: Syntax, i: int) -> Phrase | None:
    """اتهم المتحدث الجماعة بخرق الهدنة وقال إن: who does what the nearest verb before says, if the verb of saying agrees with him."""
    toks = sentence.tokens
    feminine = any(r.person == "3fs" for r in toks[i].word.verbs)
    for k in range(i - 1, -1, -1):
        if not toks[k].verb:
            continue
        first = next(iter(syntax.after(k)), None)
        group = first.phrases if first is not None and first.kind == "np" and not first.prep else syntax.before(k)
        if not group or group[0].cls not in ("person", "office", "org", "state", "group") or not group[0].det:
            return None
        ends = toks[group[0].head].word.core.endswith(("ه", "ات")) or group[0].cls in ("state", "group")
        return group[0] if ends == feminine else None
    return None


def _leads_to_source(tables: Tables, toks: list[Token], i: int) -> tuple[int, str] | None:
    """Give (the token after the words at i that lead to a source, their class), or None if there are none."""
    word = toks[i].word
    for rest, identity in tables.sources.get(word.core if word.conj else word.norm, ()):
        end = i + 1 + len(rest)
        if end <= len(toks) and all(toks[i + 1 + m].word.norm == part for m, part in enumerate(rest)):
            return end, identity
    return None


def _attributions(sentence: Sentence, syntax: Syntax, tables: Tables, said: list[Said], last: Phrase | None) -> list[Said]:
    """Statements made by a phrase: وفقا لـ، بحسب، نقلا عن، حسبما أفاد. They vouch for the rest of their sentence."""
    toks = sentence.tokens
    n = len(toks)
    out: list[Said] = []
    for i, tok in enumerate(toks):
        found = _leads_to_source(tables, toks, i) if tok.mention is None else None
        if found is None:
            continue
        k, identity = found
        while k < n and (
            toks[k].word.norm in ("ما", "لما", "عن", "به")
            or (toks[k].word.tag == "preposition" and toks[k].word.core in ("عن", "الي"))
            or toks[k].verb
            or toks[k].date is not None
            or toks[k].word.tag == "preposition+pronoun"
        ):
            k += 1
        if k >= n:
            continue
        group = syntax.phrases(k)
        if not group:
            continue
        speaker = group[0]
        if speaker.cls not in AGENTIVE and not speaker.country:
            continue
        end = max(p.j for p in group[:1])
        if i <= 2:  # opens the sentence: vouches for what follows
            a = end
            while a < n and (toks[a].word.norm in ("،", ",", "فان", ":") or toks[a].word.norm == "فقد"):
                a += 1
            b = n
        else:
            a, b = 0, i
            while b > 0 and toks[b - 1].word.norm in ("،", ","):
                b -= 1
            for other in said:
                if other.a <= i < other.b and other.a > 0:
                    a = max(a, other.a)
        if b - a < 3:
            continue
        start, stop, direct = _content_span(sentence, a, b)
        item = Said(i, speaker, a, b, start, stop, direct, None, "attribution." + identity)
        item.cue_end = k
        out.append(item)
    return out
