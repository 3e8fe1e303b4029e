"""From the files of /lexicon to tables. Every problem of every file is found before anything is raised."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from marsad.arabic.calendar import Calendar
from marsad.arabic.fold import fold
from marsad.arabic.numbers import Numbers
from marsad.arabic.paradigms import noun_forms, participle_forms, past_forms, present_forms
from marsad.arabic.words import tokens
from marsad.lexicon.attribution import read_attribution, sources
from marsad.lexicon.factuality import compiled, read_factuality
from marsad.lexicon.lists import read_lists
from marsad.lexicon.schema import CLASSES, FRAME_KEYS, ROLES, ActionEntry, Example, SupportVerb
from marsad.lexicon.source import Problems, alternatives, read_tsv, read_yaml
from marsad.lexicon.types import Name, Office, PlaceName, Sense, Speech, Support, Tables, Verb
from marsad.lexicon.vocabulary import MODES, TYPES

PRONOUNS = ("ه", "ها", "هم", "هن", "هما", "نا", "كم", "ك", "ي", "ني")


def read_actions(home: Path, problems: Problems) -> list[tuple[Path, int, ActionEntry]]:
    """Give every action entry with its file and line."""
    entries: list[tuple[Path, int, ActionEntry]] = []
    seen: dict[str, str] = {}
    for path in sorted((home / "actions").glob("*.yaml")):
        content, lines = read_yaml(path, problems)
        if not isinstance(content, dict) or "entries" not in content:
            continue  # instruments and blocked contexts have files of their own shape
        for raw in content["entries"] or []:
            line = lines.get(id(raw), 1)
            identity = str(raw.get("id", "?")) if isinstance(raw, dict) else "?"
            entry = _action(raw, content.get("type"), problems, path, line, identity)
            if entry is None:
                continue
            if identity in seen:
                problems.add(path, line, identity, f"the id is taken by {seen[identity]}")
            seen[identity] = f"{path.name}:{line}"
            entries.append((path, line, entry))
    return entries


def _action(raw: Any, file_type: str | None, problems: Problems, path: Path, line: int, identity: str) -> ActionEntry | None:
    for key in ("yes", "no"):
        if isinstance(raw, dict) and isinstance(raw.get(key), dict):
            raw[key] = [raw[key]]
    try:
        entry = msgspec.convert(raw, ActionEntry, strict=False)
    except msgspec.ValidationError as error:
        problems.add(path, line, identity, str(error))
        return None
    before = len(problems.found)
    kind = entry.type or file_type
    if kind not in TYPES:
        problems.add(path, line, identity, f"type {kind!r} is not one of the 16 PLOVER types")
        return None
    for mode in entry.modes:
        if mode not in MODES[kind]:
            problems.add(path, line, identity, f"mode {mode!r} is not a mode of {kind}")
    for key, role in entry.frame.items():
        if key not in FRAME_KEYS:
            problems.add(path, line, identity, f"frame: {key!r} is neither a function nor a preposition")
        if role not in ROLES:
            problems.add(path, line, identity, f"frame: {role!r} is not a role")
    for name in (*entry.object_is, *entry.subject_is):
        if name not in CLASSES:
            problems.add(path, line, identity, f"{name!r} is not a class of noun phrases")
    if entry.verb and not entry.present:
        problems.add(path, line, identity, "a verb needs its present")
    if not (entry.verb or entry.masdar or entry.noun or entry.participle):
        problems.add(path, line, identity, "no verb, masdar, noun or participle")
    if not entry.yes or not entry.no:
        problems.add(path, line, identity, "needs a sentence that it codes (yes) and the nearest that it does not (no)")
    for example in entry.yes:
        for quoted in (example.trigger, *(example.actors or []), *(example.recipients or []), *(example.where or [])):
            if quoted and quoted not in example.text:
                problems.add(path, line, identity, f"{quoted!r} is not in the sentence {example.text!r}")
    return msgspec.structs.replace(entry, type=kind) if len(problems.found) == before else None


_PERSONS = ("3ms", "3fs", "3mp", "3md", "3fd", "1p", "1s", "3fp", "2fs", "jussive")


def _likelier(form: tuple[str, str, str]) -> tuple[bool, int, str]:
    """Order the readings of one written form: ألغى is active before it is the passive أُلغي, a third person before a first."""
    letters, person, voice = form
    return voice == "passive", _PERSONS.index(person), letters


class _Builder:
    def __init__(self, home: Path, problems: Problems) -> None:
        self.home, self.problems = home, problems
        self.senses: list[Sense] = []
        self.supports: list[Support] = []
        self.speeches: list[Speech] = []
        self.lemmas: dict[str, int] = {}
        self.verbs: list[Verb] = []
        self.past: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
        self.present: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
        self.nouns: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self.participles: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self.support_nouns: dict[str, int] = {}
        self.speech_nouns: dict[str, int] = {}
        self.speech_participles: dict[str, int] = {}
        self.names: list[Name] = []
        self.places: list[PlaceName] = []
        self.first: dict[str, dict[tuple[tuple[str, ...], str], list[int]]] = defaultdict(dict)
        self.roles: dict[str, int] = {}
        self.duals: dict[str, int] = {}
        self.demonyms: dict[str, tuple[str, str]] = {}
        self.adjectives: dict[str, tuple[str | None, str | None]] = {}
        self.given: dict[str, int] = {}
        self.heads: dict[str, tuple[str, str]] = {}
        self.cues: dict[str, Any] = {}

    def verb(self, past: str, present: str) -> int:
        """Give the index of a verb, with its paradigm in the tables."""
        key = fold(past) + "|" + fold(present)
        if key not in self.lemmas:
            self.lemmas[key] = number = len(self.verbs)
            self.verbs.append(Verb(fold(past), [], None, None))
            for form, person, voice in sorted(past_forms(past), key=_likelier):
                self.past[fold(form)].append((number, person, voice))
            for form, person, voice in sorted(present_forms(present), key=_likelier):
                self.present[fold(form)].append((number, person, voice))
        return self.lemmas[key]

    def actions(self) -> None:
        for _, _, entry in read_actions(self.home, self.problems):
            number = len(self.senses)
            self.senses.append(
                Sense(
                    entry.id,
                    entry.type or "",
                    entry.modes,
                    {fold(k): v for k, v in entry.frame.items()},
                    [fold(w) for w in entry.with_],
                    [fold(w) for w in entry.not_with],
                    [fold(w) for w in entry.only_with],
                    entry.object_is,
                    entry.subject_is,
                    entry.content_type,
                    entry.tense,
                )
            )
            if entry.verb and entry.present:
                self.verbs[self.verb(entry.verb, entry.present)].senses.append(number)
            for noun in (*entry.masdar, *entry.noun):
                for form, count in sorted(noun_forms(noun)):
                    if (number, count) not in self.nouns[fold(form)]:
                        self.nouns[fold(form)].append((number, count))
            for participle in entry.participle:
                for form, count in sorted(participle_forms(participle)):
                    if (number, count) not in self.participles[fold(form)]:
                        self.participles[fold(form)].append((number, count))

    def support(self) -> None:
        path = self.home / "cues" / "support_verbs.yaml"
        content, lines = read_yaml(path, self.problems)
        for raw in content or []:
            try:
                entry = msgspec.convert(raw, SupportVerb, strict=False)
            except msgspec.ValidationError as error:
                self.problems.add(path, lines.get(id(raw), 1), str(raw.get("verb", "?")), str(error))
                continue
            number = len(self.supports)
            self.supports.append(Support(f"support.{entry.verb}", entry.role, [fold(w) for w in entry.by]))
            index = self.verb(entry.verb, entry.present)
            self.verbs[index] = msgspec.structs.replace(self.verbs[index], support=number)
            for noun in entry.masdar:
                for form, _ in sorted(noun_forms(noun)):
                    self.support_nouns[fold(form)] = number

    def speech(self) -> None:
        path = self.home / "cues" / "speech.yaml"
        content, lines = read_yaml(path, self.problems)
        for raw in _items(content):
            if not isinstance(raw, dict) or not raw.get("verb") or not raw.get("present"):
                self.problems.add(path, lines.get(id(raw), 1), str(raw)[:30], "a speech verb needs verb and present")
                continue
            number = len(self.speeches)
            prepositions = raw.get("prepositions") or []
            act = raw.get("act")
            self.speeches.append(
                Speech(
                    str(raw.get("id") or f"speech.{raw['verb']}"),
                    str(raw.get("certainty") or "asserts"),
                    _yes(raw.get("noun")),
                    _yes(raw.get("continues")),
                    [fold(p) for p in (prepositions if isinstance(prepositions, list) else [prepositions])],
                    act if isinstance(act, str) and act in TYPES else None,
                    True,
                    _yes(raw.get("announces")),
                )
            )
            index = self.verb(raw["verb"], raw["present"])
            self.verbs[index] = msgspec.structs.replace(self.verbs[index], speech=number)
            for participle in _list(raw.get("participle")):
                for form, _ in sorted(participle_forms(participle)):
                    self.speech_participles.setdefault(fold(form), number)
            for noun in _list(raw.get("masdar")):
                for form, _ in sorted(noun_forms(noun)):
                    self.speech_nouns.setdefault(fold(form), number)

    def name(self, name: Name, spellings: list[str], kind: str) -> None:
        number = len(self.names)
        self.names.append(name)
        for spelling in spellings:
            self.spell(spelling, kind, number)

    def spell(self, spelling: str, kind: str, number: int) -> None:
        words = [w for _, _, w in tokens(fold(spelling))]
        if words:
            ids = self.first[words[0]].setdefault((tuple(words[1:]), kind), [])
            if number not in ids:
                ids.append(number)

    def people(self) -> None:
        path = self.home / "actors" / "people.tsv"
        rows: dict[str, list[dict[str, str]]] = defaultdict(list)
        for _, row in read_tsv(path, ("id", "name_ar", "aliases_ar", "name_en", "country", "sector", "from", "to"), self.problems):
            rows[row["id"]].append(row)
        for identity, offices in rows.items():
            first = offices[0]
            held = [Office(r["country"] or None, r["sector"] or None, r.get("office_ar", ""), r.get("office_en", ""), r["from"], r["to"]) for r in offices]
            spellings = {r["name_ar"] for r in offices}.union(*(alternatives(r["aliases_ar"]) for r in offices))
            bare = next((r["bare"] for r in offices if r.get("bare")), "")  # short forms that count only after the full name
            note = f"bare:{bare}" if bare else ""
            self.name(
                Name(identity, "person", "person", first["name_en"] or None, first["name_ar"], first["country"] or None, first["sector"] or None, held, {}, note),
                sorted(spellings),
                "name",
            )

    def organisations(self) -> None:
        path = self.home / "actors" / "organisations.tsv"
        classes = {"armed-group": "group", "movement": "group", "force": "force", "coalition": "force", "party": "org", "media": "org"}
        for _, row in read_tsv(path, ("id", "name_ar", "aliases_ar", "name_en", "country", "sector", "kind"), self.problems):
            cls = classes.get(row["kind"], "org")
            self.name(
                Name(row["id"], "org", cls, row["name_en"] or None, row["name_ar"], row["country"] or None, row["sector"] or None, [], {}, row.get("note", "")),
                [row["name_ar"], *alternatives(row["aliases_ar"])],
                "name",
            )

    def countries(self) -> None:
        path = self.home / "actors" / "countries.tsv"
        rows = list(read_tsv(path, ("iso3", "name_en", "names_ar", "capital_ar", "masc", "fem", "plural"), self.problems))
        states = {fold(name) for _, row in rows for name in alternatives(row["names_ar"])}
        for _, row in rows:
            code = row["iso3"]
            names = alternatives(row["names_ar"])
            if not names:
                continue
            self.name(Name(f"state.{code}", "state", "state", row["name_en"], names[0], code, "GOV", [], {}), names, "name")
            capitals = alternatives(row["capital_ar"])
            if capitals:
                self.name(Name(f"capital.{code}", "capital", "state", row["name_en"], capitals[0], code, "GOV", [], {}, row.get("capital_en", "")), capitals, "capital")
            doubtful = {fold(w) for w in alternatives(row.get("ambiguous", ""))}
            for column, gender in (("masc", "m"), ("fem", "f"), ("plural", "p")):
                for form in alternatives(row[column]):
                    words = fold(form).split()
                    if fold(form) in doubtful:
                        continue
                    if len(words) == 1:
                        for shape in dict.fromkeys((words[0], words[0].removeprefix("ال"))):
                            self.demonyms.setdefault(shape, (code, gender))
                            if gender == "m":
                                for suffix, g in (("ا", "m"), ("ان", "p"), ("ين", "p"), ("ون", "p")):
                                    if shape + suffix not in states:  # ألمانيا is a country, no "German" in the accusative
                                        self.demonyms.setdefault(shape + suffix, (code, g))
                            elif gender == "f":
                                for suffix in ("ات", "تان", "تين"):
                                    self.demonyms.setdefault(shape.removesuffix("ه") + suffix, (code, "p"))

    def role_words(self) -> None:
        path = self.home / "actors" / "roles.tsv"
        for _, row in read_tsv(path, ("id", "singular", "feminine", "plurals", "sector", "class"), self.problems):
            modifiers = {}
            for pair in row.get("modifiers", "").split(";"):
                if "=" in pair:
                    word, sector = pair.split("=", 1)
                    modifiers[" ".join(w.removeprefix("ال") for w in fold(word).split())] = sector.strip()
            number = len(self.names)
            self.names.append(Name(row["id"], "role", row["class"], row.get("en") or None, row["singular"], row.get("country") or None, row["sector"] or None, [], modifiers))
            forms: set[str] = set()
            for column in ("singular", "feminine", "plurals"):
                for form in alternatives(row[column]):
                    folded = fold(form).strip()
                    forms.add(folded)
                    if " " not in folded and row["class"] != "relation":
                        if column == "singular" and folded[-1] not in "اهءي":
                            forms.update({folded + "ا", folded + "ين", folded + "ان"})
                        if column == "singular" and folded.endswith("ي"):
                            forms.add(folded + "ا")  # قاضيا
                        if folded.endswith("ه") and column != "plurals":
                            forms.update({folded[:-1] + "تين", folded[:-1] + "تان", folded[:-1] + "ات"})
                        if folded.endswith("ون") and column == "plurals":
                            forms.update({folded[:-2] + "ين", folded[:-2] + "و", folded[:-2] + "ي"})
            plurals = {fold(p) for p in alternatives(row["plurals"])}
            for single in alternatives(row["singular"]) + alternatives(row["feminine"]):
                stem = fold(single)
                stem = stem[:-1] + "ت" if stem.endswith("ه") else stem
                if stem + "ون" not in plurals and " " not in stem:
                    self.duals[stem + "ين"] = self.duals[stem + "ان"] = 1
                elif " " not in stem:
                    self.duals[stem + "ان"] = 1
            for form in sorted(forms):
                if " " in form:
                    self.spell(form, "role", number)
                    words = form.split()
                    if not words[0].startswith("ال") and len(words) == 2 and not words[1].startswith("ال"):
                        self.spell("ال" + words[0] + " ال" + words[1], "role", number)
                else:
                    self.roles.setdefault(form, number)

    def adjective_words(self) -> None:
        path = self.home / "actors" / "adjectives.tsv"
        for _, row in read_tsv(path, ("masc", "feminine", "plurals", "country", "sector"), self.problems):
            value = (row["country"] or None, row["sector"] or None)
            for column in ("masc", "feminine", "plurals"):
                for form in alternatives(row[column]):
                    folded = fold(form).removeprefix("ال")
                    if " " in folded:
                        continue
                    self.adjectives.setdefault(folded, value)
                    if column == "masc":
                        for suffix in ("ا", "ين", "ون", "ان"):
                            self.adjectives.setdefault(folded + suffix, value)

    def given_names(self) -> None:
        path = self.home / "actors" / "given_names.tsv"
        for _, row in read_tsv(path, ("name_ar",), self.problems):
            for word in fold(row["name_ar"]).split():
                self.given[word] = min(self.given.get(word, 9), 1 if row.get("ambiguous", "") in ("yes", "true", "1") else 0)

    def gazetteer(self) -> None:
        columns = ("geonames", "name_en", "names_ar", "country", "admin1_en", "lat", "lon", "feature", "population", "flags")
        for file in ("places.tsv", "regions.tsv"):
            path = self.home / "places" / file
            for line, row in read_tsv(path, columns, self.problems):
                try:
                    place = PlaceName(
                        row["geonames"],
                        row["name_en"],
                        row["country"],
                        row["admin1_en"],
                        float(row["lat"]) if row["lat"] else None,
                        float(row["lon"]) if row["lon"] else None,
                        row["feature"],
                        int(row["population"] or 0),
                        "ambiguous" in row["flags"] or "head" in row["flags"],
                    )
                except ValueError as error:
                    self.problems.add(path, line, row["name_en"], str(error))
                    continue
                number = len(self.places)
                self.places.append(place)
                for spelling in alternatives(row["names_ar"]):
                    self.spell(spelling, "place", number)
        for _, row in read_tsv(self.home / "places" / "heads.tsv", ("singular", "plurals", "kind"), self.problems):
            for column in ("singular", "plurals"):
                for form in alternatives(row[column]):
                    folded = fold(form).removeprefix("ال")
                    self.heads.setdefault(folded, (row["kind"], row.get("en", "")))
                    if column == "singular" and folded.endswith("ه"):
                        self.heads.setdefault(folded[:-1] + "تي", (row["kind"], row.get("en", "")))
                        self.heads.setdefault(folded[:-1] + "ات", (row["kind"], row.get("en", "")))

    def cue_files(self) -> None:
        for file in ("content_modes", "counted", "against", "relational"):
            content, _ = read_yaml(self.home / "cues" / f"{file}.yaml", self.problems)
            self.cues[file] = content
        for file in ("instruments", "blocked_contexts"):
            content, _ = read_yaml(self.home / "actions" / f"{file}.yaml", self.problems)
            self.cues[file] = content
        agreements = self.home / "agreements" / "names.yaml"
        generic, _ = read_yaml(self.home / "agreements" / "generic.yaml", self.problems)
        self.cues["agreement_words"] = generic
        content, lines = read_yaml(agreements, self.problems)
        for raw in content or []:
            missing = [k for k in ("id", "name", "kind", "names_ar") if not raw.get(k)]
            if missing:
                self.problems.add(agreements, lines.get(id(raw), 1), str(raw.get("id", "?")), f"lacks {', '.join(missing)}")
                continue
            details = {"kind": raw["kind"], "parties": "|".join(raw.get("parties") or []), "signed": str(raw.get("signed") or "")}
            self.name(Name(raw["id"], "agreement", "thing", raw["name"], raw["names_ar"][0], None, None, [], details), raw["names_ar"], "agreement")


def _yes(value: Any) -> bool:
    return value in (True, "yes", "true", "True")


def _list(value: Any) -> list[str]:
    return [str(v) for v in value] if isinstance(value, list) else [str(value)] if value else []


def _items(content: Any) -> list[Any]:
    """Give the items of a cue file: a list, or a mapping with one list."""
    if isinstance(content, list):
        return content
    if isinstance(content, dict):
        for key in ("verbs", "items", "entries"):
            if isinstance(content.get(key), list):
                return content[key]  # type: ignore[no-any-return]
    return []


def _closed(home: Path, problems: Problems) -> dict[str, str]:
    path = home / "words" / "closed.yaml"
    content, _ = read_yaml(path, problems)
    closed: dict[str, str] = {}
    for kind, words in (content or {}).items():
        for word in words:
            folded = fold(word)
            closed.setdefault(folded, kind)
            if kind == "preposition" and folded not in ("وفقا", "طبقا", "ردا", "حتي", "منذ", "سوي"):
                stem = {"الي": "الي", "علي": "علي", "لدي": "لدي"}.get(folded, folded)
                for pronoun in ("ه", "ها", "هم", "هما", "هن", "نا", "كم", "ك"):
                    closed.setdefault(stem + pronoun, "preposition+pronoun")
            if kind == "complementizer" and folded in ("ان", "بان", "لان", "كان", "لكن"):
                for pronoun in ("ه", "ها", "هم", "هما", "هن", "نا", "ني", "كم", "ك"):
                    if folded != "كان":
                        closed.setdefault(folded + pronoun, "complementizer")
    for letter in "بل":
        for pronoun in ("ه", "ها", "هم", "هما", "هن", "نا", "كم", "ك", "ي"):
            closed.setdefault(letter + pronoun, "preposition+pronoun")
    closed.update({"انا": "pronoun", "منا": "preposition+pronoun", "عنه": "preposition+pronoun"})
    for word in ("انني", "اننا", "بانني", "باننا"):
        closed[word] = "complementizer"
    return closed


def build_tables(home: Path, digest: str) -> Tables:
    """Give the compiled tables of the lexicon in `home`. Raises LexiconError with every problem found."""
    problems = Problems()
    b = _Builder(home, problems)
    for step in (b.actions, b.support, b.speech, b.countries, b.people, b.organisations, b.role_words, b.adjective_words, b.given_names, b.gazetteer, b.cue_files):
        problems.tried(step)
    closed = problems.tried(lambda: _closed(home, problems)) or {}
    general_past: dict[str, int] = {}
    general_present: dict[str, int] = {}
    for _, row in read_tsv(home / "words" / "general_verbs.tsv", ("verb", "past_stems", "present_stems"), problems):
        for stem in alternatives(row["past_stems"]):
            for ending in ("", "ت", "وا", "و", "ا", "تا", "نا", "ن"):
                general_past[stem + ending] = 1
        general_past[row["verb"]] = 1
        if row["verb"].endswith("ي"):
            general_past[row["verb"][:-1] + "ا"] = 1
        for stem in alternatives(row["present_stems"]):
            for ending in ("", "ون", "وا", "و", "ان", "ا", "ن", "ين", "ي"):
                general_present[stem + ending] = 1
    counts = home / "words" / "forms.tsv"
    forms = {row["form"]: int(_number(row, "form", "count", counts, line, problems)) for line, row in read_tsv(counts, ("form", "count"), problems)}
    for _, row in read_tsv(home / "words" / "adjectives.tsv", ("adjective",), problems):
        word = row["adjective"]
        for suffix in ("", "ه", "ين", "ون", "ات", "ا", "ان", "تين", "تان"):
            b.adjectives.setdefault(word + suffix, (None, None))
    acceptance: dict[str, float] = {}
    weights = home / "models" / "acceptance.tsv"
    if weights.is_file():
        for line, row in read_tsv(weights, ("feature", "weight"), problems):
            acceptance[row["feature"]] = _number(row, "feature", "weight", weights, line, problems)
    sentence_models: dict[str, dict[str, tuple[float, float]]] = {}
    for path in sorted((home / "models").glob("sentence_*.tsv")):
        kind = path.stem.removeprefix("sentence_").upper()
        sentence_models[kind] = {}
        for line, row in read_tsv(path, ("ngram", "idf", "weight"), problems):
            idf, weight = (_number(row, "ngram", column, path, line, problems) for column in ("idf", "weight"))
            sentence_models[kind][row["ngram"].replace("_", " ")] = (idf, weight)
    numbers, _ = read_yaml(home / "numbers.yaml", problems)
    counting = problems.tried(lambda: Numbers.from_table(numbers)) if numbers is not None else None
    calendar, _ = read_yaml(home / "calendar.yaml", problems)
    if calendar is not None and counting is not None:
        problems.tried(lambda: Calendar.from_table(calendar, counting))
    factuality = problems.tried(lambda: [compiled(entry) for _, _, entry in read_factuality(home, problems)]) or []
    lists = read_lists(home, problems)
    attribution = problems.tried(lambda: sources(read_attribution(home, problems))) or {}
    problems.raise_if_any(home)
    first = {
        word: msgspec.Raw(msgspec.msgpack.encode(sorted(((list(rest), kind, ids) for (rest, kind), ids in names.items()), key=lambda item: -len(item[0]))))
        for word, names in b.first.items()
    }
    encode = msgspec.msgpack.encode
    return Tables(
        digest,
        b.senses,
        b.supports,
        b.speeches,
        b.verbs,
        dict(b.past),
        dict(b.present),
        dict(b.nouns),
        dict(b.participles),
        b.support_nouns,
        b.speech_nouns,
        b.speech_participles,
        general_past,
        general_present,
        forms,
        closed,
        b.names,
        [msgspec.Raw(encode(place)) for place in b.places],
        first,
        b.demonyms,
        b.adjectives,
        b.roles,
        b.duals,
        b.given,
        b.heads,
        encode(calendar),
        encode(numbers),
        encode(b.cues),
        acceptance,
        sentence_models,
        factuality,
        lists,
        attribution,
    )


def _number(row: Mapping[str, str], key: str, column: str, file: Path, line: int, problems: Problems) -> float:
    """Give the number in a column; what is none is told as a problem of the entry `row[key]`."""
    try:
        number = float(row[column])
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        problems.add(file, line, row[key], f"{column} {row[column]!r} is no number")
        return 0.0
    return number


__all__ = ["Example", "build_tables", "read_actions"]
