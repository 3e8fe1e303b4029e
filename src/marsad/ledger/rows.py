"""The ledger in the layouts of PA-X, the ETH/PRIO ceasefire data and the Peace Accords Matrix. What a layout asks and the ledger does not know stays empty.

`losses` tells what a layout cannot hold. Depth of a text's provisions (0 to 3 in PA-X) takes a coder with the text before him, so those columns are empty too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from marsad.ledger.book import Book
from marsad.ledger.claims import Assessment
from marsad.ledger.commitments import target_of
from marsad.ledger.deadlines import expiry
from marsad.ledger.told import Agreement

PAX_COLUMNS = (
    "Con", "Contp", "PP", "PPName", "Reg", "AgtId", "Ver", "Agt", "Dat", "Status", "Lgt", "N_characters", "Agtp", "Stage", "StageSub", "Part", "ThrdPart", "OthAgr",
    "Loc1ISO", "Loc2ISO", "Loc1GWNO", "Loc2GWNO", "UcdpCon", "UcdpAgr", "PamAgr", "CowWar", "Interim",
)  # fmt: skip
CEASEFIRE_COLUMNS = (
    "cc", "location", "region", "cf_id", "uniq_id", "ucdp_actor_id", "actor_name", "ucdp_acd_id", "ucdp_dyad", "pax_id", "side", "cf_dec_yr", "cf_dec_month", "cf_dec_day",
    "cf_effect_yr", "cf_effect_month", "cf_effect_day", "partial", "written", "fixed", "fixed_time", "nsa_frac", "p_humanitarian", "p_peaceprocess", "p_holiday",
    "p_election", "p_other", "p_unclear", "ceasefire_class", "timing", "mediator_nego", "mediator_send", "implement", "enforcement", "ddr", "ended", "end_yr", "end_month",
    "end_day", "evidence_onset", "evidence_end", "link_id1", "link_id2", "link_id3",
)  # fmt: skip
PAM_COLUMNS = ("accord", "year", "provision", "commitment", "score", "state", "method", "inputs")
# The 51 provisions of the Peace Accords Matrix that a type of commitment answers to; the other types have none.
PAM_PROVISIONS = {
    "cease_fire": "Ceasefire", "withdraw_forces": "Withdrawal of Troops", "prisoner_release": "Prisoner Release", "return_displaced": "Internally Displaced Persons",
    "deploy_monitors": "Verification Mechanism", "demilitarise_zone": "Disarmament",
}  # fmt: skip
_CEASING = frozenset({"ceasefire", "cessation_of_hostilities", "humanitarian_pause", "deescalation", "demilitarisation", "local_truce"})
# Names and Gleditsch-Ward numbers of the states that the ledger tells of; Palestine has a name only.
STATES: dict[str, tuple[str, int | None]] = {
    "SYR": ("Syria", 652), "LBY": ("Libya", 620), "YEM": ("Yemen", 678), "ISR": ("Israel", 666), "LBN": ("Lebanon", 660), "EGY": ("Egypt", 651), "JOR": ("Jordan", 663),
    "IRN": ("Iran", 630), "SAU": ("Saudi Arabia", 670), "SDN": ("Sudan", 625), "SSD": ("South Sudan", 626), "ETH": ("Ethiopia", 530), "MLI": ("Mali", 432),
    "UKR": ("Ukraine", 369), "RUS": ("Russia", 365), "AFG": ("Afghanistan", 700), "ARE": ("United Arab Emirates", 696), "BHR": ("Bahrain", 692), "QAT": ("Qatar", 694),
    "TUR": ("Turkey", 640), "USA": ("United States", 2), "PSE": ("Palestine", None),
}  # fmt: skip
Cell = str | int | float | None


def pax_row(agreement: Agreement, book: Book) -> dict[str, Cell]:
    """Give an agreement in PA-X's columns. PA-X knows parties and third parties: guarantors that signed are parties, the others third parties."""
    name = _namer(book)
    signing = [p.actor for p in agreement.parties if p.role == "signatory"]
    third = [p.actor for p in agreement.parties if p.role in ("guarantor", "mediator", "facilitator", "host", "witness", "monitor") and p.actor not in signing]
    process = book.processes.get(agreement.process or "")
    day = agreement.signed or agreement.announced
    places = [*agreement.countries, None, None][:2]
    return dict.fromkeys(PAX_COLUMNS) | {
        "Con": "/".join(STATES[c][0] for c in agreement.countries) or None, "PP": agreement.process, "PPName": process.name_en if process else None, "AgtId": agreement.external.pax,
        "Ver": agreement.texts[-1].version if agreement.texts else None, "Agt": agreement.title_en, "Dat": day.value if day else None, "Status": _status(agreement),
        "Stage": agreement.stage,
        "Part": "; ".join(name(a) for a in dict.fromkeys(signing)), "ThrdPart": "; ".join(name(a) for a in dict.fromkeys(third)) or "-",
        "OthAgr": "; ".join(f"{link.relation} {link.agreement}" for link in agreement.relations) or None, "Loc1ISO": places[0], "Loc2ISO": places[1],
        "Loc1GWNO": _gwno(places[0]), "Loc2GWNO": _gwno(places[1]), "UcdpAgr": agreement.external.ucdp_paid,
    }  # fmt: skip


def _status(agreement: Agreement) -> str:
    return {"unilateral_declaration": "Unilateral document", "verbal": "Status unclear"}.get(agreement.form, "Multiparty signed/agreed")


def _gwno(code: str | None) -> int | None:
    return STATES[code][1] if code is not None else None


def ceasefire_rows(agreement: Agreement, book: Book, overall: Assessment) -> list[dict[str, Cell]]:
    """Give one row for each party that declares or is bound to cease fire, as ETH/PRIO count actor-ceasefires; none for an agreement of another nature.

    -1 stands for unclear, 0 for not applicable, as in their codebook. `ended` is told only where the agreement's status says so.
    """
    if agreement.type not in _CEASING:
        return []
    name = _namer(book)
    bound = {a for c in agreement.commitments if c.type == "cease_fire" for a in c.obligor}
    actors = list(dict.fromkeys([*(p.actor for p in agreement.parties if p.role == "signatory"), *sorted(bound)]))
    declared, effect = (agreement.announced or agreement.signed), (agreement.effective or agreement.signed)
    ended = overall.value in ("expired", "collapse_declared", "collapse_assessed", "superseded")
    mediators = [name(p.actor) for p in agreement.parties if p.role in ("mediator", "facilitator")]
    purposes = {f"p_{p}": int(p in agreement.purpose) for p in ("humanitarian", "peaceprocess", "holiday", "election", "other", "unclear")}
    rows: list[dict[str, Cell]] = []
    blank: dict[str, Cell] = dict.fromkeys(CEASEFIRE_COLUMNS)
    for side, actor in enumerate(actors, 1):
        rows.append(
            blank
            | {
                "cc": _gwno(next(iter(agreement.countries), None)), "location": "; ".join(STATES[c][0] for c in agreement.countries), "cf_id": agreement.external.cf,
                "uniq_id": f"{agreement.id}/{actor}", "actor_name": name(actor), "pax_id": agreement.external.pax, "side": side, "written": int(agreement.form != "verbal"),
                "partial": int(any(z.admin1 or z.places for z in agreement.zones)), "fixed": int(agreement.duration is not None or agreement.expiry is not None),
                "fixed_time": agreement.duration or expiry(agreement).day, "ceasefire_class": agreement.class_ if agreement.class_ is not None else -1,
                "mediator_nego": "; ".join(mediators) or 0, "implement": int(bool(agreement.mechanisms) or any(p.role == "monitor" for p in agreement.parties)),
                "ended": int(ended) if overall.value != "unknown" else -1, "evidence_onset": "; ".join(s.name for s in agreement.sources[:2]),
                "evidence_end": "; ".join(overall.inputs[:3]) if ended else None, "link_id1": agreement.relations[0].agreement if agreement.relations else None,
            }
            | _split("cf_dec", declared.value if declared else None) | _split("cf_effect", effect.value if effect else None) | _split("end", overall.since if ended else None)
            | purposes
        )  # fmt: skip
    return rows


def _split(prefix: str, day: str | None) -> dict[str, Cell]:
    parts: Sequence[int | None] = [int(p) for p in day.split("-")] if day else []
    year, month, number = (*parts, None, None, None)[:3]
    return {f"{prefix}_yr": year, f"{prefix}_month": month, f"{prefix}_day": number}


def pam_rows(agreement: Agreement, yearly: Iterable[Sequence[Assessment]]) -> list[dict[str, Cell]]:
    """Give a row for each year and commitment that a provision of the Matrix answers to. `yearly`: the commitments' states at the end of each year.

    The Matrix scores 0 not initiated, 1 minimum, 2 intermediate, 3 full; a rule never gives 3.
    """
    rows: list[dict[str, Cell]] = []
    types = {target_of(agreement, c): c for c in agreement.commitments}
    for states in yearly:
        for state in states:
            commitment = types.get(state.target)
            if commitment is None or commitment.type not in PAM_PROVISIONS:
                continue
            rows.append({
                "accord": agreement.title_en, "year": int(state.as_of[:4]), "provision": PAM_PROVISIONS[commitment.type], "commitment": commitment.id, "score": state.score,
                "state": state.value, "method": state.method, "inputs": "; ".join(state.inputs),
            })  # fmt: skip
    return rows


def losses(layout: str) -> list[str]:
    """Give what a layout cannot hold or the ledger leaves empty, a line each. `layout`: pax, ceasefires or pam."""
    return {
        "pax": ["guarantors and bound non-signatories become parties or third parties", "commitments, deadlines, posts and claims are left out",
                "type (Agtp), depth of provisions, length of the text, regions and Correlates of War numbers are empty"],
        "ceasefires": ["roles other than signing and being bound are left out", "UCDP's numbers of actors, dyads and conflicts are empty",
                       "end and its evidence follow the computed status, with its rule's version lost"],
        "pam": ["commitments without a provision of the Matrix are left out", "reasons and deadlines are left out"],
    }[layout]  # fmt: skip


def _namer(book: Book) -> Callable[[str], str]:
    return lambda actor: book.sides[actor].name_en if actor in book.sides else actor
