"""Contexts: PLOVER's event-independent labels, by type, mode and actors' sectors."""

from __future__ import annotations

from marsad.reading.drafts import Draft

_BY_TYPE = {"ASSAULT": ["military"], "MOBILIZE": ["military"], "CONSULT": ["diplomatic"], "AGREE": ["diplomatic"], "SUPPORT": ["diplomatic"]}
_BY_MODE = {
    "convict": "legal", "arrest": "legal", "investigate": "legal", "censor": "rights_freedoms", "cyber": "cyber", "misinformation": "misinformation", "curfew": "repression",
    "martial-law": "repression", "deport": "migration", "suicide-attack": "terrorism", "unconventional": "cbrn", "sexual": "gender", "torture": "human_rights",
}  # fmt: skip
_BY_SECTOR = {
    "LEG": "legislative", "JUD": "legal", "JRN": "rights_freedoms", "SPY": "intelligence", "REF": "migration", "MED": "health", "REL": "religion_ethnicity", "CRM": "crime",
}  # fmt: skip


def contexts(draft: Draft) -> list[str]:
    """Give the contexts of a draft, in a fixed order."""
    found = list(_BY_TYPE.get(draft.type, ()))
    found.extend(_BY_MODE[m] for m in draft.modes if m in _BY_MODE)
    found.extend(_BY_SECTOR[p.sector] for p in (*draft.actors, *draft.recipients) if p.sector in _BY_SECTOR)
    return list(dict.fromkeys(found))
