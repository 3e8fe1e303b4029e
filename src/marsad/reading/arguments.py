"""Arguments: what stands to the right of a verb or a noun of action, up to the end of its clause.

News Arabic puts the verb first: verb, subject, object, prepositional phrases (Badawi, Carter and Gully, Modern Written
Arabic, §§ 3.1-3.8).
"""

from __future__ import annotations

from collections.abc import Iterable

from marsad.reading.classes import AGENTIVE, OFFICES
from marsad.reading.described import Described
from marsad.reading.document import Phrase, Token
from marsad.reading.marks import COMMAS, DASHES, QUOTE_MARKS, closing_bracket

_OTHER_CLAUSE = frozenset({"relative", "subordinator", "negation", "aspect", "auxiliary", "interrogative"})
_MOST_STEPS, _MOST_ARGUMENTS = 40, 8


class Argument:
    """One argument: `prep` "" for a bare noun phrase (conjuncts in `phrases`), else the preposition; kind: np, pronoun, clause."""

    __slots__ = ("at", "kind", "phrases", "prep", "pronoun")

    def __init__(self, kind: str, at: int, prep: str = "", phrases: list[Phrase] | None = None, pronoun: str = "") -> None:
        self.kind, self.at, self.prep, self.phrases, self.pronoun = kind, at, prep, phrases or [], pronoun


def arguments(x: Described, pos: int, noun: bool) -> list[Argument]:
    """Give the arguments from token pos on; `noun`: they are those of a noun of action."""
    return _Scan(x, pos, noun).found()


class _Scan:
    """A walk to the right. Each step takes in one token or phrase at `pos`, and says whether the walk goes on."""

    __slots__ = ("beyond", "inside", "lists", "n", "nested", "noun", "out", "pos", "toks", "x")

    def __init__(self, x: Described, pos: int, noun: bool) -> None:
        self.x, self.toks, self.n, self.lists = x, x.toks, x.n, x.s.lists
        self.pos, self.noun = pos, noun
        self.out: list[Argument] = []
        self.nested = False  # whether what follows belongs to another act
        self.beyond = -1  # where a phrase ends that completes another act
        self.inside = False  # between two commas that hold a date or a phrase of place

    def found(self) -> list[Argument]:
        while self.noun and self.pos < self.n and _describes(self.toks[self.pos]):
            self.pos += 1
        for _ in range(_MOST_STEPS):
            if self.pos >= self.n or len(self.out) >= _MOST_ARGUMENTS or not self._step():
                break
        return self.out

    def _take(self, prep: str, group: list[Phrase]) -> bool:
        self.out.append(Argument("np", self.pos, prep, group))
        return self._pass(group)

    def _pass(self, group: list[Phrase]) -> bool:
        self.pos = max(p.j for p in group)
        return True

    def _skip(self) -> bool:
        self.pos += 1
        return True

    def _beside(self) -> Argument | None:
        """The argument that ends right here, if one does."""
        last = self.out[-1] if self.out else None
        return last if last is not None and last.phrases and last.phrases[-1].j == self.pos else None

    def _step(self) -> bool:
        pos, tok = self.pos, self.toks[self.pos]
        word = tok.word
        if tok.date is not None:
            self.pos = max(pos + 1, tok.date.last)
            return True
        if tok.mention is None and word.tag == "punct":
            return self._mark(word.norm)
        if tok.verb:
            return False
        tag = word.tag if (tok.mention is None or tok.mention.i != pos) and tok.number is None else ""
        if tag == "complementizer":
            self.out.append(Argument("clause", pos, ""))
            return False
        if tag in _OTHER_CLAUSE:
            return False
        if word.norm == "بحق" and word.norm in self.lists.against_whom and tok.mention is None:
            group = self.x.phrases(pos + 1)
            if group:
                return self._take("بحق", group)
        if tag == "preposition":
            return self._preposition()
        if tag == "preposition+pronoun":
            return self._pronoun()
        if tag in ("adverb", "pronoun", "latin"):
            return False if tag == "pronoun" and word.conj else self._skip()  # قتل ضابط وهو قائد فرقة: a clause about him
        if word.prep and (tok.mention is None or tok.mention.i != pos or tok.mention.skip):
            return self._joined()
        return False if word.conj and self.out and tag == "" else self._bare()

    def _mark(self, norm: str) -> bool:
        if norm in COMMAS:
            return self._comma()
        if norm == "(":
            close = closing_bracket(self.toks, self.pos)
            self.pos = max(self.pos, close + 1)
            return close > 0
        return self._skip() if norm in QUOTE_MARKS or norm in DASHES else False

    def _comma(self) -> bool:
        """Whether the clause goes on after a comma."""
        follower = self.toks[self.pos + 1] if self.pos + 1 < self.n else None
        if follower is None:
            return False
        word = follower.word
        if follower.date is not None or (word.tag == "preposition" and not word.conj) or (word.prep and not follower.verb and not word.conj):
            self.inside = True
            return self._skip()
        goes_on = not follower.verb and not word.conj
        if self.inside and goes_on:
            self.inside = False
            return self._skip()
        last = self.out[-1] if self.out else None
        if goes_on and last is not None and self._apposed(last):
            return True
        if last is None:
            return self._skip() if follower.mention is not None else False
        if goes_on and last.phrases and not last.prep and (not word.tag or follower.mention is not None) and self._holds_comma(last):
            return self._skip()  # the comma that closes an apposition (الرئيس التركي، أردوغان، نظيره)
        if goes_on and not self.noun and len(self.out) == 1 and self._titled_name(last) and self.x.c.naming.role_of(follower) == "office":
            return self._skip()  # استقبل الملك فلان، وزير الخارجية فلان: an office after an office with its name is somebody else
        return False

    def _apposed(self, last: Argument) -> bool:
        """انتقد الشيخ فلان، وزير الخارجية، الإعلام: between two commas the office of who was named, or the name of who holds it. Goes on after it."""
        if last.prep or len(last.phrases) != 1 or last.phrases[0].j != self.pos:
            return False
        phrase = self.x.phrases(self.pos + 1)[:1]
        if not phrase or phrase[0].j >= self.n or self.toks[phrase[0].j].word.norm not in COMMAS:
            return False
        one, other = last.phrases[0], phrase[0]
        named = one.cls == "person" and (self.x.c.naming.role_of(self.toks[one.head]) not in OFFICES or self.toks[one.head].word.core in self.lists.titles)
        if (named and other.cls in OFFICES) or (one.cls in OFFICES and other.cls == "person"):
            self.pos = other.j + 1
            return True
        return False

    def _holds_comma(self, argument: Argument) -> bool:
        return any(self.toks[k].word.norm in COMMAS for p in argument.phrases for k in range(p.i, p.j))

    def _titled_name(self, argument: Argument) -> bool:
        """Whether an argument is one person named with his office (العاهل السعودي الملك سلمان)."""
        phrase = argument.phrases[0] if len(argument.phrases) == 1 and not argument.prep else None
        return phrase is not None and phrase.cls == "person" and self.x.c.naming.role_of(self.toks[phrase.head]) in OFFICES

    def _preposition(self) -> bool:
        toks, n, word = self.toks, self.n, self.toks[self.pos].word
        if word.conj and self.out and self.out[-1].prep != word.core and not self.noun and len(self.out) > 3:
            return False
        prep, nxt = word.core, self.pos + 1
        if nxt < n and toks[nxt].word.tag == "preposition" and not toks[nxt].word.conj:
            prep = _together(prep, toks[nxt].word.core)
            nxt += 1
        if nxt < n and toks[nxt].word.tag == "complementizer":
            self.out.append(Argument("clause", nxt, prep))
            return False
        date = toks[nxt].date if nxt < n else None
        if date is not None:
            self.pos = max(nxt + 1, date.last)
            return True
        beside = self._beside()
        if prep == "بين" and not self.noun and beside is not None and beside.phrases[-1].cls in ("thing", "place"):
            self.pos = max([nxt] + [p.j for p in self.x.phrases(nxt)])
            return True  # العلاقات بين البلدين: theirs
        if prep == "من" and not self.noun and beside is not None and beside.prep == "ب" and beside.phrases[0].cls == "event":
            group = self.x.phrases(nxt)
            if group:  # بدعم جوي من التحالف: from whom the support comes
                return self._pass(group)
        if nxt < n and not toks[nxt].word.conj and self._governed(prep, nxt):
            return True
        self.pos = nxt
        return True

    def _governed(self, prep: str, nxt: int) -> bool:
        """Take in what stands after a preposition; False if no phrase does."""
        word, lists = self.toks[nxt].word, self.lists
        if word.norm == "لسان":
            spokesman = self.x.phrases(nxt + 1)  # دانت برلين على لسان مبعوثها
            self.pos = max((p.j for p in spokesman), default=nxt + 1)
            return True
        agent = word.core in lists.agent_nouns and not word.det and prep in ("علي", "من", "ب")
        group = self.x.phrases(nxt + 1) if agent else self.x.phrases(nxt)
        if not group:
            return False
        if not self.nested or prep in lists.inside:
            self.out.append(Argument("np", self.pos, "من قبل" if agent else prep, group))
        # what follows another act belongs to that act, but for its place
        head = self.toks[group[0].head].word
        self.nested = self.nested or (prep in lists.around and bool(head.pronoun)) or (self.noun and group[0].cls == "event" and bool(head.noun))
        return self._pass(group)

    def _pronoun(self) -> bool:
        word = self.toks[self.pos].word
        self.out.append(Argument("pronoun", self.pos, _preposition_of(word.core, self.lists.with_pronouns), [], word.core))
        self.pos += 1
        if word.core in self.lists.among and self.pos < self.n and not self.toks[self.pos].verb:
            group = self.x.phrases(self.pos)  # بينهم امرأة: a part of those named before, no argument
            self.pos = max([self.pos] + [p.j for p in group])
        return True

    def _joined(self) -> bool:
        """A word that a preposition is written together with (بالقرب من، باتجاه، على يد، للجيش)."""
        pos, word, toks = self.pos, self.toks[self.pos].word, self.toks
        if word.prep == "ب":
            if word.core == "قرب" and pos + 2 < self.n and toks[pos + 1].word.norm == "من":
                group = self.x.phrases(pos + 2)
                if group:
                    return self._take("قرب", group)  # بالقرب من حمص
            if word.core == "اتجاه" and not word.det:
                group = self.x.phrases(pos + 1)
                if group:
                    return self._take("اتجاه", group)  # صاروخ باتجاه المدينة
            if word.core in self.lists.strikes and not word.det and word.core in self.lists.hands:
                group = self.x.phrases(pos + 1)
                if group and group[0].cls in AGENTIVE:
                    return self._take("من قبل", group)
        group = self.x.phrases(pos)
        if not group:
            return self._skip()
        beside = self._beside()
        if not self.noun and word.prep == "ل" and beside is not None and beside.prep and _owned(beside.phrases[-1]):
            return self._pass(group)  # دفاعا عن الهجوم للقوات: whose attack it is
        return self._take(word.prep, group)

    def _circumstance(self) -> bool:
        """Whether an indefinite participle of an act stands here, before the one that it is done to."""
        tok, after = self.toks[self.pos], self.toks[self.pos + 1] if self.pos + 1 < self.n else None
        if not _is_participle(tok) or tok.word.det or tok.word.conj or tok.mention is not None or after is None:
            return False
        return after.word.det or (after.mention is not None and after.mention.i == after.i)

    def _bare(self) -> bool:
        """A noun phrase without a preposition: subject or object, or a place by its direction (شمال المدينة)."""
        if self.out and self._circumstance():
            return False  # دعت إلى المقاطعة متهمة الرئيس: how the subject does it, another act
        group = self.x.phrases(self.pos)
        if not group:
            return self._skip()
        beside = self._beside()
        if beside is not None and beside.prep and beside.phrases[-1].cls == "person" and group[0].cls in OFFICES:
            return self._pass(group)  # القبض على فلانة مديرة المشروع: what she is
        if not self.noun and (self.pos == self.beyond or (beside is not None and beside.prep in self.lists.causes and beside.phrases[-1].cls == "event")):
            self._pass(group)  # قتلوا إثر قصف الطيران مزرعة: what the other act was done to
            self.beyond = self.pos
            return True
        word = self.toks[self.pos].word
        direction = word.head is not None and word.head[0] == "direction" and not word.det
        return self._take("في" if direction else "", group)


def _owned(phrase: Phrase) -> bool:
    """Whether ل after a phrase may tell whose it is (الهجوم للقوات، هيئة قضائية للأمم المتحدة)."""
    return phrase.cls in ("event", "org", "office") or (phrase.cls == "thing" and phrase.sector is not None)


def _is_participle(tok: Token) -> bool:
    word = tok.word
    return bool(word.participle) or word.speech_participle >= 0


def _describes(tok: Token) -> bool:
    """An adjective right after a noun of action (هجمات متكررة)."""
    word = tok.word
    return (
        (word.adjective is not None or word.demonym is not None)
        and not (word.prep or word.conj or tok.verb or word.tag or word.noun)
        and word.role < 0
        and (tok.mention is None or "name" not in tok.mention.kinds)
    )


def _together(first: str, second: str) -> str:
    """Give the preposition that two make: من قبل, else the second after من or إلى, else the first."""
    if first == "من" and second == "قبل":
        return "من قبل"
    return second if first in ("من", "الي") else first


def _preposition_of(core: str, prepositions: Iterable[str]) -> str:
    """Give the preposition that a word of preposition and pronoun begins with."""
    for prep in prepositions:
        if core.startswith(prep[:2] if prep in ("من", "عن", "في", "مع") else prep):
            return prep
    return core[0]
