"""PLOVER's words: types, modes, quads and conflict-cooperation scores.

Source: PLOVER manual (Open Event Data Alliance), the 16-type scheme of 2021; scores are those of the
manual on the scale -10..+10, with the sign of ACCUSE corrected (its own modes are all negative).
"""

from __future__ import annotations

SCORES: dict[str, float] = {
    "AGREE": 2.5, "CONSULT": 2.5, "SUPPORT": 5.0, "CONCEDE": 4.5, "COOPERATE": 9.5, "AID": 10.0, "RETREAT": 6.5, "REQUEST": 0.0,
    "ACCUSE": -3.0, "REJECT": -2.0, "THREATEN": -3.5, "PROTEST": -5.0, "SANCTION": -6.0, "MOBILIZE": -5.5, "COERCE": -7.0, "ASSAULT": -9.0,
}  # fmt: skip
TYPES = frozenset(SCORES)
MODE_SCORES: dict[str, dict[str, float]] = {
    "AGREE": {}, "SUPPORT": {}, "CONCEDE": {}, "COOPERATE": {}, "AID": {},
    "CONSULT": {"visit": 4.0, "third-party": 1.0, "multilateral": 4.0, "phone": 1.5},
    "RETREAT": {"withdraw": 8.0, "release": 6.5, "disarm": 10.0, "ceasefire": 7.5, "access": 6.5, "resign": 4.5},
    "REQUEST": {"assist": 0.5, "change": -1.0, "yield": -1.0, "meet": 0.0},
    "ACCUSE": {"disapprove": -2.0, "investigate": -3.5, "allege": -3.5},
    "REJECT": {"assist": -1.5, "change": -2.0, "yield": -2.0, "meet": -2.0},
    "THREATEN": {"restrict": -3.0, "arrest": -3.5, "relations": -3.5, "expel": -3.5, "territory": -4.0, "violence": -3.5},
    "PROTEST": {"demo": -5.0, "riot": -7.0, "strike": -5.0, "hunger": -4.5, "boycott": -4.5, "obstruct": -4.5, "vandalize": -5.0},
    "SANCTION": {"convict": -6.0, "expel": -5.5, "withdraw": -6.0, "discontinue": -6.0},
    "MOBILIZE": {"troops": -6.5, "weapons": -6.5, "police": -5.5, "militia": -6.0},
    "COERCE": {"seize": -7.0, "restrict": -7.0, "censor": -6.5, "curfew": -6.5, "martial-law": -7.5, "arrest": -7.0, "deport": -7.0,
               "withhold": -7.0, "misinformation": -6.5, "cyber": -7.0},
    "ASSAULT": {"abduct": -8.5, "beat": -7.5, "torture": -8.5, "sexual": -8.5, "targeted": -9.5, "destroy": -8.5, "primitive": -8.0,
                "firearms": -9.0, "explosives": -9.0, "suicide-attack": -9.5, "aerial": -9.5, "drone": -9.5, "heavy-weapons": -9.5,
                "crowd-control": -7.5, "unconventional": -10.0},
}  # fmt: skip
MODES = {kind: frozenset(modes) for kind, modes in MODE_SCORES.items()}
QUADS = {
    "AGREE": "verbal-cooperation", "CONSULT": "verbal-cooperation", "SUPPORT": "verbal-cooperation", "CONCEDE": "verbal-cooperation",
    "COOPERATE": "material-cooperation", "AID": "material-cooperation", "RETREAT": "material-cooperation",
    "REQUEST": "verbal-conflict", "ACCUSE": "verbal-conflict", "REJECT": "verbal-conflict", "THREATEN": "verbal-conflict",
    "PROTEST": "material-conflict", "SANCTION": "material-conflict", "MOBILIZE": "material-conflict", "COERCE": "material-conflict",
    "ASSAULT": "material-conflict",
}  # fmt: skip


def score(kind: str, modes: list[str]) -> float:
    """Give the PLOVER score of a type with its first mode, or of the bare type.

    >>> score("ASSAULT", ["aerial"])
    -9.5
    """
    return MODE_SCORES[kind].get(modes[0], SCORES[kind]) if modes else SCORES[kind]


# CAMEO codes by type and mode: for each, the most general code that the crosswalk CAMEO2PLOVER of 2021 leads to
# it; where the crosswalk has no mode (drone, aerial, torture of a kind), CAMEO's own nearest code.
CAMEO: dict[tuple[str, str | None], str] = {
    ("AGREE", None): "030", ("CONSULT", None): "040", ("CONSULT", "phone"): "041", ("CONSULT", "visit"): "042",
    ("CONSULT", "third-party"): "044", ("CONSULT", "multilateral"): "046", ("SUPPORT", None): "050", ("CONCEDE", None): "080",
    ("COOPERATE", None): "060", ("AID", None): "070", ("RETREAT", None): "084", ("RETREAT", "release"): "0841",
    ("RETREAT", "access"): "086", ("RETREAT", "disarm"): "0873", ("RETREAT", "ceasefire"): "0871", ("RETREAT", "withdraw"): "0874",
    ("RETREAT", "resign"): "0831", ("REQUEST", None): "100", ("REQUEST", "assist"): "101", ("REQUEST", "change"): "104",
    ("REQUEST", "yield"): "105", ("REQUEST", "meet"): "106", ("ACCUSE", None): "110", ("ACCUSE", "disapprove"): "111",
    ("ACCUSE", "allege"): "112", ("ACCUSE", "investigate"): "090", ("REJECT", None): "120", ("REJECT", "assist"): "121",
    ("REJECT", "change"): "123", ("REJECT", "yield"): "124", ("REJECT", "meet"): "125", ("THREATEN", None): "130",
    ("THREATEN", "restrict"): "1312", ("THREATEN", "relations"): "131", ("THREATEN", "expel"): "136", ("THREATEN", "arrest"): "137",
    ("THREATEN", "violence"): "138", ("THREATEN", "territory"): "1382", ("PROTEST", None): "140", ("PROTEST", "demo"): "141",
    ("PROTEST", "hunger"): "142", ("PROTEST", "strike"): "143", ("PROTEST", "boycott"): "143", ("PROTEST", "obstruct"): "144",
    ("PROTEST", "riot"): "145", ("PROTEST", "vandalize"): "145", ("SANCTION", None): "160", ("SANCTION", "withdraw"): "161",
    ("SANCTION", "discontinue"): "162", ("SANCTION", "expel"): "166", ("SANCTION", "convict"): "160", ("MOBILIZE", None): "150",
    ("MOBILIZE", "police"): "153", ("MOBILIZE", "troops"): "154", ("MOBILIZE", "weapons"): "150", ("MOBILIZE", "militia"): "150",
    ("COERCE", None): "170", ("COERCE", "seize"): "171", ("COERCE", "restrict"): "172", ("COERCE", "censor"): "1721",
    ("COERCE", "curfew"): "1723", ("COERCE", "martial-law"): "1724", ("COERCE", "arrest"): "173", ("COERCE", "deport"): "174",
    ("ASSAULT", None): "190", ("ASSAULT", "abduct"): "181", ("ASSAULT", "beat"): "182", ("ASSAULT", "sexual"): "1821",
    ("ASSAULT", "torture"): "1822", ("ASSAULT", "suicide-attack"): "183", ("ASSAULT", "explosives"): "1832",
    ("ASSAULT", "targeted"): "186", ("ASSAULT", "crowd-control"): "175", ("ASSAULT", "destroy"): "1712", ("ASSAULT", "firearms"): "193",
    ("ASSAULT", "heavy-weapons"): "194", ("ASSAULT", "aerial"): "195", ("ASSAULT", "drone"): "195", ("ASSAULT", "unconventional"): "204",
}  # fmt: skip


def cameo(kind: str, modes: list[str]) -> str | None:
    """Give the CAMEO code of a type with its first mode that has one; None if the type has none."""
    for mode in modes:
        if (kind, mode) in CAMEO:
            return CAMEO[kind, mode]
    return CAMEO.get((kind, None))
