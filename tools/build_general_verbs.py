"""Build lexicon/words/general_verbs.tsv, adjectives.tsv and forms.tsv.

    python tools/build_general_verbs.py CAMEL_MORPH_DIR FORMS_COUNT_FILE

general_verbs.tsv: the verbs of Modern Standard Arabic that occur in news, each with its perfective and
imperfective stems without vowels (facts from CAMeL Morph, CC BY 4.0). forms.tsv: how often each word form
occurs in a large body of news; it tells whether a first waw or fa is a clitic. FORMS_COUNT_FILE holds
`form<TAB>count` lines of folded word forms.
"""

from __future__ import annotations

import collections
import csv
import sys
from pathlib import Path

from marsad.arabic.fold import fold

BUCKWALTER = dict(zip("'|>&<}AbptvjHxd*rzs$SDTZEg_fqklmnhwYyFNKaui~o`{", "ءآأؤإئابةتثجحخدذرزسشصضطظعغـفقكلمنهوىيًٌٍَُِّْٰا", strict=True))
MIN_PRESENT, MIN_PAST, MIN_FORM = 12, 6, 25
NOUN_FIRST = 250  # a word met so often with the article, and as good as never with the endings of a verb, is a noun (نفس، رجل، وفد)
MOST_AS_PRESENT = 100


def arabic(word: str) -> str:
    return fold("".join(BUCKWALTER.get(c, "") for c in word.replace("#", "")))


def stems(path: Path) -> dict[str, set[str]]:
    found: dict[str, set[str]] = collections.defaultdict(set)
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if "vox:p" in row["FEAT"] or row["CLASS"][:5] != "[STEM":
                continue
            if stem := arabic(row["FORM"]):
                found[row["LEMMA"]].add(stem)
    return found


def noun_first(verb: str, past: set[str], present: set[str], counts: collections.Counter[str]) -> bool:
    """Tell whether news writes this word only as a noun: its reading as a verb would take رجلا for a dual of رجل."""
    as_past = [counts[stem + ending] for stem in past for ending in ("ت", "وا")]
    as_present = sum(n for n in (counts[letter + stem] for stem in present for letter in "يت") if n >= MIN_FORM)
    as_noun = counts["ال" + verb]
    return as_noun > NOUN_FIRST and max(as_past) < MIN_FORM and as_present < min(MOST_AS_PRESENT, as_noun / 5)


def main() -> None:
    camel, counts_file = Path(sys.argv[1]), Path(sys.argv[2])
    counts = collections.Counter({form: int(n) for form, n in (line.rstrip("\n").split("\t") for line in counts_file.open(encoding="utf-8"))})
    past, present = stems(camel / "MSA-Verb-LEX-PV.csv"), stems(camel / "MSA-Verb-LEX-IV.csv")
    rows: dict[str, tuple[set[str], set[str]]] = {}
    for lemma in past.keys() & present.keys():
        p, i = past[lemma], present[lemma]
        n_past = sum(counts[s + e] for s in p for e in ("", "ت", "وا"))
        n_present = sum(counts[a + s + e] for s in i for a in "يت" for e in ("", "ون"))
        if n_past >= MIN_PAST and n_present >= MIN_PRESENT and max(map(len, p)) > 1:
            entry = rows.setdefault(arabic(lemma), (set(), set()))
            entry[0].update(p)
            entry[1].update(i)
    out = Path(__file__).parent.parent / "lexicon" / "words"
    out.mkdir(exist_ok=True)
    with (out / "general_verbs.tsv").open("w", encoding="utf-8") as f:
        f.write("verb\tpast_stems\tpresent_stems\n")
        f.writelines(f"{v}\t{'|'.join(sorted(p))}\t{'|'.join(sorted(i))}\n" for v, (p, i) in sorted(rows.items()) if not noun_first(v, p, i, counts))
    adjectives = set()
    with (camel / "MSA-Adj-LEX.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            word = arabic(row["FORM"])
            if len(word) > 2 and counts[word] + counts["ال" + word] + counts[word + "ه"] + counts["ال" + word + "ه"] >= MIN_FORM:
                adjectives.add(word)
    with (out / "adjectives.tsv").open("w", encoding="utf-8") as f:
        f.write("adjective\n")
        f.writelines(f"{word}\n" for word in sorted(adjectives))
    with (out / "forms.tsv").open("w", encoding="utf-8") as f:
        f.write("form\tcount\n")
        f.writelines(f"{form}\t{n}\n" for form, n in sorted(counts.items(), key=lambda x: (-x[1], x[0])) if n >= MIN_FORM)


if __name__ == "__main__":
    main()
