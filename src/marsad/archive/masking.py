"""Take a person's name out of a text and of what was read in it. Pure: nothing here knows a database.

Each letter of the name becomes a block (█), so that every offset stays right. The name is known only by salted digests of its spellings:
an archive can go on masking what comes later without keeping the name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import msgspec

from marsad.arabic.fold import fold
from marsad.arabic.words import TOKEN, inner_offset
from marsad.record import Record

BLOCK = "\N{FULL BLOCK}"
_CLITICS = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل", "فك", "لل", "ا")  # before a name
SHORTEST = 4  # letters of a part of a name that is masked where it stands alone: shorter ones are words of their own
_decoder = msgspec.json.Decoder(Record)


class Digest(NamedTuple):
    """One spelling: `kind` is name, part or id; `words` how many words it has."""

    digest: str
    kind: str
    words: int


def digest_of(salt: str, kind: str, spelling: str) -> str:
    """Give the digest under which a spelling, folded, or an id is kept."""
    return hashlib.blake2b(f"{kind}\x1f{spelling}".encode(), key=salt.encode(), digest_size=20).hexdigest()


def digests(salt: str, spellings: Iterable[str], ids: Iterable[str]) -> list[Digest]:
    """Give what is kept of a person's spellings and ids. A spelling of several words names wherever it stands; its last word, and a spelling
    of one word, only in articles that name the person."""
    found: set[Digest] = {Digest(digest_of(salt, "id", identity), "id", 1) for identity in ids}
    for spelling in spellings:
        words = words_of(spelling)
        if len(words) > 1:
            found.add(Digest(digest_of(salt, "name", " ".join(words)), "name", len(words)))
        if words and len(words[-1]) >= SHORTEST:
            found.add(Digest(digest_of(salt, "part", words[-1].removeprefix("ال")), "part", 1))
    return sorted(found)


def words_of(text: str) -> list[str]:
    """Give the folded words of a text.

    >>> words_of("سليم بن عُمر")
    ['سليم', 'بن', 'عمر']
    """
    return [word for _, _, _, word in _words(text)]


def _words(text: str) -> list[tuple[int, int, str, str]]:
    """Give the words of a text, without signs between them: (start, end, as written, folded)."""
    return [(m.start(), m.end(), m.group(), fold(m.group()).casefold()) for m in TOKEN.finditer(text) if m.group()[0].isalnum()]


class Mask:
    """Masks one person. `label` stands where the canonical name stood, `identity` where the entity's id stood."""

    def __init__(self, number: int, salt: str, kept: Iterable[Digest]) -> None:
        self.number, self.salt = number, salt
        self.label, self.label_ar, self.identity = f"[redacted {number}]", f"[محجوب {number}]", f"redacted.{number}"
        kept = list(kept)
        self._names = {d.digest for d in kept if d.kind == "name"}
        self._parts = {d.digest for d in kept if d.kind == "part"}
        self._ids = {d.digest for d in kept if d.kind == "id"}
        self._lengths = sorted({d.words for d in kept if d.kind == "name"}, reverse=True)

    def is_id(self, identity: object) -> bool:
        return isinstance(identity, str) and digest_of(self.salt, "id", identity) in self._ids

    def is_name(self, name: object) -> bool:
        """Tell whether a text is a spelling of the name, and nothing else."""
        return isinstance(name, str) and digest_of(self.salt, "name", " ".join(words_of(name))) in self._names

    def names_in(self, text: str) -> list[tuple[int, int]]:
        """Give where full spellings of the name stand, clitics before them left out."""
        found = _words(text)
        words = [word for _, _, _, word in found]
        spans, at = [], 0
        while at < len(words):
            hit = next(((cut, n) for n in self._lengths if at + n <= len(words) for cut in _cuts(words[at]) if self._spelled([words[at][cut:], *words[at + 1 : at + n]])), None)
            if hit is None:
                at += 1
                continue
            cut, n = hit
            spans.append((found[at][0] + (inner_offset(found[at][2], cut) if cut else 0), found[at + n - 1][1]))
            at += n
        return spans

    def parts_in(self, text: str) -> list[tuple[int, int]]:
        """Give where the part of the name stands by which a person is called alone."""
        spans = []
        for start, end, surface, word in _words(text):
            for cut in _cuts(word):
                rest = word[cut:].removeprefix("ال")
                if len(rest) >= SHORTEST - 1 and digest_of(self.salt, "part", rest) in self._parts:
                    spans.append((start + (inner_offset(surface, cut) if cut else 0), end))
                    break
        return spans

    def _spelled(self, words: list[str]) -> bool:
        return digest_of(self.salt, "name", " ".join(words)) in self._names

    def concerns(self, record: Record) -> bool:
        """Tell whether a record, or the article in it, names the person."""
        a = record.article
        if any(self.is_id(entity.id) or self.is_name(entity.name) for entity in record.entities):
            return True
        return any(self.names_in(text) for text in (a.text, a.title or "", msgspec.json.encode(a.extra).decode(), a.url or ""))

    def text(self, text: str) -> str:
        """Give a text of an article that names the person, masked."""
        return blocked(text, [*self.names_in(text), *self.parts_in(text)])

    def tree(self, value: Any) -> Any:
        """Give a JSON value with the person taken out of all text and ids in it."""
        if isinstance(value, str):
            return self.identity if self.is_id(value) else self.label if self.is_name(value) else self.text(value)
        if isinstance(value, list):
            return [self.tree(one) for one in value]
        if isinstance(value, dict):
            return {self.text(name): self.tree(one) for name, one in value.items()}
        return value

    def line(self, line: bytes) -> bytes:
        """Give the line of a record with the person taken out. Hashes and ids of the article stay: they are how it is known."""
        tree = msgspec.json.decode(line)
        before = tree["article"]["text"]
        kept = {name: tree["article"].get(name) for name in ("id", "sha256", "published", "language")}
        after = self.text(before)
        masked = self._with_spans(self.tree({**tree, "article": {**tree["article"], "text": ""}}), tree, before, after)
        masked["article"].update(kept, text=after)
        for entity in masked.get("entities", ()):
            if entity["id"] == self.identity:
                entity.update(
                    {name: self.label_ar if name == "name_ar" else self.label if name == "name" else None for name in ("name", "name_ar", "country", "sector") if name in entity}
                )
        return msgspec.json.encode(masked)

    def _with_spans(self, masked: Any, old: Any, before: str, after: str) -> Any:
        """Give a masked value with the words of each span as they stand in the masked text."""
        if isinstance(old, list):
            return [self._with_spans(m, o, before, after) for m, o in zip(masked, old, strict=True)]
        if not isinstance(old, dict):
            return masked
        found = {self.text(name): self._with_spans(masked[self.text(name)], value, before, after) for name, value in old.items()}
        start, end = old.get("start"), old.get("end")
        if isinstance(start, int) and isinstance(end, int) and before[start:end] == old.get("text"):
            found["text"] = after[start:end]
        return found


def _cuts(word: str) -> list[int]:
    """Give after how many letters a word may begin: at once, or after clitics."""
    return [0, *(len(clitic) for clitic in _CLITICS if word.startswith(clitic) and len(word) - len(clitic) >= 2)]


def blocked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Give a text in which what is no blank in these spans is blocked.

    >>> blocked("قال سليم عمر", [(4, 12)])
    'قال ████ ███'
    """
    letters = list(text)
    for start, end in spans:
        letters[start:end] = [BLOCK if not letter.isspace() else letter for letter in letters[start:end]]
    return "".join(letters)


def masked_row(mask: Mask, row: Mapping[str, Any], plain: frozenset[str]) -> dict[str, Any]:
    """Give a row of the log with the person taken out of its columns, but those that are `plain`; `before` and `after` hold JSON."""
    found = dict(row)
    for name, value in row.items():
        if name in plain or not isinstance(value, str):
            continue
        found[name] = msgspec.json.encode(mask.tree(msgspec.json.decode(value)), order="deterministic").decode() if name in ("before", "after") else mask.tree(value)
    return found
