"""Speech: who says what in a sentence, as statements whose contents may nest.

A speech verb with a clause (أنّ، إنّ، بأن), a colon or a quotation makes a statement; with a noun phrase only if its
entry says so. A participle (مؤكدا أن) carries the speaker of its sentence on; a dropped subject (وأضاف أن) the speaker before.
"""

from __future__ import annotations

from marsad.lexicon.types import Speech, Tables
from marsad.reading.attributions import attributions
from marsad.reading.clauses import Syntax
from marsad.reading.contents import content_end, content_span, content_start
from marsad.reading.document import Phrase, Sentence
from marsad.reading.said import Said
from marsad.reading.speakers import speaker_of


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
                    if reading.pronoun and i and toks[i - 1].word.core.removesuffix("ا") in sentence.lists.papers:
                        break  # في بيان نقلته الوكالة إنه: he says it whose paper it is
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
        content = content_start(sentence, syntax, i, speech, participle)
        if content is None:
            continue
        a, opened = content
        if any(i < other < a and a - other <= 2 for other, _, _ in cues[number + 1 :]):
            continue  # استبعد الوزير الحرب، مضيفا أن: what follows is what he added
        limit = content_end(sentence, tables, a, [c for c, _, _ in cues[number + 1 :]], opened)
        if limit <= a:
            continue
        if not participle and all(r.person in ("1s", "1p") for r in toks[i].word.verbs):
            holding = [s.speaker for s in out if s.a <= i < s.b]
            speaker = holding[-1] if holding else last_speaker  # أؤكد أن: whoever is speaking, no name that follows
        else:
            speaker = speaker_of(sentence, syntax, i, a, participle, out, last_speaker, speech)
        start, end, direct = content_span(sentence, a, limit)
        if end - start < 6:
            continue
        out.append(Said(i, speaker, a, limit, start, end, direct, speech, speech.id))
        if speaker is not None:
            last_speaker = speaker
    out.extend(attributions(sentence, syntax, tables, out, last_speaker))
    return out
