"""Factuality: whether an act took place, is announced, supposed or denied, by the words around its trigger.

Place in the chain: after the roles of a draft, before its voucher and date. The classes and their order stand in
lexicon/cues/factuality.yaml; this module finds their words near a trigger and holds the tests of grammar that
they name. Source of the values: PLOVER's auxiliary modes, as the codebook defines them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from marsad.lexicon.types import FactualityCue
from marsad.reading.document import Sentence, Token
from marsad.reading.drafts import Draft

_STOPS = frozenset('،,.؛:"«“')  # signs after which ما denies


class Judgement(NamedTuple):
    """What decided about a draft: the effect ("actual" if nothing did), the class ("" for none) and its tokens first..last."""

    effect: str
    cue: str = ""
    first: int = 0
    last: int = 0


class Factuality:
    """The classes of one lexicon, ready for drafts."""

    def __init__(self, cues: list[FactualityCue]) -> None:
        self.cues = cues
        self._words: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
        self._grammar = [(n, _TESTS[c.grammar]) for n, c in enumerate(cues) if c.grammar is not None]
        self._openers = [(cue, words) for cue in cues if cue.opens for words in cue.words]
        for number, cue in enumerate(cues):
            for words in cue.words:
                if not cue.opens:
                    self._words.setdefault(words[0], []).append((number, tuple(words[1:])))
        self._reach = max((max(cue.verb, cue.noun) for cue in cues), default=0)
        self._after = max((cue.after for cue in cues), default=0)

    def judge(self, draft: Draft) -> Judgement:
        """Give what the first class says that holds for a draft; `actual` without a class if none does."""
        toks = draft.sentence.tokens
        found = self._near(draft, toks)
        for number, test in self._grammar:
            at = test(self, draft, toks)
            if at >= 0:
                found.append((number, at, at))
        for number, first, last in sorted(found):
            cue = self.cues[number]
            if self._holds(cue, draft, toks):
                return Judgement(cue.effect, cue.id, first, last)
        return Judgement("actual")

    def background(self, sentence: Sentence) -> Judgement | None:
        """Tell whether a sentence opens with words that announce what lies behind the news, and which."""
        toks = sentence.tokens
        for cue, words in self._openers:
            if len(toks) > len(words) and words[0] in toks[0].word.forms and all(toks[k].word.norm == words[k] for k in range(1, len(words))):
                return Judgement(cue.effect, cue.id, 0, len(words) - 1)
        return None

    def _near(self, draft: Draft, toks: list[Token]) -> list[tuple[int, int, int]]:
        """Give (number of the class, first token, last token) of the words that stand near enough to a draft's trigger."""
        found: list[tuple[int, int, int]] = []
        i, clause = draft.i, toks[draft.i].clause
        for k in (*range(max(0, i - self._reach), i), *range(draft.j, min(len(toks), draft.j + self._after))):
            tok = toks[k]
            if _beyond_doubt(draft.sentence, toks, k):
                continue
            for form in tok.word.forms:
                for number, rest in self._words.get(form, ()):
                    last = k + len(rest)
                    if rest and not (last < len(toks) and all(toks[k + 1 + n].word.norm == part for n, part in enumerate(rest))):
                        continue
                    cue = self.cues[number]
                    if k > i:
                        near = cue.after > 0 and last < draft.j + cue.after and (last < draft.j + 3 or tok.clause == clause)
                    else:
                        distance, reach = i - last, cue.noun if draft.noun else cue.verb
                        near = 0 < distance <= reach and (toks[last].clause == clause or (distance <= 3 and not cue.same_clause))
                        if near and draft.noun and (distance > 3 or (draft.definite and toks[i].word.det)):
                            near = not _parted(draft, toks[last + 1 : i])
                    if near:
                        found.append((number, k, last))
        return found

    @staticmethod
    def _holds(cue: FactualityCue, draft: Draft, toks: list[Token]) -> bool:
        """Whether the class is one for this draft."""
        if (cue.types and draft.type not in cue.types) or draft.type in cue.not_types:
            return False
        if cue.tense is not None and (draft.noun or _tense(toks[draft.i]) != cue.tense):
            return False
        if cue.definite is not None and draft.noun and cue.definite != draft.definite:
            return False
        return not cue.after_stop or (draft.i >= 2 and toks[draft.i - 2].word.norm in _STOPS)

    # -- tests of grammar: each gives the token that tells it, or -1 -------------------------------------------

    def _future_verb(self, draft: Draft, toks: list[Token]) -> int:
        return draft.i if not draft.noun and _tense(toks[draft.i]) == "future" else -1

    def _governor(self, draft: Draft, toks: list[Token]) -> int:
        """The verb before a noun of action, in its clause."""
        i = draft.i
        return next((k for k in range(i - 1, max(-1, i - 8), -1) if toks[k].verb and toks[k].clause == toks[i].clause), -1) if draft.noun else -1

    def _future_governor(self, draft: Draft, toks: list[Token]) -> int:
        k = self._governor(draft, toks)
        return k if k >= 0 and _tense(toks[k]) == "future" else -1

    def _negated_governor(self, draft: Draft, toks: list[Token]) -> int:
        k = self._governor(draft, toks)
        return k - 1 if k > 0 and toks[k - 1].word.tag == "negation" and not _beyond_doubt(draft.sentence, toks, k - 1) else -1

    def _negated_follower(self, draft: Draft, toks: list[Token]) -> int:
        if not draft.noun:
            return -1
        clause = toks[draft.i].clause
        return next(
            (k for k in range(draft.i + 1, min(len(toks) - 1, draft.j + 2)) if toks[k].word.tag == "negation" and toks[k + 1].verb and toks[k].clause == clause),
            -1,
        )

    def _purpose_verb(self, draft: Draft, toks: list[Token]) -> int:
        return draft.i if not draft.noun and toks[draft.i].word.prep == "ل" else -1

    def _purpose_noun(self, draft: Draft, toks: list[Token]) -> int:
        carried = any(field == "support" for field, _, _, _ in draft.because)
        return draft.i if draft.noun and toks[draft.i].word.prep == "ل" and not carried and draft.type != "PROTEST" and not draft.definite else -1

    def _subjunctive(self, draft: Draft, toks: list[Token]) -> int:
        k = draft.i - 1
        if draft.noun or k < 0 or _tense(toks[draft.i]) != "present":
            return -1
        return k if toks[k].word.tag == "complementizer" and toks[k].word.norm in draft.sentence.lists.subjunctive_after else -1


_TESTS: dict[str, Callable[[Factuality, Draft, list[Token]], int]] = {
    "future-verb": Factuality._future_verb,
    "future-governor": Factuality._future_governor,
    "negated-governor": Factuality._negated_governor,
    "negated-follower": Factuality._negated_follower,
    "purpose-verb": Factuality._purpose_verb,
    "purpose-noun": Factuality._purpose_noun,
    "subjunctive": Factuality._subjunctive,
}


def _beyond_doubt(sentence: Sentence, toks: list[Token], k: int) -> bool:
    """بشكل لا يقبل الشك، بما لا يدع مجالا للشك: the negation speaks of doubt, not of an act."""
    return toks[k].word.tag == "negation" and k + 1 < len(toks) and toks[k + 1].word.core in sentence.lists.beyond_doubt


def _parted(draft: Draft, between: list[Token]) -> bool:
    """Whether a verb, another noun of action or a word like بعد stands between a cue and a noun: then it speaks of something else."""
    lists = draft.sentence.lists
    return any(
        t.start < draft.trigger_start and (t.verb or t.word.core in lists.set_apart or (bool(t.word.noun) and t.word.support_noun < 0 and t.word.core not in lists.light_nouns))
        for t in between
    )


def _tense(tok: Token) -> str:
    verbs = tok.word.verbs
    return next((r.tense for r in verbs if r.verb is not None), verbs[0].tense) if verbs else (tok.word.general_verb or "past")
