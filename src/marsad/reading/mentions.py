"""Mentions: names of the lexicon in a sentence, longest first. Needs tokens; adds token.mention."""

from __future__ import annotations

from marsad.arabic.fold import fold
from marsad.lexicon.types import Tables
from marsad.lexicon.words import Words
from marsad.reading.document import Mention, Sentence, Token


def find_names(sentence: Sentence, tables: Tables) -> None:
    """Mark the tokens of every name; of names that overlap, the longer, then the one without clitics, wins."""
    toks = sentence.tokens
    n = len(toks)
    free = 0
    for i in [t.i for t in toks if t.word.names]:
        if i < free:
            continue
        table = toks[i].word.names
        best: tuple[int, int] | None = None
        kinds: dict[str, list[int]] = {}
        follower = toks[i + 1].word.norm if i + 1 < n else ""
        for skip, index in table:
            longer = index.second.get(follower)
            if longer is not None:
                for rest, kind, ids in longer:
                    j = i + 1 + len(rest)
                    if j > n or (best is not None and (j, -skip) < best):
                        continue
                    if len(rest) > 1 and any(toks[i + 1 + k].word.norm != rest[k] for k in range(1, len(rest))):
                        continue
                    if (j, -skip) == best:
                        kinds[kind] = kinds.get(kind, []) + ids
                    else:
                        best, kinds = (j, -skip), {kind: ids}
            if index.alone and (best is None or (i + 1, -skip) >= best) and (not skip or _clitic_plausible(sentence, i, skip, i + 1)):
                for kind, ids in index.alone:
                    if (i + 1, -skip) == best:
                        kinds[kind] = kinds.get(kind, []) + ids
                    else:
                        best, kinds = (i + 1, -skip), {kind: ids}
        if best is None:
            continue
        j, skip = best[0], -best[1]
        if "place" in kinds and j == i + 1:
            kinds = _checked_place(sentence, i, kinds, tables)
        if not kinds:
            continue
        mention = Mention(i, j, skip, kinds)
        for k in range(i, j):
            toks[k].mention = mention
        free = j


def _clitic_plausible(sentence: Sentence, i: int, skip: int, j: int) -> bool:
    """A one-word name found after clitics must agree with how the word is split; a longer one proves itself."""
    word = sentence.tokens[i].word
    return j > i + 1 or word.letters == skip or (word.letters == 0 and not (word.verbs or word.noun or word.role >= 0 or word.known_noun))


def _checked_place(sentence: Sentence, i: int, kinds: dict[str, list[int]], tables: Tables) -> dict[str, list[int]]:
    """Keep the place reading of a word that is also an ordinary word only after a place head or a preposition of place."""
    word = sentence.tokens[i].word
    if any(not tables.places[p].ambiguous for p in kinds["place"]) and not (word.verbs or word.noun or word.role >= 0):
        return kinds
    before = sentence.tokens[i - 1].word if i else None
    cued = before is not None and before.head is not None and not before.det
    if word.head is not None and before is not None and before.head is not None:
        cued = cued and before.head[0] in ("settlement", "admin")  # شوارع المدينة is no Medina, محافظة العاصمة is a name
    if not cued and not any(tables.places[p].ambiguous for p in kinds["place"]):
        cued = word.prep == "ب" or (before is not None and before.core in sentence.lists.place_prepositions)
    if not cued and word.conj and before is not None:
        joined = sentence.tokens[i - 1].mention  # دمشق وحلب
        cued = joined is not None and "place" in joined.kinds
    if cued:
        return kinds
    return {kind: ids for kind, ids in kinds.items() if kind != "place"}


def bare_names(sentences: list[Sentence], tables: Tables) -> None:
    """Mark short forms (فتح for حركة فتح) from the sentence on where the full form stands. The lexicon lists them as bare."""
    known: dict[str, list[tuple[tuple[str, ...], int]]] = {}  # by its first word, the longest first
    for sentence in sentences:
        toks = sentence.tokens
        for tok in toks:
            m = tok.mention
            if m is not None:
                if m.i == tok.i and "name" in m.kinds:
                    for index in m.kinds["name"]:
                        _learn_bare(known, tables.names[index].note, index)
                continue
            if not known:
                continue
            for skip, first in Words._strip(tok.word.norm):
                if first in known and (skip == 0 or skip == tok.word.letters):
                    found = next(((words, index) for words, index in known[first] if _stands(words, toks, tok.i)), None)
                    if found is None:
                        continue
                    words, index = found
                    mention = Mention(tok.i, tok.i + len(words), skip, {"name": [index]})
                    for covered in toks[tok.i : tok.i + len(words)]:
                        covered.mention = mention
                        covered.verb = False
                    break


def _learn_bare(known: dict[str, list[tuple[tuple[str, ...], int]]], note: str, index: int) -> None:
    if not note.startswith("bare:"):
        return
    for form in note[5:].split(";")[0].split("|"):
        words = tuple(fold(form.strip()).split())
        forms = known.setdefault(words[0], []) if words else []
        if words and all(words != other for other, _ in forms):
            forms.append((words, index))
            forms.sort(key=lambda f: -len(f[0]))


def _stands(words: tuple[str, ...], toks: list[Token], i: int) -> bool:
    """Whether the words after the first stand there too, and belong to no other name."""
    rest = toks[i + 1 : i + len(words)]
    return len(rest) == len(words) - 1 and all(t.word.norm == w and (t.mention is None or "name" not in t.mention.kinds) for t, w in zip(rest, words[1:], strict=True))
