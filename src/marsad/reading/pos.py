"""Verb or noun: decide how a word that can be both is read in its sentence. Adds token.verb and token.clause.

Source of the cues: in Arabic a verb follows لم لن لا قد سوف and the relative pronoun, and opens a clause;
a noun follows a preposition, a demonstrative and another noun in construct.
"""

from __future__ import annotations

from marsad.lexicon.types import WordLists
from marsad.reading.document import Sentence, Token
from marsad.reading.marks import DASHES

_DATELINE_END = frozenset({")", "-", "–", "—"})  # دبي (CNN)--: the clause begins after the dateline
_OPENERS = frozenset({"،", "؛", ".", ":", "!", "؟", "-", "–", "و", '"', "«", "“", "(", "”", "…", ","})


def tag_verbs(sentence: Sentence) -> None:
    """Set token.verb for every token, then number the clauses."""
    toks = sentence.tokens
    for i, tok in enumerate(toks):
        word = tok.word
        if word.tag or word.det or tok.number is not None or tok.date is not None or not (word.verbs or word.general_verb):
            continue
        if tok.mention is not None and (tok.mention.j - tok.mention.i > 1 or "name" in tok.mention.kinds):
            continue
        if tok.mention is not None and ("place" in tok.mention.kinds or "capital" in tok.mention.kinds):
            continue  # a place name that is also a verb was kept only where something says that it is a place
        tok.verb = _is_verb(toks, i, sentence.lists) or _written_passive(sentence, tok)
    _number_clauses(sentence)


def _written_passive(sentence: Sentence, tok: Token) -> bool:
    """Whether the damma of the passive is written on a past verb whose verbal noun has a fatha there (قُصف مشفى, not قَصف)."""
    word = tok.word
    if word.prep or not word.noun or not any(r.tense == "past" and r.person in ("3ms", "3fs") for r in word.verbs):
        return False
    at = sentence.offset(tok.i, word.letters) + 1
    return at < tok.end and sentence.text[at] == "\N{ARABIC DAMMA}"


def _is_verb(toks: list[Token], i: int, lists: WordLists) -> bool:
    word = toks[i].word
    before = toks[i - 1] if i else None
    if word.prep:  # ل with a present: purpose or jussive
        return not (word.noun or word.known_noun) or (not word.noun and word.core[0] == "ي")
    if before is not None and word.given >= 0 and not word.conj and before.word.core in lists.titles and not before.word.tag:
        return False  # الدكتور أسامة
    noun = bool(word.noun) or word.role >= 0 or word.head is not None or word.support_noun >= 0 or word.demonym is not None
    if word.noun and word.verbs and all(r.pronoun for r in word.verbs):
        return before is not None and before.word.tag == "relative"  # إصابة looks like أصابه
    if before is not None and before.word.head is not None and before.word.head[0] == "settlement" and not before.word.det and not before.verb and not word.conj:
        return False  # قرية تديل: a name follows
    tense = word.verbs[0].tense if word.verbs else word.general_verb
    if tense == "future":
        return True
    if not noun and not _common_noun(toks[i]):
        return not (before is not None and before.word.tag == "preposition" and before.word.core not in lists.clause_prepositions)
    if before is not None and before.number is not None and not word.conj and word.general_verb == "past" and all(r.person == "3ms" for r in word.verbs):
        return False  # ألف كلم: after a number a noun is counted
    if before is not None and not word.conj and before.word.core.endswith(("ين", "ان")) and not before.word.tag and any(r.person == "3md" for r in word.verbs):
        return True  # شخصين قتلا
    led = _led(toks, i, lists)
    if before is not None:
        tag, norm = before.word.tag, before.word.norm
        core = before.word.core if before.word.tag else norm
        if core in lists.verb_after or tag in ("relative", "auxiliary", "aspect"):
            return True
        if (not led and tag in ("preposition", "demonstrative", "quantifier", "num")) or (before.number is not None and not word.conj):
            return False
        if tag == "negation":
            return True
        if tag == "complementizer":
            return tense == "present" and not word.noun
        if not tag and not before.verb and not before.word.det and before.mention is None and not before.word.pronoun and not word.conj:
            construct = before.word.noun or before.word.support_noun >= 0 or before.word.role >= 0 or before.word.known_noun
            if construct and not before.word.norm.endswith("ا"):
                return False
        if (
            not word.conj
            and (before.word.det or (before.mention is not None and bool({"name", "capital"} & set(before.mention.kinds))))
            and not before.verb
            and not before.word.tag
        ):
            # after a definite noun: the verb of a topic, unless a verb before governs both (أعلنت الوزارة فرض عقوبات)
            if word.noun and (word.norm.endswith("ا") or _governed(toks, i)):
                return False
            return not (word.noun and tense == "present" and word.core[0] == "ت" and not word.core.endswith("ون"))
        if before.verb and not word.conj:
            return False  # a noun that is the subject or object of the verb before it
    after = toks[i + 1] if i + 1 < len(toks) else None
    if (
        word.conj
        and not word.verbs
        and before is not None
        and not before.verb
        and not before.word.tag
        and before.word.norm not in _OPENERS
        and not (after is not None and after.word.det)
    ):
        return False  # طفلتان ورجل: a common noun after a noun is joined to it
    opens = led or before is None or before.date is not None or before.word.norm in _OPENERS or bool(word.conj) or before.word.tag in ("subordinator",)
    if after is None:
        return False
    a = after.word
    if word.norm.endswith("ا") and word.noun and not word.pronoun:
        return False  # قصفا، هجوما: accusative nouns
    if word.verbs and opens and ((a.core in lists.about and i + 2 < len(toks) and toks[i + 2].number is not None) or (a.demonym and not a.det and a.core.endswith(("ان", "ون")))):
        return True  # وجرح نحو 60، قتل عراقيان: a noun of action governs no nominative
    if opens and _named_after_pronoun(toks, i + 1):
        return True
    if a.tag == "preposition" or a.prep or a.tag == "preposition+pronoun":
        return opens and not any(r.tense == "past" and r.person == "3ms" for r in word.verbs) if word.noun else opens
    if a.verbs and not a.noun and not a.det and not a.conj:
        return False
    if (a.demonym or a.adjective) and not a.det and a.role < 0 and after.mention is None:
        return False
    if word.pronoun and word.noun:
        return before is not None and before.word.tag == "relative"
    if a.tag in ("num",) or after.number is not None or a.tag == "quantifier":
        return opens
    if after.mention is not None or a.det or a.role >= 0 or a.given >= 0:
        return opens or (before is not None and before.word.det)
    return opens and tense == "past" and not (word.noun and a.known_noun and not a.det)


def _named_after_pronoun(toks: list[Token], k: int) -> bool:
    """قتل فيها شخصان، أصيب على إثره ثلاثة: people right after a preposition with its pronoun are who it happened to."""
    if toks[k].word.tag == "preposition" and k + 1 < len(toks):
        k += 1
    if toks[k].word.tag != "preposition+pronoun" or k + 1 >= len(toks):
        return False
    who = toks[k + 1]
    return who.number is not None or (who.word.role >= 0 and not who.word.det and not who.word.prep and not who.word.conj and not who.verb)


def _led(toks: list[Token], i: int, lists: WordLists) -> bool:
    """Whether a phrase that news sentences begin with stands before token i (من جهته طالب، إلى ذلك دعا)."""
    if i < 1:
        return False
    before = toks[i - 1].word.norm
    return before.removeprefix("و") in lists.leads or (before == "ذلك" and i >= 2 and toks[i - 2].word.norm in lists.before_that)


def _governed(toks: list[Token], i: int) -> bool:
    """Whether a verb stands before token i in its clause."""
    for k in range(i - 1, max(-1, i - 14), -1):
        tok = toks[k]
        if tok.verb:
            return True
        if tok.word.tag in ("complementizer", "relative", "subordinator") or tok.word.norm in ("،", ".", "؛", ":", "»", "”"):
            return False
    return False


def _common_noun(tok: Token) -> bool:
    """A word whose definite form is common in news is (also) a noun: وفد، عدد، مقتل."""
    word = tok.word
    return word.known_noun and not (word.verbs and word.verbs[0].tense in ("present", "future") and word.core[0] == "ي")


def _number_clauses(sentence: Sentence) -> None:
    """Number the clauses: a new one opens at a complementizer, relative or subordinator, at و or ف with a verb, at ؛ . : and
    at a comma before a verb or a conjunction with a verb."""
    clause = 0
    acted = False  # a verb or noun of action was seen in this clause; a phrase of place before the first is fronted
    toks = sentence.tokens
    for i, tok in enumerate(toks):
        word = tok.word
        if i:
            before = toks[i - 1].word.norm
            opens = (
                word.tag in ("complementizer", "relative", "subordinator")
                or (tok.verb and acted and (word.conj or before in ("،", ",", "؛", ":")))
                or before in ("؛", ".", ":", "!", "؟", "»", "”")
                or (i < 16 and before in DASHES and i > 1 and toks[i - 2].word.norm in _DATELINE_END)
                or (word.speech_participle >= 0 and before in ("،", ","))
            )
            if opens and toks[i - 1].clause == clause:
                clause += 1
                sentence.clauses.append(i)
                acted = False
        acted = acted or tok.verb or word.tag == "auxiliary" or bool(word.noun) or (tok.mention is not None and "name" in tok.mention.kinds)
        tok.clause = clause
