"""References: a phrase that takes its country from what stands beside it or was named before in the article."""

from __future__ import annotations

from marsad.lexicon.types import Name
from marsad.reading.discourse import Discourse
from marsad.reading.document import Phrase, Sentence
from marsad.reading.pairs import country_of
from marsad.reading.places import Gazetteer


def known_person(phrase: Phrase, sentence: Sentence, persons: dict[str, Phrase]) -> None:
    """A name without office that the article gave in full before (الكاتب after وزير الزراعة سامر الكاتب)."""
    toks = sentence.tokens
    if not persons:
        return
    for k in range(phrase.j - 1, phrase.head - 1, -1):
        before = persons.get(toks[k].word.core) or persons.get(toks[k].word.norm)
        if before is not None and (phrase.j - phrase.head == 1 or k > phrase.head or toks[k].word.given < 0):
            phrase.cls = "person"
            phrase.country, phrase.sector, phrase.name, phrase.entity = before.country, before.sector, before.name, before.entity
            phrase.given, phrase.antecedent = "name", before
            return


def belonging(phrase: Phrase, sentence: Sentence, names: list[Name]) -> None:
    """فريق تابع للأمم المتحدة، بيان صادر عن الجيش التركي: the owner named after "belonging to" or "issued by"."""
    toks = sentence.tokens
    for k in range(phrase.head + 1, min(phrase.j + 1, len(toks) - 1)):
        if not toks[k].word.core.startswith(("تابع", "صادر")):
            continue
        at = k + 2 if toks[k + 1].word.core in ("ل", "عن", "الي") and toks[k + 1].word.tag == "preposition" else k + 1
        for m in range(at, min(at + 5, len(toks))):
            word = toks[m].word
            if m > at and (word.tag or word.conj or toks[m].verb):
                return
            code = country_of(toks[m], names)
            if code:
                phrase.country, phrase.given = code, "genitive"
                return
        return


def apposition(phrase: Phrase, sentence: Sentence, names: list[Name]) -> None:
    """فخامة السيدة فلانة رئيسة الاتحاد السويسري: a name takes the country of the office that follows it."""
    toks = sentence.tokens
    if phrase.j - phrase.i < 2 or phrase.j >= len(toks) or toks[phrase.j].word.role < 0 or names[toks[phrase.j].word.role].cls != "office":
        return
    for m in range(phrase.j, min(phrase.j + 5, len(toks))):
        word = toks[m].word
        if toks[m].verb or word.tag or word.conj or word.prep:
            return
        code = country_of(toks[m], names)
        if code:
            phrase.country, phrase.given = code, "genitive"
            return


def from_discourse(phrase: Phrase, sentence: Sentence, discourse: Discourse, gazetteer: Gazetteer) -> None:
    """Give a phrase the country of whom it refers to: its owner, the outlet, the speaker, an office named before."""
    head = sentence.tokens[phrase.head].word
    speaker = discourse.last_speaker
    if _own_country(phrase, sentence):
        before = [p for p in sentence.introduced if p.i < phrase.i and p.country and p.cls in ("person", "office", "state", "org")]
        owner = next((p for p in reversed(before) if p.cls in ("person", "office") and phrase.i - p.j < 6), None) or next(iter(before), None) or speaker
        if owner is not None and owner.country:
            phrase.country, phrase.given, phrase.antecedent, phrase.sector = owner.country, "antecedent", owner, "GOV"
            phrase.name = gazetteer.country_name(owner.country)
            return
    if head.pronoun == "نا" and phrase.sector == "JRN" and discourse.outlet:
        phrase.country, phrase.given = discourse.outlet, "outlet"
        return
    if head.pronoun in ("ه", "ها", "هم") and phrase.cls in ("human", "force") and not head.det:
        owner = next((p for p in reversed(sentence.introduced) if p.j <= phrase.i and p.country and p.cls in ("org", "force", "group", "state")), None)
        if owner is not None:
            phrase.country, phrase.given, phrase.antecedent = owner.country, "antecedent", owner  # أعلنت الحركة أن مقاتليها
            return
    if head.core in sentence.lists.papers and speaker is not None and speaker.country:
        phrase.country, phrase.sector, phrase.given, phrase.antecedent = speaker.country, speaker.sector, "antecedent", speaker
        return
    _office_before(phrase, sentence, discourse.offices)


def _own_country(phrase: Phrase, sentence: Sentence) -> bool:
    """بلاده، بلدنا: the country of who is spoken of or speaks."""
    head, lists = sentence.tokens[phrase.head].word, sentence.lists
    return (head.core in lists.own_country and (bool(head.pronoun) or head.core == "بلده")) or head.norm in lists.own_country_owned


def _office_before(phrase: Phrase, sentence: Sentence, offices: dict[str, Phrase]) -> None:
    """الوزير، مكتب الرئيس: the office of that name that the article named last."""
    for k in range(phrase.head + 1, phrase.j):
        inner = offices.get(sentence.tokens[k].word.core)
        if inner is not None and inner.country and sentence.tokens[k].word.det:
            phrase.country, phrase.given = inner.country, "antecedent"
            return
    head = sentence.tokens[phrase.head].word
    before = offices.get(head.core)
    if before is not None and head.det and phrase.j - phrase.i <= 2:
        phrase.country, phrase.given, phrase.antecedent = before.country, "antecedent", before
        phrase.name = phrase.name or before.name
        phrase.sector = phrase.sector or before.sector
