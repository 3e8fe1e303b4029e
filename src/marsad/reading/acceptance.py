"""Acceptance: does a candidate report an act, or does it only mention one? A small model with readable features.

Place in the chain: after roles, factuality and date; before merging across the article. The weights stand in
lexicon/models/acceptance.tsv, trained by `make train` on the Arabic gold-standard sentences of the Open Event
Data Alliance (MIT). Logistic regression: the score is the sum of the weights of the features that hold.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Container

from marsad.lexicon.types import Support
from marsad.reading.document import Sentence
from marsad.reading.drafts import Draft

_PLURAL_ENDS = ("ات", "ين", "ون")
MOST_WORDS = 50_000  # word types whose n-grams each model keeps


def sentence_features(sentence: Sentence) -> list[str]:
    """Give what the sentence itself tells: length, person, news or argument."""
    words = [t.word for t in sentence.tokens]
    norms = {w.norm for w in words}
    found = [f"length:{min(4, len(words) // 15)}"]
    if "؟" in norms or "?" in norms:
        found.append("question")
    if norms & sentence.lists.recent_days.keys():
        found.append("recent-day-named")
    if any(w.verbs and any(r.person in ("1p", "1s") for r in w.verbs) and not w.noun for w in words):
        found.append("first-person")
    found.append(f"arguing:{min(3, len(norms & sentence.lists.arguing.keys()))}")
    if sentence.dates:
        found.append("dated")
    if any(n.kind == "cardinal" for n in sentence.numbers):
        found.append("counting")
    if words[0].verbs and not words[0].noun:
        found.append("verb-first")
    if any(w.tag == "latin" for w in words):
        found.append("latin")
    return found


def plain(draft: Draft) -> bool:
    """A finite verb in the past (or a noun that one carries) with a doer and one acted on or a known place.

    Such a sentence reports an act, whatever it looks like otherwise.
    """
    told = draft.tense == "past" or (draft.noun and not draft.definite and any(field == "support" for field, _, _, _ in draft.because))
    return (
        told
        and draft.factuality == "actual"
        and not draft.weak
        and bool(draft.actors)
        and draft.actors[0].sentence == draft.sentence.number
        and (bool(draft.recipients) or any(s.place is not None for s in draft.spots))
    )


def features(draft: Draft, common: list[str], supports: list[Support]) -> list[str]:
    """Give the names of the features that hold for a draft; `common` are those of its sentence."""
    toks = draft.sentence.tokens
    tok = toks[draft.i]
    word = tok.word
    found = list(common)
    before = toks[draft.i - 1].word if draft.i else None
    if not draft.noun:
        tense = word.verbs[0].tense if word.verbs else "past"
        found.append(f"verb:{tense}")
        if draft.passive:
            found.append("verb:passive")
        if before is not None and before.tag == "relative":
            found.append("verb:relative")
        if before is not None and before.tag in ("negation", "complementizer"):
            found.append("verb:after-" + before.tag)
    else:
        kind = "definite" if word.det else "pronoun" if word.pronoun else "indefinite"
        found.append(f"noun:{kind}")
        if word.core.endswith(_PLURAL_ENDS):
            found.append("noun:plural")
        if before is not None and (before.tag == "preposition" or word.prep):
            found.append("noun:after-preposition")
        if before is not None and not before.tag and not before.det and not toks[draft.i - 1].verb:
            found.append("noun:in-construct")
    roles = {name for field, name, _, _ in draft.because if field == "support"}
    for support in supports:
        if support.id in roles:
            found.append(f"support:{support.role}")
            break
    found.append(f"actors:{min(2, len(draft.actors))}")
    if draft.actors and draft.actors[0].given in ("name", "demonym"):
        found.append("actor:named")
    if draft.actors and draft.actors[0].sector in ("MIL", "REB", "UAF", "COP", "PRM"):
        found.append("actor:armed")
    found.append(f"recipients:{min(2, len(draft.recipients))}")
    if draft.counts:
        found.append("counts")
        if any(c.what in ("killed", "injured") for c in draft.counts):
            found.append("counts:harm")
    if draft.spots:
        found.append("place")
        if any(s.place is not None for s in draft.spots):
            found.append("place:known")
    if draft.date is not None:
        found.append("date:" + str(draft.date.precision))
    found.append("factuality:" + draft.factuality)
    if draft.attribution:
        found.append("attributed")
    if draft.harm or draft.sense.frame.get("object") == "victim":
        found.append("harm")
    if draft.sense.with_:
        found.append("multiword")
    if draft.clause == 0:
        found.append("first-clause")
    if plain(draft):
        found.append("plain")
    found.append("type:" + draft.type)
    found.append("sense:" + draft.sense.id)
    return found


class _Pieces(dict[str, tuple[str, ...]]):
    """The n-grams of a model in each word met so far."""

    def __init__(self, ngrams: Container[str]) -> None:
        super().__init__()
        self.ngrams = ngrams

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) >= MOST_WORDS:
            self.clear()
        padded = f" {word} "
        cuts = [padded[a : a + n] for n in (3, 4, 5) for a in range(len(padded) - n + 1)]
        pieces = self[word] = tuple([cut for cut in cuts if cut in self.ngrams])
        return pieces


class SentenceModel:
    """How much a sentence's letters look like a report of acts of one type: tf-idf of letter n-grams within words.

    `ngrams` maps an n-gram (3 to 5 letters, word edges as blanks) to (inverse document frequency, weight).
    """

    def __init__(self, ngrams: dict[str, tuple[float, float]], bias: float) -> None:
        self.ngrams, self.bias = ngrams, bias
        self._pieces = _Pieces(ngrams)

    def score(self, sentence: Sentence) -> float:
        """Give the decision value of the sentence (above 0: reports an act)."""
        pieces, ngrams = self._pieces, self.ngrams
        counts = Counter(itertools.chain.from_iterable([pieces[tok.word.norm] for tok in sentence.tokens]))
        total = norm = 0.0
        for (value, weight), n in zip(map(ngrams.__getitem__, counts), counts.values()):
            if n > 1:
                value *= 1.0 + math.log(n)
            norm += value * value
            total += value * weight
        return self.bias + (total / math.sqrt(norm) if norm else 0.0)


class Acceptance:
    """The trained weights, and the sentence models by event type.

    `alone`: the log-odds asked of a candidate in a text of a sentence or two, where nothing else tells that
    acts are reported; `among`: in an article, whose other sentences support it (both set by cross-validation).
    """

    def __init__(self, weights: dict[str, float], ngrams: dict[str, dict[str, tuple[float, float]]]) -> None:
        self.weights = weights
        self.models = {kind: SentenceModel(table, weights.get("text-bias:" + kind, 0.0)) for kind, table in ngrams.items()}
        self.alone = weights.get("threshold:alone", -99.0)
        self._last: Sentence | None = None
        self._scores: dict[str, float] = {}
        self.leave = weights.get("threshold:plain-leave", 0.0)
        self.among = weights.get("threshold:among", -99.0)

    def score(self, names: list[str], kind: str, sentence: Sentence) -> float:
        """Give the log-odds that the sentence reports the act of a candidate with these features."""
        get = self.weights.get
        total = get("bias", 0.0) + sum([get(name, 0.0) for name in names])
        model = self.models.get(kind)
        if model is not None:
            total += get("text:" + kind, 0.0) * self._by_sentence(kind, model, sentence)
        return total

    def _by_sentence(self, kind: str, model: SentenceModel, sentence: Sentence) -> float:
        """Score a sentence once for all its candidates of a type; they come one after another."""
        if self._last is not sentence:
            self._last, self._scores = sentence, {}
        if kind not in self._scores:
            self._scores[kind] = model.score(sentence)
        return self._scores[kind]
