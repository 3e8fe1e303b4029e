"""The words in which the ledger tells of agreements: roles, kinds of commitment, states. Each list is closed.

Sources: PA-X codebook (stage), ETH/PRIO Civil Conflict Ceasefires (class, purpose), Kroc Peace Accords Matrix (score),
the UN's Guidance on Mediation of Ceasefires of 2022 (monitoring kept apart from verification and investigation), daily reports of the OSCE's
monitors in Ukraine (what a monitor could not see is recorded like what it saw).
"""

from __future__ import annotations

from typing import Literal

Form = Literal["written_published", "written_unpublished", "leaked", "verbal", "joint_statement", "unilateral_declaration", "un_resolution"]
AgreementType = Literal[
    "ceasefire", "cessation_of_hostilities", "humanitarian_pause", "deescalation", "demilitarisation", "local_truce", "evacuation", "prisoner_exchange",
    "withdrawal", "framework", "comprehensive", "implementation", "renewal", "other",
]  # fmt: skip
Stage = Literal["Pre", "SubPar", "SubComp", "Imp", "Ren", "Cea", "Oth"]
Laterality = Literal["unilateral", "bilateral", "multilateral"]
Purpose = Literal["humanitarian", "peaceprocess", "holiday", "election", "other", "unclear"]
Renewal = Literal["auto", "by_consent", "none", "unknown"]
Relation = Literal["implements", "supplements", "amends", "extends", "supersedes", "annex_of"]
Role = Literal[
    "signatory", "guarantor", "mediator", "facilitator", "host", "bound_nonsignatory", "excluded_party", "monitor", "witness", "endorser", "spoiler", "beneficiary",
]  # fmt: skip
Acceptance = Literal["signed", "accepted", "verbal", "rejected", "not_asked", "unknown"]
TextStatus = Literal["draft", "leaked", "announced", "signed", "published", "summary"]
SourceKind = Literal["signed_text", "published_text", "party_statement", "agency_report", "draft", "reference"]
Deontic = Literal["obligation", "prohibition", "permission", "intention", "condition"]
CommitmentType = Literal[
    "cease_fire", "no_fly", "withdraw_forces", "withdraw_heavy_weapons", "remove_group", "demilitarise_zone", "separate_forces", "deploy_monitors",
    "joint_patrols", "open_road", "humanitarian_access", "prisoner_release", "return_displaced", "establish_body", "draw_maps", "share_information",
    "refrain_reinforcement", "counter_terrorism", "political_track", "consult_report", "other",
]  # fmt: skip
DeadlineType = Literal["fixed", "relative", "recurring", "conditional", "open_ended", "none"]
ZoneKind = Literal["deescalation_area", "demilitarised_zone", "buffer", "corridor", "line_of_contact", "withdrawal_line"]
GeometrySource = Literal["text", "map", "derived"]
PostStatus = Literal["planned", "established", "operating", "besieged", "attacked", "relocated", "withdrawn", "closed", "unknown"]
MeetingLevel = Literal["heads", "ministerial", "technical", "military", "unknown"]
MeetingOutcome = Literal["document", "statement", "none", "postponed", "boycotted", "unknown"]
Format = Literal["bilateral", "trilateral", "un_led", "local", "track2", "multilateral"]
Act = Literal[
    "alleged_violation", "claimed_compliance", "denial", "counter_accusation", "justification", "acknowledgment", "verification_finding",
    "monitor_access_restricted", "investigation", "performance_report", "extension", "suspension", "withdrawal_from_agreement", "collapse_declaration",
    "reaffirmation", "talks", "proposal", "conclusion", "entry_into_force", "commitment_told", "deadline_told", "monitor_told", "criticism", "rejection", "post_report",
]  # fmt: skip
Violation = Literal[
    "ground_attack", "shelling", "airstrike", "drone", "ied", "small_arms_sniper", "seizure_of_territory", "prohibited_weapon_presence", "reinforcement",
    "arrest_abduction", "access_denial", "obstruction_of_monitors", "overflight", "fortification", "siege_of_post", "other",
]  # fmt: skip
Attribution = Literal["unattributed", "alleged", "contested", "corroborated", "verified_by_mechanism", "admitted", "retracted"]
CommitmentState = Literal[
    "not_due", "due", "overdue", "partly", "fulfilled", "fulfilled_late", "breach_alleged", "breach_corroborated", "suspended", "lapsed", "superseded",
    "disputed", "unknown",
]  # fmt: skip
AgreementStatus = Literal[
    "rumoured", "under_negotiation", "announced", "signed", "in_force", "partly_in_force", "suspended", "extended", "expired", "collapse_declared",
    "collapse_assessed", "superseded", "unknown",
]  # fmt: skip
Basis = Literal["stated", "inferred", "analyst"]
Precision = Literal["day", "week", "month", "season", "year", "range", "report"]

# Which commitments a violation touches, where nobody names one: the ledger's own reading, always marked as inferred.
TOUCHES: dict[str, tuple[str, ...]] = {
    "ground_attack": ("cease_fire", "separate_forces"), "shelling": ("cease_fire",), "airstrike": ("cease_fire", "no_fly"), "drone": ("cease_fire", "no_fly"),
    "ied": ("cease_fire",), "small_arms_sniper": ("cease_fire",), "seizure_of_territory": ("cease_fire", "separate_forces", "withdraw_forces"),
    "prohibited_weapon_presence": ("withdraw_heavy_weapons", "demilitarise_zone"), "reinforcement": ("refrain_reinforcement",),
    "arrest_abduction": ("prisoner_release",), "access_denial": ("humanitarian_access", "open_road"), "obstruction_of_monitors": ("deploy_monitors",),
    "overflight": ("no_fly",), "fortification": ("demilitarise_zone",), "siege_of_post": ("deploy_monitors",), "other": (),
}  # fmt: skip
# Violations that are acts of combat, as SNHR cuts its tables; the others are arrests, sieges, denials.
COMBAT = frozenset({"ground_attack", "shelling", "airstrike", "drone", "ied", "small_arms_sniper", "seizure_of_territory"})
# Who is a party in the sense of the evidence rules: it has duties or interests under the agreement, so its word is no independent one.
INTERESTED = frozenset({"signatory", "guarantor", "bound_nonsignatory", "excluded_party", "spoiler", "beneficiary"})
