"""What is said of an agreement: words of a fact near a mention, or a predicate of which the agreement is the topic."""

from __future__ import annotations

from marsad.lexicon.types import Tables
from marsad.reading.agreements.mentions import AgreementMention
from marsad.reading.agreements.resolution import Found
from marsad.reading.agreements.words import AgreementWords, FactRule, any_of
from marsad.reading.classes import AGENTIVE
from marsad.reading.clauses import Syntax
from marsad.reading.document import Phrase, Sentence, Token
from marsad.reading.drafts import Draft
from marsad.reading.factuality import Factuality
from marsad.record.types import FactKind
from marsad.record.types import Factuality as FactualityValue

_CLAUSE_END = ("،", ".", "؛", ":")
_WARNED = 20  # tokens between a warning and what it warns of, names and asides included
_CARRIED = 20  # tokens between a verb and the words that say under what it is done (تنفيذا لـ, بموجب)
_TALKS_REACH = 20  # tokens between talks and the agreement that they are said to be about
_SUPPOSING = 8  # tokens before a fact's word among which a condition still holds it
_QUOTE_LENGTH = 14  # tokens after the fact's word, where no mark ends the clause
_ASSERTED = ("actual", "background", "going-on")


class Fact:
    """A fact being read: on `found`, in `sentence`, offsets start..end; `at` the token that tells it."""

    __slots__ = ("at", "because", "by", "count", "deadline", "end", "factuality", "found", "kind", "sentence", "start", "vouchers")

    def __init__(self, found: Found, kind: FactKind, sentence: Sentence, at: int, start: int, end: int, because: str) -> None:
        self.found, self.kind, self.sentence, self.at, self.start, self.end, self.because = found, kind, sentence, at, start, end, because
        self.count: float | None = None
        self.deadline: str | None = None
        self.factuality: FactualityValue = "actual"
        self.by: list[Phrase] = []
        self.vouchers: list[Phrase] = []


class FactFinder:
    """Finds the facts of sentences that mention agreements."""

    def __init__(self, tables: Tables, words: AgreementWords, factuality: Factuality) -> None:
        self.words, self.factuality = words, factuality
        self.sense = next((s for s in tables.senses if s.type == "AGREE"), None)

    def find(self, sentence: Sentence, syntax: Syntax, here: list[AgreementMention], owner: dict[int, Found]) -> list[Fact]:
        """Give the facts of one sentence, at most one of a kind for each agreement."""
        toks = sentence.tokens
        out: list[Fact] = []
        seen: set[tuple[int, str]] = set()
        for k in range(len(toks)):
            for rule, end in self.words.facts(toks, k):
                mention = min(here, key=lambda m: (m.gap(k), m.first))
                found = owner[id(mention)]
                if (id(found), rule.kind) in seen or not self._applies(sentence, k, end, rule, mention):
                    continue
                value = self.asserted(sentence, k, end)
                if value == "actual" and rule.told and (self._supposed(sentence, k) or (not toks[k].verb and _decides_what_follows(sentence, max(end, mention.last)))):
                    value = "hypothetical"
                if value is None and rule.told:
                    continue
                kind = rule.kind
                if rule.told and value != "actual" and not (value == "negated" and kind in ("breach-alleged", "complied")):
                    if kind != "concluded" or not any_of(toks, self.words.talks) or (id(found), "negotiated") in seen:
                        continue
                    kind = "negotiated"  # talks on reaching it: not reached yet
                    value = "actual"
                if kind == "complied" and _opens_a_duty(sentence, k, mention.last):
                    kind = "commitment"
                seen.add((id(found), kind))
                start, stop = quoted(sentence, k, mention, rule.term)
                fact = Fact(found, kind, sentence, k, start, stop, f"fact.{kind}")
                fact.factuality = value or "actual"
                fact.count = _count(sentence, k, kind, start, stop)
                fact.by = self._by(syntax, k, kind)
                out.append(fact)
                break
        return out

    def asserted(self, sentence: Sentence, k: int, end: int) -> FactualityValue | None:
        """Give the factuality of what stands at tokens k..end, None where it is only a purpose, a wish or the content of another act."""
        tok = sentence.tokens[k]
        if self.sense is None:
            return "actual"
        if not tok.verb and tok.word.prep == "ل":
            return None  # للتوصل إلى، للالتزام بـ: what is aimed at
        if not tok.verb and k and sentence.tokens[k - 1].word.core in self.words.without:
            return None  # عدم خرق: what is asked for or missing, not a denial
        draft = Draft(self.sense, "AGREE", sentence, k, end, tok.start, tok.end, noun=not tok.verb)
        draft.definite = tok.word.det or bool(tok.word.pronoun)
        effect = self.factuality.judge(draft).effect
        return "actual" if effect in _ASSERTED else None if effect == "no-act" else effect  # type: ignore[return-value]

    def _supposed(self, sentence: Sentence, k: int) -> bool:
        """Tell whether a word of condition, fear or choice before token k, in its clause or the verb's that governs it, makes it a supposition."""
        toks = sentence.tokens
        if k and toks[k - 1].word.norm == "من" and any_of(toks[max(0, k - _WARNED) : k], self.words.warning):
            return True  # حذر الوزير، في مؤتمر صحفي، من انسحاب …
        begin = max(0, k - _SUPPOSING)
        for n in range(k - 1, begin - 1, -1):
            word = toks[n].word
            if word.norm in _CLAUSE_END or word.tag in ("complementizer", "relative"):
                return False
            if word.norm in self.words.supposing or word.core in self.words.supposing:
                return True
        return False

    def _applies(self, sentence: Sentence, k: int, end: int, rule: FactRule, mention: AgreementMention) -> bool:
        toks = sentence.tokens
        gap = mention.gap(k)
        if mention.first <= k < mention.last and not (rule.inside and mention.name is None):
            return False
        if rule.unless and end < len(toks) and (toks[end].word.norm in rule.unless or toks[end].word.core in rule.unless):
            return False
        if rule.owned and not toks[k].verb and not self._owned(sentence, k) and not (rule.kind == "concluded" and mention.definite):
            return False
        if rule.then and not any(t.word.norm in rule.then or t.word.core in rule.then or t.word.prep in rule.then for t in toks[k + 1 : max(mention.first + 1, end)]):
            return False
        if rule.kind == "negotiated" and k < mention.first and gap <= _TALKS_REACH and any_of(toks[max(k, mention.first - 4) : mention.first], self.words.aims):
            return True
        return gap <= rule.reach or (rule.term and k >= mention.last and not _new_topic(sentence, mention.last, k))

    def _owned(self, sentence: Sentence, k: int) -> bool:
        """Tell whether a noun of doing has its doer behind it (a genitive, a pronoun, an adjective of origin), or is announced."""
        toks = sentence.tokens
        if toks[k].word.pronoun or any_of(toks[max(0, k - 4) : k], self.words.announcing):
            return True
        follower = toks[k + 1] if k + 1 < len(toks) else None
        return follower is not None and (
            follower.word.demonym is not None
            or (follower.mention is not None and not follower.word.prep and "agreement" not in follower.mention.kinds)
            or (not toks[k].word.det and follower.word.det and not follower.word.prep and follower.word.core not in self.words.heads)
        )

    def _by(self, syntax: Syntax, k: int, kind: FactKind) -> list[Phrase]:
        """Give who does it: the subject of a verb, the first genitive of a noun, or the subject of the verb that governs it."""
        tok = syntax.toks[k]
        if tok.verb:
            return subject(syntax, k)
        arguments = [a for a in syntax.after(k, noun=True) if a.kind == "np"]
        owners = [p for a in arguments[:1] if not a.prep for p in a.phrases if p.cls in AGENTIVE and p.country and p.text not in self.words.own_country]
        between = [p for a in arguments if a.prep in ("بين", "مع") for p in a.phrases if p.cls in AGENTIVE] if kind in ("negotiated", "concluded") else []
        if owners or between:
            return (owners or between)[:3]
        governor = next((t.i for t in reversed(syntax.toks[max(0, k - (_CARRIED if kind == "complied" else 6)) : k]) if t.verb and t.clause == tok.clause), None)
        return subject(syntax, governor) if governor is not None and kind != "breach-alleged" else []


def subject(syntax: Syntax, k: int) -> list[Phrase]:
    """Give the agentive subject of the verb at token k: after it, or the topic before it."""
    after = [p for a in syntax.after(k) if a.kind == "np" and not a.prep for p in a.phrases if p.cls in AGENTIVE]
    return (after or [p for p in syntax.before(k) if p.cls in AGENTIVE])[:3]


def quoted(sentence: Sentence, k: int, mention: AgreementMention, term: bool = False) -> tuple[int, int]:
    """Give the offsets from the fact's word to the end of the mention; to that of its clause, if the word stands behind or what follows is the term itself."""
    toks = sentence.tokens
    first, last = min(k, mention.first), max(k + 1, mention.last)
    if k >= mention.last or (term and last < len(toks) and toks[last].word.norm == "علي"):
        last = clause_end(sentence, last, k)
    return toks[first].start, toks[last - 1].end


def clause_end(sentence: Sentence, last: int, k: int) -> int:
    """Give the first token from `last` on that ends the clause of token k."""
    toks = sentence.tokens
    while last < len(toks) and toks[last].word.norm not in _CLAUSE_END and last - k < _QUOTE_LENGTH:
        last += 1
    date = toks[last - 1].date
    return max(last, date.last) if date is not None else last  # not in the middle of a date


def _count(sentence: Sentence, k: int, kind: FactKind, start: int, end: int) -> float | None:
    if kind not in ("commitment", "monitor"):
        return None
    toks = sentence.tokens
    within = next((n.value for n in sentence.numbers if toks[n.first].start >= start and toks[n.last - 1].end <= end), None)
    if within is None and kind == "monitor":
        within = next((n.value for n in sentence.numbers if n.kind == "cardinal" and n.first < k <= n.last + 1), None)  # 12 نقطة مراقبة
    return float(within) if within is not None else None


def _opens_a_duty(sentence: Sentence, k: int, last: int) -> bool:
    """Tell whether words such as بموجب open the clause and a duty follows (بموجب الاتفاق، على الفصائل أن …), not something that was done."""
    toks = sentence.tokens
    if k and toks[k - 1].word.tag != "punct" and not (k == 1 and toks[0].word.conj):
        return False
    follower = next((t for t in toks[last : last + 3] if t.word.tag != "punct"), None)
    return follower is not None and (follower.word.norm == "علي" or (follower.verb and _tense(follower) in ("present", "future")))


def _tense(tok: Token) -> str:
    return next((r.tense for r in tok.word.verbs), tok.word.general_verb)


def _decides_what_follows(sentence: Sentence, last: int) -> bool:
    """Tell whether what was named is the subject of a verb in the future behind it: انسحابه من الاتفاق سيؤدي إلى …"""
    for tok in sentence.tokens[last : last + 2]:
        if tok.word.tag == "punct":
            return False
        if tok.verb:
            return _tense(tok) == "future"
    return False


def _new_topic(sentence: Sentence, begin: int, k: int) -> bool:
    """Tell whether tokens begin..k start a clause with another topic: a full stop of sorts, or a verb that no relative pronoun opens."""
    toks = sentence.tokens
    relative = False
    for tok in toks[begin:k]:
        if tok.word.norm in ("؛", ":", ".") or tok.word.tag == "complementizer" or tok.word.norm in ("فيما", "بينما"):
            return True
        relative = relative or tok.word.tag == "relative"
        if tok.verb and not relative:
            return True
    return False
