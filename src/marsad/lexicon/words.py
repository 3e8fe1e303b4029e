"""What a word may be: clitics, part of speech and lexicon entries of one folded word type.

News repeats itself: an article's words come from a few ten thousand types, so each type is analysed once
and remembered (`Words`). What depends on the sentence (verb or noun) is decided later, in reading.
"""

from __future__ import annotations

from collections.abc import Container

from marsad.arabic.fold import fold
from marsad.lexicon.types import FirstEntry, Sense, Tables, first_entries

_PRONOUNS = ("هما", "كما", "هم", "هن", "ها", "نا", "كم", "ني", "ه", "ك", "ي")
_BY_LAST = {letter: tuple(p for p in _PRONOUNS if p[-1] == letter) for letter in "اكمنهي"}  # by the last letter of the word
_BY_LAST_OF_VERB = {**_BY_LAST, "ي": ("ني",)}  # a bare ي is no object pronoun of a verb
_BY_LAST_OF_NOUN = {**_BY_LAST_OF_VERB, "ك": ()}
_BY_LAST_WRITTEN_ON = {"ا": ("ها", "نا", "هما"), "م": ("هم", "كم"), "ن": ("هن",), "ه": ("ه",), "ي": ("ي",), "ك": ("ك",)}  # of those not split off
_PEOPLE_TOO = frozenset({"لواء", "جماعه", "جماعات", "بلديه", "بلديات"})
_BY_PREFIX = {"ي": "3m", "ت": "3f", "ا": "1s", "ن": "1p"}
_CLITICS = "وفبلك"  # the letters of clitics that may stand before a word


class VerbReading:
    """One way to read a word as a verb: which verb, tense (past, present, future), person, voice hint, object pronoun."""

    __slots__ = ("particle", "person", "pronoun", "tense", "verb", "voice")

    def __init__(self, verb: int, tense: str, person: str, voice: str, pronoun: str, particle: str) -> None:
        self.verb, self.tense, self.person, self.voice, self.pronoun, self.particle = verb, tense, person, voice, pronoun, particle


Act = tuple[Sense, VerbReading | None]  # a sense, and the reading as a verb that has it


class NameIndex:
    """The names that begin with one word, by their second word; `alone` those of one word, longest rests first."""

    __slots__ = ("alone", "second")

    def __init__(self, entries: list[FirstEntry]) -> None:
        self.alone: list[tuple[str, list[int]]] = []
        self.second: dict[str, list[FirstEntry]] = {}
        for rest, kind, ids in entries:
            if rest:
                self.second.setdefault(rest[0], []).append((rest, kind, ids))
            else:
                self.alone.append((kind, ids))


class Word:
    """A word type. `core` is the word without conjunction, preposition and article; `conj`, `prep` those clitics.

    `tag`: closed-class function, or "num", "punct", "latin", or "" for open classes. `letters`: how many folded
    letters stand before the core (article not counted among them). `noun`: senses as a noun of action. `names`:
    (letters to skip, first-word table entries) of names that may begin here. `rare`: news hardly has its core. `shapes`: the forms under which some
    list looks for the word; `sought`: these, and the core with its pronoun; `forms`: see `forms`.
    `verb_acts`, `noun_acts`, `participle_acts`: what it may mean as each, with its reading as a verb.
    """

    __slots__ = (
        "adjective", "conj", "core", "demonym", "det", "forms", "general_verb", "given", "head", "known_noun", "letters", "names", "norm",
        "noun", "noun_acts", "participle", "participle_acts", "prep", "pronoun", "rare", "role", "shapes", "sought", "speech_noun", "speech_participle", "support_noun", "tag", "trigger", "verb_acts", "verbs",
    )  # fmt: skip

    def __init__(self, norm: str) -> None:
        self.norm = norm
        self.conj = self.prep = self.pronoun = self.tag = ""
        self.det = False
        self.core = norm
        self.letters = 0
        self.verbs: tuple[VerbReading, ...] = ()
        self.general_verb = ""
        self.noun: tuple[tuple[int, str], ...] = ()
        self.participle: tuple[tuple[int, str], ...] = ()
        self.verb_acts: tuple[Act, ...] = ()
        self.noun_acts: tuple[Act, ...] = ()
        self.participle_acts: tuple[Act, ...] = ()
        self.support_noun = self.speech_noun = self.speech_participle = -1
        self.role = -1
        self.demonym: tuple[str, str] | None = None
        self.adjective: tuple[str | None, str | None] | None = None
        self.given = -1
        self.head: tuple[str, str] | None = None
        self.names: tuple[tuple[int, NameIndex], ...] = ()
        self.known_noun = self.rare = False
        self.trigger = False
        self.forms: tuple[str, ...] = (norm,)
        self.shapes: tuple[str, ...] = ()
        self.sought: tuple[str, ...] = ()

    @property
    def nominal(self) -> bool:
        return not self.tag and not (self.verbs and not self.noun)


MOST_WORDS = 200_000  # word types kept; an archive has more, and most come once
MOST_CORES = 20_000  # cores whose readings as a verb are kept, for the words that share one (كتب، وكتب)


def forms(word: Word) -> tuple[str, ...]:
    """Give the forms under which a word is looked up: as written, without its و or ف, and (unless it has the article) bare. Each form once."""
    norm = word.norm
    found = [norm]
    if word.conj and len(norm) > 2:
        found.append(norm[1:])
    if not word.det and word.core not in found:
        found.append(word.core)
    return tuple(found)


def shapes(core: str, norm: str) -> tuple[str, ...]:
    """Give the forms under which a word is looked for: as written, bare, without a tanwin or a pronoun that is still written on it.

    >>> shapes("موافقته", "موافقته")
    ('موافقته', 'موافقته', 'موافقه', 'موافقت')
    """
    out = [core, norm]
    last = core[-1:]
    if last == "ا" and len(core) > 3:
        out.append(core[:-1])
    for ending in _BY_LAST_WRITTEN_ON.get(last, ()):
        if core.endswith(ending) and len(core) - len(ending) > 2:
            bare = core[: -len(ending)]
            if bare[-1] == "ت":
                out.append(bare[:-1] + "ه")
            out.append(bare)
    return tuple(out)


class Written(dict[str, Word | None]):
    """Word types by how they are written, with vowel signs and hamza: one look instead of folding first. None: folds to nothing."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words

    def __missing__(self, surface: str) -> Word | None:
        if len(self) >= MOST_WORDS:
            self.clear()
        norm = fold(surface)
        word = self.words[norm] if norm else None
        if word is not None and word.tag == "preposition+pronoun" and surface.endswith("ة"):
            word = self.words.noun(norm)  # بعدة is ب with عدة, not بعد with a pronoun
        self[surface] = word
        return word


class Words(dict[str, Word]):
    """All word types met so far, over one lexicon: `words[norm]` analyses a form when it is first met."""

    def __init__(self, tables: Tables, looked_for: Container[str]) -> None:
        """`looked_for`: every form that a list of words asks for; of a word's shapes the others are left out, as nobody would find them."""
        super().__init__()
        self.t = tables
        self.looked_for = looked_for
        self._indexes: dict[str, NameIndex] = {}
        self._known = {*tables.nouns, *tables.roles, *tables.demonyms, *tables.heads, *tables.adjectives, *tables.support_nouns}
        # filters: a word in none of the tables is looked up in none of them
        self._listed = self._known.union(tables.participles, tables.speech_nouns, tables.speech_participles)
        self._bearing = frozenset().union(tables.nouns, tables.support_nouns, tables.speech_nouns, tables.roles, tables.heads)
        self._acting = frozenset(i for i, verb in enumerate(tables.verbs) if verb.senses or verb.speech is not None)
        self._readings: dict[str, tuple[VerbReading, ...]] = {}

    def __missing__(self, norm: str) -> Word:
        if len(self) >= MOST_WORDS:
            self.clear()
        word = self[norm] = self._analyse(norm)
        return word

    def as_written(self) -> Written:
        """Give these word types by the way they are written."""
        return Written(self)

    def _analyse(self, norm: str) -> Word:
        word = Word(norm)
        first = norm[0]
        if first.isdigit():
            word.tag = "num"
        elif not ("ء" <= first <= "ي"):
            word.tag = "latin" if first.isalpha() else "punct"
            word.names = self._names(norm)
        elif len(norm) > 40:
            word.tag = "latin"  # not a word of Arabic: the longest real ones have some 20 letters
        else:
            self._arabic(word, norm)
            word.names = self._names(norm)
        word.trigger = bool(
            word.noun or word.participle or word.speech_noun >= 0 or word.speech_participle >= 0 or (word.verbs and any(v.verb in self._acting for v in word.verbs))
        )
        if word.trigger:
            self._acts(word)
        self._shape(word)
        if word.core != norm:
            word.forms = forms(word)
        return word

    def _shape(self, word: Word) -> None:
        """Give a word the forms under which lists look for it."""
        word.shapes = word.sought = tuple([form for form in shapes(word.core, word.norm) if form in self.looked_for])
        if word.pronoun and word.core + word.pronoun in self.looked_for:
            word.sought = (*word.shapes, word.core + word.pronoun)

    def _acts(self, word: Word) -> None:
        """Give a word what it may mean, in the order of the lexicon."""
        senses = self.t.senses
        word.verb_acts = tuple([(senses[k], reading) for reading in word.verbs for k in self.t.verbs[reading.verb].senses])
        word.noun_acts = tuple([(senses[k], None) for k, _ in word.noun])
        word.participle_acts = tuple([(senses[k], None) for k, _ in word.participle])

    def _names(self, norm: str) -> tuple[tuple[int, NameIndex], ...]:
        first = self.t.first
        return tuple([(skip, self._indexed(rest)) for skip, rest in self._strip(norm) if rest in first])

    def _indexed(self, first: str) -> NameIndex:
        """Give the names that begin with a word, unpacked when it is first met; kept by that word, of which the lexicon has so many."""
        index = self._indexes.get(first)
        if index is None:
            index = self._indexes[first] = NameIndex(first_entries(self.t.first[first]))
        return index

    @staticmethod
    def _strip(norm: str) -> list[tuple[int, str]]:
        """Give (letters skipped, rest) for the word itself and without و ف and then ب ل ك; لل gives ال."""
        out = [(0, norm)]
        if norm[0] not in _CLITICS:
            return out
        bases = [(0, norm)]
        if norm[0] in "وف" and len(norm) > 3:
            bases.append((1, norm[1:]))
            out.append((1, norm[1:]))
        for skip, base in bases:
            if base.startswith("لل") and len(base) > 4:
                out.append((skip + 1, "ال" + base[2:]))
                out.append((skip + 1, base[1:]))
            elif base[0] in "بلك" and len(base) > 3:
                out.append((skip + 1, base[1:]))
        return out

    # -- Arabic words ------------------------------------------------------------------------------------------

    def noun(self, norm: str) -> Word:
        """Give the reading of a form that is none of the closed classes, whatever they list."""
        word = Word(norm)
        self._open(word, norm)
        word.names = self._names(norm)
        self._acts(word)
        self._shape(word)
        return word

    def _arabic(self, word: Word, norm: str) -> None:
        closed = self.t.closed
        if norm in closed:
            word.tag = closed[norm]
            if norm in ("كان",):
                word.tag = "auxiliary"
            return
        if norm[0] in "وف" and norm[1:] in closed and len(norm) > 2 and norm not in self.t.past:
            word.conj, word.tag, word.core, word.letters = norm[0], closed[norm[1:]], norm[1:], 1
            return
        self._open(word, norm)

    def _open(self, word: Word, norm: str) -> None:
        if norm[0] not in _CLITICS and not norm.startswith("ال"):
            self._fill(word)  # one way only: nothing to cut off
            return
        ways = self._segmentations(norm)
        best = ways[0]
        if len(ways) > 1:
            most = -99.0
            for way in ways:
                weight = self._weight(*way[:4], norm)
                if weight > most + 1e-9:
                    best, most = way, weight
        word.conj, word.prep, word.det, word.core, word.letters = best
        self._fill(word)

    def _segmentations(self, norm: str) -> list[tuple[str, str, bool, str, int]]:
        out = []
        for conj in ("", norm[0]) if norm[0] in "وف" and len(norm) > 2 else ("",):
            rest = norm[len(conj) :]
            n = len(conj)
            if rest.startswith("ال") and len(rest) > 3:
                out.append((conj, "", True, rest[2:], n))
                if rest in self.t.past or (rest in self._known and rest[2:] not in self._known):  # ألغى، آليات: the alif and lam are letters of the word
                    out.append((conj, "", False, rest, n))
            else:
                out.append((conj, "", False, rest, n))
            if rest.startswith("لل") and len(rest) > 3:
                out.append((conj, "ل", True, rest[2:], n + 1))
                if len(rest) > 4:
                    out.append((conj, "ل", False, rest[1:], n + 1))
            elif rest[0] in "بلك" and len(rest) > 2:
                inner = rest[1:]
                if inner.startswith("ال") and len(inner) > 3:
                    out.append((conj, rest[0], True, inner[2:], n + 1))
                else:
                    out.append((conj, rest[0], False, inner, n + 1))
        return out

    def _weight(self, conj: str, prep: str, det: bool, core: str, norm: str) -> float:
        """How likely a segmentation is: knowledge of the core first, then how often its form occurs, then fewer clitics."""
        t = self.t
        weight = 0.0
        known = core in self._known
        definite = "ال" + core
        if det:
            weight += 4.0 if known else 3.0
            count = t.forms.get(definite, 0)
        else:
            if known:
                weight += 4.0
            if core == norm and core in t.given:
                weight += 3.0 - t.given[core] / 2  # فيصل, وليد: the first letter belongs to the name
            if not prep and self._verb_readings(core):
                weight += 5.0 if core.startswith("ال") else 3.0
            elif not prep and self._general(core):
                weight += 2.0
            elif prep == "ل" and core[0] in "يتن" and self._present(core):
                weight += 2.5
            if core in t.first or definite in t.first:
                weight += 2.2
            count = t.forms.get(core, 0)
            if (conj or prep) and len(core) > 2 and not self._whole(norm) and count + t.forms.get(definite, 0) > 2 * t.forms.get(norm, 0) + 20:
                weight += 1.3
        if prep == "ب" and not known and len(core) > 3 and t.forms.get(definite, 0) > 15 and "ال" + norm not in t.forms:
            weight += 1.6  # برصاص: the noun is known with its article, the whole is not
        if count:
            weight += min(2.0, float(count**0.5) / 60)
        if conj:
            weight -= 1.9 if prep else 0.8
        elif prep:
            weight -= 1.1
        if len(core) <= 2 and not det and not known:
            weight -= 2.5
        return weight

    def _whole(self, norm: str) -> bool:
        """A word that the lexicon knows as it stands is not cut for frequency's sake (فتحت, وفرت)."""
        return norm in self.t.past or norm in self._known

    def _present(self, core: str) -> bool:
        rest = core[1:]
        return (
            rest in self.t.present
            or rest in self.t.general_present
            or any(
                rest.endswith(p) and (rest[: -len(p)] in self.t.present or rest[: -len(p)] in self.t.general_present) for p in _BY_LAST.get(rest[-1:], ()) if len(rest) > len(p) + 1
            )
        )

    def _verb_readings(self, core: str) -> tuple[VerbReading, ...]:
        """Give the ways to read a core as a verb of the lexicon, likelier first."""
        found = self._readings.get(core)
        if found is None:
            if len(self._readings) >= MOST_CORES:
                self._readings.clear()
            found = self._readings[core] = tuple(self._read_verb(core))
        return found

    def _read_verb(self, core: str) -> list[VerbReading]:
        t = self.t
        found = []
        for pronoun in ("", *_BY_LAST_OF_VERB.get(core[-1], ())):
            stem = core
            if pronoun:
                if not core.endswith(pronoun) or len(core) - len(pronoun) < 2:
                    continue
                stem = core[: -len(pronoun)]
            for verb, person, voice in t.past.get(stem, ()):
                if not ((pronoun and person == "1s") or (person == "3fp" and core in self._known)):
                    found.append(VerbReading(verb, "past", person, voice, pronoun, ""))
            future = stem[0] == "س" and len(stem) > 3
            body = stem[1:] if future else stem
            prefix = _BY_PREFIX.get(body[0])
            present = t.present.get(body[1:]) if prefix is not None and len(body) > 2 else None
            if prefix is None or present is None:
                continue
            if prefix == "1s" and (pronoun or t.forms.get("ال" + core, 0) > 0 or core in t.roles or core in t.adjectives or core in t.nouns):
                continue  # أسلحة، أموال: nouns in alif are far more frequent in news than a first person
            for verb, person, voice in present:
                who = prefix if person in ("3ms", "jussive", "2fs") else person
                found.append(VerbReading(verb, "future" if future else "present", who, voice, pronoun, "jussive" if person == "jussive" else ""))
        return found

    def _general(self, core: str) -> str:
        t = self.t
        known = core in self._known
        if known and core.endswith("ن"):
            return ""  # مدن is a noun before it is a feminine plural of مد
        for pronoun in ("",) if known else ("", *_BY_LAST_OF_VERB.get(core[-1], ())):  # هدنة is no هدن with a pronoun
            if pronoun and (not core.endswith(pronoun) or len(core) - len(pronoun) < 3):
                continue
            stem = core[: len(core) - len(pronoun)] if pronoun else core
            if stem[0] == "س" and len(stem) > 4 and stem[1] in _BY_PREFIX and stem[2:] in t.general_present:
                return "future"
            if stem[0] in "يت" and len(stem) > 3 and stem[1:] in t.general_present:
                return "present"
            if stem[0] in "ان" and len(stem) > 3 and stem[1:] in t.general_present and stem not in t.general_past:
                return "present" if t.forms.get("ال" + stem, 0) == 0 and stem[0] == "ن" else ""
            if stem in t.general_past and len(stem) > 2:
                return "past"
        return ""

    def _fill(self, word: Word) -> None:
        t = self.t
        core = word.core
        if not word.det and (not word.prep or (word.prep == "ل" and core[0] in "يتن")):
            readings = self._verb_readings(core)
            if readings:
                kept: dict[tuple[int, str, str], VerbReading] = {}
                for reading in readings:
                    if word.prep != "ل" or reading.tense == "present":
                        kept.setdefault((reading.verb, reading.tense, reading.pronoun), reading)
                word.verbs = tuple(kept.values())
            word.general_verb = self._general(core) or (word.verbs[0].tense if word.verbs else "")
        if core in self._listed:
            self._look_up(word, core)
        if word.det:
            word.role = t.roles.get("ال" + core, word.role)
            word.given = t.given.get("ال" + core, -1)
        else:
            if word.role < 0 and len(core) > 4 and core.endswith("ا") and not core.endswith("يا") and core not in t.first and not word.verbs:
                word.role = t.roles.get(core[:-1], -1)  # جنودا: an indefinite accusative (عسكريا is an adverb)
            word.given = t.given.get(core, -1)
        if word.role >= 0 and word.head is not None and word.head[0] in ("settlement", "admin") and core not in _PEOPLE_TOO:
            word.role = -1  # بلدة is a town before it is بلده, محافظة a province before she is a governor
        if not (word.det or word.noun or word.role >= 0 or word.head or word.support_noun >= 0 or word.speech_noun >= 0):
            self._without_pronoun(word, core)
        word.known_noun = word.det or bool(word.prep) or t.forms.get("ال" + core, 0) > 15 or word.role >= 0 or word.head is not None or self._accusative(core)
        word.rare = t.forms.get("ال" + core, 0) < 40 and t.forms.get(core, 0) < 40

    def _look_up(self, word: Word, core: str) -> None:
        """Fill what the tables say of a core."""
        t = self.t
        word.head = t.heads.get(core)
        word.role = t.roles.get(core, -1)
        word.demonym = t.demonyms.get(core)
        word.adjective = t.adjectives.get(core)
        word.noun = tuple(t.nouns.get(core, ()))
        word.support_noun = t.support_nouns.get(core, -1)
        word.speech_noun = t.speech_nouns.get(core, -1)
        word.participle = tuple(t.participles.get(core, ()))
        if not word.det:
            word.speech_participle = t.speech_participles.get(core, -1)

    def _without_pronoun(self, word: Word, core: str) -> None:
        """Split off the pronoun that a core ends in, if what it then is is known (قصفه), or else is frequent (سيارته)."""
        t = self.t
        for pronoun in _BY_LAST.get(core[-1:], ()):
            if core.endswith(pronoun) and len(core) - len(pronoun) >= 2:
                base = next((base for base in self._bases(core[: -len(pronoun)]) if base in self._bearing), None)
                if base is not None:
                    word.noun, word.support_noun, word.speech_noun = tuple(t.nouns.get(base, ())), t.support_nouns.get(base, -1), t.speech_nouns.get(base, -1)
                    word.role, word.head = t.roles.get(base, -1), t.heads.get(base)
                    word.pronoun, word.core = pronoun, base
                    return
        for pronoun in _BY_LAST_OF_NOUN.get(core[-1:], ()):
            if core.endswith(pronoun) and len(core) - len(pronoun) >= 3:
                stem = core[: -len(pronoun)]
                if t.forms.get(stem, 0) + t.forms.get("ال" + stem, 0) > 40:
                    word.pronoun = pronoun
                    return

    def _accusative(self, core: str) -> bool:
        """Whether a word is an indefinite noun in the accusative (خطابا), whose definite form is common."""
        return core.endswith("ا") and len(core) > 4 and self.t.forms.get("ال" + core[:-1], 0) > 100 and self.t.given.get(core, -1) < 0 and core not in self.t.first

    @staticmethod
    def _bases(stem: str) -> list[str]:
        bases = [stem]
        if stem.endswith("ت"):
            bases.append(stem[:-1] + "ه")
        if stem.endswith(("اي", "او")):
            bases.append(stem[:-1] + "ء")
        if stem.endswith("ا") and len(stem) > 3:
            bases.append(stem[:-1] + "ي")
        return bases
