"""Who or what a noun phrase is: class, country, sector, name. Needs names and phrases; fills the Phrase.

Rules of the codebook: the country is that of the state the actor belongs to; a state's name acting is GOV;
an office gives the sector, a named person the office held on the day of publication.
"""

from __future__ import annotations

from collections import Counter

from marsad.lexicon.types import Name, Office, Tables
from marsad.reading.classes import PEOPLE
from marsad.reading.document import Phrase, Sentence, Token
from marsad.reading.places import Gazetteer

_ADJECTIVE_SECTORS_STRONG = frozenset({"MIL", "COP", "SPY", "REB", "OPP", "JUD", "LEG"})
_NAMED_BEFORE = PEOPLE | {"force", "org", "group"}
_OWNED = _NAMED_BEFORE | {"thing"}


class Discourse:
    """What the article has named so far: persons, offices, countries in focus. One for each article."""

    def __init__(self, published: str | None, countries: Counter[str]) -> None:
        self.published = published or ""
        self.countries = countries
        self.top = countries.most_common(1)[0][0] if countries else None
        self.persons: dict[str, Phrase] = {}
        self.offices: dict[str, Phrase] = {}
        self.focus: str | None = None
        self.focus_sentence = -9
        self.last_actor: Phrase | None = None
        self.last_speaker: Phrase | None = None
        self.at_home: str | None = None
        self.outlet: str | None = None

    def home(self, country: str | None) -> None:
        """Tell where the outlet is at home; it counts where the article speaks of that country."""
        self.outlet = country
        total = sum(self.countries.values()) or 1
        self.at_home = country if country and self.countries.get(country, 0) / total > 0.15 else None

    def implied(self, sentence: int) -> str | None:
        """Give the country that a generic phrase (الشرطة، متظاهرون) belongs to: that of the place last named, else the article's main one."""
        if self.focus is not None and sentence - self.focus_sentence <= 2:
            return self.focus
        return self.top


def office_at(name: Name, published: str) -> Office | None:
    """Give the office a person held on the day of publication: the latest begun by then; before the first one, that one."""
    if not name.offices:
        return None
    best: Office | None = None
    for office in name.offices:
        if not published or not office.start or office.start <= published[: len(office.start)]:
            if office.end and published and office.end < published[: len(office.end)]:
                if best is None:
                    best = office
                continue
            if best is None or (best.end and best.end < published[: len(best.end)]) or office.start >= best.start:
                best = office
    return best or name.offices[0]


class Actors:
    """Describes the phrases of one article."""

    def __init__(self, tables: Tables, gazetteer: Gazetteer, discourse: Discourse) -> None:
        self.t = tables
        self.g = gazetteer
        self.d = discourse

    def introduce(self, phrase: Phrase, sentence: Sentence) -> None:
        """Describe a phrase and let the article know it from here on: for phrases in the order in which they stand."""
        self.describe(phrase, sentence)
        if phrase.cls not in ("thing", "place", "event"):
            sentence.introduced.append(phrase)
        self._register(phrase, sentence)

    def describe(self, phrase: Phrase, sentence: Sentence) -> Phrase:
        """Fill class, country, sector and name of a phrase once; give the phrase.

        It depends on the phrase and on what was introduced, never on which other phrases were described.
        """
        if phrase.given:
            return phrase
        phrase.given = "none"
        toks = sentence.tokens
        t = self.t
        head = toks[phrase.head]
        person: Name | None = None
        org: Name | None = None
        org_at = -1
        state: Name | None = None
        role: Name | None = None
        place_country = None
        k = phrase.i
        stop = phrase.j
        while k < stop:
            m = toks[k].mention
            if m is not None and m.i == k:
                for index in m.kinds.get("name", ()):
                    name = t.names[index]
                    if name.kind == "person":
                        person = person or name
                    elif name.kind == "org":
                        if org is None:
                            org, org_at = name, k
                    elif name.kind == "state":
                        state = state or name
                if "capital" in m.kinds and (state is None or "name" not in m.kinds):
                    state = state or t.names[m.kinds["capital"][0]]
                elif "capital" in m.kinds and state is not None:
                    seat = t.names[m.kinds["capital"][0]]
                    if seat.country != state.country and self.d.countries.get(seat.country or "", 0) > self.d.countries.get(state.country or "", 0):
                        state = seat
                if "place" in m.kinds and place_country is None and "name" not in m.kinds:
                    place = self.g.resolve(m.kinds["place"])
                    place_country = place.country if place else None
                    if phrase.place is None:
                        phrase.place = place
                if "role" in m.kinds and role is None and k <= phrase.head:
                    role = t.names[m.kinds["role"][0]]
                k = m.j
            else:
                k += 1
        if role is None and head.word.role >= 0 and (head.mention is None or "name" not in head.mention.kinds):
            role = t.names[head.word.role]
        if role is not None and head.word.support_noun >= 0 and head.mention is None and not head.word.det and phrase.j > phrase.head + 1 and role.cls not in ("office", "person"):
            role = None  # إجراء إصلاحات: a noun that carries an act, whatever people it may also name
        demonym, adjective_country, adjective_sector, extra = self._adjectives(phrase, sentence)
        if (
            head.mention is not None
            and head.mention.i == phrase.head
            and phrase.j > head.mention.j
            and toks[phrase.j - 1].word.conj
            and toks[phrase.j - 1].word.demonym is not None
        ):
            other = toks[phrase.j - 1].word.demonym
            if org is not None and other is not None and org.country and org.country != other[0]:
                phrase.countries = [org.country, other[0]]
        head_named = head.mention is not None and head.mention.i == phrase.head and "role" not in head.mention.kinds
        # class
        if person is not None:
            phrase.cls, phrase.name, phrase.entity = "person", person.name, person.id
        elif head_named and org is not None and org_at == phrase.head:
            phrase.cls, phrase.name, phrase.entity = org.cls, org.name, org.id
        elif head_named and head.mention is not None and ("name" in head.mention.kinds or "capital" in head.mention.kinds) and state is not None:
            phrase.cls, phrase.name, phrase.entity = "state", state.name, f"state.{state.country}"
        elif head_named and head.mention is not None and "place" in head.mention.kinds:
            phrase.cls = "place"
        elif head.word.core in sentence.lists.titles and phrase.place is not None and phrase.j == phrase.head + 2:
            phrase.cls, phrase.place, place_country, role = "person", None, None, None  # السيد ليون is a man, whatever town has his name
        elif head.word.core == "بلده" and not head.word.det and phrase.j - phrase.head == 1:
            phrase.cls, phrase.sector = "relation", "GOV"
            if self.d.last_speaker is not None:
                phrase.country, phrase.given = self.d.last_speaker.country, "antecedent"
        elif (
            role is not None
            and head.word.head is not None
            and phrase.j > phrase.head + 1
            and (toks[phrase.head + 1].word.head is not None or ((second := toks[phrase.head + 1].mention) is not None and "place" in second.kinds))
        ):
            phrase.cls, role = "place", None
        elif role is not None:
            phrase.cls = {"collective": "human"}.get(role.cls, role.cls)
            phrase.victim = "victim" if role.cls == "victim" else ""
        elif head.word.head is not None and (head.word.role < 0):
            phrase.cls = "place"
        elif head.word.noun and not head.word.pronoun:
            phrase.cls = "event"
        elif head.word.demonym is not None:
            phrase.cls = "human"
        elif head.word.given >= 0 and not head.word.det and not (head.word.known_noun and phrase.j - phrase.head == 1):  # محادثات سلام is no person
            phrase.cls = "person"
        if (
            head.word.core in sentence.lists.others
            and phrase.cls == "thing"
            and not head.word.det
            and (phrase.count is not None or (phrase.i and (toks[phrase.i - 1].verb or toks[phrase.i - 1].word.core in sentence.lists.harms)))
        ):
            phrase.cls, phrase.sector = "human", "CVL"  # أصيب آخرون، أصيب اثنان
        if phrase.count is not None and phrase.cls == "thing" and (head.number is not None or head.word.tag == "num"):
            phrase.cls, phrase.sector = "human", "CVL"  # المئات، العشرات: people counted without a noun
        if phrase.cls in ("thing", "person", "event") and person is None:
            self._known_person(phrase, sentence)
        # country and sector
        office = office_at(person, self.d.published) if person is not None else None
        if office is not None:
            phrase.country, phrase.sector, phrase.given = office.country, office.sector, "name"
            if role is not None and role.cls in ("office", "rank"):
                sector = self._role_sector(role, phrase, sentence)
                if (sector and sector != "GOV") or phrase.sector in (None, "ELI"):
                    phrase.sector = sector or phrase.sector
        elif phrase.entity is not None and org is not None and org_at == phrase.head:
            phrase.country, phrase.sector, phrase.given = org.country, org.sector, "name"
            bare = org.sector == "GOV" and head.mention is not None and head.mention.j - head.mention.i == 1
            if demonym and demonym != org.country and (org.country is None or bare):
                phrase.country = demonym  # الاحتلال التركي is not the one that الاحتلال alone names
                if bare:
                    phrase.entity, phrase.name = None, None
        elif phrase.cls == "state" and state is not None:
            phrase.country, phrase.sector, phrase.given = state.country, "GOV", "name"
        else:
            if role is not None:
                phrase.sector = self._role_sector(role, phrase, sentence)
            if adjective_sector and (phrase.sector is None or (phrase.cls in ("force", "human", "source") and adjective_sector in _ADJECTIVE_SECTORS_STRONG)):
                phrase.sector = adjective_sector
            if demonym:
                phrase.country, phrase.given = demonym, "demonym"
            elif org is not None:
                phrase.country, phrase.given = org.country, "genitive"
                if (phrase.sector in (None, "MIL", "UAF", "UNK", "GOV") and org.sector and phrase.cls in ("force", "human", "rank", "thing", "office", "source")) or (
                    org.country in ("UNO", "EUR", "IGO", "NGO") and phrase.sector == "GOV"
                ):
                    phrase.sector = org.sector
                if phrase.name is None and phrase.cls in ("thing", "force", "org"):
                    phrase.name = org.name
                if phrase.cls == "thing":
                    phrase.cls = "group" if org.cls in ("group", "force") else "org"
            elif state is not None:
                phrase.country, phrase.given = state.country, "genitive"
            elif adjective_country:
                phrase.country, phrase.given = adjective_country, "demonym"
            elif place_country and phrase.cls != "place":
                phrase.country, phrase.given = place_country, "genitive"
            if phrase.cls == "place":
                phrase.country = place_country or demonym or (state.country if state else None)
            if phrase.sector is None and demonym and (head.word.core in sentence.lists.generic_powers):
                phrase.sector = "GOV"
            if phrase.cls == "thing" and head.word.core in sentence.lists.generic_powers:
                phrase.cls = "org"
            if phrase.country in ("UNO", "EUR", "IGO", "NGO") and phrase.sector == "GOV":
                phrase.sector = None
            if role is not None and role.country and phrase.country is None:
                phrase.country, phrase.given = role.country, "role"
            if role is not None and phrase.name is None and role.cls == "office" and phrase.country and role.name:
                phrase.name = None
            if (
                phrase.name is None
                and phrase.cls in ("org", "force")
                and head.word.core in sentence.lists.generic_powers
                and phrase.country
                and phrase.given in ("demonym", "genitive")
            ):
                phrase.name = self.g.country_name(phrase.country)
        if extra and phrase.given in ("demonym",) and not phrase.countries:
            phrase.countries = [c for c in (phrase.country, *extra) if c]
        if (
            head.word.core in sentence.lists.pairs
            and phrase.j - phrase.i <= 2
            and not phrase.countries
            and (phrase.country is None or phrase.given not in ("name", "demonym", "genitive"))
        ):
            self._pair(phrase, sentence)
        if phrase.country is None and phrase.cls in _OWNED:
            self._belonging(phrase, sentence)
        if phrase.country is None and phrase.cls in ("person", "rank", "office"):
            self._apposition(phrase, sentence)
        if phrase.country is None and phrase.cls in _NAMED_BEFORE:
            self._from_discourse(phrase, sentence)
        return phrase

    def _adjectives(self, phrase: Phrase, sentence: Sentence) -> tuple[str | None, str | None, str | None, list[str]]:
        """Give (country by demonym, country by another adjective, sector by adjective, further countries joined by و)."""
        toks = sentence.tokens
        demonym = country = sector = None
        extra: list[str] = []
        k = phrase.i
        while k < phrase.j:
            tok = toks[k]
            word = tok.word
            if tok.mention is not None and "name" in tok.mention.kinds and tok.mention.j - tok.mention.i > 1:
                k = tok.mention.j
                continue
            if (word.demonym is not None and not word.prep) or (k == phrase.head and word.demonym is not None):
                code = word.demonym[0] if word.demonym else None
                if code == "KOR" and k + 1 < len(toks) and toks[k + 1].word.core.startswith("شمالي"):
                    code = "PRK"
                if demonym is None:
                    demonym = code
                elif word.conj and code and code != demonym:
                    extra.append(code)
            elif k > phrase.head and word.adjective is not None:
                c, sec = word.adjective
                country = country or c
                sector = sector or sec
            k += 1
        return demonym, country, sector, extra

    def _role_sector(self, role: Name, phrase: Phrase, sentence: Sentence) -> str | None:
        if role.modifiers:
            toks = sentence.tokens
            for k in range(phrase.head + 1, phrase.j):
                one = toks[k].word.norm.removeprefix("ال")
                two = one + " " + toks[k + 1].word.norm.removeprefix("ال") if k + 1 < phrase.j else ""
                for form in (two, one, toks[k].word.core):
                    if form and form in role.modifiers:
                        return role.modifiers[form] or None
        return role.sector or None

    def _known_person(self, phrase: Phrase, sentence: Sentence) -> None:
        """A name without office that the article gave in full before (لافروف after وزير الخارجية الروسي سيرغي لافروف)."""
        toks, persons = sentence.tokens, self.d.persons
        if not persons:
            return
        for k in range(phrase.j - 1, phrase.head - 1, -1):
            before = persons.get(toks[k].word.core) or persons.get(toks[k].word.norm)
            if before is not None and (phrase.j - phrase.head == 1 or k > phrase.head or toks[k].word.given < 0):
                phrase.cls = "person"
                phrase.country, phrase.sector, phrase.name, phrase.entity = before.country, before.sector, before.name, before.entity
                phrase.given, phrase.antecedent = "name", before
                return

    def _from_discourse(self, phrase: Phrase, sentence: Sentence) -> None:
        head = sentence.tokens[phrase.head].word
        if (head.core in sentence.lists.own_country and (head.pronoun or head.core == "بلده")) or head.norm in sentence.lists.own_country_owned:
            owner = (
                next(
                    (p for p in sentence.introduced if p.i < phrase.i and p.country and p.cls in ("person", "office", "state", "org")),
                    None,
                )
                or self.d.last_speaker
            )
            if owner is not None and owner.country:
                phrase.country, phrase.given, phrase.antecedent, phrase.sector = owner.country, "antecedent", owner, "GOV"
                phrase.name = self.g.country_name(owner.country)
                return
        if head.pronoun == "نا" and phrase.sector == "JRN" and self.d.outlet:
            phrase.country, phrase.given = self.d.outlet, "outlet"
            return
        if head.core in sentence.lists.papers and self.d.last_speaker is not None and self.d.last_speaker.country:
            phrase.country, phrase.sector, phrase.given, phrase.antecedent = self.d.last_speaker.country, self.d.last_speaker.sector, "antecedent", self.d.last_speaker
            return
        for k in range(phrase.head + 1, phrase.j):
            inner = self.d.offices.get(sentence.tokens[k].word.core)
            if inner is not None and inner.country and sentence.tokens[k].word.det:
                phrase.country, phrase.given = inner.country, "antecedent"
                return
        before = self.d.offices.get(head.core)
        if before is not None and head.det and phrase.j - phrase.i <= 2:
            phrase.country, phrase.given, phrase.antecedent = before.country, "antecedent", before
            phrase.name = phrase.name or before.name
            phrase.sector = phrase.sector or before.sector

    def _belonging(self, phrase: Phrase, sentence: Sentence) -> None:
        """فريق تابع للأمم المتحدة، بيان صادر عن الجيش التركي: the owner named after "belonging to" or "issued by"."""
        toks = sentence.tokens
        for k in range(phrase.head + 1, min(phrase.j + 1, len(toks) - 1)):
            core = toks[k].word.core
            if core.startswith(("تابع", "صادر")):
                at = k + 2 if toks[k + 1].word.core in ("ل", "عن", "الي") and toks[k + 1].word.tag == "preposition" else k + 1
                for m in range(at, min(at + 5, len(toks))):
                    word = toks[m].word
                    if m > at and (word.tag or word.conj or toks[m].verb):
                        return
                    code = self._country_of(toks[m])
                    if code:
                        phrase.country, phrase.given = code, "genitive"
                        return
                return

    def _apposition(self, phrase: Phrase, sentence: Sentence) -> None:
        """فخامة السيدة فلانة رئيسة الاتحاد السويسري: a name takes the country of the office that follows it."""
        toks = sentence.tokens
        if phrase.j - phrase.i < 2 or phrase.j >= len(toks) or toks[phrase.j].word.role < 0 or self.t.names[toks[phrase.j].word.role].cls != "office":
            return
        for m in range(phrase.j, min(phrase.j + 5, len(toks))):
            word = toks[m].word
            if toks[m].verb or word.tag or word.conj or word.prep:
                return
            code = self._country_of(toks[m])
            if code:
                phrase.country, phrase.given = code, "genitive"
                return

    def _country_of(self, tok: Token) -> str | None:
        if tok.mention is not None and tok.mention.i == tok.i and ({"name", "capital"} & set(tok.mention.kinds)):
            return self.t.names[(tok.mention.kinds.get("capital") or tok.mention.kinds["name"])[0]].country
        return tok.word.demonym[0] if tok.word.demonym is not None and (tok.mention is None or "agreement" in tok.mention.kinds) else None

    def _pair(self, phrase: Phrase, sentence: Sentence) -> None:
        """البلدين، الجانبين: the two countries named last, in the sentence or else in the article."""
        found: list[str] = []
        toks = sentence.tokens
        callers = self._listed_before(phrase, sentence)
        if callers:  # دعت موسكو وبكين البلدين: two others
            others = [c for c, _ in self.d.countries.most_common(4) if c not in callers and len(c) == 3]
            if len(others) >= 2:
                phrase.countries, phrase.country, phrase.sector, phrase.given, phrase.cls = others[:2], others[0], "GOV", "antecedent", "relation"
            return
        for k in range(phrase.i - 1, 1, -1):  # a pair named as such: الروسية-التركية، موسكو وأنقرة
            one, two = (
                self._country_of(toks[k]),
                self._country_of(toks[k - 2]) if toks[k - 1].word.norm in ("-", "–", "و") else self._country_of(toks[k - 1]) if toks[k].word.conj else None,
            )
            if one and two and one != two:
                phrase.countries, phrase.country, phrase.sector, phrase.given, phrase.cls = [two, one], two, "GOV", "antecedent", "relation"
                return
        for k in range(phrase.i - 1, -1, -1):
            tok = sentence.tokens[k]
            if k and toks[k - 1].word.core in sentence.lists.directions:
                continue
            code = tok.word.demonym[0] if tok.word.demonym is not None else None
            if tok.mention is not None and tok.mention.i == k and ({"name", "capital"} & set(tok.mention.kinds)):
                code = self.t.names[(tok.mention.kinds.get("capital") or tok.mention.kinds["name"])[0]].country or code
            if code and len(code) == 3 and code not in found and code not in ("UNO", "EUR", "IGO", "NGO", "IMG"):
                found.append(code)
                if len(found) == 2:
                    break
        if len(found) < 2:
            found = [c for c, _ in self.d.countries.most_common(2)]
        if len(found) == 2:
            phrase.countries, phrase.country, phrase.sector, phrase.given = found[::-1], found[1], "GOV", "antecedent"
            phrase.cls = "relation"

    def _listed_before(self, phrase: Phrase, sentence: Sentence) -> set[str]:
        """Give the powers whose names stand right before a pair, after a verb: its subjects."""
        toks = sentence.tokens
        codes: set[str] = set()
        k = phrase.i - 1
        while k >= 0 and not toks[phrase.i].word.prep and not toks[k].verb:
            mention = toks[k].mention
            code = self._country_of(toks[mention.i]) if mention is not None else None
            if mention is None or not code:
                return set()
            codes.add(code)
            k = mention.i - 1
        return codes if k >= 0 else set()

    def _register(self, phrase: Phrase, sentence: Sentence) -> None:
        toks = sentence.tokens
        if phrase.country is None:
            return
        if phrase.cls in ("person", "office", "rank", "profession", "relation"):
            self.d.offices[toks[phrase.head].word.core] = phrase
            if phrase.j - phrase.head > 1 or phrase.cls == "person":
                for k in range(phrase.head + (0 if phrase.cls == "person" and toks[phrase.head].word.role < 0 else 1), phrase.j):
                    word = toks[k].word
                    mention = toks[k].mention
                    named = mention is not None and any(self.t.names[x].kind == "person" for x in mention.kinds.get("name", ()))
                    unknown = not (word.tag or word.noun or word.role >= 0 or word.adjective or word.demonym or word.head or toks[k].mention) and (
                        word.given >= 0 or not word.known_noun
                    )
                    if (named or unknown) and len(word.norm) > 2 and (k == phrase.j - 1 or word.given < 0):
                        self.d.persons.setdefault(word.norm, phrase)
        elif (phrase.cls in ("force", "org") or (phrase.cls in ("group", "human") and phrase.sector in ("OPP", "REB", "PTY", "LEG"))) and phrase.given in (
            "demonym",
            "genitive",
            "name",
        ):
            self.d.offices[toks[phrase.head].word.core] = phrase
