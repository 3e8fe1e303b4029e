"""Noun phrases: where one that starts here ends, and what is coordinated with it.

Source of the grammar: in an iḍāfa only the last member carries the article; adjectives agree with their
head in definiteness; after a definite head an indefinite noun begins something else (Badawi, Carter and
Gully, Modern Written Arabic, §§ 2.3-2.5). Office and name stand in apposition, with or without a comma.
"""

from __future__ import annotations

from marsad.arabic.numbers import Number
from marsad.reading.classes import TITLES
from marsad.reading.document import Phrase, Sentence, Token
from marsad.reading.marks import DASHES, QUOTES

MAX_LENGTH = 14  # tokens; longer phrases are chains that went wrong (measured: 99.5 % of gold actors are shorter)
_STOP_TAGS = frozenset({
    "preposition", "preposition+pronoun", "complementizer", "relative", "subordinator", "negation", "aspect", "auxiliary", "pronoun", "demonstrative", "adverb", "interrogative",
    "num", "quantifier",
})  # fmt: skip


class Chunker:
    """Finds noun phrases in one sentence; `roles` gives the class of a role word's entry."""

    def __init__(self, sentence: Sentence, role_class: list[str], person_names: frozenset[int], org_names: frozenset[int], duals: dict[str, int]) -> None:
        self.s = sentence
        self.toks = sentence.tokens
        self.n = len(sentence.tokens)
        self.role_class = role_class
        self.person_names = person_names
        self.org_names = org_names
        self.duals = duals

    def role_of(self, tok: Token) -> str:
        """Give the class of the role that a token names, or ""."""
        if tok.mention is not None and "role" in tok.mention.kinds and tok.i == tok.mention.i:
            return self.role_class[tok.mention.kinds["role"][0]]
        return self.role_class[tok.word.role] if tok.word.role >= 0 and tok.mention is None else ""

    def phrase(self, i: int) -> Phrase | None:
        """Give the noun phrase that starts at token i, or None if none does. Remembered."""
        if i in self.s.phrases:
            return self.s.phrases[i]
        made = self._phrase(i)
        self.s.phrases[i] = made
        return made

    def _phrase(self, i: int) -> Phrase | None:
        toks, n = self.toks, self.n
        if i >= n:
            return None
        start = i
        count: Number | None = None
        while i < n and toks[i].word.tag == "demonstrative":
            i += 1
        if i < n and toks[i].word.norm in QUOTES and i + 1 < n and (toks[i + 1].mention is not None or toks[i + 1].word.noun or toks[i + 1].word.role >= 0):
            i += 1
            start = i
        while i < n and (toks[i].number is not None or toks[i].word.tag in ("quantifier", "num") or (toks[i].word.norm == "من" and i > start)) and toks[i].mention is None:
            number = toks[i].number
            if number is not None:
                if count is not None and toks[i].word.conj:
                    break
                if count is None:
                    count = number
                    start = max(start, number.core) if i == start else start
                i = number.last
            else:
                i += 1
                if i + 1 < n and toks[i + 1].word.norm == "من" and not toks[i].word.tag and (toks[i].word.adjective is not None or toks[i].word.core in self.s.lists.others):
                    i += 1  # عدد كبير من، عدد آخر من
            if i < n and toks[i].word.conj and toks[i].number is None:
                break
        if count is not None and start and i == count.last and self._designation(start, i):
            return None
        if i >= n or (i > start and toks[i].word.conj and toks[i].number is None):
            return self._make(start, i, i - 1, count) if count is not None and i > start else None
        tok = toks[i]
        if tok.verb or tok.date is not None or (tok.word.tag and not (tok.mention is not None and tok.mention.i == i) and tok.word.tag != "latin"):
            return self._make(start, i, i - 1, count) if count is not None and i > start else None
        if i > start and tok.word.prep and tok.mention is None:
            return self._make(start, i, i - 1, count) if count is not None else None
        head = i
        if tok.mention is not None and tok.mention.i == i:
            j = tok.mention.j
            named = "role" not in tok.mention.kinds
            closed = named or toks[j - 1].word.det
        else:
            j, named = i + 1, tok.word.given >= 0 and not tok.word.noun and tok.word.role < 0
            closed = tok.word.det or bool(tok.word.pronoun)
        office = self.role_of(tok) in TITLES
        j = self._extend(head, j, closed, named, office)
        return self._make(start, j, head, count)

    def _designation(self, start: int, j: int) -> bool:
        """Whether a number after a definite noun names it and counts nothing (اللواء 15، الكتيبة 97)."""
        before, after = self.toks[start - 1], self.toks[j] if j < self.n else None
        if not before.word.det or before.verb or before.word.tag or before.number is not None or self.toks[start].word.conj or self.toks[start].word.prep:
            return False
        return after is None or bool(after.word.tag) or after.verb or after.date is not None or bool(after.word.conj) or bool(after.word.prep) or after.word.det

    def _extend(self, head: int, j: int, closed: bool, named: bool, office: bool) -> int:
        toks, n = self.toks, self.n
        adjectival_before = j > head + 1 and toks[j - 1].word.demonym is not None  # القوات التركية والسورية
        role_name = toks[head].mention
        two_words = not closed and j > head + 1 and role_name is not None and set(role_name.kinds) == {"role"} and toks[j - 1].word.adjective is not None  # منظمات دولية
        limit = min(n, head + MAX_LENGTH)
        whole = toks[head].mention if named else None  # a name in the gazetteer or the lists
        power = (
            whole is not None and whole.i == head and bool({"capital", "place"} & set(whole.kinds) or ("name" in whole.kinds and self.person_names.isdisjoint(whole.kinds["name"])))
        )
        person = named and toks[head].word.given >= 0 and not power
        while j < limit:
            u = toks[j]
            w = u.word
            if u.number is not None and j == head + 1 and not closed and toks[head].word.noun and toks[head].mention is None and not w.conj:
                inner = self.phrase(j)  # مقتل 11 من المسلحين
                return inner.j if inner is not None else j
            if u.verb or u.date is not None or u.number is not None:
                break
            if w.norm in QUOTES:
                close = self._closing(j)
                if power and toks[j + 1 if j + 1 < n else j].mention is not None:
                    break  # اتهمت فرنسا "حماس": a power takes no name in apposition
                if close and (toks[j + 1].mention is not None or not closed or office):
                    if not closed or toks[j + 1].mention is not None:
                        j, closed = close + 1, True
                        continue
                break
            follower = toks[j + 1].mention if j + 1 < n else None
            if w.norm in DASHES and named and follower is not None and "name" in follower.kinds:
                j = follower.j
                if j < n and toks[j].word.norm in DASHES:
                    j += 1
                continue
            if w.norm == "(":
                close = self._paren(j)
                if (
                    close
                    and close + 1 < n
                    and (toks[close + 1].mention is not None or toks[close + 1].word.given >= 0)
                    and not toks[close + 1].word.conj
                    and not toks[close + 1].word.prep
                ):
                    j = close + 1
                    continue
                break
            if w.norm in ("،", ",") and office and closed and j + 1 < n and self._name_at(j + 1):
                j = self._person(j + 1)
                break
            if w.norm == "باسم" and j + 1 < n:
                inner = self.phrase(j + 1)
                if inner is None:
                    break
                j, closed, named = inner.j, True, False
                if self._name_at(inner.head):
                    break
                office = True
                continue
            if w.tag == "preposition" and office and closed and w.core in self.s.lists.office_prepositions and not w.conj and follower is not None:
                k = follower.j
                if k < n and self._name_at(k) and not toks[k].word.conj:
                    j = k
                    continue
                break
            if (w.tag and w.tag in _STOP_TAGS) or w.tag == "punct":
                break
            if w.conj:
                if adjectival_before and (w.demonym is not None or w.adjective is not None) and w.det == toks[j - 1].word.det and not w.prep and u.mention is None:
                    j += 1
                    continue
                break
            if w.prep and not (u.mention is not None and u.mention.i == j and u.mention.skip == 0):
                break
            if w.tag == "relational" and closed and not named and u.mention is None:
                j += 1  # الرئيس الحالي فلان
                continue
            if person and u.mention is not None and u.mention.i == j and ({"capital"} & set(u.mention.kinds) or self.org_names.intersection(u.mention.kinds.get("name", ()))):
                break  # انتقد القذافي إسرائيل: a power is no part of a name
            if person:
                if w.given >= 0 or w.norm in self.s.lists.name_particles or self._unknown(u):
                    j += 1
                    continue
                if w.det and (w.demonym is not None) and j == head + 1:
                    break
                break
            if u.mention is not None and u.mention.i == j:
                m = u.mention
                if m.skip:
                    break
                kinds = m.kinds
                if not closed and toks[j - 1].word.role >= 0 and toks[j - 1].mention is None and toks[j - 1].word.core.endswith("ون"):
                    break  # دعا ناشطون الحكومة: no genitive follows the full plural
                if closed and "capital" in kinds and toks[head].word.head is None:
                    break  # زعيم كوريا الشمالية واشنطن: another power begins
                if "name" in kinds and (not closed or ((office or self._titled(j)) and not self.person_names.isdisjoint(kinds["name"]))) and not named:
                    j, closed = m.j, True
                    if office:
                        j = self._name_tail(j)
                        break
                    continue
                if not closed:
                    j, closed = m.j, True
                    adjectival_before = False
                    continue
                if "role" in kinds and toks[j].word.det and (not named or m.j - m.i > 1):
                    break
                if office and not w.det and toks[head].word.core in self.s.lists.titles and j == head + 1:
                    j = self._person(j, True)
                    break
                noun_of_place = toks[head].word.head
                if noun_of_place is not None and noun_of_place[0] in ("settlement", "admin") and ("place" in kinds or "capital" in kinds):
                    j = m.j  # العاصمة اليمنية صنعاء
                    break
                if w.demonym is None and w.adjective is None:
                    break
            if w.tag == "latin":
                if not closed or office:
                    j += 1
                    continue
                break
            if w.given >= 0 and closed and not office and self._titled(j) and not w.det and not w.prep:
                j = self._person(j)  # اغتيال المراسلة شيرين أبو عاقلة
                break
            if w.det:
                adjectival = self._adjectival(u)
                if power and adjectival and w.core.endswith(("ين", "ون")):
                    break  # دعت واشنطن الحوثيين: a plural describes no state
                if power and j == head + 1 and adjectival and not w.core.endswith("ه") and w.demonym is None and not self._nisba(w.core):
                    break  # إسرائيل القيود: a state takes a feminine adjective or none
                if (
                    not closed
                    and (two_words or adjectival_before or (toks[j - 1].word.core.endswith(("ون", "ين")) and toks[j - 1].word.role >= 0))
                    and (toks[j - 1].mention is None or (two_words and j - 1 < head + 2))
                ):
                    break  # مسلحون النار، جنود إسرائيليون النار: no construct, something else begins
                if adjectival and closed and w.core.endswith(("ين", "ون")) and self._single(toks[head]):
                    break  # الجيش اليمني الحوثيين: a plural does not describe one
                if not closed:
                    j, closed, adjectival_before = j + 1, True, adjectival
                    continue
                if office and w.role >= 0 and j + 1 < n and not toks[j + 1].word.det and not toks[j + 1].verb:
                    if w.core in self.s.lists.titles or (self.role_of(u) in TITLES and self._name_at(j + 1)):
                        j = self._person(j + 1, True)  # النائب العام المستشار نبيل أحمد صادق
                        break
                if adjectival and not (w.role >= 0 and w.demonym is None and not self._nisba(w.core)):
                    j, adjectival_before = j + 1, True
                    continue
                break
            # indefinite
            named_role = toks[head].mention
            if w.noun and named_role is not None and "role" in named_role.kinds and j == named_role.j > head + 1:
                break  # أعلنت وسائل إعلام إصابة جندي: after a role of two words an act begins
            if w.head is not None and w.head[0] == "direction" and not w.noun:
                break  # شمالي العراق begins a phrase of place
            if w.norm.endswith("ا") and len(w.norm) > 3 and (w.role >= 0 or w.noun) and not toks[j - 1].word.norm.endswith("ا") and w.demonym is None and not closed:
                break  # an accusative after a nominative: the object begins
            if closed:
                name = toks[j - 1].mention
                if toks[head].word.head is not None and name is not None and "place" in name.kinds and self._unknown(u) and not w.conj:
                    j += 1  # a name of two words of which the gazetteer knows the first (بلدة عين لاروز)
                    break
                if office and (w.given >= 0 or self._unknown(u) or w.norm in self.s.lists.name_particles):
                    j = self._person(j)
                    break
                break
            if w.norm.endswith("ا") and len(w.norm) > 3 and (w.adjective is None and w.demonym is None) and toks[head].word.noun and w.noun:
                break
            before = toks[j - 1].word
            if j - 1 > head and before.demonym is not None and toks[j - 1].mention is None and w.role >= 0 and w.adjective is None and w.demonym is None:
                break  # محللون إسرائيليون وزراء الحكومة: after an indefinite adjective no genitive
            adjectival_before = w.demonym is not None or w.adjective is not None
            if toks[j - 1].word.norm.endswith("ا") and not adjectival_before and j - 1 == head and len(toks[j - 1].word.norm) > 4:
                break  # a tanwin ends the phrase unless an adjective follows
            j += 1
            if w.pronoun:
                closed = True
        while j - 1 > head and toks[j - 1].word.norm in DASHES:
            j -= 1
        return self._owner(head, j)

    def _titled(self, j: int) -> bool:
        """Whether a definite word for an office or profession stands before token j (المراسلة، المستشار)."""
        before = self.toks[j - 1]
        return before.word.det and self.role_of(before) in TITLES

    def _owner(self, head: int, j: int) -> int:
        """Take in the organisation or state that people belong to: مسلحين من تنظيم داعش، القائد العام للجيش الليبي."""
        toks = self.toks
        role = self.role_of(toks[head])
        if not role or j >= self.n:
            return j
        u = toks[j]
        if u.word.conj or u.verb:
            return j
        if u.word.core in ("من", "في", "لدي") and u.word.tag == "preposition" and j + 1 < self.n:
            m = toks[j + 1].mention
            if m is not None and m.i == j + 1 and m.skip == 0 and "name" in m.kinds and self.org_names.intersection(m.kinds["name"]):
                return self._name_tail(m.j)
            return j
        m = u.mention
        if (
            role in ("office", "profession")
            and u.word.prep == "ل"
            and (m is None or "name" not in m.kinds)
            and j - head > 1
            and self.role_of(u) in ("office", "org", "rank")
            and self._adjectival(toks[j - 1])
        ):
            owner = self.phrase(j)  # المستشار الدبلوماسي لرئيس الوزراء
            return owner.j if owner is not None else j
        if role == "source" or (role not in TITLES and toks[head].word.det):
            return j  # سمحت الحكومة للجيش: whom the verb is for
        if m is not None and m.i == j and m.skip and "name" in m.kinds and u.word.norm[m.skip - 1] == "ل" and (self.org_names.intersection(m.kinds["name"])):
            return self._name_tail(m.j) if role in TITLES else m.j
        return j

    def _make(self, start: int, j: int, head: int, count: Number | None) -> Phrase:
        s = self.s
        tok = self.toks[start]
        letters = tok.word.letters
        if tok.mention is not None and tok.mention.i == start:
            letters = tok.mention.skip
        surface_l = tok.word.norm[letters - 1 : letters + 1] if letters else ""
        if surface_l == "لل":
            letters -= 1  # للمسلحين: ل has swallowed the alif, the written word is kept
        begin = s.offset(start, letters)
        end = self.toks[j - 1].end
        phrase = Phrase(start, j, head, begin, end, s.text[begin:end], s.number)
        phrase.count = count
        head_tok = self.toks[head]
        phrase.mention = head_tok.mention if head_tok.mention is not None and head_tok.mention.i == head else None
        phrase.det = head_tok.word.det or self.toks[j - 1].word.det or phrase.mention is not None
        return phrase

    def _closing(self, j: int) -> int:
        want = QUOTES[self.toks[j].word.norm]
        for k in range(j + 2, min(self.n, j + 7)):
            if self.toks[k].word.norm == want:
                return k
        return 0

    def _paren(self, j: int) -> int:
        for k in range(j + 1, min(self.n, j + 6)):
            if self.toks[k].word.norm == ")":
                return k
        return 0

    def _name_at(self, j: int) -> bool:
        u = self.toks[j]
        if u.verb or u.word.conj or u.word.prep or u.date is not None:
            return False
        if u.mention is not None and u.mention.i == j:
            return u.mention.skip == 0 and not self.person_names.isdisjoint(u.mention.kinds.get("name", ()))
        return u.word.given >= 0 and not u.word.det and not (u.word.noun or u.word.role >= 0)

    def _person(self, j: int, sure: bool = False) -> int:
        """Give the end of a person's name that starts at j; `sure`: a title before it says that it is one."""
        toks, n = self.toks, self.n
        start = j
        if sure and j < n and not toks[j].verb and not toks[j].word.tag and not toks[j].word.conj and not toks[j].word.prep:
            j += 1
        while j < n and j - start < 6:
            u = toks[j]
            if u.verb or u.word.tag in ("punct", "num") or u.date is not None or (u.word.tag and u.word.norm not in self.s.lists.name_particles):
                break
            if j > start and (u.word.conj or u.word.prep):
                break
            if u.mention is not None and u.mention.i == j and "name" in u.mention.kinds:
                if j > start and self.person_names.isdisjoint(u.mention.kinds["name"]):
                    break  # أنتوني بلينكن روسيا: another name begins
                j = u.mention.j
                continue
            if (
                u.word.given >= 0
                or u.word.norm in self.s.lists.name_particles
                or self._unknown(u)
                or (u.word.det and j > start and not self._adjectival(u) and toks[j - 1].word.norm in ("ال", "عبد"))
            ):
                j += 1
                continue
            if j > start and not u.word.det and not u.word.noun and u.word.role < 0 and not u.word.verbs and not u.word.general_verb and j - start < 3 and not self._common(u):
                j += 1
                continue
            if j > start and u.word.det and j - start < 4 and not self._adjectival(u) and not u.word.noun and u.word.role < 0 and not self._common(u):
                j += 1
                continue
            break
        return j

    def _name_tail(self, j: int) -> int:
        """After an office and an organisation's name a person's name may follow (الناطق باسم الخارجية X)."""
        if j < self.n and (self._name_at(j) or (self._unknown(self.toks[j]) and self.toks[j].mention is None and not self.toks[j].word.conj and not self.toks[j].word.prep)):
            return self._person(j)
        return j

    def _single(self, tok: Token) -> bool:
        return tok.word.core + "ان" in self.duals

    def _unknown(self, tok: Token) -> bool:
        """A word that is neither a known noun nor a verb: likely a foreign or family name."""
        w = tok.word
        return not (w.tag or w.noun or w.verbs or w.general_verb or w.role >= 0 or w.head or w.adjective or w.demonym or w.known_noun or w.support_noun >= 0)

    @staticmethod
    def _common(tok: Token) -> bool:
        return tok.word.known_noun and tok.word.given < 0

    @staticmethod
    def _nisba(core: str) -> bool:
        return core.endswith(("ي", "يه", "يين", "يون", "يات", "يتين", "يتان"))

    def _adjectival(self, tok: Token) -> bool:
        w = tok.word
        if w.demonym is not None:
            return True
        if w.adjective is not None and (w.role < 0 or self._nisba(w.core)):
            return True
        if w.noun or w.head is not None:
            return False
        if w.role >= 0:
            return self._nisba(w.core) and not w.core.endswith(("يين", "يون"))
        return self._nisba(w.core)

    def coordinated(self, i: int) -> list[Phrase]:
        """Give the phrase at i with the phrases that و (or a comma with و) joins to it."""
        first = self.phrase(i)
        if first is None:
            return []
        out = [first]
        while len(out) < 8:
            j = out[-1].j
            if j + 1 < self.n and self.toks[j].word.norm in ("،", ","):
                follower = self.toks[j + 1]
                if not (follower.word.conj == "و" and self._joins(out[-1], follower)) and not self._listed(out[-1], j + 1):
                    break
                j += 1
            elif j + 1 < self.n and self.toks[j].word.norm == "و":
                j += 1
                if self.toks[j].word.norm in QUOTES and j + 1 < self.n and self.toks[j + 1].mention is not None:
                    quoted = self.phrase(j)  # الجيش و"الدعم السريع"
                    if quoted is None:
                        break
                    out.append(quoted)
                    continue
            elif j >= self.n or self.toks[j].word.conj != "و":
                break
            if j >= self.n or not self._joins(out[-1], self.toks[j]):
                break
            following = self.phrase(j)
            if following is None:
                break
            out.append(following)
        return out

    def _listed(self, last: Phrase, j: int) -> bool:
        """A comma alone lists names of one kind: إدلب، حماة، حلب."""
        a, b = last.mention, self.toks[j].mention
        return a is not None and b is not None and b.i == j and b.skip == 0 and bool(set(a.kinds) & set(b.kinds) & {"place", "capital"})

    @staticmethod
    def _joins(last: Phrase, tok: Token) -> bool:
        return not (
            tok.verb
            or (tok.word.prep and tok.mention is None)
            or tok.date is not None
            or (tok.word.tag and tok.mention is None and tok.word.tag != "quantifier" and tok.number is None)
        )
