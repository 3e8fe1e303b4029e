"""The words under which an article is found: folded, without clitics and ال, and by lemma.

Place in the chain: the same function makes the index and reads the question; otherwise a hamza decides whether a word is found.
Each word of a text gives one to four terms: its folded form, its core without و ف ب ل ك and ال, the verb that it may be a form of, and
the core without a regular ending, marked with a sign that no word begins with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from marsad.arabic.fold import fold
from marsad.arabic.words import TOKEN
from marsad.lexicon.compiled import load_lexicon
from marsad.lexicon.types import Tables

_ENDINGS = ("يات", "ات", "ين", "ون", "ان", "يه", "تين", "تان", "ه", "ي")
_LAST = frozenset(ending[-1] for ending in _ENDINGS)
_PRONOUNS = ("", "ه", "ها", "هم", "هن", "هما", "نا")
_PRONOUN_LAST = frozenset(pronoun[-1] for pronoun in _PRONOUNS if pronoun)
MOST_WORDS = 300_000  # word types remembered
_WORD = re.compile(r"\w")
_WORDS = re.compile(r"\w+")
STEM = "_"  # before a stem, so that it meets stems only


class _Remembered(dict[str, str]):
    """The terms of each token met, with blanks between: an archive has few word types and many words."""

    def __init__(self, finder: Finder) -> None:
        super().__init__()
        self._finder = finder

    def __missing__(self, token: str) -> str:
        if len(self) >= MOST_WORDS:
            self.clear()
        found = self[token] = " ".join(self._finder.fresh_terms(token))
        return found


class Finder:
    """Gives the terms of words, each word type analysed once. Lighter than the reader's analysis: it need not decide, only find."""

    def __init__(self, tables: Tables) -> None:
        self._forms, self._past, self._present = tables.forms, tables.past, tables.present
        self._lemmas = [fold(verb.lemma) for verb in tables.verbs]
        self.index = _Remembered(self)

    def terms(self, token: str) -> tuple[str, ...]:
        """Give the terms of one folded token, none for a sign."""
        return tuple(self.index[token].split())

    def fresh_terms(self, token: str) -> tuple[str, ...]:
        """Give the terms of a token that was not met yet."""
        if not _WORD.match(token):
            return ()
        if not ("ء" <= token[0] <= "ي"):
            return (token.lower(),)
        bare, article = self._core(token)
        lemmas = [] if article else self._verbs(bare)
        return tuple(dict.fromkeys([token, bare, *lemmas, STEM + self._stem(bare)]))

    def _core(self, token: str) -> tuple[str, bool]:
        """Give the word without conjunction, preposition and article, and whether it had the article. A letter that may belong to the word stays."""
        rest = token[1:] if token[0] in "وف" and len(token) > 3 and self._rather(token[1:], token) else token
        if rest.startswith("ال") and len(rest) > 4 and rest not in self._past:
            return rest[2:], True
        if rest.startswith("لل") and len(rest) > 4:
            return rest[2:], True
        if rest[0] in "بك" and rest[1:3] == "ال" and len(rest) > 5:
            return rest[3:], True
        if rest[0] in "بلك" and len(rest) > 3 and self._rather(rest[1:], rest):
            return rest[1:], False
        return rest, False

    def _rather(self, rest: str, whole: str) -> bool:
        """Tell whether the word without its first letter is the likelier one, by how often the forms occur in news."""
        if rest.startswith("ال"):
            return True
        short = self._forms.get(rest, 0) + self._forms.get("ال" + rest, 0)
        long = self._forms.get(whole, 0) + self._forms.get("ال" + whole, 0)
        return short > 2 * long + 5

    def _stem(self, core: str) -> str:
        """Give a word without its regular ending of number and gender, if what is left is a word (غارات, غاره → غار, but فلسطين)."""
        if core[-1] not in _LAST:
            return core
        for ending in _ENDINGS:
            rest = core[: -len(ending)]
            if core.endswith(ending) and len(rest) >= 3 and (rest in self._forms or "ال" + rest in self._forms or rest + "ه" in self._forms or ending == "ه"):
                return rest
        return core

    def _verbs(self, word: str) -> list[str]:
        found: list[int] = []
        for pronoun in _PRONOUNS if word[-1] in _PRONOUN_LAST else ("",):
            if pronoun and (not word.endswith(pronoun) or len(word) - len(pronoun) < 3):
                continue
            form = word[: len(word) - len(pronoun)]
            found += [verb for verb, _, _ in self._past.get(form, ())]
            body = form[1:] if form[0] == "س" and len(form) > 4 else form
            if body[0] in "يتان":
                found += [verb for verb, _, _ in self._present.get(body[1:], ())]
        return [self._lemmas[verb] for verb in found]


@cache
def finder() -> Finder:
    """Give the finder over the bundled lexicon, loaded once."""
    return Finder(load_lexicon().tables)


def index_text(words: Iterable[str]) -> str:
    """Give the terms of folded tokens, in their order, for a full-text index that splits at blanks."""
    return " ".join(map(finder().index.__getitem__, words))


def folded_words(*texts: str | None) -> list[str]:
    """Give the folded words of texts, without signs. A number with a point gives two.

    >>> folded_words("قُتل", None, "أمس.")
    ['قتل', 'امس']
    """
    return [word for text in texts if text for word in _WORDS.findall(fold(text))]


def question_terms(question: str) -> list[list[str]]:
    """Give for each word of a question the terms of which one must be found. A word in quotation marks is taken as it is written."""
    found: list[list[str]] = []
    for quoted, plain in re.findall(r'"([^"]*)"|([^"]+)', question):
        if quoted:
            found += [[word.lower()] for word in folded_words(quoted)]
            continue
        for word in folded_words(plain):
            terms = finder().terms(word)
            found.append([term for term in terms if term != word or not term.startswith("ال")] or [word.lower()])
    return found


def first_marks(texts: Iterable[str], wanted: Iterable[Iterable[str]]) -> list[tuple[int, int]]:
    """Give for each text where a word of a question stands first, as (start, end); (0, 0) if the text itself holds none (its title may)."""
    looked = {term for terms in wanted for term in terms}
    terms_of = finder().terms
    met: dict[str, bool] = {}  # words as they are written: a search looks at thousands, and at few kinds

    def first(text: str) -> tuple[int, int]:
        for found in TOKEN.finditer(text):
            word = found.group()
            if word not in met:
                met[word] = not looked.isdisjoint(terms_of(fold(word)))
            if met[word]:
                return found.span()
        return 0, 0

    return [first(text) for text in texts]
