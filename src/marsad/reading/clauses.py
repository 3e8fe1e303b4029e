"""Arguments: what stands around a verb or a noun of action, and which of it is subject and object.

News Arabic puts the verb first (verb, subject, object, prepositional phrases) or a topic before it
(the subject, after أنّ or at the start of the clause). Source: Badawi, Carter and Gully, §§ 3.1-3.8.
"""

from __future__ import annotations

from collections.abc import Iterable

from marsad.reading.actors import Actors
from marsad.reading.classes import AGENTIVE, OFFICES
from marsad.reading.coordination import coordinated
from marsad.reading.document import Phrase, Sentence
from marsad.reading.marks import DASHES, QUOTE_MARKS, closing_bracket
from marsad.reading.phrases import Chunker

_WHO = frozenset({"name", "capital", "role"})  # kinds of mentions that name who acts
_HARD_STOP = frozenset({"؛", ".", "!", "؟", ":", "…", "?"})


class Argument:
    """One argument: `prep` "" for a bare noun phrase (conjuncts in `phrases`), else the preposition; kind: np, pronoun, clause."""

    __slots__ = ("at", "kind", "phrases", "prep", "pronoun")

    def __init__(self, kind: str, at: int, prep: str = "", phrases: list[Phrase] | None = None, pronoun: str = "") -> None:
        self.kind, self.at, self.prep, self.phrases, self.pronoun = kind, at, prep, phrases or [], pronoun


class Syntax:
    """Arguments in one sentence."""

    def __init__(self, sentence: Sentence, chunker: Chunker, actors: Actors) -> None:
        self.s, self.c, self.a = sentence, chunker, actors
        self.toks = sentence.tokens
        self.n = len(sentence.tokens)
        self._after: dict[int, list[Argument]] = {}
        self._phrases: dict[int, list[Phrase]] = {}

    def introduce(self) -> None:
        """Let the article know who the sentence names, from its first word to its last. To be called once, before all else is asked."""
        for i, tok in enumerate(self.toks):
            mention = tok.mention
            if tok.verb or tok.date is not None or (mention is None and (tok.word.tag or (tok.word.role < 0 and tok.word.given < 0 and tok.word.demonym is None))):
                continue
            if mention is not None and (mention.i != i or _WHO.isdisjoint(mention.kinds)):
                continue
            phrase = self.c.phrase(i)
            if phrase is not None and phrase.head == i:
                self.a.introduce(phrase, self.s)

    def phrases(self, i: int) -> list[Phrase]:
        known = self._phrases.get(i)
        if known is None:
            known = self._phrases[i] = [self.a.describe(p, self.s) for p in coordinated(self.c, i)]
        return known.copy()

    def after(self, i: int, noun: bool = False) -> list[Argument]:
        """Give the arguments to the right of token i (the trigger), up to the end of its clause. Remembered."""
        known = self._after.get(i)
        if known is None:
            begin = i + 1
            if begin < self.n - 1:
                follower = self.toks[begin].word
                if (
                    follower.conj == "و"
                    and not follower.det
                    and not follower.prep
                    and ((not noun and self.toks[begin].verb and not self.before(i)) or (noun and follower.noun and not self.toks[begin].verb))
                ):
                    begin += 1  # قتل وأصيب عدد، مقتل وإصابة عدد: two acts share what follows
            known = self._after[i] = self._scan(begin, noun)
        return known

    def is_noun(self, at: int, i: int) -> None:
        """Take the word at `at`, which looked like a verb, for the noun that completes token i (أرسل وفدا)."""
        if self.toks[at].verb:
            self.toks[at].verb = False
            self._after.pop(i, None)

    def _scan(self, pos: int, noun: bool) -> list[Argument]:
        toks, n = self.toks, self.n
        out: list[Argument] = []
        guard = 0
        nested = False
        inside = False  # between two commas that hold a date or a phrase of place
        while noun and pos < n and self._describes(pos):
            pos += 1
        while pos < n and guard < 40 and len(out) < 8:
            guard += 1
            tok = toks[pos]
            word = tok.word
            if tok.date is not None:
                pos = max(pos + 1, tok.date.last)
                continue
            if tok.mention is None and word.tag == "punct":
                if word.norm in _HARD_STOP:
                    break
                if word.norm in ("،", ","):
                    follower = toks[pos + 1] if pos + 1 < n else None
                    if follower is None:
                        break
                    if (
                        follower.date is not None
                        or (follower.word.tag == "preposition" and not follower.word.conj)
                        or (follower.word.prep and not follower.verb and not follower.word.conj)
                    ):
                        pos += 1
                        inside = True
                        continue
                    if inside and not follower.verb and not follower.word.conj:
                        inside = False
                        pos += 1
                        continue
                    if (
                        out
                        and out[-1].phrases
                        and not out[-1].prep
                        and not follower.verb
                        and not follower.word.conj
                        and (not follower.word.tag or follower.mention is not None)
                        and any(toks[k].word.norm in ("،", ",") for p in out[-1].phrases for k in range(p.i, p.j))
                    ):
                        pos += 1  # the comma that closes an apposition (الرئيس التركي، أردوغان، نظيره)
                        continue
                    if not out and follower.mention is not None:
                        pos += 1
                        continue
                    if not noun and len(out) == 1 and self._titled_name(out[0]) and self.c.naming.role_of(follower) == "office" and not follower.verb and not follower.word.conj:
                        pos += 1  # استقبل الملك فلان، وزير الخارجية فلان: an office after an office with its name is somebody else
                        continue
                    break
                if word.norm == "(":
                    close = closing_bracket(toks, pos)
                    if close:
                        pos = close + 1
                        continue
                    break
                if word.norm in QUOTE_MARKS or word.norm in DASHES:
                    pos += 1
                    continue
                break
            if tok.verb:
                if word.prep == "ل" and not noun:
                    break
                break
            tag = word.tag if (tok.mention is None or tok.mention.i != pos) and tok.number is None else ""
            if tag in ("complementizer",):
                out.append(Argument("clause", pos, ""))
                break
            if tag in ("relative", "subordinator", "negation", "aspect", "auxiliary", "interrogative"):
                break
            if word.norm in self.s.lists.against_whom and tok.mention is None:
                group = self.phrases(pos + 1) if word.norm == "بحق" else []
                if group:
                    out.append(Argument("np", pos, "بحق", group))
                    pos = max(p.j for p in group)
                    continue
            if tag == "preposition":
                if word.conj and out and out[-1].prep != word.core and not noun and len(out) > 3:
                    break
                prep = word.core
                nxt = pos + 1
                if nxt < n and toks[nxt].word.tag == "preposition" and not toks[nxt].word.conj:
                    prep = "من قبل" if word.core == "من" and toks[nxt].word.core == "قبل" else word.core if word.core not in ("من", "الي") else toks[nxt].word.core
                    nxt += 1
                if nxt < n and toks[nxt].word.tag == "complementizer":
                    out.append(Argument("clause", nxt, prep))
                    break
                date = toks[nxt].date if nxt < n else None
                if date is not None:
                    pos = max(nxt + 1, date.last)
                    continue
                last = out[-1] if out else None
                if prep == "بين" and not noun and last is not None and last.phrases and last.phrases[-1].j == pos and last.phrases[-1].cls in ("thing", "place"):
                    pos = max([nxt] + [p.j for p in self.phrases(nxt)])
                    continue  # العلاقات بين البلدين: theirs
                if prep == "من" and not noun and last is not None and last.prep == "ب" and last.phrases and last.phrases[-1].j == pos and last.phrases[0].cls == "event":
                    group = self.phrases(nxt)
                    if group:  # بدعم جوي من التحالف: from whom the support comes
                        pos = max(p.j for p in group)
                        continue
                if nxt < n and not toks[nxt].word.conj:
                    if toks[nxt].word.norm == "لسان":
                        spokesman = self.phrases(nxt + 1)  # دانت برلين على لسان مبعوثها
                        pos = max((p.j for p in spokesman), default=nxt + 1)
                        continue
                    agent = toks[nxt].word.core in self.s.lists.agent_nouns and not toks[nxt].word.det and prep in ("علي", "من", "ب")
                    group = self.phrases(nxt + 1) if agent else self.phrases(nxt)
                    if group:
                        if not nested or prep in self.s.lists.inside:
                            out.append(Argument("np", pos, "من قبل" if agent else prep, group))
                        # what follows another act belongs to that act, but for its place
                        head = toks[group[0].head].word
                        nested = nested or (prep in self.s.lists.around and bool(head.pronoun)) or (noun and group[0].cls == "event" and bool(head.noun))
                        pos = max(p.j for p in group)
                        continue
                pos = nxt
                continue
            if tag == "preposition+pronoun":
                out.append(Argument("pronoun", pos, _preposition(word.core, self.s.lists.with_pronouns), [], word.core))
                pos += 1
                if word.core in self.s.lists.among and pos < n and not toks[pos].verb:
                    group = self.phrases(pos)  # بينهم امرأة: a part of those named before, no argument
                    pos = max([pos] + [p.j for p in group])
                continue
            if tag == "pronoun" and word.conj:
                break  # قتل ضابط وهو قائد فرقة: a clause about him
            if tag in ("adverb", "pronoun", "latin"):
                pos += 1
                continue
            if word.prep and not tok.verb and (tok.mention is None or tok.mention.i != pos or tok.mention.skip):
                if word.core == "قرب" and word.prep == "ب" and pos + 2 < n and toks[pos + 1].word.norm == "من":
                    group = self.phrases(pos + 2)
                    if group:
                        out.append(Argument("np", pos, "قرب", group))  # بالقرب من حمص
                        pos = max(p.j for p in group)
                        continue
                if word.core == "اتجاه" and word.prep == "ب" and not word.det:
                    group = self.phrases(pos + 1)
                    if group:
                        out.append(Argument("np", pos, "اتجاه", group))  # صاروخ باتجاه المدينة
                        pos = max(p.j for p in group)
                        continue
                agent = word.prep == "ب" and word.core in self.s.lists.strikes and not word.det
                if agent and word.core in self.s.lists.hands:
                    group = self.phrases(pos + 1)
                    if group and group[0].cls in AGENTIVE:
                        out.append(Argument("np", pos, "من قبل", group))
                        pos = max(p.j for p in group)
                        continue
                group = self.phrases(pos)
                if group and not noun and word.prep == "ل" and out and out[-1].prep and out[-1].phrases and out[-1].phrases[-1].j == pos and out[-1].phrases[-1].cls == "event":
                    pos = max(p.j for p in group)  # دفاعا عن الهجوم للقوات: whose attack it is
                    continue
                if group:
                    out.append(Argument("np", pos, word.prep, group))
                    pos = max(p.j for p in group)
                    continue
                pos += 1
                continue
            if word.conj and pos > 0 and out and tag == "" and not out[-1].prep and not noun:
                break
            if word.conj and out and tag == "":
                break
            group = self.phrases(pos)
            last = out[-1] if out else None
            if group and last is not None and last.prep and last.phrases and last.phrases[-1].j == pos and last.phrases[-1].cls == "person" and group[0].cls in OFFICES:
                pos = max(p.j for p in group)  # القبض على فلانة مديرة المشروع: what she is
                continue
            if group:
                direction = word.head is not None and word.head[0] == "direction" and not word.det
                out.append(Argument("np", pos, "في" if direction else "", group))
                pos = max(p.j for p in group)
                continue
            pos += 1
        return out

    def _titled_name(self, argument: Argument) -> bool:
        """Whether an argument is one person named with his office (العاهل السعودي الملك سلمان)."""
        phrase = argument.phrases[0] if len(argument.phrases) == 1 and not argument.prep else None
        return phrase is not None and phrase.cls == "person" and self.c.naming.role_of(self.toks[phrase.head]) in OFFICES

    def _describes(self, k: int) -> bool:
        """An adjective right after a noun of action (هجمات متكررة)."""
        tok = self.toks[k]
        word = tok.word
        return (
            (word.adjective is not None or word.demonym is not None)
            and not (word.prep or word.conj or tok.verb or word.tag or word.noun)
            and word.role < 0
            and (tok.mention is None or "name" not in tok.mention.kinds)
        )

    def clause_start(self, i: int) -> int:
        """Give the first token of the clause that token i belongs to."""
        return self.s.clauses[self.toks[i].clause]

    def before(self, v: int) -> list[Phrase]:
        """Give the subject that stands before a verb: the antecedent of a relative, or the topic of the clause."""
        toks = self.toks
        k = v - 1
        while k >= 0 and (toks[k].word.tag in ("negation", "aspect", "auxiliary", "adverb") or toks[k].date is not None):
            k -= 1
        if k < 0:
            return []
        if toks[k].word.tag == "relative":
            if v + 1 < self.n and toks[v + 1].word.tag == "preposition+pronoun":
                return []  # التي انسحب منها: the antecedent is not the subject
            return self.ending_at(k - 1, toks[k].word.norm in self.s.lists.relative_plural)
        near = self._adjacent(v)
        if near:
            return near
        start = self.clause_start(v)
        topic = start == v and not toks[v].word.conj and toks[v - 1].word.norm in ("،", ",") and toks[v].clause > 0
        if topic:
            start = self.s.clauses[toks[v].clause - 1]
            if any(toks[q].verb for q in range(start, v)):
                topic, start = False, v  # only a clause that is nothing but a topic goes on (المدير، فلان، زار)
        first = start
        while first < v and (
            (toks[first].word.tag in ("complementizer", "subordinator", "punct", "negation", "aspect", "adverb", "auxiliary") and toks[first].mention is None)
            or toks[first].date is not None
        ):
            if toks[first].word.tag == "complementizer" and len(toks[first].word.norm) > 3 and toks[first].word.norm.endswith(("ه", "ها", "هم")) and first + 1 >= v:
                return []
            if toks[first].word.tag == "relative":
                return self.ending_at(first - 1)
            first += 1
        if first >= v:
            return []
        if toks[first].word.tag == "pronoun":
            return [p for p in self.s.introduced if p.j <= first and p.cls in AGENTIVE][-1:]
        if toks[first].word.tag == "relative":
            return self.ending_at(first - 1)
        opening = toks[first].mention
        if toks[first].word.tag in ("preposition", "preposition+pronoun") or (toks[first].word.prep and not (opening is not None and opening.skip == 0)):
            # a fronted prepositional phrase; the topic may follow it
            group = self.phrases(first + 1) if toks[first].word.tag == "preposition" else self.phrases(first)
            first = max((p.j for p in group), default=first + 1)
            while first < v and (toks[first].word.norm in ("،", ",", "فان", "فقد") or toks[first].date is not None or toks[first].word.tag == "complementizer"):
                first += 1
            if first >= v:
                return []
        group = self.phrases(first)
        if not group or any(p.i <= v < p.j for p in group):
            return self._indefinite(v)
        if any(toks[k].verb for k in range(first, v)):
            return self._indefinite(v)
        return group if not topic or group[0].cls in AGENTIVE else []

    def _adjacent(self, v: int) -> list[Phrase]:
        """The phrases that end right before a verb and stand in no preposition's scope."""
        toks = self.toks
        if toks[v].word.conj:
            return []
        best: list[Phrase] = []
        for i in range(v - 1, max(-1, v - 10), -1):
            tok = toks[i]
            if tok.verb or (tok.word.tag in ("relative", "complementizer", "subordinator", "preposition", "punct") and tok.mention is None):
                break
            if tok.mention is not None and tok.mention.i != i:
                continue
            if tok.word.prep and (tok.mention is None or tok.mention.skip):
                break
            group = coordinated(self.c, i)
            if group and max(p.j for p in group) == v and not (i and toks[i - 1].word.tag == "preposition" and toks[i - 1].mention is None):
                best = group
        if best and all(self.a.describe(p, self.s).cls in AGENTIVE for p in best[:1]):
            first = best[0].i
            if (
                first == 0
                or toks[first - 1].word.tag in ("punct", "complementizer", "subordinator", "adverb", "auxiliary", "aspect")
                or toks[first - 1].date is not None
                or toks[first].word.conj
            ):
                return [self.a.describe(p, self.s) for p in best]
        return []

    def _indefinite(self, v: int) -> list[Phrase]:
        """The indefinite noun right before a verb that describes it (16 جنديا خطفوا)."""
        if v == 0 or self.toks[v].word.conj:
            return []
        group = self.ending_at(v - 1) if self.toks[v - 1].word.tag != "punct" else []
        return group if group and not group[0].det and group[0].cls != "place" else []

    def ending_at(self, k: int, human: bool = False) -> list[Phrase]:
        """Give the noun phrase that ends at token k (skipping a comma or closing quote): the antecedent of a relative clause."""
        toks = self.toks
        while k >= 0 and toks[k].word.tag == "punct" and toks[k].mention is None:
            k -= 1
        best: list[Phrase] = []
        for i in range(k, max(-1, k - 12), -1):
            tok = toks[i]
            if tok.verb or (tok.word.tag in ("punct", "relative", "complementizer") and tok.mention is None):
                break
            if tok.mention is not None and tok.mention.i != i:
                continue
            phrase = self.c.phrase(i)
            if phrase is not None and phrase.j == k + 1:
                best = [phrase]
                if human and self.a.describe(phrase, self.s).cls in AGENTIVE:
                    break
                if tok.word.tag == "preposition" or tok.word.prep or tok.word.conj:
                    break
        return [self.a.describe(p, self.s) for p in best]


def _preposition(core: str, prepositions: Iterable[str]) -> str:
    for prep in prepositions:
        if core.startswith(prep[:2] if prep in ("من", "عن", "في", "مع") else prep):
            return prep
    return core[0]
