"""Classes of phrases: whether one is a person, a state, a body, a force, people, a place, an act or a thing, by its clues.

A name decides before a role, a role before a noun of place, that before a noun of action.
"""

from __future__ import annotations

from marsad.reading.clues import Clues
from marsad.reading.discourse import Discourse
from marsad.reading.document import Phrase, Sentence


def classify(phrase: Phrase, sentence: Sentence, clues: Clues, discourse: Discourse) -> None:
    """Fill the class of a phrase, with name and entity where a name decides it; clues that it overrules are taken back."""
    if not _by_name(phrase, sentence, clues) and not _by_custom(phrase, sentence, clues, discourse):
        _by_head(phrase, sentence, clues)
    _counted_people(phrase, sentence)


def _by_name(phrase: Phrase, sentence: Sentence, clues: Clues) -> bool:
    """By the names in the phrase: a person anywhere, all else as its head."""
    mention = sentence.tokens[phrase.head].mention
    if clues.person is not None and _is_act(phrase, sentence):
        clues.person = None  # لقاء موفاز is no person
    if clues.person is not None:
        phrase.cls, phrase.name, phrase.entity = "person", clues.person.name, clues.person.id
        return True
    if mention is None or mention.i != phrase.head or "role" in mention.kinds:
        return False
    if clues.org is not None and clues.org_at == phrase.head:
        phrase.cls, phrase.name, phrase.entity = clues.org.cls, clues.org.name, clues.org.id
    elif clues.state is not None and ("name" in mention.kinds or "capital" in mention.kinds):
        phrase.cls, phrase.name, phrase.entity = "state", clues.state.name, f"state.{clues.state.country}"
    elif "place" in mention.kinds:
        phrase.cls = "place"
    else:
        return False
    return True


def _is_act(phrase: Phrase, sentence: Sentence) -> bool:
    """Whether the head is an indefinite noun of action and nothing else."""
    head = sentence.tokens[phrase.head]
    return bool(head.word.noun) and head.word.role < 0 and head.mention is None and not head.word.det


def _by_custom(phrase: Phrase, sentence: Sentence, clues: Clues, discourse: Discourse) -> bool:
    """A title before a town's name, and "his country"."""
    word = sentence.tokens[phrase.head].word
    if word.core in sentence.lists.titles and phrase.place is not None and phrase.j == phrase.head + 2:
        phrase.cls, phrase.place, clues.place_country, clues.role = "person", None, None, None  # السيد ليون is a man, whatever town has his name
        return True
    if word.core == "بلده" and not word.det and phrase.j - phrase.head == 1:
        phrase.cls, phrase.sector = "relation", "GOV"
        if discourse.last_speaker is not None:
            phrase.country, phrase.given = discourse.last_speaker.country, "antecedent"
        return True
    return False


def _by_head(phrase: Phrase, sentence: Sentence, clues: Clues) -> None:
    """By what kind of noun the head is."""
    word, role = sentence.tokens[phrase.head].word, clues.role
    if (role is not None and word.head is not None and _of_place(phrase, sentence)) or (word.pronoun and word.core in sentence.lists.outskirts):
        phrase.cls, clues.role = "place", None
    elif role is not None:
        phrase.cls = "human" if role.cls == "collective" else role.cls
        phrase.victim = "victim" if role.cls == "victim" else ""
    elif word.head is not None and word.role < 0:
        phrase.cls = "place"
    elif word.noun and not word.pronoun:
        phrase.cls = "event"
    elif word.demonym is not None:
        phrase.cls = "human"
    elif word.given >= 0 and not word.det and not (word.known_noun and phrase.j - phrase.head == 1):  # محادثات سلام is no person
        phrase.cls = "person"


def _of_place(phrase: Phrase, sentence: Sentence) -> bool:
    """Whether a noun of place, or the name of a place, follows the head inside the phrase."""
    if phrase.j <= phrase.head + 1:
        return False
    second = sentence.tokens[phrase.head + 1]
    return second.word.head is not None or (second.mention is not None and "place" in second.mention.kinds)


def _counted_people(phrase: Phrase, sentence: Sentence) -> None:
    """أصيب آخرون، أصيب اثنان، المئات: people who are only counted."""
    toks = sentence.tokens
    head = toks[phrase.head]
    if phrase.cls != "thing":
        return
    if head.word.core in sentence.lists.others and not head.word.det:
        before = toks[phrase.i - 1] if phrase.i else None
        if phrase.count is not None or (before is not None and (before.verb or before.word.core in sentence.lists.harms)):
            phrase.cls, phrase.sector = "human", "CVL"
            return
    if phrase.count is not None and (head.number is not None or head.word.tag == "num"):
        phrase.cls, phrase.sector = "human", "CVL"
